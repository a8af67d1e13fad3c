"""Set up every test run: strict claims, quick death of kernels, no silent skips."""

import atexit
import functools
import gc
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from queue import Empty

import pytest

pytest_plugins = ["cpu_seconds"]  # tests/cpu_seconds.py

# What nbval leaves out when it compares outputs: the size of an effect.
SANITIZING = Path(__file__).resolve().parent / "tests" / "sanitizing.cfg"
os.environ["MPLBACKEND"] = "Agg"
os.environ["LABS_STRICT"] = "1"
os.environ["LABS_FIGURES"] = "quick"  # drawn as for a slider: pictures are not compared
# The workers share the processors. Threads that wait for each other there do it by
# turning: OpenBLAS then takes up to a hundred times as long.
for name in ["OPENBLAS_NUM", "OMP_NUM", "MKL_NUM", "TF_NUM_INTRAOP"]:
    os.environ[f"{name}_THREADS"] = "1"
for name in ["LABS_SEED", "LABS_GRADING", "LABS_CLAIMS", "NBGRADER_EXECUTION"]:
    os.environ.pop(name, None)

gc.set_threshold(50_000, 20, 50)  # tracing makes and drops objects by the million

# What may be missing on a machine that runs CI, each with the words of its reason.
MAY_SKIP_IN_CI = ("browser", "nbgrader", "bubblewrap", "another Python", "a hub")
KERNEL_POLL_SECONDS = 0.5
# Files that train nothing: `python labs.py test --quick`, for people who edit a page.
QUICK = (
    "test_architecture.py",
    "test_changelog.py",
    "test_checks.py",
    "test_claims.py",
    "test_curriculum.py",
    "test_datasets.py",
    "test_datasets_generated.py",
    "test_datasets_noise.py",
    "test_datasets_splits.py",
    "test_evaluation.py",
    "test_objectives.py",
    "test_objectives_bends.py",
    "test_objectives_planes.py",
    "test_overview.py",
    "test_pages.py",
    "test_project.py",
    "test_reference.py",
    "test_slicing.py",
    "test_style_rules.py",
    "test_teachers.py",
)
NULL_RUNS = "test_labs.py"
# Files of more than twenty seconds, which with the labs come first: at the end of a run
# no worker waits for another for long.
LONG = (
    "test_browser.py",
    "test_class_copy.py",
    "test_homework_answers.py",
    "test_homework_grade.py",
    "test_homework_grade_command.py",
    "test_homework_sandbox.py",
    "test_homework_selftest.py",
    "test_hub.py",
    "test_nbgrader.py",
    "test_setup.py",
    "test_site.py",
    "test_training_fit.py",
    "test_training_sweep.py",
    "test_wheelhouse.py",
)


def pytest_addoption(parser):
    """Declare what `python labs.py test` passes on."""
    parser.addoption("--quick", action="store_true", help="the files of QUICK only")
    parser.addoption("--full", action="store_true", help="what is marked full, too")


def pytest_ignore_collect(collection_path, config):
    """Leave out, with `--quick`, every file that is not among the quick ones."""
    if config.getoption("--quick") and collection_path.is_file():
        return collection_path.name not in QUICK or None
    return None


def pytest_configure(config):
    """Let a cell run for two minutes at most; nbval itself would wait for 33."""
    config.option.nbval_cell_timeout = 120
    config.option.nbval_sanitize_with = str(SANITIZING)
    _notice_dead_kernels()
    _keep_kernels_apart()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Leave out what is marked full, unless asked for; order: first what takes long."""
    if not config.getoption("--full"):
        left_out = [item for item in items if item.get_closest_marker("full")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("full")]
    items.sort(key=_turn)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Return a scheduler that says which tests must run in one worker.

    These are the cells of a notebook and the tests of a file. The null runs of the labs
    share nothing, and take half a minute each: any worker may take one. The marks of
    `--dist loadgroup` do not do: nbval gives its cells names without them.
    """
    if config.getvalue("dist") != "loadscope":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class FileScheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            name, *_ = nodeid.split("::")
            return nodeid if name.endswith(NULL_RUNS) else name

    return FileScheduling(config, log)


def _turn(item):
    """Return a number that is small for what takes long."""
    if item.path.name in LONG:
        return 0
    return 1 if item.path.suffix == ".ipynb" or item.path.name == NULL_RUNS else 2


def _keep_kernels_apart():
    """Give each kernel of nbval sockets of its own, as `tools.notebooks` does."""
    import nbval.kernel
    from jupyter_client.manager import KernelManager

    def manager(**arguments):
        folder = tempfile.mkdtemp()
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return KernelManager(transport="ipc", ip=f"{folder}/kernel", **arguments)

    if os.name != "nt":
        nbval.kernel.KernelManager = manager


def _notice_dead_kernels():
    """Make nbval look, while it waits for a cell, whether the kernel is still alive."""
    from nbval.kernel import RunningKernel

    def get_message(self, stream, timeout=None):
        receive = {"iopub": self.kc.get_iopub_msg, "shell": self.kc.get_shell_msg}
        end = time.monotonic() + (timeout if timeout is not None else float("inf"))
        while True:
            try:
                return receive[stream](timeout=KERNEL_POLL_SECONDS)
            except Empty:
                if not self.is_alive():
                    raise RuntimeError(
                        "The kernel died while it ran this cell"
                    ) from None
                if time.monotonic() > end:
                    raise

    RunningKernel.get_message = get_message


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    """Turn a skipped test into a failed one in CI, unless the list above names it."""
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        reason = str(report.longrepr[2] if report.longrepr else "")
        if not any(words in reason for words in MAY_SKIP_IN_CI):
            report.outcome = "failed"
            report.longrepr = f"A skipped test proves nothing in CI: {reason}"


@pytest.fixture
def shown(monkeypatch):
    """Collect the pictures that are shown, as a lab stores them."""
    from labhelpers.plots import _figure

    monkeypatch.delenv("LABS_FIGURES", raising=False)
    pictures = []
    monkeypatch.setattr(_figure, "display", pictures.append)
    return pictures


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup():
    """Turn autotuning off as soon as TensorFlow is loaded."""
    if hasattr(sys.modules.get("tensorflow"), "data"):
        _end_iterators_at_once()


@functools.cache
def _end_iterators_at_once():
    """Iterate over data of `tf.data`, as `model.fit` does, without autotuning.

    Its thread sleeps for up to a minute. Whoever drops the iterator wakes it and waits
    for its end, but tells it that it shall end only after waking it: if it looks first,
    it goes on sleeping. On two busy processors some threads in a hundred do so.
    """
    from labhelpers._quiet import tf

    options = tf.data.Options()
    options.autotune.enabled = False
    iterate = tf.data.Dataset.__iter__
    tf.data.Dataset.__iter__ = lambda data: iterate(data.with_options(options))
