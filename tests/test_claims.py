import json

import numpy as np
import pytest

from labhelpers import claims


def test_a_claim_that_holds_says_so(capsys):
    claims.check("Two is less than three", 2 < 3)
    assert capsys.readouterr().out == "HOLDS  Two is less than three\n"


def test_a_claim_that_fails_says_so_while_a_student_plays(capsys, monkeypatch):
    monkeypatch.delenv("LABS_STRICT")
    claims.check("Three is less than two", np.bool_(False))
    assert capsys.readouterr().out == "DOES NOT HOLD  Three is less than two\n"


def test_a_claim_that_fails_stops_a_strict_run():
    with pytest.raises(claims.ClaimFailed, match="Three is less than two"):
        claims.check("Three is less than two", 3 < 2)


@pytest.mark.parametrize("holds", [np.array([True, True]), 1, "yes", None])
def test_a_claim_refuses_what_is_not_one_truth_value(holds):
    with pytest.raises(TypeError, match="needs one truth value"):
        claims.check("Anything", holds)


def test_the_report_keeps_sentence_verdict_and_margin(tmp_path, monkeypatch):
    monkeypatch.setenv("LABS_CLAIMS", str(tmp_path / "log"))
    monkeypatch.delenv("LABS_STRICT")
    claims.check("First", True, margin=4.5)
    claims.check("Second", False)
    lines = (tmp_path / "log").read_text().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"sentence": "First", "holds": True, "margin": 4.5},
        {"sentence": "Second", "holds": False, "margin": None},
    ]


def test_standard_errors_equal_the_t_statistic_of_scipy():
    from scipy import stats

    differences = np.random.default_rng().normal(1, 2, size=9)
    expected = stats.ttest_1samp(differences, 0).statistic
    assert claims.standard_errors(differences) == pytest.approx(expected)


def test_standard_errors_need_two_differences():
    with pytest.raises(ValueError, match=r"at least two .* received shape \(1,\)"):
        claims.standard_errors([0.3])
