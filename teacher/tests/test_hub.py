"""Let ten users run a lab at once on a hub of this machine, and try its link's traps.

All of it is marked full: ten kernels with TensorFlow take some minutes and 8 GB.
"""

import asyncio
import json
import re
import subprocess
import urllib.parse

import pages
import psutil
import pytest

from tools import apart, crowd, hub, links, visits

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(
        not apart.is_installed(hub.EXTRA),
        reason="a hub is not installed: `python labs.py install --apart hub`",
    ),
]
LAB = "06_momentum.ipynb"
USERS = [f"student{number}" for number in range(1, 11)]
GIGABYTE = 1e9


@pytest.fixture(scope="module")
def lesson(tmp_path_factory):
    """Return a hub with ten users, the folder of the labs, and its repository."""
    if psutil.virtual_memory().available < 12 * GIGABYTE:
        pytest.fail("ten users need 12 GB of free memory")
    with crowd.lesson(tmp_path_factory.mktemp("lesson"), USERS) as made:
        yield made


@pytest.fixture(scope="module")
def measured(lesson):
    """Return what ten users needed, who ran the same lab at once."""
    started, _, repository = lesson
    brought = crowd.bring(started, USERS, repository, LAB)
    return asyncio.run(crowd.measure(started, brought))


def test_ten_users_run_every_cell_of_a_lab_at_once(measured):
    assert [each.errors for each in measured.visits] == [[]] * len(USERS)
    assert not any(each.died for each in measured.visits)


def test_ten_users_fit_into_sixteen_gigabytes(measured):
    assert measured.total < 16 * GIGABYTE
    assert max(measured.peaks) < 1.5 * GIGABYTE, "what the guide gives each user"
    assert min(measured.peaks) > measured.idle > 0


def run_in_kernel(started, name, folder, source):
    """Run a page with one cell in a user's kernel; return what became of it."""
    page = started.homes / name / folder / "try.ipynb"
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": []}
    about = {"nbformat": 4, "nbformat_minor": 4, "metadata": {}}
    page.write_text(json.dumps(about | {"cells": [cell | {"execution_count": None}]}))
    return asyncio.run(visits.run_page(started, name, page))


def test_a_check_that_is_pushed_reaches_the_student_and_runs_from_the_hubs_folder(
    lesson, tmp_path
):
    started, copy, repository = lesson
    name = USERS[0]
    crowd.bring(started, [name], repository, LAB)
    mine = started.homes / name / links.FOLDER
    page = mine / "notebooks" / LAB
    page.write_text(page.read_text("utf-8") + "\n")
    changed = "labhelpers/checks/momentum.py"
    push(repository, tmp_path / "clone", changed, "\nPUSHED = True\n")
    crowd.bring(started, [name], repository, LAB)
    assert "PUSHED" in (mine / changed).read_text("utf-8")
    assert page.read_text("utf-8").endswith("\n\n"), "the student's work is kept"
    code = "from labhelpers.checks import momentum\n"
    where = f"{code}assert momentum.__file__.startswith({str(copy)!r}), momentum"
    assert run_in_kernel(started, name, f"{links.FOLDER}/notebooks", where).errors == []
    lacks = f"{code}assert not hasattr(momentum, 'PUSHED')"
    assert run_in_kernel(started, name, f"{links.FOLDER}/notebooks", lacks).errors == []


def push(repository, clone, name, words):
    """Add words to a file of a repository."""
    who = ["-c", "user.name=Teacher", "-c", "user.email=teacher@example.org"]
    subprocess.run(["git", "clone", "-q", repository, clone], check=True)
    with (clone / name).open("a") as file:
        file.write(words)
    for command in [["commit", "-qam", "2"], ["push", "-q", "origin", "HEAD"]]:
        subprocess.run(["git", *who, *command], cwd=clone, check=True)


@pytest.fixture(scope="module")
def newcomer(lesson):
    """Return the name of a user who has no labs yet."""
    started, _, _ = lesson
    started.start(["newcomer"])
    return "newcomer"


def test_a_branch_that_is_not_there_is_an_error_and_brings_nothing(lesson, newcomer):
    started, _, repository = lesson
    link = links.puller(started.address, str(repository), LAB, branch="master")
    page, error = started.pull(newcomer, link)
    assert "Branch does not exist" in error and not page.exists()


def test_an_address_that_ends_in_git_needs_the_folder_that_our_link_names(
    lesson, newcomer
):
    started, _, repository = lesson
    assert repository.name == f"{links.FOLDER}.git"
    link = links.puller(started.address, str(repository), LAB)
    by_hand = link.replace(f"&targetpath={links.FOLDER}", "")
    page, error = started.pull(newcomer, by_hand)
    assert error == "" and not page.exists()
    assert (started.homes / newcomer / repository.name / "notebooks" / LAB).exists()
    page, error = started.pull(newcomer, link)
    assert error == "" and page.exists()


def test_a_click_on_the_link_leads_to_the_pulling_of_the_users_own_server(lesson):
    started, _, repository = lesson
    link = links.puller(started.address, str(repository), LAB)
    query = urllib.parse.urlsplit(link).query
    status, text = started.ask(f"user/{USERS[1]}/git-pull?{query}")
    assert status == 200
    assert re.search(rf"lab/tree/{links.FOLDER}/notebooks/{LAB}", text)
    assert links.FOLDER in text and str(repository) in text


def test_a_kernel_that_the_system_ends_is_started_again_and_that_is_what_is_said(
    lesson,
):
    started, _, _ = lesson
    end = "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"
    found = run_in_kernel(started, USERS[1], "", end)
    assert found.died and found.errors == ["the kernel died"]
    start = (pages.ROOT / "notebooks" / "00_start_here.md").read_text("utf-8")
    assert "*Kernel Restarting*" in start and "memory" in start
