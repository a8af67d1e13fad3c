"""Write the reference page: `python -m tools.reference` makes docs/reference.md.

Formulas come from `tools.reference_rules`; defaults from the signatures of Keras as it
is installed and of `labhelpers`; what a function does, and its source, from its
docstring. A test holds the committed page to this, and every formula to the code.
"""

import importlib
import inspect
import sys
from pathlib import Path

from tools.reference_rules import CHAPTERS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference.md"
ABSENT = "-"
INTRODUCTION = """# Reference: one rule, three hands

Each rule of the labs as the lecture, its paper and Keras write it. This page is made
by `make reference` from the package's docstrings, from the defaults of the installed
Keras, and from formulas that `tests/test_reference.py` runs on random numbers.

In every formula $g$ is the gradient of the loss, and squares, roots and quotients of
vectors are taken weight by weight. The column "here" is the package's way to the same
result: `w` are weights, `v`, `m` and `s` a rule's state, `g` the gradient, `eta` the
learning rate, `eps` the small number, `strength` that of a penalty or a decay, `t` the
step, `k` a number of steps, `f` a factor. Below stand Keras's defaults and ours:
"needed" means that there is none, "-" that we have no such argument.
"""


def function(name):
    """Return what `name` of labhelpers is, such as "optimizers.sgd_step"."""
    module, _, attribute = name.partition(".")
    return getattr(importlib.import_module(f"labhelpers.{module}"), attribute)


def keras_class(name):
    """Return what `name` of Keras is, such as "optimizers.SGD"."""
    from labhelpers import training  # noqa: F401 - TensorFlow starts quietly

    module, _, attribute = name.partition(".")
    return getattr(importlib.import_module(f"keras.{module}"), attribute)


def default(owner, argument):
    """Return the default of an argument; "needed" if it has none."""
    value = inspect.signature(owner).parameters[argument].default
    return "needed" if value is inspect.Parameter.empty else value


def defaults(rule):
    """Return (argument, Keras's default, ours) for what a rule of ours can be told.

    Ours is `ABSENT` where the package has no such argument.
    """
    if not rule.defaults:
        return []
    owner = keras_class(rule.defaults[0])
    known = {
        argument: name
        for name in reversed(rule.functions)
        for argument in inspect.signature(function(name)).parameters
    }
    rows = []
    for entry in rule.defaults[1:]:
        argument, mine = (entry, entry) if isinstance(entry, str) else entry
        ours = default(function(known[mine]), mine) if mine else ABSENT
        rows.append((argument, default(owner, argument), ours))
    return rows


def about(name):
    """Return the first line of a docstring, and what it names as its source."""
    text = inspect.getdoc(function(name))
    _, _, source = text.partition("Source:")
    return text.splitlines()[0], " ".join(source.split("\n\n")[0].split())


def labs():
    """Return the labs by number: from 6 to "06_momentum"."""
    paths = sorted((ROOT / "notebooks").glob("[01][0-9]_*.ipynb"))
    return {int(path.name[:2]): path.stem for path in paths}


def rule_text(rule):
    """Return the section of one rule."""
    lab = labs()[rule.lab]
    lines = [
        f"### {rule.title}",
        "",
        f"Derived in [lab {rule.lab:02}](../notebooks/{lab}.ipynb).",
        "",
        "| as written by | formula | here | remark |",
        "|---|---|---|---|",
    ]
    for form in rule.forms:
        formula = f"${form.latex}$" if form.latex else "-"
        call = f"`{form.call}`" if form.call else "-"
        lines.append(f"| {form.who} | {formula} | {call} | {form.note} |")
    rows = defaults(rule)
    if rows:
        lines += [
            "",
            f"| argument | `keras.{rule.defaults[0]}` | here |",
            "|---|---|---|",
        ]
        lines += [
            f"| `{argument}` | {shown(theirs)} | {shown(mine)} |"
            for argument, theirs, mine in rows
        ]
    lines.append("")
    for name in rule.functions:
        first, source = about(name)
        lines.append(f"- `{name}`: {first}" + (f" Source: {source}" if source else ""))
    held = ", ".join(
        f"`{test.partition('::')[2]}` in [{test.partition('::')[0]}]"
        f"(../tests/{test.partition('::')[0]})"
        for test in rule.tests
    )
    return "\n".join([*lines, f"- Tests: {held}.", ""])


def shown(value):
    """Return a default as the table shows it."""
    return value if value in ("needed", ABSENT) else f"`{value!r}`"


def page():
    """Return the whole page."""
    parts = [INTRODUCTION]
    for title, rules in CHAPTERS.items():
        parts += [f"## {title}\n", *(rule_text(rule) for rule in rules)]
    return "\n".join(parts)


def main():
    """Write the page; say whether it changed."""
    text = page()
    before = PAGE.read_text("utf-8") if PAGE.exists() else ""
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(text, encoding="utf-8")
    print(f"docs/{PAGE.name} {'is as it was' if text == before else 'is written'}.")


if __name__ == "__main__":
    sys.exit(main())
