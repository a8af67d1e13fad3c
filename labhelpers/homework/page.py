"""Read notebooks: the teacher's labs, and whatever a student handed in.

A submission is read leniently: what counts is that its cells can be found. Which lab
it is, which of its cells are exercises and which are checks is told by grade_id, then
cell id, then source.
"""

import ast
import dataclasses
import functools
import json
import re
from pathlib import Path

from labhelpers._project import NOTEBOOKS

GUESS = re.compile(r"^claims\.guess\(", re.MULTILINE)
MOST_CELLS = 2000
PYTHON_KERNELS = re.compile(r"python|conda|venv|colab|ipykernel|^$", re.IGNORECASE)


class Unreadable(Exception):  # noqa: N818 - says what the file is, not an error
    """The file is no notebook of ours; the message says what it is."""


@dataclasses.dataclass
class Cell:
    """A cell; `grade_id` is empty for an ordinary one."""

    source: str
    id: str = ""
    grade_id: str = ""
    points: float = 0.0
    is_check: bool = False
    is_answer: bool = False

    @property
    def lines(self):
        """The source without what does not count: blanks at ends, a guess."""
        lines = without_guess(self.source).splitlines()
        return [line.rstrip() for line in lines if line.strip()]


@dataclasses.dataclass(frozen=True)
class Page:
    """A notebook: its code cells, its other cells, and notes on how it was stored."""

    cells: tuple
    texts: tuple
    notes: list


@dataclasses.dataclass(frozen=True)
class Lab:
    """The teacher's copy of a lab."""

    name: str
    cells: tuple

    @property
    def setup(self):
        """The first code cell."""
        return self.cells[0]

    @functools.cached_property
    def checks(self):
        """The check cells, by grade_id."""
        return {cell.grade_id: cell for cell in self.cells if cell.is_check}

    @functools.cached_property
    def answers(self):
        """The cells of the exercises, by grade_id."""
        return {cell.grade_id: cell for cell in self.cells if cell.is_answer}

    def same(self, cell):
        """Return the teacher's cell that `cell` is, changed or not; or None."""
        for own in self.cells:
            if cell.grade_id and cell.grade_id == own.grade_id:
                return own
        for own in self.cells:
            if cell.id and cell.id == own.id:
                return own
        for own in self.cells:
            if cell.lines == own.lines:
                return own
        return None


def read_labs(folder=NOTEBOOKS):
    """Return the teacher's labs, by name.

    Raises:
        FileNotFoundError: There are none in `folder`.
    """
    paths = sorted(Path(folder).glob("*.ipynb"))
    if not paths:
        raise FileNotFoundError(f"the labs are needed in {folder}, and there are none")
    labs = {path.stem: Lab(path.stem, parse(path.read_bytes()).cells) for path in paths}
    return {name: lab for name, lab in labs.items() if lab.checks}


def parse(data):
    """Return a notebook as a `Page`.

    Args:
        data: The bytes of the file.

    Raises:
        Unreadable: It is no notebook.
    """
    notes = []
    content = _json(_text(data, notes))
    if not isinstance(content, dict):
        raise Unreadable(f"it is JSON, but a {type(content).__name__}, no notebook")
    if "worksheets" in content:
        content = _upgraded(content, notes)
    if not isinstance(content.get("cells"), list):
        raise Unreadable("it has no cells: this is no notebook")
    _note_kernel(content.get("metadata"), notes)
    raw = [cell for cell in content["cells"] if isinstance(cell, dict)]
    if len(raw) > MOST_CELLS:
        raise Unreadable(f"it has {len(raw)} cells; {MOST_CELLS} are allowed")
    cells = tuple(_cell(each) for each in raw if each.get("cell_type") == "code")
    texts = tuple(_cell(each) for each in raw if each.get("cell_type") != "code")
    if not cells:
        raise Unreadable("it has no code cells")
    return Page(cells, texts, notes)


def _text(data, notes):
    """Return the text of a file, whatever it was encoded in."""
    if not data.strip():
        raise Unreadable("the file is empty")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        notes.append("The file is in UTF-16; notebooks are UTF-8.")
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _json(text):
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        cause = "cut short" if text.lstrip()[:1] in "{[" else "no notebook"
        raise Unreadable(f"it is not JSON: the file is {cause}") from None


def _upgraded(content, notes):
    import nbformat  # which takes a second; few pages need it

    notes.append("The notebook has an old format (3).")
    try:
        return nbformat.convert(nbformat.from_dict(content), 4)
    except Exception as error:  # nbformat meets damaged data
        raise Unreadable(f"its old format cannot be read: {error}") from None


def _note_kernel(metadata, notes):
    """Note a kernel that is not Python; the cells run in Python all the same."""
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    if not isinstance(spec, dict):
        return notes.append("The notebook names no kernel.")
    name, language = str(spec.get("name", "")), str(spec.get("language", "python"))
    if not PYTHON_KERNELS.search(name) or language.lower() != "python":
        notes.append(f"The notebook names the kernel {name[:40]!r}; Python ran it.")
    return None


def _cell(raw):
    """Return a cell from what JSON gives."""
    source = raw.get("source", "")
    parts = source if isinstance(source, list) else [source]
    metadata = raw.get("metadata")
    about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    about = about if isinstance(about, dict) else {}
    points = about.get("points", 0)
    return Cell(
        source="".join(part for part in parts if isinstance(part, str)),
        id=str(raw.get("id", "")),
        grade_id=str(about.get("grade_id", "")),
        points=float(points) if isinstance(points, int | float) else 0.0,
        is_check=about.get("grade") is True,
        is_answer=about.get("solution") is True,
    )


def without_guess(source):
    """Return a cell without the prediction that a student types into its last line.

    What is taken away is `claims.guess(...)` where nothing comes after it: one value,
    on one line or several. A last line that begins so and is no Python (a quote inside
    the quotes) is taken away as well: it would cost the student the whole cell.
    """
    starts = [match.start() for match in GUESS.finditer(source)]
    if not starts:
        return source
    start = starts[-1]
    try:
        statements = ast.parse(source[start:]).body
    except (SyntaxError, ValueError, RecursionError):
        one_line = len(source[start:].strip().splitlines()) == 1
        return source[:start] if one_line else source
    return source[:start] if _is_guess(statements) else source


def _is_guess(statements):
    """Return whether this is one call with one value in it that calls nothing."""
    match statements:
        case [ast.Expr(ast.Call(args=[value], keywords=[]))]:
            runs = ast.Call | ast.NamedExpr | ast.Await
            return not any(isinstance(node, runs) for node in ast.walk(value))
    return False


def lab_of(cells, file_name, labs):
    """Return the lab that a submission belongs to.

    Args:
        cells: Its code cells.
        file_name: What the file is called; it decides if nothing else does.
        labs: The teacher's labs, by name.

    Raises:
        Unreadable: It has nothing in common with any lab.
    """
    found = max(labs.values(), key=lambda lab: _likeness(cells, file_name, lab))
    if _likeness(cells, file_name, found) < 1:
        raise Unreadable("it is a notebook, but none of the labs")
    return found


def _likeness(cells, file_name, lab):
    """Return how much of a lab is in a submission."""
    grade_ids = {cell.grade_id for cell in cells} & {*lab.checks, *lab.answers}
    ids = {cell.id for cell in cells} & {cell.id for cell in lab.cells}
    sources = {"\n".join(cell.lines) for cell in cells if cell.lines}
    sources &= {"\n".join(cell.lines) for cell in lab.cells}
    called = lab.name in file_name
    return 10 * len(grade_ids) + len(ids) + len(sources) + 2.5 * called
