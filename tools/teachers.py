"""Keep the teacher's guides in step with the pages: `python labs.py guides`.

A guide, `teacher/NN_name/guide.md`, is written by hand in two places: what goes wrong,
and an answer below each **Predict** question. The rest comes from the page, the checks
and the known mistakes, and this command writes it anew. A question that has changed is
replaced in the guide, so its answer stands out in `git diff`: read it again.
"""

import ast
import sys

import nbformat

from labhelpers._project import ROOT, TEACHER, labs
from labhelpers.homework import _lab

CHECKS = ROOT / "labhelpers" / "checks"
ASKS = "## What they predict"
TROUBLE = "## What to watch for"
EXERCISES = "## Exercises"
NO_ANSWER = "(No answer yet.)"


def questions(notebook):
    """Return the Predict questions of a page, in order."""
    found = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and "**Predict" in cell.source:
            text = cell.source[cell.source.index("**Predict") :]
            found.append(" ".join(text.split("\n\n")[0].split()))
    return found


def part(text, heading):
    """Return what stands below a heading of a guide; empty if there is none."""
    _, _, below = f"\n{text}".partition(f"\n{heading}\n")
    return below.split("\n## ")[0].strip()


def answers(text):
    """Return the answers of a guide, in the order of their questions."""
    blocks = f"\n\n{part(text, ASKS)}".split("\n\n> ")[1:]
    return [block.partition("\n\n")[2].strip() for block in blocks]


def promise(notebook):
    """Return from a page's first cell: its title, its end product, what it needs."""
    title, end, *rest = notebook.cells[0].source.split("\n\n")
    needs = next(line for line in rest if line.startswith("**You need**"))
    return title.lstrip("# "), end, needs.removeprefix("**You need** ").rstrip(".")


def confirms(module, name):
    """Return what a check says when an answer passes."""
    tree = ast.parse((CHECKS / f"{module}.py").read_text(encoding="utf-8"))
    check = next((n for n in tree.body if getattr(n, "name", None) == name), None)
    if check is None:
        raise LookupError(
            f"labhelpers/checks/{module}.py needs a check `{name}`, which the page "
            "calls; there is none"
        )
    ends = [n.value for n in ast.walk(check) if isinstance(n, ast.Return)]
    return next(ast.literal_eval(end) for end in ends if isinstance(end, ast.Constant))


def exercises(path):
    """Return the section on a lab's exercises: what is checked, what goes wrong."""
    lab = _lab.read_lab(path)
    mistakes = _lab.read_mistakes(_lab.MISTAKES / f"{lab.module}.py", lab.exercises)
    parts = []
    for number, exercise in enumerate(lab.exercises, start=1):
        points = f"{exercise.points:g} point" + "s" * (exercise.points != 1)
        about = (
            f"**{number}. `{exercise.answer}`, {points}.** On a pass the check says: "
        )
        lines = [about + f"*{confirms(lab.module, exercise.name)}*", ""]
        lines += [f"- {m.hint}" for m in mistakes if m.exercise == exercise.name]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def guide(path, before=""):
    """Return the guide to a lab.

    Args:
        path: The notebook.
        before: The guide as it is; what was written by hand is taken from it.
    """
    notebook = nbformat.read(path, as_version=4)
    title, end, needs = promise(notebook)
    given = answers(before)
    asked = questions(notebook)
    given += [NO_ANSWER] * (len(asked) - len(given))
    pairs = [
        f"> {question}\n\n{answer}"
        for question, answer in zip(asked, given, strict=False)
    ]
    return "\n\n".join(
        [
            f"# {title}: for the teacher",
            f"**Aim.** {end}",
            f"**Needed.** {needs}.",
            TROUBLE,
            part(before, TROUBLE) or NO_ANSWER,
            ASKS,
            *pairs,
            EXERCISES,
            "Below each: what students get wrong, in the words of the hint that "
            "they see.",
            exercises(path) + "\n",
        ]
    )


def main():
    """Write every guide anew; say which have changed."""
    for path in labs():
        target = TEACHER / path.stem / "guide.md"
        before = target.read_text("utf-8") if target.exists() else ""
        after = guide(path, before)
        if after != before:
            target.write_text(after, encoding="utf-8")
            name = target.relative_to(ROOT)
            print(f"{name} is written: read the answers whose question changed.")


if __name__ == "__main__":
    sys.exit(main())
