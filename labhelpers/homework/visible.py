"""List what a submission sees of the machine's files: what a lab needs, and no more.

What is not listed is not there, so that nobody has to know where a teacher's files lie.
"""

import os
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
WORK = "/tmp/work"
GIVEN = "/tmp/given"
PREFIXES = ("/usr", "/usr/local")  # of a system, which also hold what is private
OF_PREFIX = ("bin", "sbin", "lib", "lib32", "lib64", "libx32", "libexec", "share")
SYSTEM = ("/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/nix/store")
SETTINGS = ("alternatives", "fonts", "ld.so.cache", "ld.so.conf", "ld.so.conf.d")
SETTINGS += ("localtime", "mime.types", f"python3.{sys.version_info.minor}")
STATE = ("/sys/devices/system",)
SPACE = 256 * 2**20  # bytes of a folder in memory
IN_MEMORY = ("/tmp", "/var/tmp")


class Part(NamedTuple):
    """One thing that is made in the sandbox: `kind` is "show", "link" or "hide"."""

    path: str
    kind: str


def parts(more=()):
    """Return what is made in the sandbox, outer folders first.

    A folder is shown as it is; a link is made again; what must not be seen although it
    lies in a folder that is shown is hidden below an empty folder in memory.

    Args:
        more: Folders to hide, besides homes and the project.
    """
    shown, links = set(), set()
    for path in [*_of_system(), *needed()]:
        (links if os.path.islink(path) and path in _of_system() else shown).add(path)
    private = [*map(os.path.abspath, more), str(ROOT), *_homes()]
    hidden = {p for p in private if p not in shown and _lies_in(p, shown)}
    found = [Part(path, "show") for path in shown]
    found += [Part(path, "link") for path in links]
    found += [Part(path, "hide") for path in hidden if os.path.isdir(path)]
    found += [Part(path, "hide") for path in IN_MEMORY]
    return sorted(found, key=lambda part: (part.path.count("/"), part.path))


def needed():
    """Return the folders that a lab needs: Python's, the packages', the data."""
    prefixes = [sys.base_prefix, sys.prefix]
    places = [p for p in prefixes if p not in (*PREFIXES, "/")]
    places += [p for p in sys.path if p.endswith("-packages")]
    places += os.environ.get("LD_LIBRARY_PATH", "").split(":")
    places += [str(ROOT / "labhelpers"), str(ROOT / "data")]
    both = {
        path for p in places if p for path in (os.path.abspath(p), os.path.realpath(p))
    }
    return sorted(path for path in both - {"/"} if os.path.exists(path))


def _of_system():
    """Return the folders and files of the system that programs need."""
    places = [f"{prefix}/{name}" for prefix in PREFIXES for name in OF_PREFIX]
    places += [*SYSTEM, *(f"/etc/{name}" for name in SETTINGS), *STATE]
    return [place for place in places if os.path.exists(place)]


def _homes():
    """Return the homes of this user, as the variable and as the system has them."""
    found = {os.path.expanduser("~"), os.environ.get("HOME", "")}
    try:
        import pwd

        found.add(pwd.getpwuid(os.getuid()).pw_dir)
    except (ImportError, KeyError):
        pass
    return [os.path.abspath(place) for place in found if place]


def _lies_in(path, folders):
    return any(f"{path}/".startswith(f"{folder}/") for folder in folders)
