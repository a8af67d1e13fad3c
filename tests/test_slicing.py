"""The cells that a claim needs: found by what gives, changes and trains its names."""

import pages
import pytest

from tools import slicing

CLAIM = "claims.check('It holds', x > 0)"


def run_of(*sources):
    """Whether each cell runs when only the last is wanted."""
    return slicing.needed(sources, [False] * (len(sources) - 1) + [True])[1:-1]


@pytest.mark.parametrize(
    "needed",
    [
        "x = 3",
        "x, y = 1, 2",
        "x += 1",
        "for x in range(3):\n    pass",
        "with open('f') as x:\n    pass",
        "def x():\n    return 1",
        "class x:\n    pass",
        "import numpy as np\nx = np.ones(3)",
        "x[0] = 3",
        "x.rate = 3",
        "del x[0]",
        "x.append(3)",
        "x.layers[0].build()",
        "np.random.shuffle(x)",
        "change(3, what=x)",
        "history = x.fit(1)",
        "history = training.fit(x, data)",
        "for part in x:\n    part.sort()",
    ],
)
def test_what_gives_or_changes_a_name_is_needed(needed):
    assert run_of("import numpy as np", needed, CLAIM) == [True]


@pytest.mark.parametrize(
    "idle",
    [
        "y = 3",
        "y = [x for x in range(3)]",
        "y = x.mean()",
        "def f(x):\n    return x",
        "plots.show_curves(x)",
        "checks.velocity(x)",
        "print(x)",
        "x.mean() + 1",
    ],
)
def test_what_leaves_the_names_alone_is_not(idle):
    assert run_of("import numpy as np", idle, CLAIM) == [False]


def test_what_a_needed_cell_needs_is_needed_too():
    cells = ["", "a = 1", "b = 2", "def f():\n    return a", "x = f()", CLAIM]
    assert run_of(*cells) == [True, False, True, True]


@pytest.mark.parametrize(
    "anew",
    [
        "x = 2",
        "x, y = 2, 3",
        "x = 2\nx += 1",
        "x = 2\nfor i in range(3):\n    x = x + i",
        "def x():\n    return 3",
        "class x:\n    pass",
        "from math import pi as x",
    ],
)
def test_a_name_that_is_set_anew_needs_no_earlier_cell(anew):
    assert run_of("", "x = 1", anew, CLAIM) == [False, True]


@pytest.mark.parametrize(
    "perhaps",
    [
        "x = x + 1",
        "x += 1",
        "if True:\n    x = 2",
        "for x in []:\n    pass",
        "while False:\n    x = 2",
        "try:\n    x = 2\nexcept OSError:\n    pass",
        "print(x)\nx = 2",
        "for x in range(x):\n    pass",
        "x[0] = 2",
    ],
)
def test_a_name_that_may_keep_its_value_needs_the_earlier_cell(perhaps):
    assert run_of("", "x = 1", perhaps, CLAIM) == [True, True]


def test_a_function_called_later_needs_what_it_reads_then():
    cells = ["", "a = 1", "def f():\n    return a", "a = 2", "x = f()", CLAIM]
    assert run_of(*cells)[1:] == [True, True, True]


def test_the_set_up_always_runs_and_nothing_runs_for_nothing():
    assert slicing.needed(["import os", "y = 1"], [False, False]) == [True, False]
    assert slicing.needed([], []) == []


@pytest.mark.parametrize("name", pages.NAMES)
def test_no_lab_needs_its_exercises_or_pictures_for_its_claims(name):
    cells = pages.code_cells(name)
    sources = [cell.source for cell in cells]
    runs = slicing.needed(sources, map(slicing.claims_in, sources))
    for cell, needed in zip(cells, runs, strict=True):
        if pages.claims_of(cell):
            assert needed, cell.source
        if pages.grading(cell).get("grade"):
            assert not needed, cell.source
