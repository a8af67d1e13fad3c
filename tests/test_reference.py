"""Hold the defaults on the reference page to the installed Keras and to the package."""

import importlib
import inspect
import re

import pages
import pytest

from labhelpers import training  # noqa: F401 - TensorFlow starts quietly

TEXT = (pages.ROOT / "docs" / "reference.md").read_text("utf-8")
SECTIONS = [
    section
    for section in TEXT.split("\n### ")[1:]
    if re.search(r"^\| argument \|", section, re.M)
]


def default(name, argument):
    """Return a default as the page shows it, such as "`0.9`" or "needed"."""
    module, _, attribute = name.rpartition(".")
    owner = getattr(importlib.import_module(module), attribute)
    parameters = inspect.signature(owner).parameters
    if argument not in parameters:
        return "-"
    value = parameters[argument].default
    return "needed" if value is inspect.Parameter.empty else f"`{value!r}`"


@pytest.mark.parametrize("section", SECTIONS, ids=lambda text: text.splitlines()[0])
def test_every_default_is_that_of_keras_and_of_the_package(section):
    name, rows = re.search(
        r"^\| argument \| `(keras\.\S+)` \| here \|\n.*\n((?:\|.*\n?)+)", section, re.M
    ).groups()
    ours = set(re.findall(r"\b(?:optimizers|layers|evaluation)\.[a-z]\w+", section))
    for row in rows.splitlines():
        argument, theirs, here = row.strip("| ").split(" | ")
        argument = argument.strip("`")
        assert default(name, argument) == theirs, argument
        if here not in {"-", "needed"}:
            assert here in {default(f"labhelpers.{n}", argument) for n in ours}
