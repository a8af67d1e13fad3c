"""Keep the table of grades: one row per submission, whole at any moment.

Its command puts the table into the file of a learning platform: see `exports`.
"""

from pathlib import Path

from labhelpers.homework import filenames, overrides, tables
from labhelpers.homework.exports import add_arguments, run  # noqa: F401
from labhelpers.homework.tables import safe

FIRST = ["folder", "submission", "student", "id", "late", "attempt", "counts"]
FIXED = [*FIRST, "lab", "status", "points", "possible", "final"]
LAST = ["remark", "stale", "seconds", "sandbox", "notes", "fingerprint"]
NEEDED = {"submission", "student", "lab", "status", "points", "possible", "fingerprint"}
AGAIN = ("grader-error", "not tried")  # rows that the next run tries again


class Gradebook:
    """A table that is written anew, in one step, after each row.

    Args:
        path: The CSV file; rows that it holds already are kept.
        folder: What the table calls the folder that is graded now.

    Raises:
        ValueError: The file is there and is no table of grades.
    """

    def __init__(self, path, folder=""):
        self.path, self.folder, self.rows = Path(path), folder, {}
        self.overrides, self.unused = [], []
        if self.path.exists() and self.path.stat().st_size:
            for row in read(self.path):
                folder = row.setdefault("folder", self.folder)  # or an old table
                before = "" if folder == self.folder else f"{folder}\t"
                self.rows[f"{before}{row['submission']}"] = row

    def row(self, submission):
        """Return the row of a submission, or an empty one."""
        return self.rows.get(safe(submission.key), {})

    def has(self, submission, fingerprint):
        """Return whether this submission was graded, as it and its lab are now."""
        row = self.row(submission)
        return row.get("fingerprint") == fingerprint and row["status"] not in AGAIN

    def keep_only(self, keys):
        """Forget rows of the folder graded now whose submissions are gone.

        Rows of other folders stay.

        Args:
            keys: The keys of all submissions in the folder.
        """
        keys = {safe(key) for key in keys}
        self.rows = {
            key: row
            for key, row in self.rows.items()
            if row["folder"] != self.folder or key in keys
        }

    def add(self, submission, fingerprint, result):
        """Put in, or replace, the row of a submission, and write the table."""
        before = self.row(submission)
        row = {
            "folder": self.folder,
            "submission": submission.key,
            "lab": result.lab,
            "status": result.status,
            "points": f"{result.points:g}",
            "possible": f"{result.possible:g}",
            "stale": _stale(before, fingerprint, result),
            "seconds": f"{result.seconds:.1f}",
            "sandbox": result.sandbox,
            "notes": " ".join(result.notes),
            "fingerprint": fingerprint,
        }
        row |= {e.name: e.mark for e in result.exercises}
        self.rows[safe(submission.key)] = {k: safe(v) for k, v in row.items()}
        self.name(submission, before)
        self.write()

    def name(self, submission, before=None):
        """Write into a row whose it is; names may be read better than before.

        Args:
            submission: The `collect.Submission`.
            before: The row that it replaces, if it was graded now; empty for a new one.
        """
        row = self.row(submission)
        row["student"] = safe(submission.student)
        row["id"] = safe(submission.name.id)
        row["late"] = "yes" if submission.name.late else ""
        before = row if before is None else before
        row["attempt"] = self._attempt(row, submission, before)

    def _attempt(self, row, submission, before):
        """Return the number of an attempt; what is new comes after other folders."""
        others = [
            max(_number(other), 1)
            for other in self.rows.values()
            if other["folder"] != self.folder and _whose(other) == _whose(row)
        ]
        if others and before:
            return before.get("attempt", "")
        if others:
            return str(max(others) + max(submission.attempt, 1))
        return str(submission.attempt or "")

    def mark_stale(self, versions):
        """Say in rows of other folders that their lab has changed since.

        Args:
            versions: From a lab's name to what `versions.of` returns for it.

        Returns:
            These folders.
        """
        folders = set()
        for row in self.rows.values():
            was = row["fingerprint"].partition("-")[2]
            now = versions.get(row["lab"], was)
            if row["folder"] != self.folder and was != now:
                row["stale"] = f"the lab has changed: grade {row['folder']} again"
                folders.add(row["folder"])
        return sorted(folders)

    def write(self):
        """Replace the file in one step."""
        rows = [self.rows[key] for key in sorted(self.rows, key=str.casefold)]
        _count_last(rows)
        self.unused = overrides.apply(self.overrides, rows)
        columns = {name for row in rows for name in row}
        exercises = sorted(columns - {*FIXED, *LAST})
        header = [*FIXED, *exercises, *LAST]
        lines = [[safe(row.get(name, "")) for name in header] for row in rows]
        tables.Table([header, *lines]).write(self.path)


def read(path):
    """Return the rows of a table of grades, as dictionaries without empty columns.

    Raises:
        ValueError: It is something else.
    """
    rows = tables.read(path).rows
    if not set(rows[0]) >= NEEDED:
        raise ValueError(
            f"a table of grades, or a new name, is needed for {path}; it has the "
            f"columns {rows[0]}"
        )
    found = [dict(zip(rows[0], row, strict=False)) for row in rows[1:]]
    return [{k: v for k, v in row.items() if v or k in NEEDED} for row in found]


def _count_last(rows):
    """Mark which row of a student and a lab counts: the last attempt."""
    groups = {}
    for row in rows:
        groups.setdefault(_whose(row), []).append(row)
    with_lab = {whose[:2] for whose in groups if whose[2]}
    for whose, same in groups.items():
        last = max(range(len(same)), key=lambda n: (_number(same[n]), n))
        for number, row in enumerate(same):
            lost = not row["lab"] and whose[:2] in with_lab
            row["counts"] = "yes" if number == last and not lost else "no"


def _whose(row):
    """Return what two rows of one student and one lab share.

    A file that is called after nobody is alone: two of them may be of two students.
    """
    student, about = row["student"], row.get("id", "")
    file = row["submission"].rpartition("/")[2]
    if not about and filenames.stem(file) == student:
        about = f"{row['folder']}/{row['submission']}"
    return about, filenames.composed(student).casefold(), row["lab"]


def _number(row):
    """Return the number of an attempt; 0 if there is none."""
    text = row.get("attempt", "")
    return int(text) if text.isdecimal() else 0


def _stale(before, fingerprint, result):
    """Say why a row was graded anew, if not since the file has changed."""
    was, now = (text.partition("-") for text in (
        before.get("fingerprint", ""), fingerprint))  # fmt: skip
    if was[0] != now[0] or was[2] == now[2] or before["status"] == "grader-error":
        return ""
    points = f"{result.points:g} of {result.possible:g}"
    earlier = f"{before['points']} of {before['possible']}"
    change = "" if points == earlier else f", was {earlier}"
    return f"graded anew: the lab has changed{change}"
