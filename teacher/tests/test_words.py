"""Every word of an exercise is asked for: an answer that ignores it is refused.

`NN_name/words.py` lists, for the exercises of a lab, a word of the text or of the
docstring and the code of an answer that does not heed it. The hint must say what to
correct; "work one case through by hand" is the last resort, for other mistakes.
"""

import contextlib
import io
import runpy

import numpy as np
import pages
import pytest
from test_mutants import LABS, namespace

CALLS = 3
WORDS = [
    (path.parent.name, *row)
    for path in sorted(pages.TEACHER.glob("*/words.py"))
    for row in runpy.run_path(path)["WORDS"]
]


def text_of(name, grade_id):
    """Return the text and the docstring of an exercise as one line."""
    cells = pages.read(name).cells
    places = range(len(cells))
    [place] = [n for n in places if pages.grading(cells[n]).get("grade_id") == grade_id]
    text = f"{cells[place - 1].source} {cells[place].source}"
    return " ".join(text.replace("*", "").split()).lower()


def written(code, found):
    """Return the function that the code of a student defines, in a page's names."""
    if code.startswith("lambda"):
        return eval(code, found)
    exec(code, found)
    return found["answer"]


@pytest.mark.parametrize(
    ("name", "grade_id", "word", "code"),
    WORDS,
    ids=[f"{grade_id}-{word}" for _, grade_id, word, _ in WORDS],
)
def test_an_answer_that_ignores_a_word_is_refused_with_a_hint(
    name, grade_id, word, code
):
    [exercise] = [e for e in LABS[name].exercises if e.grade_id == grade_id]
    found = dict(namespace(name))
    answer = written(code, found)
    check = getattr(found["checks"], exercise.name)
    for _ in range(CALLS):
        with contextlib.redirect_stdout(io.StringIO()), np.errstate(all="ignore"):
            verdict = check(answer)
        assert (verdict.status, verdict.error) == ("NOT YET", "")
        assert "work one case through by hand" not in verdict.message


@pytest.mark.parametrize("name", sorted({row[0] for row in WORDS}))
def test_every_word_stands_in_its_exercise(name):
    rows = [row[1:3] for row in WORDS if row[0] == name]
    lost = [(g, word) for g, word in rows if word.lower() not in text_of(name, g)]
    assert not lost
