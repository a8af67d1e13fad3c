"""Read and write CSV files that spreadsheets made, and that spreadsheets will open."""

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from labhelpers import _project

# A sign that begins a formula, at the start of a cell or of what another separator
# would make one.
FORMULA = re.compile(r"(^|[,;|\t\r\n])([\s\"]*)(?=[=+\-@\t\r＝＋－＠])")  # noqa: RUF001
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
LARGEST = 64 * 2**20


@dataclass
class Table:
    """A CSV file, with what is needed to write it as it was.

    Args:
        rows: Its rows, each a list of texts; the first names the columns.
        delimiter: What separates them.
        encoding: How it is stored.
        newline: How its lines end.
    """

    rows: list
    delimiter: str = ","
    encoding: str = "utf-8-sig"
    newline: str = "\r\n"

    def write(self, path):
        """Replace the file at `path` in one step."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, delimiter=self.delimiter, lineterminator=self.newline)
        writer.writerows(self.rows)
        _project.write(Path(path), text.getvalue().encode(self.encoding))


def read(path):
    """Return a CSV file as a `Table`, whatever program wrote it.

    Raises:
        ValueError: It is empty, too large, or no table.
    """
    data = Path(path).read_bytes()
    if not data.strip() or len(data) > LARGEST:
        raise ValueError(f"a CSV file is needed; {path} has {len(data)} bytes")
    encoding = _encoding(data)
    text = data.decode(encoding)
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    newline = "\r\n" if first.endswith("\r") else "\n"
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(f"a CSV file is needed in {path}: {error}") from None
    return Table([row for row in rows if row], delimiter, encoding, newline)


def _encoding(data):
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def clean(text):
    """Return text on one line that every program can store."""
    line = "".join(c if c.isprintable() else " " for c in str(text))
    return line.encode("utf-8", "replace").decode()


def safe(text):
    """Return text on a line in which no spreadsheet finds a formula."""
    text = clean(text)
    return text if NUMBER.fullmatch(text) else FORMULA.sub(r"\1\2'", text)
