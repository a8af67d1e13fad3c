import json
import subprocess
import sys

import numpy as np
import pytest

from labhelpers import claims
from labhelpers._missing import Missing

GONE = Missing("0.1 is no longer among the values of learning_rate: 0.01, 0.03")


@pytest.fixture
def loose(monkeypatch):
    """Let a claim that does not hold say so, as for a student."""
    monkeypatch.delenv("LABS_STRICT", raising=False)


@pytest.fixture
def sides(loose):
    """Two sides that differ by about 1 on every seed."""
    generator = np.random.default_rng()
    low = generator.uniform(1, 1.1, size=6)
    return low + generator.uniform(0.9, 1.1, size=6), low


def test_a_claim_that_holds_says_so(capsys):
    claims.check("Two is less than three", 2 < 3)
    assert capsys.readouterr().out == "HOLDS  Two is less than three\n"


def test_a_claim_that_fails_says_so_while_a_student_plays(capsys, loose):
    claims.check("Three is less than two", np.bool_(False))
    assert capsys.readouterr().out == "DOES NOT HOLD  Three is less than two\n"


@pytest.mark.parametrize("truth", [False, GONE])
def test_a_claim_that_fails_or_cannot_be_judged_stops_a_strict_run(truth):
    with pytest.raises(claims.ClaimFailed, match="Three is less than two"):
        claims.check("Three is less than two", truth)


@pytest.mark.parametrize("holds", [np.array([True, True]), 1, "yes", None])
def test_a_claim_refuses_what_is_not_one_truth_value(holds):
    with pytest.raises(TypeError, match="needs one truth value"):
        claims.check("Anything", holds)


def test_the_report_keeps_sentence_verdict_margin_and_effect(
    tmp_path, monkeypatch, loose
):
    monkeypatch.setenv("LABS_CLAIMS", str(tmp_path / "log"))
    first = claims.larger("First", [2, 3, 5], [1, 1, 1])
    claims.check("Second", False)
    claims.check("Third", GONE)
    lines = (tmp_path / "log").read_text().splitlines()
    records = [json.loads(line) for line in lines]
    assert [record["holds"] for record in records] == [True, False, None]
    assert first.effect == "typically 3 against 1; 3 of 3 repeats"
    assert records[0]["effect"] == first.effect
    assert records[0]["margin"] == first.margin
    assert [record["sentence"] for record in records] == ["First", "Second", "Third"]


CLAIMS = {
    "larger": lambda a, b: claims.larger("It", a, b),
    "smaller": lambda a, b: claims.smaller("It", a, b),
    "times": lambda a, b: claims.larger("It", a, b, times=1.5),
    "close": lambda a, b: claims.close("It", a, b, within=0.01),
    "equal": lambda a, b: claims.equal("It", a, b),
    "share": lambda a, b: claims.share("It", a),
    "inside": lambda a, b: claims.inside("It", a, [b]),
    "check": lambda a, b: claims.check("It", a),
}


@pytest.mark.parametrize("name", CLAIMS)
def test_a_missing_value_cannot_be_judged_and_the_reason_is_given(name, loose, capsys):
    assert CLAIMS[name](GONE, np.ones(3)).holds is None
    assert capsys.readouterr().out == f"CANNOT BE JUDGED  It: {GONE.reason}\n"


def test_what_is_computed_from_a_missing_value_cannot_be_judged_either(loose):
    last = 2 * np.log(GONE.last("loss")[:, -1]).mean() + np.ones(3)
    assert claims.larger("It", last, 1).reason == GONE.reason
    assert claims.check("It", bool(np.all(last < 3)) and not last).holds is None
    assert claims.check("It", 2 < 3).holds is True


@pytest.mark.parametrize("claim", [claims.larger, claims.smaller])
def test_two_sides_that_are_equal_hold_neither_way(claim, loose):
    values = np.random.default_rng().uniform(size=5)
    assert claim("It", values, values).holds is False


def test_swapping_the_sides_turns_a_verdict_round(sides):
    high, low = sides
    assert claims.larger("It", high, low) and claims.smaller("It", low, high)
    assert not claims.larger("It", low, high) and not claims.smaller("It", high, low)


def test_a_difference_must_exceed_by_and_a_ratio_times(sides):
    high, low = sides
    assert claims.larger("It", high, low, by=0.8)
    assert not claims.larger("It", high, low, by=1.2)
    assert claims.larger("It", high, low, times=1.5)
    assert not claims.larger("It", high, low, times=3)


def test_the_order_of_the_seeds_does_not_matter_but_the_pairs_do(sides):
    high, low = sides
    order = np.random.default_rng().permutation(len(high))
    whole, permuted = (
        claims.larger("It", *each) for each in [(high, low), (high[order], low[order])]
    )
    assert repr(whole) == repr(permuted)
    assert whole.margin == pytest.approx(permuted.margin)


def test_the_median_decides_and_one_seed_that_is_far_off_does_not(loose):
    assert claims.larger("It", [2.0, 2.0, 2.0, 2.0, -1e9], 1)


def test_against_one_number_the_effect_is_the_typical_value_itself(loose):
    assert claims.smaller("a < 3", [1.0, 2.0, 2.5], 3).effect.startswith("typically 2;")
    assert claims.larger("a > 0", [1.0, 2.0, 2.5]).effect.startswith("typically +2;")


def test_against_another_side_the_effect_names_both():
    verdict = claims.larger("a > b", [0.9, 0.97, 1.0], [0.8, 0.85, 0.9])
    assert verdict.effect == "typically 0.97 against 0.85; 3 of 3 repeats"
    verdict = claims.larger("a > b", [0.9712, 0.9731], [0.9702, 0.9721])
    assert verdict.effect.startswith("typically 0.972 against 0.971;")


def test_medians_that_contradict_the_pairs_are_not_named(loose):
    verdict = claims.larger("a > b", [1.0, 5.0, 9.0], [0.0, 6.0, 8.0])
    assert verdict.effect.startswith("typically +1;")


def test_a_share_of_the_other_side_is_compared_and_both_are_named(loose):
    few, many = [0.03, 0.0, -0.01], [0.1, 0.1, 0.2]
    verdict = claims.smaller("a < b / 3", few, many, part=1 / 3)
    assert verdict and verdict.effect == "typically 0 against 0.1; 3 of 3 repeats"
    assert claims.smaller("a < b / 3", [0.04] * 3, many, part=1 / 3).holds is False
    assert claims.larger("a > b / 3", [0.08] * 3, many, part=1 / 3)


def test_noise_without_an_effect_rarely_holds(loose):
    noise = np.random.default_rng(0).normal(size=(400, 10))
    held = [claims.larger("a > b", row).holds for row in noise]
    assert np.mean(held) < 0.25  # the median alone: 0.5


def test_the_margin_is_the_t_statistic_of_scipy(sides):
    from scipy import stats

    high, low = sides
    expected = stats.ttest_rel(high - 0.5, low).statistic
    assert claims.larger("It", high, low, by=0.5).margin == pytest.approx(expected)
    ratio = stats.ttest_1samp(np.log(high / low), np.log(1.5)).statistic
    assert claims.larger("It", high, low, times=1.5).margin == pytest.approx(ratio)


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ([1, 2, 3], [1, 2], "one side has 3 seeds and the other 2"),
        ([3.0], 1, "two seeds are needed"),
        ([1.0, np.nan, 2.0], 0, "no number to compare on 1 of 3 repeats"),
        ([np.inf, 1.0], [np.inf, 0.0], "no number to compare on 1 of 2 repeats"),
    ],
)
def test_values_that_give_no_answer_cannot_be_judged(a, b, words, loose):
    verdict = claims.larger("It", a, b)
    assert verdict.holds is None and words in verdict.reason


def test_a_run_that_diverged_is_larger_than_one_that_did_not(loose):
    assert claims.larger("It", [np.inf, np.inf, 3.0], [1.0, 2.0, 2.5], times=1.1)
    assert claims.smaller("It", [1.0, 2.0, 2.5], [np.inf, np.inf, 3.0])


def test_a_ratio_needs_positive_values(loose):
    assert claims.larger("It", [1, 2], [0, 1], times=2).holds is None


def test_close_is_a_matter_of_the_tolerance(sides):
    high, low = sides
    assert claims.close("It", high, low, within=1.5)
    assert not claims.close("It", high, low, within=0.5)
    assert claims.close("It", low, low, within=1e-9)


def test_distances_to_both_sides_do_not_cancel(loose):
    verdict = claims.close("It", [1.0, -1.0, 1.0, -1.0], 0.0, within=0.5)
    assert not verdict
    assert verdict.effect == "typically 1 apart; 0 of 4 repeats"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (
            lambda: claims.larger("It", [1, 2], 0, by=1, times=2),
            "by and times",
        ),
        (lambda: claims.larger("It", [1, 2], 0, by=1, part=2), "by and part"),
        (lambda: claims.larger("It", [1, 2], 0, part=0), "above 0; received 0"),
        (lambda: claims.larger("It", [1, 2], 0, by=-1), "at least 0"),
        (lambda: claims.larger("It", [1, 2], 1, times=0.5), "at least 1"),
        (lambda: claims.close("It", [1, 2], 0, within=0), "above 0"),
        (lambda: claims.larger("It", np.ones((2, 2))), "one value per seed"),
        (lambda: claims.share("It", [1, 0], above=1), "below 1"),
        (lambda: claims.inside("It", [1, 2, 3], [[1, 2]]), r"\(seeds, 3\)"),
        (lambda: claims.inside("It", [1], [[1]], best="least"), "'lowest'"),
    ],
)
def test_a_claim_that_an_author_wrote_wrongly_is_an_error(wrong, words, loose):
    with pytest.raises(ValueError, match=words):
        wrong()


def test_arrays_are_equal_up_to_rounding_only(loose):
    a = np.random.default_rng().normal(size=(3, 4))
    assert claims.equal("It", a, a + 1e-12)
    assert not claims.equal("It", a, a + 1e-3)
    assert claims.equal("It", a, a + 1e-3, within=0.1)
    assert claims.equal("It", a, np.ones(5)).holds is None
    assert claims.equal("It", a, np.full((3, 4), np.nan)).holds is None


def test_a_share_must_be_exceeded(loose):
    flags = [True] * 3 + [False]
    assert claims.share("It", flags, above=0.7)
    assert not claims.share("It", flags, above=0.75)
    assert claims.share("It", flags).effect == "in 75% of 4"


@pytest.mark.parametrize(
    ("scores", "inside"), [([3, 1, 2], True), ([1, 2, 3], False), ([3, 2, 1], False)]
)
def test_a_best_value_at_an_end_of_its_grid_is_not_inside(scores, inside, loose):
    values, order = np.array([0.1, 1.0, 10.0]), np.random.default_rng().permutation(3)
    seeds = np.array([scores] * 4)
    assert bool(claims.inside("It", values, seeds)) == inside
    assert bool(claims.inside("It", values[order], seeds[:, order])) == inside
    assert bool(claims.inside("It", values, -seeds, best="highest")) == inside


def test_two_values_have_no_inside(loose):
    assert claims.inside("It", [1, 2], [[1, 2]]).holds is None


def test_a_result_is_looked_up_by_its_setting():
    steps = {0.1 + 0.2: 5, (0.07, "plain"): 6}
    assert claims.at(steps, 0.3) == 5
    assert claims.at(steps, (0.07, "plain")) == 6
    assert "0.4 is no longer among" in claims.at(steps, 0.4).reason


@pytest.mark.parametrize("value", ["the second", 0.05, np.array([1, 2]), ["a"], True])
def test_any_value_is_a_guess(value, capsys):
    assert claims.guess(value) is None
    assert capsys.readouterr().out.startswith(f"Your guess: {value}\n")


@pytest.mark.parametrize("value", ["", "  ", None, ...])
def test_an_empty_guess_is_asked_for(value, capsys):
    claims.guess(value)
    assert "Type your guess" in capsys.readouterr().out


def run_in_ipython(*cells):
    """Run cells in IPython; return what each displayed and printed, as one text."""
    code = (
        "import json, sys\n"
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "from IPython.utils.capture import capture_output\n"
        "shell = InteractiveShell.instance()\n"
        "shell.run_cell('from labhelpers import claims, plots')\n"
        "found = []\n"
        "for cell in json.loads(sys.argv[1]):\n"
        "    with capture_output() as seen:\n"
        "        shell.run_cell(cell, store_history=True)\n"
        "    found.append([seen.stdout, [output.data for output in seen.outputs]])\n"
        "print(json.dumps(found))\n"
    )
    command = [sys.executable, "-c", code, json.dumps(cells)]
    environment = {"LABS_STRICT": "0", "LABS_FIGURES": "quick"}
    import os

    ran = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | environment,
    )
    return json.loads(ran.stdout)


FIGURE = "plots.show_curves({'a': [1, 2]}, x='x', y='y', title='It rises', alt='Up.')"


def test_the_verdicts_of_a_cell_stand_in_one_block_below_its_figure():
    cell = f"claims.check('A', True)\nclaims.check('B < C', False)\n{FIGURE}"
    ((printed, outputs), (_, again)) = run_in_ipython(cell, "claims.check('C', True)")
    assert printed == ""
    assert [sorted(data) for data in outputs] == [
        ["image/png", "text/plain"],
        ["text/html", "text/plain"],
    ]
    assert outputs[1]["text/plain"] == "HOLDS  A\nDOES NOT HOLD  B < C"
    page = outputs[1]["text/html"]
    assert page.count("✓") == page.count("✗") == 1 and "B &lt; C" in page
    assert [data["text/plain"] for data in again] == ["HOLDS  C"]


@pytest.mark.parametrize(
    ("truth", "words"),
    [
        ("True", "Figure: Up."),
        ("False", "Figure: Not with these numbers: Up."),
        ("claims.at({}, 1)", "Figure: Not judged: Up."),
    ],
)
def test_the_words_of_a_figure_follow_the_claims_before_it_in_its_cell(truth, words):
    cells = run_in_ipython(f"claims.check('A', {truth})\n{FIGURE}", FIGURE)
    assert cells[0][1][0]["text/plain"] == words
    assert cells[1][1][0]["text/plain"] == "Figure: Up."


def test_several_searches_name_the_range_of_their_best_values(loose):
    class Best:
        def searches(self):
            grid = [0.01, 0.1, 0.3, 1]
            return [(grid, [3, 1, 2, 4], "lowest"), (grid, [3, 2, 1, 4], "lowest")]

    verdict = claims.inside("It", Best())
    assert verdict and verdict.effect == "best 0.1 to 0.3; tried 0.01 to 1"
