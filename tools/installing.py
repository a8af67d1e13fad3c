"""Make or update an environment: `python labs.py install`."""

import argparse
import os

from tools import apart, environment


def main(arguments):
    """Install what is asked for, and say where it is."""
    parser = argparse.ArgumentParser(
        prog="python labs.py install", description="make or update .venv"
    )
    parser.add_argument("extras", nargs="*", help="extras of pyproject.toml: build")
    parser.add_argument(
        "--apart",
        choices=["website", "nbgrader", "hub"],
        help="make an environment of its own for this extra, and leave .venv alone",
    )
    parser.add_argument(
        "--wheelhouse",
        metavar="FOLDER",
        help="install from a folder that `python labs.py wheelhouse` packed; or set "
        "LABS_WHEELHOUSE, or put it beside labs.py as wheelhouse",
    )
    options = parser.parse_args(arguments)
    if options.wheelhouse:
        os.environ["LABS_WHEELHOUSE"] = os.path.abspath(options.wheelhouse)
    if options.apart:
        made = apart.ensure(options.apart)
    else:
        made = environment.ensure(*options.extras)
    print(f"Ready: {made}")
    return 0
