"""Carry out the commands of `labs.py`: lab, test, install, site, python."""

import argparse
import os
import socket
import subprocess
import sys

from labs import hand_over
from tools import environment
from tools.environment import ROOT
from tools.errors import SetupError, describe_os_error
from website import builder as website

DEFAULT_PORT = 8888
START_PAGE = "00_start_here.md"  # in my_labs/, see labhelpers.homework.start
# conftest.py says what stays together, and in which order to take it.
TWO_WORKERS = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
QUIET = [  # with tools/jupyter/: no questions, nothing that asks for a network
    "--Application.log_level=WARN",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
]


def main(arguments):
    """Run one command; return its exit status, 1 and one sentence if it cannot run."""
    options = parse(arguments)
    try:
        return options.run(options)
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
    except OSError as error:
        print(f"\n{describe_os_error(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. Give the same command to go on.", file=sys.stderr)
        return 130
    return 1


def parse(arguments):
    """Return the command's options; `test` and `python` pass theirs on unread."""
    parser = argparse.ArgumentParser(prog="python labs.py", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    opens = commands.add_parser("lab", help="open JupyterLab on your labs")
    opens.set_defaults(run=lab)
    opens.add_argument(
        "--port",
        type=port_number,
        default=os.environ.get("PORT") or None,
        help="this port and no other; or set PORT",
    )
    opens.add_argument(
        "--no-browser",
        action="store_true",
        default=is_set("NO_BROWSER"),
        help="print the address only; or set NO_BROWSER=1",
    )
    opens.add_argument(
        "--newer",
        action="store_true",
        default=is_set("NEWER"),
        help="copy newer versions of labs beside yours; or set NEWER=1",
    )
    tests = commands.add_parser("test", help="run every test, or what pytest is told")
    tests.set_defaults(run=test)
    installs = commands.add_parser("install", help="make .venv and do nothing else")
    installs.set_defaults(run=install)
    installs.add_argument("--dev", action="store_true", default=is_set("LABS_DEV"))
    installs.add_argument(
        "--wheelhouse",
        metavar="FOLDER",
        help="install from a folder that `make wheelhouse` packed; or set "
        "LABS_WHEELHOUSE, or put it beside labs.py as wheelhouse",
    )
    sites = commands.add_parser("site", help="build the website in build/site")
    sites.set_defaults(run=site)
    sites.add_argument(
        "--repository",
        default=website.REPOSITORY,
        help="the public copy on GitHub to which the pages link, as owner/name",
    )
    sites.add_argument(
        "--install-only",
        action="store_true",
        help="make .venv-site, the builder's environment, and do nothing else",
    )
    pythons = commands.add_parser("python", help="run .venv's Python")
    pythons.set_defaults(run=run_python)
    passes_on = arguments[:1] in (["test"], ["python"])
    options = parser.parse_args(arguments[:1] if passes_on else arguments)
    options.arguments = arguments[1:]
    return options


def port_number(text):
    """Return the port that `text` names; argparse reports any other text."""
    if not (text.isdecimal() and 1024 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(
            f"a port is a number from 1024 to 65535, not {text!r}"
        )
    return int(text)


def is_set(name):
    """Return whether the environment variable `name` switches something on."""
    return os.environ.get(name, "0") not in {"", "0"}


def lab(options):
    """Copy labs that the student lacks into `my_labs/` and open JupyterLab there."""
    port = options.port or DEFAULT_PORT
    taken = is_taken(port)
    if taken and options.port:
        raise SetupError(
            f"JupyterLab needs a free port, and port {port} is in use: name another "
            "one, or none, and JupyterLab finds one itself."
        )
    python = environment.ensure()
    activate()
    start = [python, "-m", "labhelpers.homework", "start", *["--newer"] * options.newer]
    status = subprocess.run(start, cwd=ROOT).returncode
    if status:
        return status
    if taken:
        print(f"Port {port} is in use; JupyterLab takes the next free one.")
    window = has_browser() and not options.no_browser
    if window:
        print("JupyterLab opens in your browser. Ctrl-C stops it.")
    else:
        print("Open the address with the token below. Ctrl-C stops JupyterLab.")
    os.chdir(ROOT / "my_labs")
    chosen = lab_options(options.port, window)
    return hand_over([str(python), "-m", "jupyterlab", *chosen])


def lab_options(port, window):
    """Return JupyterLab's options: on `port` or, if None, on a free one; quiet."""
    chosen = [
        f"--ServerApp.port={port or DEFAULT_PORT}",
        f"--ServerApp.port_retries={0 if port else 50}",
        f"--ServerApp.open_browser={window}",
        f"--LabApp.default_url=/lab/tree/{START_PAGE}",
        *QUIET,
        f"--LabApp.workspaces_dir={environment.WORK / 'workspaces'}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        chosen.append("--ServerApp.allow_root=True")
    return chosen


def has_browser():
    """Return whether a browser can open a window: one in the terminal is no help."""
    screens = ["DISPLAY", "WAYLAND_DISPLAY", "BROWSER"]
    return not sys.platform.startswith("linux") or any(map(os.environ.get, screens))


def is_taken(port):
    """Return whether another program listens on `port` of this machine."""
    with socket.socket() as probe:
        if os.name != "nt":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def test(options):
    """Run every test on two workers, or hand pytest the arguments as they are."""
    python = environment.ensure(dev=is_set("LABS_DEV"))
    activate()
    os.chdir(ROOT)
    chosen = options.arguments or TWO_WORKERS
    return hand_over([str(python), "-m", "pytest", *chosen])


def install(options):
    """Make or update `.venv`."""
    if options.wheelhouse:
        os.environ["LABS_WHEELHOUSE"] = os.path.abspath(options.wheelhouse)
    print(f"Ready: {environment.ensure(dev=options.dev)}")
    return 0


def site(options):
    """Build the website, in an environment of its own."""
    website.ensure()
    if not options.install_only:
        website.make(options.repository)
    return 0


def run_python(options):
    """Run `.venv`'s Python with the arguments as they are, in the current folder."""
    python = environment.ensure(dev=is_set("LABS_DEV"))
    activate()
    return hand_over([str(python), *options.arguments])


def activate():
    """Give this process, and what it starts, the environment of `.venv`."""
    variables = environment.clean_environment()
    os.environ.clear()
    os.environ.update(variables)
