"""Change numbers of a lab as a student would, and compare the verdicts of its claims.

    python labs.py changes 06            every change of lab 06
    python labs.py changes 06 seed       those with "seed" in their description

`teacher/NN_name/changes.py` lists them. Only cells that a change reaches are run, with
the cells that they need. A traceback is always a fault.
"""

import ast
import dataclasses
import functools
import json
import os
import runpy
import sys
import tempfile
import time
import traceback
from pathlib import Path

import nbformat

from labhelpers._project import NOTEBOOKS, TEACHER, labs
from labhelpers.homework import needs
from tools import running, slicing

HOLDS, FAILS, UNJUDGED = "HOLDS", "DOES NOT HOLD", "CANNOT BE JUDGED"
WORDS = {True: HOLDS, False: FAILS, None: UNJUDGED}


@dataclasses.dataclass(frozen=True)
class Change:
    """One thing that a student changes in a page.

    Args:
        about: What is changed, in words.
        replace: From a text of the page's code to the text that takes its place,
            wherever it occurs. Each must occur.
        verdicts: From the sentence of a claim to the verdict that must come out. A
            claim that is not named must hold.
    """

    about: str
    replace: dict
    verdicts: dict = dataclasses.field(default_factory=dict)

    def __post_init__(self):
        """Refuse verdicts that do not exist."""
        wrong = set(self.verdicts.values()) - set(WORDS.values())
        if wrong:
            raise ValueError(
                f"A verdict is one of {', '.join(WORDS.values())}; received {wrong}"
            )


def read(name):
    """Return the changes of a lab; none if it has no list yet."""
    path = TEACHER / name / "changes.py"
    return runpy.run_path(str(path))["CHANGES"] if path.exists() else []


def code_of(name):
    """Return the code cells of a lab."""
    page = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4)
    return [cell for cell in page.cells if cell.cell_type == "code"]


def replaced(sources, replace):
    """Return the sources with texts replaced, each of which must occur.

    Raises:
        ValueError: A text does not occur.
    """
    for old, new in replace.items():
        if not any(old in source for source in sources):
            raise ValueError(f"no cell has {old!r}, which should be replaced")
        sources = [source.replace(old, new) for source in sources]
    return sources


def cells_to_run(cells, change):
    """Return the code that a change reaches, with what it needs, in order.

    A cell is reached if a changed statement is among those that it needs. Exercises,
    their checks and sliders are left out: no claim depends on them.
    """
    before = [cell.source for cell in cells]
    sources = replaced(before, change.replace)
    parts = [(n, part) for n, s in enumerate(sources) for part in statements(s)]
    changed = [part not in statements(before[n]) for n, part in parts]
    uses = [needs.uses(part) for _, part in parts]
    wanted = [False] * len(cells)
    for number, cell in enumerate(cells):
        if cell.metadata.get("nbgrader") or "widgets." in cell.source:
            continue
        run = needs.needed(uses, [n in (0, number) for n, _ in parts])
        wanted[number] = any(r and c for r, c in zip(run, changed, strict=True))
    return slicing.needed_code(sources, wanted)


@functools.cache
def statements(source):
    """Return the code of each statement of a cell."""
    plain = needs.python_of(source)
    return [ast.get_source_segment(plain, each) for each in ast.parse(plain).body]


def verdicts_of(name, change):
    """Run a changed page; return from the sentence of each claim to its verdict.

    Raises:
        Exception: What a cell raised. A change must never lead to a traceback.
    """
    sources = cells_to_run(code_of(name), change)
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "0").touch()
        running.run_seed(sources, 0, folder)
        records = map(json.loads, Path(folder, "0").read_text("utf-8").splitlines())
        return {record["sentence"]: WORDS[record["holds"]] for record in records}


def faults(name, change):
    """Return what does not come out as a change says, in lines; none if all does."""
    try:
        found = verdicts_of(name, change)
    except Exception:
        return [traceback.format_exc(limit=-3).strip()]
    lines = [
        f"{verdict}, and not {expected}: {sentence}"
        for sentence, verdict in found.items()
        if verdict != (expected := change.verdicts.get(sentence, HOLDS))
    ]
    unknown = [sentence for sentence in change.verdicts if sentence not in found]
    return lines + [f"the change reaches no such claim: {s}" for s in unknown]


def main(arguments):
    """Try the changes of one lab, or of all; return 1 if one has a fault."""
    number, *words = arguments or [""]
    status = 0
    os.chdir(NOTEBOOKS)
    for path in labs([number] if number else []):
        chosen = [c for c in read(path.stem) if " ".join(words) in c.about]
        print(f"{path.stem}: {len(chosen)} changes", flush=True)
        for change in chosen:
            began = time.monotonic()
            lines = faults(path.stem, change)
            seconds = time.monotonic() - began
            status = status or int(bool(lines))
            print(
                f"  {'FAULT' if lines else 'right'}  {change.about} ({seconds:.0f} s)"
            )
            print("".join(f"    {line}\n" for line in lines), end="", flush=True)
    return status


if __name__ == "__main__":
    os.environ["MPLBACKEND"] = "Agg"
    sys.exit(main(sys.argv[1:]))
