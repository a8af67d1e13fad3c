"""A JupyterHub on this machine, for tests and measurements; `tools.crowd` uses it.

Hub, proxy and nbgitpuller stand in an environment of their own, `.venv-hub` (see
`tools.apart`). Kernels run in the environment of the labs. The hub listens on the
loopback address only, takes any name without a password, and all its users are the
account that started it: it is no hub for a class.
"""

import contextlib
import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from tools import apart
from tools.errors import SetupError

EXTRA = "hub"  # of pyproject.toml
HOST = "127.0.0.1"
START_SECONDS = 600
CONFIG = """# Written by tools/hub.py.
import json
from pathlib import Path

told = json.loads(Path(__file__).with_name("told.json").read_text("utf-8"))
c = get_config()
c.JupyterHub.bind_url = f"http://{told['host']}:{told['ports'][0]}"
c.JupyterHub.hub_ip, c.JupyterHub.hub_port = told["host"], told["ports"][1]
c.ConfigurableHTTPProxy.api_url = f"http://{told['host']}:{told['ports'][2]}"
c.ConfigurableHTTPProxy.command = [told["scripts"] + "/configurable-http-proxy"]
c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = told["homes"] + "/{username}"
c.Spawner.cmd = [told["scripts"] + "/jupyterhub-singleuser"]
c.Spawner.args = ["--allow-root"]
c.Spawner.environment = told["variables"]
c.Spawner.start_timeout = c.Spawner.http_timeout = told["seconds"]
c.JupyterHub.services = [{"name": "class", "api_token": told["token"]}]
scopes = ["admin:users", "admin:servers", "access:servers"]
c.JupyterHub.load_roles = [{"name": "class", "services": ["class"], "scopes": scopes}]
"""


class Hub:
    """A hub that runs; `hub` makes one.

    Attributes:
        address: Where it answers, with a slash at the end.
        token: What a request must carry.
        homes: The folder with a home per user.
        process: The hub's process.
    """

    def __init__(self, address, token, homes, process):
        self.address, self.token = address, token
        self.homes, self.process = homes, process

    def ask(self, path, method="GET", body=None):
        """Send a request; return its status and what came back, as text.

        Args:
            path: What follows the address, such as "hub/api/users".
            method: GET, POST or DELETE.
            body: What becomes the JSON of the request; None sends none.
        """
        request = urllib.request.Request(
            self.address + path,
            None if body is None else json.dumps(body).encode(),
            {"Authorization": f"token {self.token}"},
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=START_SECONDS) as answer:
                return answer.status, answer.read().decode("utf-8")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode("utf-8", errors="replace")

    def tell(self, path, body=None):
        """Post something to the hub or to a user's server; return what came back.

        Raises:
            SetupError: The answer is no success.
        """
        status, text = self.ask(path, "POST", body)
        if status >= 300:
            raise SetupError(f"The hub answered {status} to {path}: {text[:300]}")
        return json.loads(text) if text else None

    def start(self, names):
        """Make users, start a server for each at once, and wait until all are ready.

        Raises:
            SetupError: A server did not start in time.
        """
        self.tell("hub/api/users", {"usernames": list(names)})
        for name in names:
            self.tell(f"hub/api/users/{name}/server")
        waiting, end = set(names), time.monotonic() + START_SECONDS
        while waiting:
            if time.monotonic() > end:
                raise SetupError(f"No server was ready in time for {sorted(waiting)}")
            time.sleep(0.5)
            for name in sorted(waiting):
                servers = json.loads(self.ask(f"hub/api/users/{name}")[1])["servers"]
                if servers.get("", {}).get("ready"):
                    waiting.discard(name)

    def pull(self, name, link):
        """Do for a user what a click on a link to nbgitpuller does.

        Returns:
            The path of the page that the link opens, in the user's home, and what
            nbgitpuller said of an error; empty if there was none.
        """
        about = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(link).query))
        page = about.pop("urlpath").removeprefix("lab/tree/").partition("?")[0]
        query = urllib.parse.urlencode(about)
        _, text = self.ask(f"user/{name}/git-pull/api?{query}")
        events = [
            json.loads(line[6:]) for line in text.splitlines() if line[:6] == "data: "
        ]
        failed = [e.get("message", "") for e in events if e["phase"] == "error"]
        return self.homes / name / page, " ".join(failed)


@contextlib.contextmanager
def hub(folder, package, python=sys.executable):
    """Yield a hub that runs; end it and all its servers afterwards.

    Args:
        folder: An empty folder for its files and the homes of its users.
        package: The folder of the labs whose package kernels import, as a hub's kernels
            import the one that was installed there.
        python: The Python that kernels run.

    Raises:
        SetupError: The hub's environment is missing, or the hub does not answer.
    """
    if not apart.is_installed(EXTRA):
        raise SetupError(
            "A hub needs an environment of its own, and .venv-hub is not there: "
            "give the command `python labs.py install --apart hub`."
        )
    ports, token = free_ports(3), secrets.token_hex(16)
    scripts = str(apart.python(EXTRA).parent)
    told = {"host": HOST, "ports": ports, "scripts": scripts, "token": token}
    told |= {"homes": str(folder / "homes"), "seconds": START_SECONDS}
    told["variables"] = {"JUPYTER_PATH": str(write_kernel(folder, package, python))}
    (folder / "homes").mkdir()
    (folder / "told.json").write_text(json.dumps(told), "utf-8")
    (folder / "jupyterhub_config.py").write_text(CONFIG, "utf-8")
    address = f"http://{HOST}:{ports[0]}/"
    with (folder / "hub.log").open("w") as log:
        process = subprocess.Popen(
            [scripts + "/jupyterhub", "-f", "jupyterhub_config.py"],
            cwd=folder,
            env=variables(scripts),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            started = Hub(address, token, folder / "homes", process)
            wait_for(started, folder / "hub.log")
            yield started
        finally:
            process.terminate()  # the hub ends its proxy and its servers
            try:
                process.wait(60)
            except subprocess.TimeoutExpired:
                process.kill()


def wait_for(started, log):
    """Wait until a hub answers.

    Raises:
        SetupError: It ended, or it did not answer in time.
    """
    end = time.monotonic() + START_SECONDS
    while started.process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError):
            if started.ask("hub/api/")[0] == 200:
                return
        time.sleep(0.3)
    said = log.read_text("utf-8", errors="replace").strip().splitlines()[-3:]
    raise SetupError(f"The hub did not start: {' '.join(said)}")


def write_kernel(folder, package, python):
    """Write the kernel of the labs; return the folder that JUPYTER_PATH must name."""
    about = folder / "jupyter" / "kernels" / "python3" / "kernel.json"
    about.parent.mkdir(parents=True)
    command = [str(python), "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "Labs", "language": "python"}
    spec["env"] = {"PYTHONPATH": str(package), "KERAS_BACKEND": "tensorflow"}
    about.write_text(json.dumps(spec), "utf-8")
    return folder / "jupyter"


def variables(scripts):
    """Return this process's variables without settings of other projects."""
    foreign = ("JUPYTER", "PYTHON", "LABS_", "JPY_", "VIRTUAL_ENV")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(foreign)}
    return kept | {"PATH": os.pathsep.join([scripts, os.environ["PATH"]])}


def free_ports(count):
    """Return numbers of ports of the loopback address that nothing listens on."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((HOST, 0))
        return [each.getsockname()[1] for each in sockets]
