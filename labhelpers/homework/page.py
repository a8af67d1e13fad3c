"""Read notebooks: the teacher's labs, and whatever a student handed in.

A submission is read leniently: what counts is that its cells can be found. Which lab
it is, which of its cells are exercises and which are checks is told by grade_id, then
cell id, then source.
"""

import ast
import dataclasses
import functools
import itertools
import re
from pathlib import Path

from labhelpers._project import NOTEBOOKS
from labhelpers.homework import reading
from labhelpers.homework.reading import Unreadable

GUESS = re.compile(r"^claims\.guess\(", re.MULTILINE)
HEADING = re.compile(r"^#{1,6} +(\S.*)$", re.MULTILINE)
EXERCISE = re.compile(r"\*\*(Exercise(?: \d{1,3})?)\b[^*\n]{0,40}\*\*")
WAYS = ("grade_id", "id", "lines")  # that tell which cell of a lab a cell is
MOST_CELLS = 2000
LONGEST_GUESS = 2000  # characters
PYTHON_KERNELS = re.compile(r"python|conda|venv|colab|ipykernel|^$", re.IGNORECASE)


@dataclasses.dataclass
class Cell:
    """A cell; `grade_id` is empty for an ordinary one."""

    source: str
    id: str = ""
    grade_id: str = ""
    points: float = 0.0
    is_check: bool = False
    is_answer: bool = False
    title: str = ""  # of its exercise on the page: the number and the heading

    @functools.cached_property
    def lines(self):
        """The source without what does not count: blanks at ends, a guess."""
        lines = without_guess(self.source).splitlines()
        return tuple(line.rstrip() for line in lines if line.strip())


@dataclasses.dataclass(frozen=True)
class Page:
    """A notebook: its code cells, its other cells, and notes on how it was stored."""

    cells: tuple
    texts: tuple
    notes: list
    title: str = ""


@dataclasses.dataclass(frozen=True)
class Lab:
    """The teacher's copy of a lab."""

    name: str
    cells: tuple
    title: str = ""

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

    @functools.cached_property
    def known(self):
        """The cells by their grade_id, by their id, and by their lines."""
        known = {"grade_id": {}, "id": {}, "lines": {(): None}}
        for way, cell in itertools.product(WAYS, self.cells[::-1]):
            known[way][getattr(cell, way)] = cell
        return known

    def same(self, cell):
        """Return the teacher's cell that `cell` is, changed or not; or None."""
        for way, known in self.known.items():
            mark = getattr(cell, way)
            if mark in known and (mark or way == "lines"):
                return known[mark]
        return None


def read_labs(folder=NOTEBOOKS):
    """Return the teacher's labs, by name.

    Raises:
        FileNotFoundError: There are none in `folder`.
    """
    paths = sorted(Path(folder).glob("*.ipynb"))
    if not paths:
        raise FileNotFoundError(f"the labs are needed in {folder}, and there are none")
    labs = {}
    for path in paths:
        read = parse(path)
        labs[path.stem] = Lab(path.stem, read.cells, read.title)
    return {name: lab for name, lab in labs.items() if lab.checks}


def parse(data):
    """Return a notebook as a `Page`.

    Args:
        data: The bytes of the file, or its path.

    Raises:
        Unreadable: It is no notebook.
    """
    notes = []
    content = reading.read(data, notes)
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
    cells, texts, heading, exercise, title = [], [], "", "Exercise", ""
    for each in raw:
        cell = _cell(each)
        if each.get("cell_type") == "code":
            cell.title = f"{exercise}: {heading}" if heading else ""
            cell.source = reading.bounded(cell.source, notes)
            cells.append(cell)
            continue
        texts.append(cell)
        headings = [each.strip()[:200] for each in HEADING.findall(cell.source)]
        title, heading = title or "".join(headings[:1]), [heading, *headings][-1]
        exercise = [exercise, *EXERCISE.findall(cell.source)][-1].strip()
    if not cells:
        raise Unreadable("it has no code cells")
    return Page(tuple(cells), tuple(texts), notes, title)


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
    metadata = raw.get("metadata")
    about = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    about = about if isinstance(about, dict) else {}
    points = about.get("points", 0)
    return Cell(
        source=reading.text_of(raw.get("source", "")),
        id=str(raw.get("id", ""))[:100],
        grade_id=str(about.get("grade_id", ""))[:100],
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
    if len(source) - start > LONGEST_GUESS:
        return source
    try:
        statements = ast.parse(source[start:]).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        one_line = len(source[start:].strip().splitlines()) == 1
        return source[:start] if one_line else source
    match statements:
        case [ast.Expr(ast.Call(args=[value], keywords=[]))]:
            runs = ast.Call | ast.NamedExpr | ast.Await
            if not any(isinstance(node, runs) for node in ast.walk(value)):
                return source[:start]
    return source


def lab_of(cells, file_name, labs):
    """Return the lab that a submission belongs to.

    Args:
        cells: Its code cells.
        file_name: What the file is called; it decides if nothing else does.
        labs: The teacher's labs, by name.

    Raises:
        Unreadable: It has nothing in common with any lab.
    """
    marks = {way: {getattr(cell, way) for cell in cells} for way in WAYS}
    likeness = {name: _likeness(marks, file_name, lab) for name, lab in labs.items()}
    found = max(labs, key=likeness.get)
    if likeness[found] < 1:
        raise Unreadable("it is a notebook, but none of the labs")
    return labs[found]


def _likeness(marks, file_name, lab):
    """Return how much of a lab is in a submission with these marks of its cells."""
    common = [len(marks[way] & lab.known[way].keys() - {"", ()}) for way in WAYS]
    called = lab.name in file_name
    return 10 * common[0] + common[1] + common[2] + 2.5 * called
