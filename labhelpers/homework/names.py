"""Read who handed in what from the names that learning platforms give to files.

Source: Moodle 4 (`mod/assign`, "Download all submissions"), Canvas
(`lib/content_zipper.rb`), Blackboard Learn (Grade Center, "Assignment File Download"),
Gradescope ("Download Submissions", `submission_metadata.yml`), Google Forms and
Classroom (` - Name`), GitHub Classroom (`assignment-user`), nbgitpuller (a home each).
"""

import re
from dataclasses import dataclass

from labhelpers.homework import gradescope
from labhelpers.homework.filenames import COPY, COPY_OF, composed, copy_number, stem

MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>file|onlinetext)(_.*)?"
)
CANVAS = re.compile(
    r"(?:(?P<name>[^\W\d]\w*?)_)??(?P<late>LATE_)?(?P<id>[1-9]\d+|anon_[A-Za-z0-9]+)_"
    r"(?:[1-9]\d{2,}_(?P<file>.+)|(?P<text>text|link)\.html)"
)
BLACKBOARD = re.compile(
    r"(?P<before>.+_(?P<id>[^_]+)_attempt_(?P<when>\d{4}(-\d\d){5}))(_.+|\.txt)"
)
COPIES = ("home", "GitHub Classroom")  # where all labs lie, and few were handed in
HOMES = {"home", "homes", "users"}
SLUG = re.compile(
    r"^(training-labs?|labs?|week|homework|hw|assignment|exercise)(-\d+)?-", re.I
)


@dataclass(frozen=True)
class Name:
    """What names tell of a submission.

    Args:
        student: The name as far as it is known.
        id: The platform's identifier, or "".
        late: Whether the platform marked it as late.
        attempt: Its number, or 0 if names do not tell.
        when: Something that sorts by time, or "".
        system: The platform, or "" for a folder or file of any name.
        level: How many parts of the path say so.
        text: Whether it is the platform's text beside a submission, or instead of one.
    """

    student: str
    id: str = ""
    late: bool = False
    attempt: int = 0
    when: str = ""
    system: str = ""
    level: int = 1
    text: bool = False


class Names:
    """Tells the names in one folder of submissions.

    Args:
        files: From the parts of a path inside the folder to the file, for all files.
        repositories: Folders, as parts, that are a student's copy of all labs.
    """

    def __init__(self, files, repositories=()):
        self.files, self.repositories = files, set(repositories)
        self._metadata, self._inside = {}, {}
        for parts in files:
            for depth in range(len(parts)):
                inside = self._inside.setdefault(parts[:depth], {})
                inside.setdefault(parts[depth], depth + 1 == len(parts))

    def of(self, parts):
        """Return the `Name` of what lies at `parts`."""
        for level, part in enumerate(parts, 1):
            name = composed(part)
            found = (
                self._moodle(name, level)
                or self._gradescope(parts[:level], name)
                or self._blackboard(parts[:level], name)
                or self._canvas(name, level)
                or self._home(parts, level)
                or self._repository(parts[:level], name)
            )
            if found:
                return found
        return self._drive(parts) or self._plain(parts)

    def _moodle(self, name, level):
        found = MOODLE.fullmatch(name)
        if not found:
            return None
        text = found["kind"] == "onlinetext"
        student = found["name"].replace("_", " ")
        if student.casefold() == "participant":  # blind marking
            student = f"Participant {found['id']}"
        return Name(student, found["id"], system="Moodle", level=level, text=text)

    def _canvas(self, name, level):
        found = CANVAS.fullmatch(name)
        if not found or (found["name"] is None) != found["id"].startswith("anon_"):
            return None
        student, number = found["name"] or found["id"], found["id"]
        if found["name"] and student != student.lower():  # Canvas lowers every name
            return None
        attempt = 0 if found["text"] else copy_number(found["file"])
        about = {"system": "Canvas", "level": level, "text": bool(found["text"])}
        return Name(student, number, bool(found["late"]), attempt, **about)

    def _blackboard(self, parts, name):
        found = BLACKBOARD.fullmatch(name)
        if not found:
            return None
        about = self._text(self._beside(parts, f"{found['before']}.txt"))
        said = re.search(r"^Name:\s*(.+?)\s*\((.+?)\)\s*$", about, re.MULTILINE)
        known = said and f"_{said[2]}_attempt_" in f"{found['before']}"
        late = re.search(r"^Date Submitted:.*\blate\b", about, re.I | re.M)
        return Name(
            composed(said[1]) if known else found["id"],
            said[2] if known else found["id"],
            bool(late),
            when=found["when"],
            system="Blackboard",
            level=len(parts),
            text=name == f"{found['before']}.txt",
        )

    def _gradescope(self, parts, name):
        if not gradescope.FOLDER.fullmatch(name):
            return None
        found = self._submitters(parts[:-1]).get(name)
        if found is None:
            return None
        people = [each for each in found if each.get("name") or each.get("email")]
        student = " & ".join(p.get("name") or p["email"] for p in people) or name
        numbers = " ".join(p.get("sid") or p.get("email") or "" for p in people)
        return Name(student, numbers.strip(), system="Gradescope", level=len(parts))

    def _submitters(self, folder):
        if folder not in self._metadata:
            texts = [self._text((*folder, name)) for name in gradescope.METADATA]
            self._metadata[folder] = gradescope.submitters("\n".join(texts))
        return self._metadata[folder]

    def _home(self, parts, level):
        if parts[level - 1].casefold() in HOMES and len(parts) > level + 1:
            user = composed(parts[level])
            return Name(user, user, system="home", level=level + 1)
        return None

    def _repository(self, parts, name):
        if parts not in self.repositories:
            return None
        others = [each[-1] for each in self.repositories if each[:-1] == parts[:-1]]
        if len(parts) > 1 and len(others) == 1:
            parent = stem(composed(parts[-2]))
            if not parent.endswith("-submissions"):  # a home with one copy of the labs
                return Name(parent, parent, system="home", level=len(parts))
        user = _user(name, [composed(each) for each in others])
        return Name(user, user, system="GitHub Classroom", level=len(parts))

    def _drive(self, parts):
        student = _dashed(composed(parts[-1]))
        if student is None:
            return None
        number = copy_number(composed(parts[-1]))
        return Name(student, attempt=number, system="Drive", level=len(parts))

    def _plain(self, parts):
        """Return the folder's name, or the file's where one folder holds a class."""
        level = 1  # a folder that stands before it holds a class and not a student
        while level < len(parts) and self._is_class(parts[:level]):
            level += 1
        number = copy_number(composed(parts[-1])) if level < len(parts) else 0
        student = stem(composed(parts[level - 1]))
        return Name(student, attempt=number, level=level)

    def _is_class(self, folder):
        if any(name in self._inside[folder] for name in gradescope.METADATA):
            return True
        beside = [name for name in self._inside[folder[:-1]] if _matters(name)]
        inside = {n: f for n, f in self._inside[folder].items() if _matters(n)}
        files = [name for name, is_file in inside.items() if is_file]
        if len(inside) == 1 and not files:
            return self._is_class((*folder, *inside))
        if any(_dashed(composed(name)) for name in files):
            return True
        if len(beside) > 1:
            return False
        labs = [name[:2] for name in files if name[:2].isdigit()]
        return len(inside) - len(files) > 1 or len(set(labs)) < len(labs)

    def _beside(self, parts, name):
        for each in self._inside.get(parts[:-1], ()):
            if composed(each) == name:
                return (*parts[:-1], each)
        return None

    def _text(self, parts):
        path = self.files.get(parts) if parts else None
        if path is None or path.is_symlink() or not path.is_file():
            return ""
        with path.open("rb") as file:
            return file.read(2**22).decode("utf-8-sig", "replace")


def _dashed(name):
    """Return the student of `06_momentum - Anna Schmidt.ipynb`, or None."""
    text = COPY_OF.sub("", COPY.sub("", stem(name)).strip())
    if " - " not in text:
        return None
    after = text.rpartition(" - ")[2]
    first, _, rest = text.partition(" - ")
    if _file_like(rest) and not _file_like(first):
        return first.strip()
    return stem(COPY.sub("", after)).strip()


def _file_like(text):
    return bool(re.search(r"[\d_]|\.ipynb$", text))


def _user(name, others):
    """Return the user of a repository called `assignment-user`."""
    prefix = name[: name.rfind("-") + 1] if len(others) > 1 else ""
    while prefix and not all(other.startswith(prefix) for other in others):
        prefix = prefix[: prefix.rfind("-", 0, -1) + 1]
    return name[len(prefix) :] if prefix else SLUG.sub("", name) or name


def _matters(name):
    ending = name.rpartition(".")[2].casefold()
    return not name.startswith(".") and ending not in ("yml", "csv", "txt", "md")
