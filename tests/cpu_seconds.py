"""Say at the end of a test run how many CPU seconds it took, and which files most."""

import collections
import contextlib
import os

import psutil
import pytest

SPENT = collections.Counter()  # CPU seconds by file; kernels and children count too


def cpu_seconds():
    """Return the CPU seconds of this process and of all that it started, so far."""
    total = sum(os.times()[:4])
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.Error):  # it ended meanwhile
            total += sum(child.cpu_times()[:4])
    return total


def charge(name):
    """Charge a file with what was spent since the last charge."""
    SPENT[name] += max(0.0, cpu_seconds() - SPENT.total())


def pytest_collection_finish():
    charge("start and collection")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    result = yield
    if nextitem is None or nextitem.path != item.path:
        charge(item.nodeid.split("::")[0])
    return result


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session):
    if hasattr(session.config, "workeroutput"):  # a worker of xdist
        session.config.workeroutput["cpu_seconds"] = dict(SPENT)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node):
    SPENT.update(getattr(node, "workeroutput", {}).get("cpu_seconds", {}))


def pytest_terminal_summary(terminalreporter, config):
    if getattr(config.option, "numprocesses", None):  # what the workers do not count
        SPENT["start and collection"] += sum(os.times()[:2])
    terminalreporter.write_line(f"{SPENT.total():.0f} CPU seconds, most of them in")
    for name, seconds in SPENT.most_common(10):
        terminalreporter.write_line(f"{seconds:7.1f}  {name}")
