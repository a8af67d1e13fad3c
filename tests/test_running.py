"""Hold the test run itself to its promises: nbval compares, and nothing hangs."""

import os
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]


def run_pytest(folder, *arguments, **environment):
    """Run pytest with the project's own conftest on files in `folder`."""
    (folder / "conftest.py").write_text((ROOT / "conftest.py").read_text("utf-8"))
    (folder / "tests").mkdir()
    for name in ("tests/sanitizing.cfg", "tests/cpu_seconds.py"):
        (folder / name).write_text((ROOT / name).read_text("utf-8"))
    (folder / "pytest.ini").write_text(
        "[pytest]\npythonpath = tests\naddopts = --nbval -p no:cacheprovider"
    )
    command = [sys.executable, "-m", "pytest", "-q", *arguments, str(folder)]
    variables = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    return subprocess.run(
        command,
        env={**variables, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def write_notebook(folder, name, source, printed=None, displayed=None):
    cells = [nbformat.v4.new_code_cell(source, execution_count=1) for _ in range(2)]
    for cell in cells:
        if printed is not None:
            stream = nbformat.v4.new_output("stream", name="stdout", text=printed)
            cell.outputs.append(stream)
        if displayed is not None:
            display = nbformat.v4.new_output("display_data", data=displayed)
            cell.outputs.append(display)
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    nbformat.write(notebook, folder / f"{name}.ipynb")


def test_a_kernel_that_dies_fails_within_seconds(tmp_path):
    write_notebook(tmp_path, "page", "import os; os._exit(3)")
    began = time.monotonic()
    result = run_pytest(tmp_path)
    assert "The kernel died" in result.stdout
    assert result.returncode == 1
    assert time.monotonic() - began < 200  # nbval alone would wait for 2000 seconds


SUM = "print(1 + 2)"
GAIN = "from labhelpers import claims\nclaims.larger('It', [2, 2], 1)"
WRONG = "from labhelpers import claims\nclaims.check('Two is three', 2 == 3)"
EFFECT = "HOLDS  It  [typically +1; 2 of 2 repeats]"
PAGES = {  # code, what is stored as printed or displayed, whether the page passes
    "the_same_output": (SUM, "3\n", None, True),
    "another_output": (SUM, "4\n", None, False),
    "the_same_claim": (GAIN, None, EFFECT, True),
    "another_size": (GAIN, None, EFFECT.replace("+1", "+1.1"), True),
    "another_verdict": (GAIN, None, EFFECT.replace("HOLDS", "DOES NOT HOLD"), False),
    "another_sentence": (GAIN, None, EFFECT.replace("It", "That"), False),
    "no_claim": (GAIN, None, "[1]", False),
    "a_claim_that_fails": (WRONG, "DOES NOT HOLD  Two is three\n", None, False),
}
VERDICTS = '<div class="labs-verdicts"><div>HOLDS</div></div>'


@pytest.fixture(scope="module")
def pages_report(tmp_path_factory):
    """Return what pytest prints of all these pages, which run once."""
    folder = tmp_path_factory.mktemp("pages")
    for name, (source, printed, text, _) in PAGES.items():
        displayed = text and {"text/plain": text, "text/html": VERDICTS}
        write_notebook(folder, name, source, printed, displayed)
    return run_pytest(folder, "-rA").stdout


@pytest.mark.parametrize("name", PAGES)
def test_outputs_are_compared_but_for_the_size_of_an_effect(pages_report, name):
    passes = PAGES[name][-1]
    assert (f"PASSED {name}.ipynb::Cell 0" in pages_report) == passes
    assert (f"FAILED {name}.ipynb::Cell 0" in pages_report) != passes


def test_a_claim_that_does_not_hold_raises(pages_report):
    assert "ClaimFailed" in pages_report


LAZY = "I do not feel like it"


@pytest.mark.parametrize("in_ci", ["true", ""])
def test_a_skipped_test_fails_in_ci_unless_its_reason_is_listed(tmp_path, in_ci):
    for name, reason in {"lazy": LAZY, "browser": "no browser here"}.items():
        code = f"import pytest\n@pytest.mark.skip('{reason}')\ndef test_it(): pass\n"
        (tmp_path / f"test_{name}.py").write_text(code)
    found = run_pytest(tmp_path, CI=in_ci).stdout
    assert ("1 skipped, 1 error" if in_ci else "2 skipped") in found
    assert ("ERROR test_lazy.py" in found) == bool(in_ci)


BUSY = "import time\nwhile time.process_time() < 1: pass"


def test_at_the_end_stand_the_cpu_seconds_of_all_workers_and_their_children(tmp_path):
    start = f"subprocess.run([sys.executable, '-c', {BUSY!r}])"
    code = f"import subprocess, sys\ndef test(): {start}"
    for name in ("test_one.py", "test_other.py"):
        (tmp_path / name).write_text(code)
    lines = run_pytest(tmp_path, "-n", "2", "--dist", "loadscope").stdout.splitlines()
    (first,) = [n for n, line in enumerate(lines) if "CPU seconds, most" in line]
    assert float(lines[first].split()[0]) >= 2
    below = [line.split(maxsplit=1) for line in lines[first + 1 : first + 4]]
    spent = {name: float(seconds) for seconds, name in below}
    assert spent.pop("start and collection") > 0
    assert set(spent) == {"test_one.py", "test_other.py"}
    assert min(spent.values()) >= 1
