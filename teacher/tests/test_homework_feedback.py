"""Pages of feedback can be sent as they are: whose they are, what failed, no harm."""

import html.parser
import re
import zipfile
from pathlib import Path

import homework_class as klass
import markdown_it
import pytest

from labhelpers.homework import collect, feedback, page, quoting
from labhelpers.homework.pool import Grader
from labhelpers.homework.result import Exercise, Limits, Result

ANNA = collect.Submission(
    "Anna Schmidt_412001_assignsubmission_file/06.ipynb",
    Path("/class/week 1/Anna Schmidt_412001_assignsubmission_file/06.ipynb"),
    "Anna Schmidt",
)
HEADINGS = ["Exercise 1: The velocity sums: NOT YET, 0 of 2 points", "Notes"]
EVIL = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![a](http://evil.example/a.png)",
    "[click](javascript:alert(1))",
    "[click][1]\n\n[1]: http://evil.example",
    "http://evil.example/x",
    "`http://evil.example/x",
    "`` http://evil.example/x ``",
    "www.evil.example and evil.example and me@evil.example",
    "<http://evil.example>",
    "\x1b[31mred\x1b]8;;http://evil.example\x07link",
    "a\n# A heading",
    "a\u2028# A heading",
    "\n\n<b>bold</b>\n\n***\n",
    "&lt;b&gt; &#106;avascript:",
    "</pre><script>x</script>",
    "1. one",
    "- item",
    "> quote",
    "```\ncode",
    "| a | b |\n|---|---|",
    "$x$ \u202etxet",
]


def result_with(text):
    """Return a result in which `text` stands wherever a student's text can."""
    error = f"Traceback (most recent call last):\n{text}\nKeyError: {text}"
    one = Exercise("06-velocity", 0, 2, "NOT YET", text, error)
    one.title = "Exercise 1: The velocity sums"
    notes = [f"`{text}` raised {text}.", text]
    return Result("errors", "06_momentum", [one], notes=notes, title="6 Momentum")


class Seen(html.parser.HTMLParser):
    """Collects the tags of a page, and their attributes."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


QUIET = {"h1", "h2", "p", "pre", "code", "ul", "li"}


@pytest.mark.parametrize("text", EVIL)
def test_nothing_of_a_students_text_takes_effect_in_markdown(text):
    shown = feedback.feedback(ANNA, result_with(text))
    for options in ("commonmark", "gfm-like"):
        reader = markdown_it.MarkdownIt(options)
        try:
            seen = Seen(reader.render(shown))
        except ModuleNotFoundError:  # it wants a package to find links
            continue
        assert set(seen.tags) <= QUIET, (options, shown)
        assert not seen.attributes, shown
        assert seen.tags.count("h1") == 1 and seen.tags.count("h2") == 2
    code = re.compile(r"`[^`]*`|^    .*$", re.MULTILINE)
    bare = code.sub("", shown)
    assert "evil.example" not in bare, "a viewer may link it"
    assert shown.replace("\n", "").isprintable()


@pytest.mark.parametrize("text", EVIL)
def test_nothing_of_a_students_text_takes_effect_in_html(text):
    shown = feedback.html_page(ANNA, result_with(text))
    seen = Seen(shown)
    usual = {"html", "head", "meta", "title", "style", "body"}
    assert set(seen.tags) <= QUIET | usual
    assert set(seen.attributes) <= {"lang", "charset", "http-equiv", "content"}
    assert "default-src 'none'" in shown
    assert shown.replace("\n", "").isprintable()


def test_a_page_names_the_student_and_the_exercise_as_the_lab_does():
    for shown in (f(ANNA, result_with("x")) for f in MAKERS):
        assert "Anna Schmidt" in shown and "6 Momentum" in shown
        assert "Exercise 1: The velocity sums: NOT YET, 0 of 2 points" in shown
        assert "412001" not in shown


MAKERS = (feedback.feedback, feedback.html_page)


def test_a_page_names_no_other_student_and_no_path_of_the_teachers():
    other = "Anna Schmidt handed in Ben Other_1/06.ipynb, too."
    error = (
        'Traceback (most recent call last):\n  File "<ipython-input-1-ab>", line 3\n'
        '  File "/home/t/.venv/lib/python3.11/site-packages/numpy/a.py", line 9\n'
        '  File "/class/week 1/x/helper.py", line 2\nKeyError: /class/week 1/x'
    )
    one = Exercise("e", 0, 1, "NOT YET", "See /class/week 1/other.", error)
    for make in MAKERS:
        shown = make(ANNA, Result("ok", "06", [one], notes=[other]))
        assert "Ben" not in shown and "week 1" not in shown
        assert "/home/t" not in shown and "numpy/a.py" in shown
        assert "Your cell, line 3" in shown and "helper.py" in shown


def test_full_points_are_not_called_errors():
    done = Exercise("e", 2, 2, "PASS", "Right.")
    shown = feedback.feedback(ANNA, Result("errors", "06", [done]))
    assert "error" not in shown.lower()


def test_code_in_backticks_stays_code_and_numbers_stay_text():
    assert quoting.markdown("`a_b` is 0.5 and *not* 1e-3.") == (
        r"`a_b` is 0.5 and \*not\* 1e-3."
    )
    assert quoting.html("`a<b` & c") == "<code>a&lt;b</code> &amp; c"


def test_the_pages_go_back_to_moodle_under_the_names_that_it_gave(tmp_path):
    keys = [
        "Anna Schmidt_412001_assignsubmission_file/06.ipynb",
        "week 1/José Núñez_412002_assignsubmission_file_/part/06.ipynb",
        "Li Wei_412003_assignsubmission_file_06.ipynb",
        "a folder/06.ipynb",
    ]
    for key in keys:
        one = collect.Submission(key, None, "x")
        feedback.write_feedback(tmp_path, one, result_with("x"))
    packed = feedback.pack_for_moodle(tmp_path)
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
    wanted = [keys[0], keys[1].removeprefix("week 1/"), keys[2]]
    assert sorted(names) == sorted(f"{name}.html" for name in wanted)
    for name in names:  # as Moodle reads it
        info = name.split("/")[0].split("_", 4)
        assert (info[1].isdecimal() and info[2:4] == ["assignsubmission", "file"]) or (
            info[3].startswith("file")
        )
    assert (tmp_path / f"{keys[0]}.md").exists()
    assert feedback.pack_for_moodle(tmp_path / "a folder") is None


def test_the_traceback_of_an_answers_own_cell_stands_on_its_page(tmp_path):
    cells = klass.lab()
    heading = {"cell_type": "markdown", "metadata": {}, "source": "# 6 M\n## A sum"}
    number = {**heading, "source": "**Exercise 1 (2 points).** Write it."}
    cells[2:2] = [heading, number]
    labs = klass.write(tmp_path / "labs" / "06_s.ipynb", klass.notebook(cells)).parent
    broken = f"x = 1\ny = unknown\n{klass.EXERCISES['06-velocity'][2]}"
    path = klass.write(tmp_path / "x.ipynb", klass.solved(velocity=broken))
    with Grader(limits=Limits(cell_seconds=9), labs=labs) as grader:
        result = grader.grade(path)
    shown = feedback.feedback(collect.Submission("x.ipynb", path, "Ada"), result)
    assert "# 6 M\n" in shown and "Exercise 1: A sum: NOT YET, 0 of 2" in shown
    assert "NameError in line 2" in shown and "Your cell, line 2" in shown
    assert "    NameError: name 'unknown' is not defined" in shown


def test_every_exercise_of_the_labs_has_a_title():
    for lab in page.read_labs().values():
        assert lab.title[:1].isdigit()
        titles = [check.title for check in lab.checks.values()]
        assert all(title.startswith("Exercise") and ": " in title for title in titles)
        assert len(set(titles)) == len(titles)
