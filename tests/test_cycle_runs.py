"""The four runs of lab 01 show what their diagnoses say, on several seeds."""

import numpy as np
import pages
import pytest

from labhelpers.checks import cycle
from labhelpers.mistakes.cycle import DIAGNOSES

LAST = slice(-10, None)


@pytest.fixture(scope="module")
def curves():
    """Train the runs as the page does: its set-up, data, model and curves."""
    words = ("set_seed", "def build_model", "four_runs =")
    cells = [
        cell
        for cell in pages.code_cells("01_training_cycle")
        if any(word in cell.source for word in words)
    ]
    found = {}
    for seed in (0, 1):
        names, _ = pages.run_cells(cells, environment={"LABS_SEED": str(seed)})
        for letter, run in names["four_runs"].items():
            found.setdefault(DIAGNOSES[letter], []).append(run)
    return found


def ends(run):
    """Return mean training and held-out loss of the last epochs, each (seeds,)."""
    return [run[part][:, LAST].mean(axis=1) for part in ("training", "held out")]


def test_every_run_has_its_own_diagnosis():
    assert sorted(DIAGNOSES) == sorted(cycle.RUNS)
    assert sorted(DIAGNOSES.values()) == sorted(cycle.WORDS)


def test_the_run_that_works_ends_low_on_both_parts(curves):
    for run in curves["works"]:
        training, held_out = ends(run)
        assert np.all(training < 0.05) and np.all(held_out < 0.15)


def test_the_run_that_overfits_fits_and_its_held_out_loss_turns_up(curves):
    for run in curves["overfits"]:
        training, held_out = ends(run)
        assert np.all(training < 0.3) and np.all(held_out > 0.7)
        assert np.all(held_out > 1.3 * run["held out"].min(axis=1))


def test_the_run_that_underfits_is_high_flat_and_without_a_gap(curves):
    for run in curves["underfits"]:
        training, held_out = ends(run)
        assert np.all(training > 0.5) and np.all(held_out < 1.35 * training)
        earlier = run["training"][:, -40:-30].mean(axis=1)
        assert np.all(np.abs(training - earlier) < 0.1)


def test_the_run_that_is_not_finished_still_falls_at_the_end(curves):
    for run in curves["not finished"]:
        training, held_out = ends(run)
        assert np.all(np.abs(held_out - training) < 0.1)
        earlier = run["training"][:, -50:-40].mean(axis=1)
        assert np.all(earlier - training > 0.15)
        assert np.all(training > 1)
