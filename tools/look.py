"""Show a notebook as a student sees it: `python labs.py look LAB --run -o FOLDER`.

A copy of the notebook is opened in JupyterLab in a headless Chromium, with the settings
of `make lab`. Screenshots from top to bottom go into FOLDER; what no picture shows is
printed: cells with errors, outputs wider than their cell, requests to other machines.
Exit status 1 if there is any of them.
"""

import argparse
import contextlib
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from tools import environment
from tools.addresses import free_port
from tools.errors import SetupError
from tools.opening import QUIET

SETTINGS = environment.ROOT / "tools/jupyter/labconfig/default_setting_overrides.json"
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
CHROMIUM_OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RUN_ALL = "() => jupyterapp.commands.execute('notebook:run-all-cells')"
IS_OPEN = """() => {
    const widget = window.jupyterapp?.shell.currentWidget;
    return Boolean(widget?.content?.widgets?.length && widget.context?.isReady
        && widget.sessionContext?.session?.kernel?.status === 'idle');
}"""
SHAPE = """() => {
    const box = document.querySelector('.jp-Notebook .jp-WindowedPanel-outer');
    return [box.scrollHeight, box.clientHeight];
}"""
SCROLL = """top => {
    document.querySelector('.jp-Notebook .jp-WindowedPanel-outer').scrollTop = top;
}"""
FAULTS = """() => {
    const isWide = part =>
        part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1
        && getComputedStyle(part).overflowX !== 'visible' && !part.closest('svg');
    const describe = (cell, number) => {
        const name = `cell ${number} (${cell.model.id})`;
        const errors = (cell.model.sharedModel.toJSON().outputs ?? [])
            .filter(output => output.output_type === 'error')
            .map(output => `${name}: ${output.ename}: ${output.evalue}`);
        const parts = cell.node.querySelectorAll(
            '.jp-OutputArea-output, .jp-OutputArea-output *');
        const wide = [...parts].some(isWide)
            ? [`${name}: an output is wider than its cell`] : [];
        return [...errors, ...wide];
    };
    return jupyterapp.shell.currentWidget.content.widgets.flatMap(describe);
}"""


def main():
    """Take the screenshots that the command line asks for; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python labs.py look", description=__doc__.splitlines()[0]
    )
    parser.add_argument("notebook", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True, help="a folder")
    parser.add_argument("--run", action="store_true", help="run all cells first")
    parser.add_argument("--dark", action="store_true", help="the dark theme")
    parser.add_argument("--width", type=int, default=1280)
    parser.add_argument("--height", type=int, default=800)
    parser.add_argument("--timeout", type=int, default=300, help="seconds for --run")
    options = parser.parse_args()
    if not options.notebook.is_file():
        parser.error(f"a notebook is needed, and {options.notebook} is none")
    try:
        faults = look(options)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(faults))
    return 1 if faults else 0


def look(options):
    """Open the notebook, run it if asked, take the screenshots; return the faults."""
    if CHROMIUM is None:
        raise SetupError("`look` needs Chromium in PATH, and found none.")
    options.output.mkdir(parents=True, exist_ok=True)
    with (
        serve([options.notebook], options.dark) as address_of,
        sync_playwright() as playwright,
        contextlib.closing(
            playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_OPTIONS)
        ) as browser,
    ):
        size = {"width": options.width, "height": options.height}
        page = browser.new_page(viewport=size)
        strangers = []
        page.on("request", lambda request: note_stranger(request.url, strangers))
        page.goto(address_of(options.notebook.name))
        page.wait_for_function(IS_OPEN, timeout=60_000)
        if options.run:
            run_all(page, options.timeout)
        photograph(page, options.output, options.notebook.stem)
        return page.evaluate(FAULTS) + strangers


@contextlib.contextmanager
def serve(files, dark=False):
    """Serve copies of `files` from a new folder; yield a function of a file's name.

    It returns the address at which JupyterLab opens the file.
    """
    token = secrets.token_hex(16)
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder, "pages")
        pages.mkdir()
        for file in files:
            shutil.copy(file, pages)
        command = [sys.executable, "-m", "jupyterlab", *QUIET, "--allow-root"]
        command += ["--no-browser", "--expose-app-in-browser"]
        command += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
        command += [f"--IdentityProvider.token={token}"]
        command += [f"--LabApp.workspaces_dir={folder}/workspaces"]
        variables = {
            name: value
            for name, value in environment.clean_environment().items()
            if not name.startswith("LABS_")  # of a test run, which shows no sliders
        } | jupyter_folders(folder, dark)
        with (
            open(f"{folder}/log", "w+") as log,
            subprocess.Popen(
                command, cwd=pages, env=variables, stdout=log, stderr=log
            ) as server,
        ):
            try:
                wait_for(f"http://127.0.0.1:{port}/api", server, log)
                yield f"http://127.0.0.1:{port}/lab/tree/{{}}?token={token}".format
            finally:
                server.terminate()


def jupyter_folders(folder, dark):
    """Return variables that give Jupyter new folders, with all cells drawn at once."""
    settings = json.loads(SETTINGS.read_text("utf-8")) | {
        "@jupyterlab/notebook-extension:tracker": {
            "windowingMode": "none",
            "scrollPastEnd": False,
            "kernelShutdown": True,
        },
        "@jupyterlab/apputils-extension:themes": {
            "theme": "JupyterLab Dark" if dark else "JupyterLab Light"
        },
    }
    file = Path(folder, "config", "labconfig", "default_setting_overrides.json")
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps(settings))
    names = ["config", "data", "runtime"]
    return {f"JUPYTER_{name.upper()}_DIR": f"{folder}/{name}" for name in names}


def wait_for(address, server, log, seconds=60):
    """Return when `address` answers.

    Raises:
        SetupError: if the server ends or does not answer in time.
    """
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(urllib.error.URLError):
            urllib.request.urlopen(address, timeout=5)
            return
        time.sleep(0.2)
    log.seek(0)
    raise SetupError(f"`look` needs JupyterLab, which did not start: {log.read()}")


def run_all(page, seconds):
    """Run every cell and wait for the last; errors are left to be found as faults."""
    page.set_default_timeout(seconds * 1000)
    page.evaluate(RUN_ALL)
    page.wait_for_function(IS_OPEN, timeout=seconds * 1000)
    page.wait_for_timeout(1000)


def photograph(page, folder, name):
    """Save screenshots of the whole notebook, one screen after another."""
    page.evaluate("() => document.fonts.ready.then(() => null)")
    page.wait_for_timeout(1500)
    total, height = page.evaluate(SHAPE)
    for old in folder.glob(f"{name}-[0-9][0-9][0-9].png"):
        old.unlink()
    for number, top in enumerate(range(0, max(total - 40, 1), height - 40)):
        page.evaluate(SCROLL, top)
        page.wait_for_timeout(300)
        page.screenshot(path=folder / f"{name}-{number:03}.png")
    print(f"{number + 1} screenshots in {folder}")


def note_stranger(url, strangers):
    """Note a request that goes to another machine."""
    if url.startswith(("http://", "https://")) and "//127.0.0.1:" not in url:
        strangers.append(f"a request to another machine: {url}")


if __name__ == "__main__":
    sys.exit(main())
