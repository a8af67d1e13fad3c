"""Grade folders: one row each, whole tables, runs that go on, feedback pages."""

import csv
import json
import os
import signal
import subprocess
import sys

import homework_class as klass
import pytest
from interrupts import TAKING_INTERRUPTS

from labhelpers.homework import _lab, check, collect, gradebook, launch
from labhelpers.homework.result import Exercise, Result

COMMAND = [sys.executable, "-m", "labhelpers.homework"]
ROOT = check.page.NOTEBOOKS.parent


def start(folder, *options):
    chosen = ["grade", "class", "-o", "grades.csv", "--labs", "labs"]
    arguments = [*TAKING_INTERRUPTS, *COMMAND, *chosen]
    return subprocess.Popen(
        [*arguments, "--cell-timeout", "3", *options],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def grade(folder, *options):
    program = start(folder, *options)
    said = program.communicate(timeout=120)[0]
    return program.returncode, said


def rows(folder):
    with (folder / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["submission"]: row for row in csv.DictReader(file)}


NAMES = ["Zoë Müller", "李雷", "a b  c", "x.y", "Ünï-çødé", 'quote\'s "q"', "=1+1"]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of all sorts, graded once."""
    folder = tmp_path_factory.mktemp("all sorts")
    klass.teachers_copy(folder / "labs")
    top = folder / "class"
    for name in NAMES:
        klass.write(top / name / f"06 {name}.ipynb", klass.solved())
    klass.write(top / "twice" / "06_small.ipynb", klass.solved())
    klass.write(top / "twice" / "06_small (1).ipynb", klass.notebook(klass.lab()))
    klass.write(top / "one file.ipynb", klass.solved(velocity=klass.WRONG))
    klass.write(top / "cheat.IPYNB", klass.solved(velocity=klass.WRONG))
    (top / "nobody").mkdir()
    (top / "essay.docx").write_bytes(b"x")
    (top / ".DS_Store").write_bytes(b"x")
    (top / "link.ipynb").symlink_to(top / "one file.ipynb")
    (top / "linked folder").symlink_to(top / "twice")
    (top / "thief").mkdir()
    (top / "thief" / "06.ipynb").symlink_to("/etc/passwd")
    with (top / "large.ipynb").open("wb") as file:
        file.truncate(200 * 2**20)
    os.mkfifo(top / "pipe.ipynb")
    before = {path: path.lstat().st_mtime_ns for path in top.rglob("*")}
    status, said = grade(folder)
    assert before == {path: path.lstat().st_mtime_ns for path in top.rglob("*")}
    return folder, status, said


def test_every_submission_has_exactly_one_row(graded):
    folder, status, said = graded
    assert status == 0, said
    expected = {f"{name}/06 {name}.ipynb" for name in NAMES}
    expected |= {"twice/06_small.ipynb", "twice/06_small (1).ipynb", "one file.ipynb"}
    expected |= {"cheat.IPYNB", "nobody", "essay.docx", "link.ipynb", "linked folder"}
    expected |= {"thief/06.ipynb", "large.ipynb", "pipe.ipynb"}
    assert set(rows(folder)) - {f"'{name}" for name in expected} <= expected
    assert len(rows(folder)) == len(expected)
    assert said.count("\n") >= len(expected)


def test_names_of_any_script_are_graded(graded):
    found = rows(graded[0])
    full = [row for row in found.values() if row["points"] == "6"]
    assert len(full) == len(NAMES) + 1
    assert found["李雷/06 李雷.ipynb"]["06-velocity"] == "2"


def test_no_cell_of_the_table_is_a_formula(graded):
    text = (graded[0] / "grades.csv").read_text("utf-8-sig")
    assert "'=1+1/06 =1+1.ipynb" in text
    assert "\n=" not in text and ",=" not in text


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("link.ipynb", "symbolic link"),
        ("linked folder", "symbolic link"),
        ("thief/06.ipynb", "symbolic link"),
        ("large.ipynb", "200 MB"),
        ("pipe.ipynb", "no regular file"),
        ("nobody", "no notebook in it"),
        ("essay.docx", ".docx"),
    ],
)
def test_what_cannot_be_graded_is_unreadable_and_says_why(graded, name, words):
    row = rows(graded[0])[name]
    assert row["status"] == "unreadable" and words in row["notes"]


def test_two_notebooks_of_a_student_have_a_row_each_with_a_note(graded):
    found = rows(graded[0])
    first, second = found["twice/06_small.ipynb"], found["twice/06_small (1).ipynb"]
    assert (first["points"], second["points"]) == ("6", "0")
    assert "too" in first["notes"] and "too" in second["notes"]


def test_the_feedback_page_names_what_failed_and_its_hint(graded):
    page = (graded[0] / "grades_feedback" / "one file.ipynb.md").read_text("utf-8")
    assert "06-velocity: NOT YET, 0 of 2 points" in page
    assert "06-nesterov-step: PASS, 2 of 2 points" in page
    assert "`velocity`" in page


def test_a_second_run_grades_only_what_changed(graded):
    folder, top = graded[0], graded[0] / "class"
    before = rows(folder)
    klass.write(top / "one file.ipynb", klass.solved())
    (top / "essay.docx").unlink()
    status, said = grade(folder, "-j", "1")
    after = rows(folder)
    assert status == 0 and "are graded already" in said
    assert "1 submissions" not in said and said.count("one file.ipynb") == 1
    assert after.pop("one file.ipynb")["points"] == "6"
    assert {k: v for k, v in before.items() if k in after} == after


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_killed_goes_on_and_the_table_is_always_whole(tmp_path, blow):
    klass.teachers_copy(tmp_path / "labs")
    for number in range(4):  # the third does not end before the blow
        page = klass.solved(*["time.sleep(1000)"] * (number == 2))
        klass.write(tmp_path / "class" / f"{number}.ipynb", page)
    program = start(tmp_path, "-j", "1", "--cell-timeout", "1000", "--timeout", "1000")
    for line in program.stdout:
        if line.startswith("2/4"):
            break
    program.send_signal(blow)
    program.wait(timeout=60)
    done = rows(tmp_path)
    assert set(done) == {"0.ipynb", "1.ipynb"}
    assert all(row["points"] == "6" for row in done.values())
    klass.write(tmp_path / "class" / "2.ipynb", klass.solved())
    status, said = grade(tmp_path, "-j", "1")
    assert status == 0 and "2 of 4 are graded already" in said
    assert len(rows(tmp_path)) == 4
    assert {name: rows(tmp_path)[name] for name in done} == done


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux")
def test_names_that_are_no_utf_8_stay_apart(tmp_path):
    names = [b"M\xfcller", b"M\xf6ller", "Müller".encode()]
    for name in names:
        (tmp_path / os.fsdecode(name)).mkdir()
    found = collect.survey(tmp_path)
    assert len({submission.key for submission in found}) == len(names)
    assert len({submission.student for submission in found}) == len(names)
    assert all(submission.key.isprintable() for submission in found)


def test_a_table_that_is_something_else_is_not_overwritten(tmp_path):
    klass.teachers_copy(tmp_path / "labs")
    (tmp_path / "class").mkdir()
    (tmp_path / "grades.csv").write_text("name,address\nA,B\n")
    status, said = grade(tmp_path)
    assert status == 1 and "table of grades" in said
    assert (tmp_path / "grades.csv").read_text() == "name,address\nA,B\n"


def test_an_error_of_the_grader_is_a_row_too_and_is_tried_again(tmp_path):
    book = gradebook.Gradebook(tmp_path / "grades.csv")
    one = collect.Submission("a.ipynb", tmp_path / "a.ipynb", "a")
    book.add(one, "1", Result("grader-error", notes=["No.\nReally"]))
    again = gradebook.Gradebook(tmp_path / "grades.csv")
    assert again.rows["a.ipynb"]["notes"] == "No. Really"
    assert not again.has(one, "1")
    again.add(one, "1", Result("ok", exercises=[Exercise("e", 1.5, 2)]))
    assert gradebook.Gradebook(tmp_path / "grades.csv").has(one, "1")


def run_check(path):
    done = subprocess.run(
        [*COMMAND, "check", path], capture_output=True, text=True, cwd=ROOT
    )
    return done.returncode, done.stdout


LAB = check.page.read_labs()["06_momentum"]
POINTS = sum(each.points for each in LAB.checks.values())


def test_check_says_a_line_per_exercise_and_the_points():
    status, said = run_check(ROOT / "notebooks" / "06_momentum.ipynb")
    assert status == 1 and said.count("TO DO") == len(LAB.checks)
    assert said.endswith(f"Points: 0 of {POINTS:g}\n")


def test_check_exits_with_0_only_if_all_pass(tmp_path):
    lab = ROOT / "notebooks" / "06_momentum.ipynb"
    page = json.loads(lab.read_text("utf-8"))
    answers = _lab.read_solutions(_lab.TEACHER / "06_momentum" / "solution.py")
    for cell in page["cells"]:
        cell["source"] = answers.get(cell["id"], cell["source"])
    status, said = run_check(klass.write(tmp_path / "mine.ipynb", page))
    assert status == 0, said
    assert said.endswith(f"Points: {POINTS:g} of {POINTS:g}\n")
    for cell in page["cells"]:
        cell["source"] = klass.WRONG if cell["id"] == "06-velocity" else cell["source"]
    status, said = run_check(klass.write(tmp_path / "mine.ipynb", page))
    assert status == 1 and "NOT YET" in said
    assert said.endswith(f"Points: {POINTS - 2:g} of {POINTS:g}\n")


def test_check_of_what_is_no_notebook_says_so(tmp_path):
    (tmp_path / "x.ipynb").write_text("print(1)")
    status, said = run_check(tmp_path / "x.ipynb")
    assert status == 1 and "Not readable" in said


PRELOADED = """
import os, sys
from labhelpers.homework import launch, preloaded
assert {"tensorflow", "keras", "numpy", "IPython"} <= set(sys.modules)
assert len(os.listdir("/proc/self/task")) == 1 and launch.can_fork()
from tensorflow.python.eager import context
assert not context.context()._initialized, "TensorFlow's runtime has started"
children = []
for _ in range(3):
    child = os.fork()
    if child == 0:
        import numpy as np
        from tensorflow import keras
        from labhelpers import training
        training.set_seed()
        dense = keras.layers.Dense
        model = keras.Sequential([keras.Input((4,)), dense(8, "relu"), dense(1)])
        model.compile("adam", "mse")
        x = np.random.default_rng(0).normal(size=(256, 4))
        losses = model.fit(x, x[:, :1], epochs=8, verbose=0).history["loss"]
        fast = training.fit(model, x, x[:, :1], epochs=3).history["loss"]
        threads = len(os.listdir("/proc/self/task"))
        os._exit(0 if fast[-1] < losses[0] and threads > 1 else 1)
    children.append(child)
assert [os.waitpid(child, 0)[1] for child in children] == [0, 0, 0]
assert len(os.listdir("/proc/self/task")) == 1 and launch.can_fork()
"""


@pytest.mark.skipif(
    sys.platform != "linux", reason="another Python forks on Linux only"
)
def test_the_preloaded_process_has_one_thread_and_its_forks_train():
    done = subprocess.run(
        [sys.executable, "-c", PRELOADED],
        env=launch.environment(threads=2),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_a_process_with_threads_is_not_forked(monkeypatch):
    monkeypatch.setattr(launch.os, "listdir", lambda path: ["1", "2"])
    assert not launch.can_fork()


def test_results_are_written_before_the_next_submission(tmp_path):
    book = gradebook.Gradebook(tmp_path / "grades.csv")
    for number in range(3):
        one = collect.Submission(f"{number}.ipynb", tmp_path, str(number))
        book.add(one, "x", Result())
        assert len(rows(tmp_path)) == number + 1
