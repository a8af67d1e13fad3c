"""Take the effects out of every lab: then no claim may hold.

`NN_name/null_run.py` holds a list of null runs, each a dict of replacements in the
lab's code. The lab runs once per dict, without the cells that no claim needs; every
claim must fail in at least one run. A later run looks at what held in those before it.
The ordinary run takes the effects out of the labs of `CHEAP`, which train little;
`--full` out of all.
"""

import re
import runpy

import pages
import pytest

NULL_RUNS = {
    path.parent.name: runpy.run_path(path)["NULL_RUNS"]
    for path in sorted(pages.TEACHER.glob("*/null_run.py"))
}
CHEAP = [name for name in pages.NAMES if name[:2] in ("01", "02", "03", "04", "05")]


def kinds_of_claims(names):
    """Return the functions of `claims` that judge something on these pages."""
    code = "".join(cell.source for name in names for cell in pages.code_cells(name))
    return set(re.findall(r"claims\.(\w+)\(", code))


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=[] if name in CHEAP else pytest.mark.full)
        for name in pages.NAMES
    ],
)
def test_every_claim_fails_when_its_effect_is_taken_out(name, tmp_path):
    holding = pages.claimed(name)
    for replace in NULL_RUNS[name]:
        assert holding, "a null run is left in which no claim can hold any more"
        holds = pages.claims_of_run(name, replace, holding, folder=tmp_path)
        assert set(holding) <= set(holds) <= set(pages.claimed(name))
        holding = [sentence for sentence in holding if holds[sentence]]
    assert holding == []


def test_there_is_a_null_run_for_every_lab():
    assert sorted(NULL_RUNS) == pages.NAMES


def test_the_ordinary_null_runs_have_claims_of_every_kind():
    assert kinds_of_claims(CHEAP) == kinds_of_claims(pages.NAMES)
