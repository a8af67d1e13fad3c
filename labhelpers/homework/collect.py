"""Find the submissions in a folder: one for each file that could be one.

A student hands in a file, a folder, or a zip file with them. Every notebook is a
submission; so is every other file at the top that is no text, and every folder at the
top without a notebook, so that nobody is lost. Symbolic links are named, not followed.
`names` tells whose it is.
"""

import contextlib
import dataclasses
import hashlib
from pathlib import Path

from labhelpers.homework import archives, filenames, names, sifting

LEFT_OUT = {"__MACOSX", "__pycache__", "Thumbs.db", "desktop.ini"}
DEEPEST = 60
LARGEST_HASHED = 64 * 2**20
NOTEBOOKS = (".ipynb", ".ipynb.txt", ".ipynb.json")
TEXTS = (".txt", ".md", ".html", ".csv", ".yml", ".yaml", ".rst", ".log")


@dataclasses.dataclass
class Submission:
    """One thing that was handed in.

    Args:
        key: Its path inside the folder, with slashes.
        path: Where it is.
        student: The student's name, as far as names of files tell it.
        companions: The folder whose other files it may read, or None.
        problem: Why it is not a notebook, or "".
        name: The `names.Name` that was read.
        lab: The lab that it is, as far as can be told without running it.
        left_out: Why it makes no row: `untouched`, `text` or `other`; mostly "".
        attempt: Its number among those of the student and the lab, or 0 for the only.
    """

    key: str
    path: Path
    student: str
    companions: Path | None = None
    problem: str = ""
    name: names.Name = dataclasses.field(default_factory=lambda: names.Name(""))
    lab: str = ""
    left_out: str = ""
    attempt: int = 0

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

    @property
    def turn(self):
        """What sorts the submissions of a student by time, as far as is known."""
        modified = 0
        with contextlib.suppress(OSError):
            modified = self.path.lstat().st_mtime_ns
        return self.name.when, self.name.attempt, modified, self.key


def survey(folder, without=(), unpacked=None, labs=None):
    """Return the submissions in a folder, in the order of their names.

    Those with a reason in `left_out` make no row.

    Args:
        folder: The folder of submissions.
        without: Paths that are no submissions, such as the table of grades.
        unpacked: A folder for what zip files hold; they are not read if not given.
        labs: The teacher's labs, from `page.read_labs`; if given, labs that a student
            of a hub or of GitHub Classroom did not touch make no row.
    """
    without = {Path(path).resolve() for path in without}
    files = Tree(archives.Unpacker(unpacked) if unpacked else None)
    files.add(folder, (), without)
    found = files.submissions()
    if labs:
        sifting.read_labs(found, labs)
    sifting.leave_out_texts(found)
    sifting.leave_out_others(found)
    sifting.keep_apart(found)
    sifting.number_attempts(found)
    return sorted(found, key=lambda submission: submission.key.casefold())


class Tree:
    """The files below a folder of submissions, zip files unpacked.

    Args:
        unpacker: An `archives.Unpacker`, or None.
    """

    def __init__(self, unpacker):
        self.unpacker = unpacker
        self.files, self.problems, self.empty, self.copies = {}, {}, [], []

    def add(self, folder, parts, without=(), zips=0):
        """Add what lies in `folder`, under `parts`."""
        for entry in _listed(folder):
            place = (*parts, entry.name)
            if entry.name == ".git" and parts:
                self.copies.append(parts)
            if _ignored(entry) or (without and entry.resolve() in without):
                continue
            if entry.is_dir() and not entry.is_symlink() and len(parts) < DEEPEST:
                before = len(self.files)
                self.add(entry, place, without, zips)
                if len(self.files) == before:
                    self.empty.append((place, entry))
            elif entry.suffix.lower() == ".zip" and self.unpacker:
                self._add_zip(entry, place, zips)
            else:
                self.files[place] = entry
        pages = [p for p in self.files if p[:-1] == (*parts, "notebooks")]
        if parts and len([p for p in pages if p[-1][:2].isdigit()]) > 1:
            self.copies.append(parts)

    def _add_zip(self, path, place, zips):
        try:
            if path.is_symlink() or not path.is_file():
                raise archives.Unusable("no regular file")
            inside = self.unpacker.unpack(path, zips)
        except archives.Unusable as error:
            self.files[place], self.problems[place] = path, str(error)
            return
        before = len(self.files)
        self.add(inside, place, zips=zips + 1)
        if not any(_is_notebook(p[-1]) for p in list(self.files)[before:]):
            self.files[place], self.problems[place] = path, "a zip without a notebook"

    def submissions(self):
        """Return a `Submission` for each file, and for each folder with nothing."""
        whose = names.Names(self.files, self.copies)
        pairs = [(parts, self._file(parts, whose.of(parts))) for parts in self.files]
        found = [each for _, each in pairs]
        have = {sifting.whose(each) for each in found if not each.left_out}
        alone = [
            (parts[: each.name.level], each.path, each.name)
            for parts, each in pairs
            if each.left_out == "other" and each.name.level < len(parts)
        ]
        for parts, path, name in [*alone, *self._empty(whose)]:
            known = (name.system, name.student, name.id)
            if known not in have and name.system not in names.COPIES:
                have.add(known)
                found.append(_made(parts, path, name, "no notebook in it"))
        return found

    def _empty(self, whose):
        for parts, path in self.empty:
            name = whose.of(parts)
            if name.level == len(parts) and not name.text:
                yield parts, path, name

    def _file(self, parts, name):
        path, problem = self.files[parts], self.problems.get(parts, "")
        at_top = name.level == len(parts)
        named, left_out = at_top or _is_notebook(path.name) or bool(problem), ""
        if path.is_symlink():
            problem = "a symbolic link, which is not followed: hand in the file itself"
            named = (named or path.is_dir()) and name.system not in names.COPIES
        elif not problem and not path.is_file():
            problem = "no regular file"
        elif name.text:
            problem, left_out = "a text, and no notebook", "text"
        elif not problem and not _is_notebook(path.name):
            problem = f"no notebook, but a file {path.suffix or 'without an ending'}"
            left_out = "text" if at_top and path.suffix.lower() in TEXTS else ""
        left_out = left_out or ("" if named else "other")
        companions = None if at_top else path.parent
        return _made(parts, path, name, problem, companions, left_out)


def _listed(folder):
    """Return what lies in a folder, or nothing where it may not be read."""
    try:
        return sorted(folder.iterdir(), key=lambda path: path.name.casefold())
    except PermissionError:
        return []


def _made(parts, path, name, problem="", companions=None, left_out=""):
    key = filenames.readable("/".join(parts))
    about = {"name": name, "left_out": left_out}
    return Submission(key, path, name.student, companions, problem, **about)


def _is_notebook(name):
    return name.lower().endswith(NOTEBOOKS)


def _ignored(path):
    return path.name.startswith((".", "~$")) or path.name in LEFT_OUT
