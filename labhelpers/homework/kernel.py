"""Ask Linux for what Python 3.11 has no function for: namespaces, mounts, no rights.

The numbers are those of Linux's headers `sched.h`, `mount.h`, `prctl.h` and
`capability.h`; they are the same on all processors.
"""

import ctypes
import os

NEW_USER, NEW_MOUNT, NEW_PID = 0x10000000, 0x00020000, 0x20000000
NEW_NET, NEW_IPC, NEW_UTS = 0x40000000, 0x08000000, 0x04000000
ALL = NEW_USER | NEW_MOUNT | NEW_PID | NEW_NET | NEW_IPC | NEW_UTS
BIND, RECURSIVE, PRIVATE = 0x1000, 0x4000, 0x40000
DIE_WITH_PARENT, DUMPABLE, SUBREAPER, NO_NEW_RIGHTS = 1, 4, 36, 38
DROP_FROM_BOUND, AMBIENT, CLEAR_ALL = 24, 47, 4
DETACHED = 2
NUMBERS = {"x86_64": (126, 442, 155), "aarch64": (91, 442, 41)}  # of calls
SET_RIGHTS, SET_MOUNT_ATTRIBUTES, PIVOT_ROOT = NUMBERS.get(
    getattr(os, "uname", lambda: None)() and os.uname().machine, (None, None, None)
)


def _call(name, *arguments):
    """Call a function of the C library; raise what went wrong."""
    if getattr(ctypes.CDLL(None, use_errno=True), name)(*arguments) == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def unshare(flags):
    """Move this process, which has one thread, into new namespaces."""
    _call("unshare", flags)


def join(process, flags=ALL):
    """Move this process into the namespaces of another, given by its id."""
    descriptor = os.pidfd_open(process)
    try:
        _call("setns", descriptor, flags)
    finally:
        os.close(descriptor)


def mount(source, target, kind=None, flags=0, options=None):
    """Mount a file system or bind a folder."""
    texts = [t.encode() if t else None for t in (source, target, kind)]
    _call("mount", *texts, ctypes.c_ulong(flags), (options or "").encode())


def make_read_only(target, all_below=True):
    """Make the mount at `target`, and all below, read-only in this namespace."""
    attributes, flags = (ctypes.c_uint64 * 4)(1, 0, 0, 0), 0x8000 if all_below else 0
    place = -100, target.encode()
    _call("syscall", SET_MOUNT_ATTRIBUTES, *place, flags, attributes, 32)


def change_root(target):
    """Make the mount at `target` this namespace's root; nothing else is left of it."""
    os.chdir(target)
    _call("syscall", PIVOT_ROOT, b".", b".")
    _call("umount2", b".", DETACHED)
    os.chdir("/")


def set_option(option, *values):
    """Set an option of this process, such as to die with its parent."""
    numbers = [ctypes.c_ulong(value) for value in (*values, 0, 0, 0, 0)[:4]]
    _call("prctl", option, *numbers)


def give_up_rights():
    """Drop every capability for good, also for programs that this process starts."""
    for capability in range(64):
        try:
            set_option(DROP_FROM_BOUND, capability)
        except OSError:
            break
    set_option(AMBIENT, CLEAR_ALL)
    set_option(NO_NEW_RIGHTS, 1)
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _call("syscall", SET_RIGHTS, header, (ctypes.c_uint32 * 6)())
