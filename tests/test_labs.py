"""Take the effects out of every lab: then no claim may hold.

`null_runs/NN_name.py` holds a list of null runs, each a dict of replacements in the
lab's code. The whole lab runs once per dict; every claim must fail in at least one run.
"""

import runpy

import pages
import pytest

NULL_RUNS = {
    path.stem: runpy.run_path(path)["NULL_RUNS"]
    for path in sorted((pages.ROOT / "tests" / "null_runs").glob("*.py"))
}


@pytest.mark.parametrize("name", pages.NAMES)
def test_every_claim_fails_when_its_effect_is_taken_out(name, tmp_path):
    runs = [
        pages.claims_of_run(name, replace, folder=tmp_path)
        for replace in NULL_RUNS[name]
    ]
    for holds in runs:
        assert set(holds) == set(pages.claimed(name))
    assert [s for s in runs[0] if all(holds[s] for holds in runs)] == []


def test_there_is_a_null_run_for_every_lab():
    assert sorted(NULL_RUNS) == pages.NAMES
