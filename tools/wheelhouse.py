"""Pack what an offline class installs: `python labs.py wheelhouse [FOLDER]`.

The folder then holds all that pyproject.toml names, in the versions of
`constraints.txt`, as wheels for this Python and this kind of machine, and what builds
`labhelpers` itself. With `python labs.py install --wheelhouse FOLDER`, or where the
folder stands beside `labs.py` as `wheelhouse`, nothing is fetched from a network.
"""

import argparse
import json
import shutil
import sys
import sysconfig
import tempfile
import tomllib
from pathlib import Path

from tools import installer
from tools.environment import ROOT, WORK, clean_environment
from tools.errors import SetupError, describe

TARGET = ROOT / "build" / "wheelhouse"


def needs(root, extras=()):
    """Return what pyproject.toml names, also for these extras.

    Also what builds our own package: pip fetches it, too, when it installs `-e .`.
    """
    about = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    project = about["project"]
    more = [project["optional-dependencies"][extra] for extra in extras]
    return sum(more, [*project["dependencies"], *about["build-system"]["requires"]])


def pack(target, extras=()):
    """Fetch all wheels into `target` and try whether they are complete.

    Raises:
        SetupError: A wheel cannot be had, or the folder holds something else.
        OSError: A file cannot be written.
    """
    check_target(target)
    target.mkdir(parents=True, exist_ok=True)
    WORK.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK) as scratch:
        wanted = Path(scratch, "wanted.txt")
        wanted.write_text("\n".join(needs(ROOT, extras)), "utf-8")
        both = ["-c", ROOT / "constraints.txt", "-r", wanted]
        fetch = ["download", "--only-binary", ":all:", "--dest", target, *both]
        run_pip(fetch, "could not be fetched")
        offline = ["--no-index", "--find-links", target, *both]
        dry = ["install", "--dry-run", "--ignore-installed", "--only-binary", ":all:"]
        run_pip([*dry, *offline], "are not complete")
    about = {"python": version(), "platform": sysconfig.get_platform()}
    (target / installer.ABOUT).write_text(json.dumps(about), "utf-8")


def check_target(target):
    """Refuse a folder that holds anything but wheels.

    Wheels of other versions are left: pip takes those that the constraints name.
    """
    if not target.exists():
        return
    for path in target.iterdir():
        if path.suffix != ".whl" and path.name != installer.ABOUT:
            raise SetupError(
                f"A wheelhouse needs a folder of its own, and {target} holds "
                f"{path.name}: name another folder, then try again."
            )


def run_pip(arguments, trouble):
    """Run pip, log what it says, and raise `SetupError` if it failed."""
    installer.run_pip(
        sys.executable,
        arguments,
        WORK / "wheelhouse.log",
        ROOT,
        clean_environment(),
        f"The wheels of the Training Labs {trouble}: ",
    )


def version():
    """Return the version of this Python for which wheels are made, such as 3.11."""
    return ".".join(map(str, sys.version_info[:2]))


def main(arguments=None):
    """Pack the wheelhouse, say how large it is and how to use it."""
    parser = argparse.ArgumentParser(
        prog="python labs.py wheelhouse", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("folder", nargs="?", type=Path, default=TARGET)
    parser.add_argument("--dev", action="store_true", help="the builders' tools, too")
    options = parser.parse_args(arguments)
    target = options.folder.absolute()
    free = shutil.disk_usage(ROOT).free / 1e9
    print(f"Packing: up to 900 MB to fetch; {free:.0f} GB are free.", flush=True)
    try:
        pack(target, ["build"] if options.dev else [])
    except (SetupError, OSError) as error:
        print(describe(error), file=sys.stderr)
        return 1
    wheels = list(target.glob("*.whl"))
    size = sum(wheel.stat().st_size for wheel in wheels) / 1e6
    print(
        f"{len(wheels)} wheels, {size:.0f} MB, for Python {version()} on "
        f"{sysconfig.get_platform()}, are in {target}.\nWithout a network: "
        "`python labs.py install --wheelhouse FOLDER`, or put the folder beside "
        f"labs.py, under the name {installer.WHEELHOUSE}, and go on as always."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
