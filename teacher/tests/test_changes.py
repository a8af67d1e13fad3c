"""Change the numbers of a page as a student would: the verdicts follow, without error.

The ordinary run tries one change of each lab, the one that needs the fewest cells; in
the labs of `LONG` every change needs long trainings, which `--full` runs.
"""

import nbformat
import pages
import pytest

from tools import changes
from tools.changes import Change

EVERY = [(name, change) for name in pages.NAMES for change in changes.read(name)]
LONG = ("07", "08", "12")
SETUP = "import numpy as np\nfrom labhelpers import claims"
CLAIM = 'claims.check("The last is the largest", bool(numbers[-1] == max(numbers)))'


def identity(part):
    return getattr(part, "about", part).replace(" ", "_")


@pytest.mark.full
@pytest.mark.parametrize("name, change", EVERY, ids=identity)
def test_after_each_change_every_claim_says_what_is_right(name, change):
    assert changes.faults(name, change) == []


@pytest.mark.parametrize("name", [n for n in pages.NAMES if n[:2] not in LONG])
def test_after_the_change_that_needs_least_every_claim_says_what_is_right(name):
    cells = changes.code_of(name)
    shortest = min(
        changes.read(name), key=lambda c: len(changes.cells_to_run(cells, c))
    )
    assert changes.faults(name, shortest) == []


@pytest.mark.parametrize("name", pages.NAMES)
def test_a_page_lists_six_changes_that_its_code_has(name):
    cells, listed = changes.code_of(name), changes.read(name)
    assert len(listed) >= 6
    assert len({change.about for change in listed}) == len(listed)
    for change in listed:
        assert changes.cells_to_run(cells, change)
        assert set(change.verdicts) <= set(pages.claimed(name)), change.about


@pytest.fixture
def page(monkeypatch):
    """A page of four cells, in the place of every lab."""
    sources = [SETUP, "numbers = [1, 2, 3]", CLAIM, "other = 4", "other.nothing"]
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    monkeypatch.setattr(changes, "code_of", lambda name: cells)


@pytest.mark.parametrize(
    "new, verdicts, words",
    [
        ("[1, 2, 4]", {}, None),
        ("[1, 4, 2]", {}, "DOES NOT HOLD, and not HOLDS"),
        ("[1, 4, 2]", {"The last is the largest": "DOES NOT HOLD"}, None),
        ("[1, 2, 4]", {"No such claim": "HOLDS"}, "no such claim"),
        ("[]", {}, "IndexError"),
    ],
)
def test_a_change_is_compared_with_what_it_says(page, new, verdicts, words):
    found = changes.faults("any", Change("new", {"[1, 2, 3]": new}, verdicts))
    assert (words in found[0] and len(found) == 1) if words else found == []


def test_what_a_change_does_not_reach_is_not_run_and_what_it_reaches_is(page):
    assert changes.faults("any", Change("four", {"[1, 2, 3]": "[3, 4]"})) == []
    (fault,) = changes.faults("any", Change("five", {"other = 4": "other = 5"}))
    assert "AttributeError" in fault


def test_a_change_of_what_is_not_there_is_a_fault(page):
    (fault,) = changes.faults("any", Change("gone", {"[9]": "[8]"}))
    assert "no cell has '[9]'" in fault


def test_a_verdict_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="A verdict is one of"):
        Change("new", {}, {"The last is the largest": "FAILS"})
