"""Keep the table of grades: one row per submission, whole at any moment."""

import csv
import io
from pathlib import Path

from labhelpers import _project

FIXED = ["submission", "student", "lab", "status", "points", "possible"]
LAST = ["seconds", "sandbox", "notes", "fingerprint"]
DANGEROUS = tuple("=+-@\t\r")


class Gradebook:
    """A table that is written anew, in one step, after each row.

    Args:
        path: The CSV file; rows that it holds already are kept.

    Raises:
        ValueError: The file is there and is no table of grades.
    """

    def __init__(self, path):
        self.path, self.rows = Path(path), {}
        if self.path.exists() and self.path.stat().st_size:
            self._read()

    def _read(self):
        with self.path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not {*FIXED, *LAST} <= set(reader.fieldnames or []):
                raise ValueError(
                    f"a table of grades, or a new name, is needed for {self.path}; it "
                    f"has the columns {reader.fieldnames}"
                )
            for row in reader:
                row = {
                    k: _plain(v) for k, v in row.items() if k and v not in ("", None)
                }
                self.rows[row["submission"]] = row

    def has(self, submission, fingerprint):
        """Return whether this submission was graded, as it is now."""
        row = self.rows.get(submission.key, {})
        return row.get("fingerprint") == fingerprint and row["status"] != "grader-error"

    def keep_only(self, keys):
        """Forget the rows of submissions that are not there any more."""
        self.rows = {key: row for key, row in self.rows.items() if key in keys}

    def add(self, submission, fingerprint, result):
        """Put in, or replace, the row of a submission, and write the table."""
        row = {
            "submission": submission.key,
            "student": submission.student,
            "lab": result.lab,
            "status": result.status,
            "points": f"{result.points:g}",
            "possible": f"{result.possible:g}",
            "seconds": f"{result.seconds:.1f}",
            "sandbox": result.sandbox,
            "notes": " ".join(result.notes),
            "fingerprint": fingerprint,
        }
        row |= {e.name: f"{e.points:g}" for e in result.exercises}
        self.rows[submission.key] = {key: _clean(text) for key, text in row.items()}
        self.write()

    def write(self):
        """Replace the file in one step."""
        columns = {name for row in self.rows.values() for name in row}
        exercises = sorted(columns - {*FIXED, *LAST})
        text = io.StringIO(newline="")
        writer = csv.DictWriter(text, [*FIXED, *exercises, *LAST], restval="")
        writer.writeheader()
        for key in sorted(self.rows, key=str.casefold):
            writer.writerow({k: _safe(v) for k, v in self.rows[key].items()})
        _project.write(self.path, text.getvalue().encode("utf-8-sig"))


def _clean(text):
    """Return text on one line that every program can store."""
    line = "".join(c if c.isprintable() else " " for c in str(text))
    return line.encode("utf-8", "replace").decode()


def _safe(text):
    """Return text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(DANGEROUS) else text


def _plain(text):
    return text[1:] if text[:1] == "'" and text[1:].startswith(DANGEROUS) else text
