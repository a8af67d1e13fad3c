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
    sanitizing = "tests/sanitizing.cfg"
    (folder / sanitizing).write_text((ROOT / sanitizing).read_text("utf-8"))
    (folder / "pytest.ini").write_text(
        "[pytest]\naddopts = --nbval -p no:cacheprovider"
    )
    command = [sys.executable, "-m", "pytest", "-q", *arguments, str(folder)]
    variables = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    return subprocess.run(
        command,
        env={**variables, **environment},
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def write_notebook(folder, source, printed=None, displayed=None):
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
    (folder / "pages").mkdir()
    nbformat.write(notebook, folder / "pages" / "page.ipynb")


def test_a_kernel_that_dies_fails_within_seconds(tmp_path):
    write_notebook(tmp_path, "import os; os._exit(3)")
    began = time.monotonic()
    result = run_pytest(tmp_path)
    assert "The kernel died" in result.stdout
    assert result.returncode == 1
    assert time.monotonic() - began < 30  # nbval alone would wait for 2000 seconds


@pytest.mark.parametrize(("printed", "status"), [("3\n", 0), ("4\n", 1)])
def test_the_outputs_of_a_page_are_compared(tmp_path, printed, status):
    write_notebook(tmp_path, "print(1 + 2)", printed)
    assert run_pytest(tmp_path).returncode == status


EFFECT = "HOLDS  It  [typically +1; 2 of 2 repeats]"


@pytest.mark.parametrize(
    ("stored", "status"),
    [
        (EFFECT, 0),
        (EFFECT.replace("+1", "+1.1"), 0),
        (EFFECT.replace("HOLDS", "DOES NOT HOLD"), 1),
        (EFFECT.replace("It", "That"), 1),
        ("[1]", 1),
    ],
)
def test_the_sentence_of_a_claim_is_compared_and_the_size_of_its_effect_is_not(
    tmp_path, stored, status
):
    source = "from labhelpers import claims\nclaims.larger('It', [2, 2], 1)"
    displayed = {
        "text/plain": stored,
        "text/html": '<div class="labs-verdicts"><div>HOLDS</div></div>',
    }
    write_notebook(tmp_path, source, displayed=displayed)
    assert run_pytest(tmp_path).returncode == status


def test_a_claim_that_does_not_hold_fails_its_page(tmp_path):
    source = "from labhelpers import claims\nclaims.check('Two is three', 2 == 3)"
    write_notebook(tmp_path, source, "DOES NOT HOLD  Two is three\n")
    result = run_pytest(tmp_path)
    assert result.returncode == 1 and "ClaimFailed" in result.stdout


@pytest.mark.parametrize(
    ("reason", "in_ci", "status"),
    [
        ("I do not feel like it", "true", 1),
        ("no browser here", "true", 0),
        ("I do not feel like it", "", 0),
    ],
)
def test_a_skipped_test_fails_in_ci_unless_its_reason_is_listed(
    tmp_path, reason, in_ci, status
):
    code = f"import pytest\n@pytest.mark.skip('{reason}')\ndef test_it(): pass\n"
    (tmp_path / "test_it.py").write_text(code)
    (tmp_path / "test_other.py").write_text("def test_other(): pass\n")
    assert run_pytest(tmp_path, CI=in_ci).returncode == status
