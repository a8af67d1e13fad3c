"""Build a sandbox out of Linux's user namespaces, where bubblewrap is missing."""

import os
from pathlib import Path

from labhelpers.homework import kernel, visible
from labhelpers.homework.visible import GIVEN, SPACE, WORK

DEVICES = ("null", "zero", "full", "random", "urandom", "tty")


def enter_new():
    """Move this process into new namespaces, with the same user."""
    user, group = os.getuid(), os.getgid()
    kernel.unshare(kernel.ALL)
    for name, text in [
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ]:
        Path(f"/proc/self/{name}").write_text(text)


def show_only(given, more):
    """Move this namespace to a new root that holds what `visible.parts` names."""
    kernel.mount(None, "/", flags=kernel.RECURSIVE | kernel.PRIVATE)
    kernel.mount("proc", "/proc", "proc")
    parts = visible.parts(more)
    links = {part: os.readlink(part.path) for part in parts if part.kind == "link"}
    opened = {p: os.open(p.path, os.O_PATH) for p in parts if p.kind == "show"}
    devices = {name: os.open(f"/dev/{name}", os.O_PATH) for name in DEVICES}
    source = os.open(given, os.O_PATH) if given else None
    kernel.mount("tmpfs", "/tmp", "tmpfs", options=f"size={SPACE}")
    hidden = []
    for part in parts:
        place = f"/tmp{part.path}"
        if part.kind == "link":
            os.makedirs(os.path.dirname(place), exist_ok=True)
            os.symlink(links[part], place)
        elif part.kind == "show":
            _bind(opened[part], place)
        else:
            _memory(place)
            hidden.append(part.path)
    for name, descriptor in devices.items():
        _bind(descriptor, f"/tmp/dev/{name}")
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        os.symlink(f"/proc/self/fd/{number}", f"/tmp/dev/{name}")
    os.symlink("/proc/self/fd", "/tmp/dev/fd")
    _memory("/tmp/dev/shm")
    if source is not None:
        _bind(source, f"/tmp{GIVEN}")
    os.mkdir(f"/tmp{WORK}")
    os.mkdir("/tmp/proc")
    kernel.mount("proc", "/tmp/proc", "proc")
    kernel.change_root("/tmp")
    for place in [*hidden, "/"]:
        if place != "/tmp":
            kernel.make_read_only(place, all_below=False)


def _memory(place):
    os.makedirs(place, exist_ok=True)
    kernel.mount("tmpfs", place, "tmpfs", options=f"size={SPACE}")


def _bind(descriptor, place):
    """Let what is behind `descriptor` be seen at `place`, read-only."""
    source = f"/proc/self/fd/{descriptor}"
    if os.path.isdir(source):
        os.makedirs(place, exist_ok=True)
    elif not os.path.exists(place):
        os.makedirs(os.path.dirname(place), exist_ok=True)
        os.close(os.open(place, os.O_CREAT | os.O_WRONLY))
    kernel.mount(source, place, flags=kernel.BIND | kernel.RECURSIVE)
    kernel.make_read_only(place)
    os.close(descriptor)
