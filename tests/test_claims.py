import json
import subprocess
import sys

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


@pytest.fixture
def shown(monkeypatch):
    """What is displayed, as Markdown."""
    from IPython import display

    found = []
    monkeypatch.setattr(display, "display", lambda what: found.append(what.data))
    return found


def test_a_guess_is_shown_in_the_students_own_words(shown, capsys):
    claims.guess("the line, since $w$ is *small*")
    assert shown == [
        "You predicted:\n\n> the line, since $w$ is *small*\n\n" + claims.COMPARE
    ]
    assert capsys.readouterr().out == ""


def test_a_guess_of_several_lines_stays_one_quotation(shown):
    claims.guess("\nfirst\nsecond\n")
    assert "\n\n> first\n> second\n\n" in shown[0]


@pytest.mark.parametrize("text", ["", "  ", "\n"])
def test_an_empty_guess_shows_and_prints_nothing(shown, capsys, text):
    assert claims.guess(text) is None
    assert shown == [] and capsys.readouterr() == ("", "")


@pytest.mark.parametrize("text", [3, None, ["first"], True])
def test_a_guess_that_is_no_text_says_what_is_needed(text):
    with pytest.raises(TypeError, match="needs text between quotes"):
        claims.guess(text)


def test_a_guess_is_markdown_in_a_notebook():
    code = (
        "from IPython.core.interactiveshell import InteractiveShell\n"
        "from IPython.utils.capture import capture_output\n"
        "shell = InteractiveShell.instance()\n"
        "with capture_output() as seen:\n"
        "    shell.run_cell('from labhelpers import claims')\n"
        "    shell.run_cell('claims.guess(\"\")')\n"
        "    shell.run_cell('claims.guess(\"degree 3\")')\n"
        "(output,) = seen.outputs\n"
        "assert '> degree 3' in output.data['text/markdown'], output.data\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_standard_errors_equal_the_t_statistic_of_scipy():
    from scipy import stats

    differences = np.random.default_rng().normal(1, 2, size=9)
    expected = stats.ttest_1samp(differences, 0).statistic
    assert claims.standard_errors(differences) == pytest.approx(expected)


def test_standard_errors_need_two_differences():
    with pytest.raises(ValueError, match=r"at least two .* received shape \(1,\)"):
        claims.standard_errors([0.3])
