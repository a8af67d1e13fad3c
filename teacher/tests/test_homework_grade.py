"""Grade everything that a real class hands in: one result each, and no harm."""

import json
import os
import subprocess
import sys
import time

import homework_class as klass
import psutil
import pytest

from labhelpers.homework import needs, speed, supervising
from labhelpers.homework.feedback import STATUS
from labhelpers.homework.pool import Grader
from labhelpers.homework.result import Limits

LIMITS = Limits(cell_seconds=4, seconds=30, memory_gb=1)
SHORT = Limits(cell_seconds=2, seconds=30, memory_gb=1)  # for what never ends
PATIENT = Limits(cell_seconds=30, seconds=60, memory_gb=0.6)
MARK = "987654321"  # seconds that a sleeping process of a submission is asked for


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    labs = klass.teachers_copy(tmp_path_factory.mktemp("labs"))
    with Grader(limits=LIMITS, labs=labs) as grader:
        yield grader


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """A grader that runs every cell of a page."""
    labs = klass.teachers_copy(tmp_path_factory.mktemp("labs"))
    with Grader(limits=LIMITS, labs=labs, whole=True) as grader:
        yield grader


@pytest.fixture
def graded(grader, tmp_path):
    def grade(content, limits=LIMITS):
        path = klass.write(tmp_path / "any name.ipynb", content)
        return grader.grade(path, limits=limits)

    return grade


def limits_for(status):
    """Return what a page may use that is expected to end so."""
    return {"timeout": SHORT, "memory": PATIENT}.get(status, LIMITS)


FOREVER = "while True:\n    {}"
SWALLOW = """while True:
    try:
        while True:
            time.sleep(0.01)
    except BaseException:
        pass"""
DAEMON = f"""import subprocess
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        os.execvp("sleep", ["sleep", "{MARK}"])
    os._exit(0)"""
TWENTY = f"""import subprocess
mine = [subprocess.Popen(["sleep", "{MARK}"]) for _ in range(20)]"""
MANY = TWENTY.replace("range(20)", "range(400)") + "\ntime.sleep(60)"

CELLS = {  # a cell before the exercises: status, points of 6
    "nothing": ("pass", "ok", 6),
    "raises at the top": ("1 / 0", "errors", 6),
    "a missing module": ("import seaborn_of_mine", "ok", 6),
    "a use of a missing module": ("import my_sns as s\ns.set()", "errors", 6),
    "a SyntaxError": ("def f(:", "errors", 6),
    "sys.exit": ("sys.exit(1)", "errors", 6),
    "exit": ("exit()", "ok", 6),
    "os._exit": ("os._exit(0)", "kernel-died", 6),
    "a segmentation fault": ("import ctypes; ctypes.string_at(0)", "kernel-died", 6),
    "kills itself": ("os.kill(os.getpid(), 9)", "kernel-died", 6),
    "kills all else": ("os.kill(-1, 9)", "errors", 6),
    "a loop without an end": (FOREVER.format("pass"), "timeout", 6),
    "swallows KeyboardInterrupt": (SWALLOW, "timeout", 6),
    "ignores signals": (
        "import signal\nfor n in (1, 2, 15): signal.signal(n, signal.SIG_IGN)\n"
        + FOREVER.format("pass"),
        "timeout",
        6,
    ),
    "input": ("name = input('Your name? ')", "errors", 6),
    "60 MB of prints": ("for _ in range(60): print('x' * 10**6)", "ok", 6),
    "endless prints": (FOREVER.format("print('x' * 10**5)"), "timeout", 6),
    "a memory hog": (
        "x = []\n" + FOREVER.format("x.append(np.ones(10**7))"),
        "memory",
        6,
    ),
    "a forked daemon": (DAEMON, "ok", 6),
    "20 background processes": (TWENTY, "ok", 6),
    "400 background processes": (MANY, "kernel-died", 6),
    "a forked copy of the page": ("os.fork()", "ok", 6),
    "closes every file": ("os.closerange(0, 5000)", "kernel-died", 6),
    "endless recursion": ("def f(): return f()\nf()", "errors", 6),
    "a thread without an end": (
        "import threading\nthreading.Thread(target=lambda: time.sleep(99)).start()",
        "ok",
        6,
    ),
    "magic": ("%matplotlib inline\n!echo hi\n%timeit -n1 -r1 1", "ok", 6),
    "fills the disk": (
        "for n in range(9):\n    open(f'f{n}', 'wb').write(bytes(10**8))",
        "errors",
        6,
    ),
}


@pytest.mark.parametrize("name", CELLS)
def test_a_cell_costs_what_it_earns_and_no_more(whole, tmp_path, name):
    source, status, points = CELLS[name]
    limits = PATIENT if "400" in name else limits_for(status)
    page = klass.solved(source)
    page["cells"] = [cell for cell in page["cells"] if cell["id"] != "slow"]
    result = whole.grade(klass.write(tmp_path / "x.ipynb", page), limits=limits)
    assert (result.status, result.points) == (status, points), result
    time.sleep(0.05)
    assert not [p for p in psutil.process_iter(["cmdline"]) if MARK in str(p.info)]


ANSWERS = {  # in the place of the first answer: status, words of its message
    "a known mistake": (
        "    ages = np.arange(len(gradients))[::-1]\n"
        "    return learning_rate * momentum**ages @ gradients",
        "ok",
        "uphill",
    ),
    "a constant": ("    return 0.0", "ok", "needs shape"),
    "its argument": ("    return gradients", "ok", "needs shape"),
    "a loop without an end": (FOREVER.format("    pass"), "timeout", "loop"),
    "os._exit": ("    os._exit(0)", "kernel-died", "ended the process"),
    "raises": ("    return gradients[99]", "ok", "IndexError"),
    "sys.exit": ("    sys.exit()", "ok", "SystemExit"),
    "asks for input": ("    return input()", "ok", "EOFError"),
    "a stub": ("    ...", "ok", "Replace"),
    "too much": ("    return np.ones(10**7)", "ok", "ValueError"),
    "a list of itself": ("    a = []; a.append(a); return a", "ok", "numbers"),
    "an object": ("    return object()", "ok", "numbers"),
    "an object with wrong numbers": (
        "    return type('A', (), {'__array__': lambda *_: gradients[0]})()",
        "ok",
        "does not change",
    ),
    "noise on the pipe": (
        "    for n in range(3, 2000):\n"
        "        try: os.write(n, b'PASS' * 99)\n"
        "        except OSError: pass",
        "kernel-died",
        "bytes",
    ),
    "a pickle that acts": (
        "    class Evil:\n"
        "        def __reduce__(self): return (os.system, ('touch /tmp/evil',))\n"
        "    return Evil()",
        "ok",
        "numbers",
    ),
    "the package's own": (
        "    return optimizers.velocity_from_gradients("
        "gradients, learning_rate, momentum)",
        "ok",
        "RuntimeError",
    ),
}


def indented(body):
    """The body of a function whose lines may lack their indent."""
    lines = [
        line if line.startswith("    ") else f"    {line}" for line in body.split("\n")
    ]
    return "\n".join(lines)


@pytest.mark.parametrize("name", ANSWERS)
def test_a_wrong_answer_costs_its_own_points_only(graded, name):
    body, status, words = ANSWERS[name]
    head = "def my_velocity(gradients, learning_rate, momentum):\n"
    result = graded(klass.solved(velocity=head + indented(body)), limits_for(status))
    assert (result.status, result.points) == (status, 4), result
    assert words in result.exercises[0].message, result


RIGHT = klass.EXERCISES["06-velocity"][2]
BROKEN = {  # cells of an answer that give no function: words of its message
    "a SyntaxError": (f"{RIGHT}\n    return (", "SyntaxError in line 6"),
    "a NameError": (f"x = 1\ny = unknown\n{RIGHT}", "NameError in line 2"),
    "a wrong indent": (f"{RIGHT}\n   return 3", "IndentationError in line 6"),
    "another name": (RIGHT.replace("my_velocity", "my_speed"), "`my_velocity` is not"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_stopped_the_cell_of_an_answer_is_named_with_its_line(graded, name):
    source, words = BROKEN[name]
    exercise = graded(klass.solved(velocity=source)).exercises[0]
    assert exercise.verdict == "NOT YET" and words in exercise.message
    assert words.partition(" ")[0] in exercise.error + exercise.message


@pytest.mark.parametrize("metadata", [True, False])
def test_an_answer_in_a_markdown_cell_is_recognised(graded, metadata):
    page = klass.solved()
    page["cells"][2]["cell_type"] = "markdown"
    if not metadata:
        page["cells"] = lose_metadata(page["cells"]) or page["cells"]
    result = graded(page)
    assert "is a Markdown cell" in result.exercises[0].message
    assert result.points == 4


HEAVY = {  # cells that are hard to read
    "501 magics": "%time\n" * 501,
    "20 000 signs": "x = " + "-" * 20_000 + "1",
    "20 000 brackets": "(" * 20_000,
    "20 000 lists in lists": "x = " + "[" * 20_000 + "]" * 20_000,
    "a sum of 20 000": "x = 1" + "+1" * 20_000,
    "a call of 20 000 calls": "x = print" + "()" * 20_000,
    "40 000 fields of a text": "x = f'" + "{1}" * 16_000 + "'",
    "a guess of 20 000 signs": "claims.guess(" + "-" * 20_000 + "1)",
    "null bytes": "x = '\0'\ny = 1\0",
    "half a character": "# \udfff\nx = '\ud800'",
    "10 000 digits": "x = " + "9" * 10_000,
    "10 000 digits from a text": "x = int('9' * 10_000)",
}
TOO_LONG = {  # cells that are not read: words of the note
    "a million lines": ("x = 1\n" * 10**6, "`x = 1` is left out: it has 1000000 lines"),
    "a line of 20 million": ("x = '" + "a" * 19_000_000, "has 1 lines and 19000005"),
    "30 000 magics": ("a?\n" * 30_000, "30000 lines"),
    "nothing": ("\n" * 10**6, "1000000 lines"),
}


@pytest.mark.parametrize("name", HEAVY)
def test_a_cell_that_is_hard_to_read_costs_nothing_else(graded, name):
    result = graded(klass.solved(HEAVY[name]))
    assert result.status in ("ok", "errors") and result.points == 6, result
    result = graded(klass.solved(velocity=f"{HEAVY[name]}\n{RIGHT}"))
    assert result.status in ("ok", "errors", "timeout") and result.points >= 4, result


@pytest.mark.parametrize("name", TOO_LONG)
def test_a_cell_that_is_longer_than_any_work_is_left_out_and_named(graded, name):
    source, words = TOO_LONG[name]
    result = graded(klass.solved(source))
    assert (result.status, result.points) == ("ok", 6), result
    assert words in " ".join(result.notes)
    result = graded(klass.solved(velocity=f"{RIGHT}\n{source}"))
    assert (result.status, result.points) == ("ok", 4), result
    assert "is left out" in " ".join(result.notes)


def test_2000_cells_take_no_long_time_to_read(graded):
    page = klass.solved(*[f"x_{n} = x_{n + 1}" for n in range(1900)])
    page["cells"][2 + 1900]["source"] = f"try: x_0\nexcept NameError: pass\n{RIGHT}"
    began = time.thread_time()
    result = graded(page)
    assert result.points == 6, result
    assert len(result.notes) <= 50
    assert time.thread_time() - began < 10


LIES = {  # what the student's process says to the grader
    "an error that is a number": "s.describe = lambda error: 5",
    "an error of another form": "s.describe = lambda error: {'type': [[]], 'line': {}}",
    "a value that is nothing": "s.Process.do_get = lambda *_, **__: {'value': object}",
    "no value": "s.Process.do_get = lambda *_, **__: {'values': 3}",
    "a verdict": "s.Process.do_get = lambda *_, **__: {'verdict': 'PASS'}",
    "surrogates": "s.Process.do_get = lambda *_, **__: {'value': '\\ud800' * 99}",
}


@pytest.mark.parametrize("name", LIES)
def test_nothing_that_the_students_process_says_is_an_error_of_the_grader(graded, name):
    lie = f"import labhelpers.homework.student as s\n{LIES[name]}"
    answer = f"{lie}\n{klass.WRONG}\n1 / 0"
    result = graded(klass.solved(velocity=answer))
    assert result.status in ("ok", "errors", "kernel-died"), result
    assert not result.exercises[0].passed


def ends_while_reading(connection, *_, **__):
    """A grader's process that a notebook ends while it is read."""
    connection.send_bytes(supervising.BEGUN)
    os._exit(11)


def test_what_ends_the_reading_is_unreadable_and_no_error_of_the_grader(
    graded, monkeypatch
):
    monkeypatch.setattr(supervising, "main", ends_while_reading)
    result = graded(klass.solved())
    assert result.status == "unreadable" and "reading it takes" in result.notes[0]


def test_100_000_cells_are_refused(graded):
    result = graded(klass.notebook([klass.code("1")] * 100_000))
    assert result.status == "unreadable" and "100000 cells" in result.notes[0]


@pytest.mark.parametrize("magic", ["%%time\n", "%%capture out\n", "%time "])
def test_a_cell_below_a_magic_reads_and_gives_the_names_in_it(magic):
    used = needs.uses(f"{magic}x = helper(3)")
    assert "helper" in used.read and "x" in used.given


TRICKS = {  # patched before a wrong answer: none may earn its points
    "numpy.allclose": "np.allclose = lambda *_, **__: True",
    "numpy's arithmetic": "np.all = np.abs = np.max = lambda *_, **__: True",
    "the checks": "checks.velocity = lambda answer: checks.nesterov_step",
    "what passes": "import labhelpers.checks._verdict as v\n"
    "v.Verdict.passed = property(lambda self: True)\n"
    "v._verdict = lambda *_: v.Verdict('PASS', 'I say so')",
    "its tolerance": "import labhelpers.checks._answers as a\n"
    "a.TOLERANCE = 1e9\na.close = lambda *_: True",
    "modules": "import types\n"
    "sys.modules['labhelpers.checks.momentum'] = types.SimpleNamespace("
    "velocity=lambda answer: 'PASS')",
    "the protocol": "import labhelpers.homework.wire as w\n"
    "w.encode = lambda value, keep: b'PASS'",
    "the environment": "os.environ['LABS_GRADING'] = 'PASS'",
}


@pytest.mark.parametrize("name", TRICKS)
def test_no_trick_in_the_students_process_earns_points(graded, name):
    result = graded(klass.solved(velocity=f"{TRICKS[name]}\n{klass.WRONG}"))
    assert not result.exercises[0].passed, result
    assert result.points <= 4


def test_another_name_for_the_packages_function_is_out_of_reach(graded):
    trick = "from labhelpers.optimizers import velocity_from_gradients as mine"
    wrapped = "def my_velocity(*arguments):\n    return mine(*arguments)"
    result = graded(klass.solved(trick, velocity=wrapped))
    assert result.points == 4
    assert "out of reach" in result.exercises[0].error


@pytest.mark.parametrize(
    ("answer", "below", "points"),
    [(RIGHT, klass.WRONG, 6), (klass.WRONG, RIGHT, 6), (klass.WRONG, klass.WRONG, 4)],
)
def test_an_answer_that_is_given_again_below_counts_if_one_is_right(
    graded, answer, below, points
):
    page = klass.solved(velocity=answer)
    page["cells"].append(klass.code(below, "mine-below"))
    assert graded(page).points == points


def test_a_blank_page_is_to_do_and_its_long_cells_do_not_run(graded):
    result = graded(klass.notebook(klass.lab()))
    assert (result.status, result.points, result.possible) == ("ok", 0, 6)
    assert {exercise.verdict for exercise in result.exercises} == {"TO DO"}


def test_a_forgotten_return_is_no_blank_page(graded):
    forgotten = RIGHT.replace("return velocity", "velocity")
    verdicts = [e.verdict for e in graded(klass.solved(velocity=forgotten)).exercises]
    assert verdicts == ["NOT YET", "PASS", "PASS"]


def test_a_changed_cell_runs_only_if_an_exercise_needs_it(graded, whole, tmp_path):
    cells = klass.lab(solved=True)
    cells[1]["source"] = "slow = 1 / 0"
    result = graded(klass.notebook(cells))
    assert (result.status, result.points) == ("ok", 6)
    path = klass.write(tmp_path / "x.ipynb", klass.notebook(cells))
    assert (whole.grade(path).status, whole.grade(path).points) == ("errors", 6)
    cells[2]["source"] = f"try: slow\nexcept NameError: pass\n{RIGHT}"
    result = graded(klass.notebook(cells))
    assert (result.status, result.points) == ("errors", 6)


def test_a_student_who_turned_the_knobs_loses_no_points_and_no_time(graded):
    cells = klass.lab(solved=True)
    cells[1]["source"] = "slow = [time.sleep(20) for seed in range(100)]"
    result = graded(klass.notebook(cells))
    assert (result.status, result.points) == ("ok", 6)


def test_a_file_that_a_cell_writes_and_a_name_from_exec_are_there(graded):
    writes = "%%writefile rules.py\nfactor = 1"
    reads = f"import rules\n{RIGHT}".replace("momentum *", "rules.factor * momentum *")
    assert graded(klass.solved(writes, velocity=reads)).points == 6
    named = RIGHT.replace("momentum *", "one * momentum *")
    assert graded(klass.solved("exec('one = 1')", velocity=named)).points == 6


SLOW = """def {name}(*arguments):
    time.sleep({seconds})
    return right_{name}(*arguments)"""


def slowly(check, seconds):
    """A right answer that takes its time."""
    right = {c: source for c, _, source in klass.EXERCISES.values()}[check]
    name = f"my_{check}"
    return (
        right.replace(name, f"right_{name}")
        + "\n\n"
        + SLOW.format(name=name, seconds=seconds)
    )


def test_a_check_for_which_no_time_was_left_is_tried_alone(graded):
    answers = {check: slowly(check, 0.3) for check, _, _ in klass.EXERCISES.values()}
    result = graded(klass.solved(**answers), Limits(cell_seconds=3, seconds=2.5))
    assert result.points == 6, result
    assert {exercise.verdict for exercise in result.exercises} == {"PASS"}


def test_a_check_that_was_never_tried_is_called_so_and_is_no_0(graded):
    sleeps = [f"part_{n} = time.sleep(1.2)" for n in range(4)]
    needs_all = (
        "[part_0, part_1, part_2, part_3]\n" + klass.EXERCISES["06-nesterov-step"][2]
    )
    page = klass.solved(*sleeps, nesterov_step=needs_all)
    result = graded(page, Limits(cell_seconds=2, seconds=3))
    last = result.exercises[-1]
    assert (result.status, last.mark, result.points) == ("not tried", "not tried", 4)
    assert "took all the time" in last.message


def test_the_limits_of_a_machine_that_takes_three_times_as_long_are_three_times(
    monkeypatch, tmp_path
):
    usual = speed.USUAL
    monkeypatch.setattr(speed, "_seconds", lambda: 3 * usual)
    speed.factor.cache_clear()
    try:
        labs = klass.teachers_copy(tmp_path)
        limits = Grader(limits=Limits(30, 120), labs=labs).limits
    finally:
        speed.factor.cache_clear()
    assert (limits.cell_seconds, limits.seconds) == (90, 360)


@pytest.mark.parametrize(("ratio", "factor"), [(0.2, 1), (1.2, 1), (2.9, 3), (99, 10)])
def test_limits_never_shrink_and_grow_in_halves(ratio, factor):
    assert speed.limited(ratio) == factor


WORK = """def work():
    began = time.thread_time()
    while time.thread_time() - began < 1.2: pass
os.sched_setaffinity(0, {0})
"""
WORKS = {
    "in the process": f"{WORK}work()",
    "in a thread": f"{WORK}import threading\nthread = threading.Thread(target=work)\n"
    "thread.start()\nthread.join()",
    "in another process": f"{WORK}if os.fork() == 0: work() or os._exit(0)\nos.wait()",
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads Linux's times of waiting")
@pytest.mark.parametrize("name", WORKS)
def test_points_are_the_same_where_others_leave_a_third_of_the_processor(graded, name):
    busy = "import os; os.sched_setaffinity(0, {0})\nwhile True: pass"
    others = [subprocess.Popen([sys.executable, "-c", busy]) for _ in range(2)]
    try:
        result = graded(klass.solved(velocity=f"{WORKS[name]}\n{RIGHT}"), SHORT)
    finally:
        for other in others:
            other.kill()
            other.wait()
    assert (result.status, result.points) == ("ok", 6), result


@pytest.mark.parametrize(
    ("ran", "waited", "part"),
    [
        (1, 0, 1),
        (0, 0, 1),  # all sleep
        (0.3, 0.7, 0.3),
        (0.1, 0.1, 0.9),
        (1, 3, 0.5),  # several threads, of which two could run at once
        (2, 9, 1),  # threads that wait for each other, and for nobody else
        (0, 1, speed.SMALLEST_SHARE),
    ],
)
def test_time_counts_in_the_part_that_a_submission_could_use(ran, waited, part):
    assert speed.share(1.0, ran, waited, processors=2) == pytest.approx(part)


def test_an_unchanged_cell_runs_if_an_answer_reads_what_it_gives(graded):
    cells = klass.lab(solved=True)
    cells[2]["source"] += "\nslow"
    result = graded(klass.notebook(cells), SHORT)
    assert (result.status, result.points) == ("timeout", 6)


def change(edit):
    cells = klass.lab(solved=True)
    return klass.notebook(edit(cells) or cells)


def lose_metadata(cells):
    for cell in cells:
        cell["metadata"] = {}
        cell.pop("id")


def stub_again(cells):
    cells.insert(4, {**klass.lab()[2], "id": "copy"})


LAYOUTS = {  # what became of the cells: words of the notes
    "every cell twice": (lambda cells: [c for c in cells for _ in "ab"], "is there 2"),
    "in reverse": (lambda cells: cells[::-1], ""),
    "checks deleted": (lambda c: [x for x in c if "-check" not in x["id"]], "missing"),
    "set-up deleted": (lambda cells: cells[1:], ""),
    "metadata and ids lost": (lose_metadata, "lost"),
    "ids changed": (
        lambda cs: [c.update(id=f"x{n}") for n, c in enumerate(cs)] and cs,
        "",
    ),
    "a stub repeated below its solution": (stub_again, "is there 2"),
    "checks emptied": (
        lambda cells: [
            {**c, "source": "pass"} if "-check" in c["id"] else c for c in cells
        ],
        "was changed",
    ),
    "sources as lists": (
        lambda cells: [{**c, "source": c["source"].splitlines(True)} for c in cells],
        "",
    ),
    "other ends of lines": (
        lambda cs: [{**c, "source": c["source"].replace("\n", "\r\n")} for c in cs],
        "",
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_solved_page_keeps_its_points_whatever_became_of_its_cells(graded, name):
    edit, words = LAYOUTS[name]
    result = graded(change(edit))
    assert (result.status, result.points) == ("ok", 6), result
    assert words in " ".join(result.notes)


@pytest.mark.parametrize(
    ("metadata", "words"),
    [
        ({}, "no kernel"),
        (None, "no kernel"),
        ({"kernelspec": {"name": "my-venv-python", "display_name": "x"}}, ""),
        ({"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}, "'ir'"),
    ],
)
def test_the_kernel_that_a_notebook_names_does_not_matter(graded, metadata, words):
    result = graded(klass.notebook(klass.lab(solved=True), metadata))
    assert (result.status, result.points) == ("ok", 6)
    assert words in " ".join(result.notes)


WHOLE = json.dumps(klass.notebook(klass.lab(solved=True)))
FILES = {
    "truncated": (WHOLE[:900].encode(), "unreadable"),
    "empty": (b"", "unreadable"),
    "a JSON list": (b"[1, 2]", "unreadable"),
    "a JSON number": (b"3", "unreadable"),
    "deep JSON": (b"[" * 100_000, "unreadable"),
    "deep cells": (b'{"cells": ' + b"[" * 90_000 + b"]" * 90_000 + b"}", "unreadable"),
    "millions of parts": (b'{"cells": [' + b"[]," * 4_000_000, "unreadable"),
    "a text without an end": (b'{"cells": ["' + b'\\"' * 5_000_000, "unreadable"),
    "UTF-16": (WHOLE.encode("utf-16"), "ok"),
    "with a byte order mark": (WHOLE.encode("utf-8-sig"), "ok"),
    "a .py renamed": (b"print(1)\n", "unreadable"),
    "a picture renamed": (bytes(range(256)) * 40, "unreadable"),
    "cells are no list": (b'{"cells": 3, "nbformat": 4}', "unreadable"),
    "cells are numbers": (b'{"cells": [1, null], "nbformat": 4}', "unreadable"),
    "another notebook": (
        json.dumps(klass.notebook([klass.code("x = 1")])).encode(),
        "unreadable",
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_lab_is_unreadable_and_nothing_worse(grader, name, tmp_path):
    data, status = FILES[name]
    path = tmp_path / "x.ipynb"
    path.write_bytes(data)
    result = grader.grade(path)
    assert result.status == status, result
    assert result.points == (6 if status == "ok" else 0)
    assert result.notes or name == "with a byte order mark"


def test_a_notebook_of_22_mb_of_outputs_is_read(graded):
    page = klass.solved()
    shown = {"output_type": "stream", "name": "stdout", "text": ["0.1 ]}\\\n"] * 99}
    picture = {"output_type": "display_data", "data": {"image/png": "A" * 22 * 2**20}}
    page["cells"][3]["outputs"] = [shown, picture, {"data": {"outputs": [[]]}}]
    page["cells"].append(
        {
            "cell_type": "markdown",
            "source": 'mine: "outputs": [',
            "attachments": {"a.png": {"image/png": "A" * 2**20}},
            "metadata": {},
        }
    )
    assert graded(page).points == 6


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"execution_count": null', f'"execution_count": {"9" * 10_000}'),
        ('"points": 2', f'"points": {"9" * 10_000}'),
        ('"id": "06', '"id": "\\ud83006'),
        ('"name": "python3"', '"name": "\\udfff"'),
        ("Python 3", "Python\0"),
    ],
)
def test_an_odd_number_or_sign_in_the_file_costs_nothing(grader, tmp_path, old, new):
    assert old in WHOLE
    path = tmp_path / "x.ipynb"
    path.write_text(WHOLE.replace(old, new))
    assert grader.grade(path).points == 6


def test_a_notebook_of_the_old_format_3_is_graded_with_a_note(graded):
    cells = [
        {"cell_type": "code", "input": cell["source"], "language": "python"}
        | {"outputs": [], "collapsed": False, "metadata": {}}
        for cell in klass.lab(solved=True)
    ]
    sheet = {"cells": cells, "metadata": {}}
    about = {"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": ""}}
    result = graded(about | {"worksheets": [sheet]})
    assert result.points == 6 and "old format (3)" in " ".join(result.notes), result


def test_a_merge_conflict_is_named_with_its_line(grader, tmp_path):
    lines = json.dumps(klass.solved(), indent=1).splitlines()
    lines[20:21] = ["<<<<<<< HEAD", lines[20], "=======", lines[20], ">>>>>>> theirs"]
    path = tmp_path / "x.ipynb"
    path.write_text("\n".join(lines))
    result = grader.grade(path)
    assert result.status == "unreadable"
    assert "line 21" in result.notes[0] and "merge conflict" in result.notes[0]


IMPORTS = {  # an answer's cell with a module that is not there: points of 6
    "not used": (f"import seaborn_x as sns\n{RIGHT}", 6),
    "among others": (f"import os, no_x.a.b, math\nmath.pi\n{RIGHT}", 6),
    "names of it": (f"from no_x.parts import a, b as c\n{RIGHT}", 6),
    "tried": (f"try:\n    import no_x\nexcept ImportError: 0\n{RIGHT}", 6),
    "used": (f"import no_x\n{RIGHT}".replace("velocity = 0", "velocity = no_x.a"), 4),
}


@pytest.mark.parametrize("name", IMPORTS)
def test_a_missing_package_costs_only_what_uses_it(graded, name):
    answer, points = IMPORTS[name]
    result = graded(klass.solved(velocity=answer))
    assert result.points == points, result
    if name == "used":
        assert "No module named 'no_x'" in result.exercises[0].error


def test_a_file_of_200_mb_is_refused_unread(grader, tmp_path):
    path = tmp_path / "large.ipynb"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    began = time.thread_time()
    result = grader.grade(path)
    assert result.status == "unreadable" and "200 MB" in result.notes[0]
    assert time.thread_time() - began < 1


def test_every_status_of_the_design_occurs_and_no_other():
    used = {status for _, status, _ in [*CELLS.values(), *ANSWERS.values()]}
    used |= {status for _, status in FILES.values()} | {"not tried"}
    assert used | {"grader-error"} == {"ok", *STATUS}
