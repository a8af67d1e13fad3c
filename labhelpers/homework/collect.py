"""Find the submissions in a folder: one for each file that could be one.

A student hands in a file, or a folder with files. Every notebook is a submission; so is
every other file at the top, and every folder at the top without a notebook, so that
nobody is lost. Symbolic links are named, not followed.
"""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

LEFT_OUT = {"__MACOSX", "__pycache__"}
LARGEST_HASHED = 64 * 2**20


@dataclass(frozen=True)
class Submission:
    """One thing that was handed in.

    Args:
        key: Its path inside the folder, with slashes.
        path: Where it is.
        student: The name of its folder at the top, or of the file without its ending.
        companions: The folder whose other files it may read, or None.
        problem: Why it is not a notebook, or "".
    """

    key: str
    path: Path
    student: str
    companions: Path | None = None
    problem: str = ""

    def fingerprint(self):
        """Return a hash of the content; of size and time if it is very large."""
        try:
            state = self.path.lstat()
            if self.problem or state.st_size > LARGEST_HASHED:
                content = f"{state.st_size} {state.st_mtime_ns}".encode()
            else:
                content = self.path.read_bytes()
        except OSError as error:
            content = str(error).encode()
        return hashlib.sha256(content).hexdigest()[:16]


def find(folder, without=()):
    """Return the submissions in `folder`, in the order of their names.

    Args:
        folder: The folder of submissions.
        without: Paths that are no submissions, such as the table of grades.
    """
    without = {Path(path).resolve() for path in without}
    found = []
    for path in sorted(folder.iterdir(), key=lambda path: path.name.casefold()):
        if _ignored(path) or path.resolve() in without:
            continue
        if path.is_dir() and not path.is_symlink():
            found += _in_folder(path, folder)
        else:
            found.append(_file(path, folder, student=_readable(path.stem)))
    return found


def _in_folder(top, folder):
    """Return the notebooks below a student's folder, or one line that there is none."""
    paths = []
    for parent, folders, files in os.walk(top, followlinks=False):
        folders[:] = sorted(name for name in folders if not _ignored(Path(name)))
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        names = [name for name in files if name.lower().endswith(".ipynb")]
        paths += [Path(parent) / name for name in sorted(names) + links]
    paths = [path for path in paths if not _ignored(path)]
    student = _readable(top.name)
    if not paths:
        problem = "no notebook in it"
        return [Submission(_key(top, folder), top, student, None, problem)]
    return [_file(path, folder, student, path.parent) for path in paths]


def _file(path, folder, student, companions=None):
    key, problem = _key(path, folder), ""
    if path.is_symlink():
        problem = "a symbolic link, which is not followed: hand in the file itself"
    elif not path.is_file():
        problem = "no regular file"
    elif path.suffix.lower() != ".ipynb":
        problem = f"no notebook, but a file {path.suffix or 'without an ending'}"
    return Submission(key, path, student, companions, problem)


def _key(path, folder):
    return _readable(path.relative_to(folder).as_posix())


def _readable(name):
    """Return a name in which bytes that are no UTF-8 stand as escapes, all apart."""
    data = name.encode("utf-8", "surrogateescape")
    return data.decode("utf-8", "backslashreplace")


def _ignored(path):
    return path.name.startswith((".", "~$")) or path.name in LEFT_OUT
