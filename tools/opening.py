"""Open JupyterLab on a student's labs: `python labs.py lab`."""

import argparse
import os
import subprocess
import sys

from tools import addresses, environment
from tools.environment import ROOT
from tools.errors import SetupError
from tools.pythons import hand_over

DEFAULT_PORT = 8888
START_PAGE = "00_start_here.md"  # in my_labs/, see labhelpers.homework.start
QUIET = [  # with tools/jupyter/: no questions, nothing that asks for a network
    "--Application.log_level=WARN",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
    "--ServerApp.answer_yes=True",  # Ctrl-C stops it, and does not ask
]
# A kernel of our own machine warns that others on it could listen.
KERNEL_SETTINGS = """c.IPKernelApp.log_level = "ERROR"
"""


def main(arguments):
    """Copy labs that the student lacks into `my_labs/` and open JupyterLab there."""
    options = parse(arguments)
    port = options.port or DEFAULT_PORT
    taken = addresses.is_taken(port)
    if taken and options.port:
        raise SetupError(
            f"JupyterLab needs a free port, and port {port} is in use: name another "
            "one, or none, and JupyterLab finds one itself."
        )
    python = environment.ensure()
    environment.activate()
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
    write_kernel_settings()
    os.chdir(ROOT / "my_labs")
    chosen = lab_options(options.port, window)
    return hand_over([str(python), "-m", "jupyterlab", *chosen])


def write_kernel_settings():
    """Keep what students cannot act on out of their terminal."""
    profile = environment.SETTINGS / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(KERNEL_SETTINGS, "utf-8")


def parse(arguments):
    """Return the options, which environment variables may give as well."""
    parser = argparse.ArgumentParser(
        prog="python labs.py lab", description="open JupyterLab on your labs"
    )
    parser.add_argument(
        "--port",
        type=port_number,
        default=os.environ.get("PORT") or None,
        help="this port and no other; or set PORT",
    )
    parser.add_argument(
        "--no-browser",
        action="store_true",
        default=environment.is_set("NO_BROWSER"),
        help="print the address only; or set NO_BROWSER=1",
    )
    parser.add_argument(
        "--newer",
        action="store_true",
        default=environment.is_set("NEWER"),
        help="copy newer versions of labs beside yours; or set NEWER=1",
    )
    return parser.parse_args(arguments)


def port_number(text):
    """Return the port that `text` names; argparse reports any other text."""
    if not (text.isdecimal() and 1024 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(
            f"a port is a number from 1024 to 65535, not {text!r}"
        )
    return int(text)


def lab_options(port, window):
    """Return JupyterLab's options: on `port` or, if None, on a free one; quiet."""
    chosen = [
        f"--ServerApp.port={port or DEFAULT_PORT}",
        f"--ServerApp.port_retries={0 if port else 50}",
        f"--ServerApp.open_browser={window}",
        f"--ServerApp.root_dir={ROOT / 'my_labs'}",
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
