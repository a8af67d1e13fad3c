"""Let a class run a lab at once on a hub of this machine: `python labs.py hub 06`.

It tells what memory a user needs. Each user clicks the link to nbgitpuller, opens the
page of the class copy that it brings, and runs every cell, as `Run All Cells` does.
With `--core` the cells of "Going further" are left out. What a user's server, kernel
and their processes hold is the proportional set size (PSS): memory that several
processes share counts in parts.
"""

import argparse
import asyncio
import contextlib
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import psutil

from labhelpers._project import ROOT, labs
from tools import class_copy, hub, links
from tools.errors import SetupError
from tools.visits import run_page

SAMPLE_SECONDS = 1.0
HEAD = ["lab", "users", "idle server", "peak per user", "peak of all", "minutes"]


class Measured(NamedTuple):
    """What a class needed; memory is in bytes.

    Attributes:
        idle: What a server holds before a page is opened, the largest.
        peaks: The most that each user held at one time, shape (users,).
        total: The most that all users held together at one time.
        visits: A `Visit` per user.
    """

    idle: int
    peaks: list
    total: int
    visits: list


def publish(folder, address="https://github.com/school/training-labs"):
    """Make a class copy and a git repository of it.

    Args:
        folder: Where the two are made.
        address: Where the links of the copy lead.

    Returns:
        The folder of the copy, and the repository that nbgitpuller can read.
    """
    copy, repository = folder / "copy", folder / "training-labs.git"
    class_copy.make_copy(ROOT, copy, links.read(address))
    who = ["-c", "user.name=Teacher", "-c", "user.email=teacher@example.org"]
    for command in [["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "1"]]:
        subprocess.run(["git", *who, *command], cwd=copy, check=True)
    clone = ["git", "clone", "-q", "--bare", str(copy), str(repository)]
    subprocess.run(clone, check=True)
    return copy, repository


def memory_of(process):
    """Return the memory of a process and all that it started, in bytes of PSS."""
    total = 0
    for each in [process, *process.children(recursive=True)]:
        try:
            total += each.memory_full_info().pss
        except psutil.Error:
            continue  # it has just ended
    return total


def servers(started):
    """Return from a user's name to the process of the server."""
    found = {}
    for process in psutil.Process(started.process.pid).children():
        try:
            name = process.environ().get("JUPYTERHUB_USER")
        except psutil.Error:
            continue
        if name:
            found[name] = process
    return found


async def measure(started, pages, core=False):
    """Let all users run their pages at once; return what was `Measured`.

    Args:
        started: The `hub.Hub`, with a server per user.
        pages: The path of each user's page, by the name of the user.
        core: Leave out "Going further".
    """
    processes = servers(started)
    idle = max(memory_of(processes[name]) for name in pages)
    runs = [run_page(started, name, page, core) for name, page in pages.items()]
    visits = asyncio.gather(*runs)
    peaks, total = dict.fromkeys(pages, 0), 0
    while not visits.done():
        held = {
            name: await asyncio.to_thread(memory_of, processes[name]) for name in pages
        }
        peaks = {name: max(peaks[name], held[name]) for name in pages}
        total = max(total, sum(held.values()))
        await asyncio.sleep(SAMPLE_SECONDS)
    return Measured(idle, list(peaks.values()), total, await visits)


@contextlib.contextmanager
def lesson(folder, names, **about):
    """Yield a hub with a server per name, the class copy, and its repository.

    Args:
        folder: An empty folder for all of it.
        names: The users.
        **about: What `hub.hub` takes besides.

    Raises:
        SetupError: The hub does not start.
    """
    copy, repository = publish(folder)
    (folder / "hub").mkdir()
    with hub.hub(folder / "hub", copy, **about) as started:
        started.start(names)
        yield started, copy, repository


def visit(lab, users, core=False):
    """Start a hub, let a class of `users` run a lab at once; return what was measured.

    Args:
        lab: The path of the lab.
        users: How many.
        core: Leave out "Going further".

    Raises:
        SetupError: The hub does not start, or the labs do not reach a user.
    """
    names = [f"student{number}" for number in range(1, users + 1)]
    with (
        tempfile.TemporaryDirectory() as place,
        lesson(Path(place), names) as (started, _, repository),
    ):
        pages = bring(started, names, repository, lab.name)
        return asyncio.run(measure(started, pages, core))


def bring(started, names, repository, page):
    """Let each user click the link to a page; return the paths of their pages by name.

    Raises:
        SetupError: nbgitpuller failed.
    """
    link = links.puller(started.address, str(repository), page)
    pages = {}
    for name in names:
        pages[name], error = started.pull(name, link)
        if error:
            raise SetupError(f"nbgitpuller did not bring the labs: {error}")
    return pages


def row(lab, found):
    """Return a row of the table: memory in MB, the slowest user's minutes."""
    numbers = [found.idle, max(found.peaks), found.total]
    minutes = max(v.seconds for v in found.visits) / 60
    cells = [lab.name[:2], str(len(found.peaks))]
    cells += [f"{number / 2**20:.0f} MB" for number in numbers] + [f"{minutes:.1f}"]
    return f"| {' | '.join(cells)} |"


def main(arguments=None):
    """Measure and print a table; return 1 if a cell failed or a kernel died."""
    parser = argparse.ArgumentParser(
        prog="python labs.py hub", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("lab", nargs="+", help="the number of a lab, such as 06")
    parser.add_argument("--users", type=int, default=1, help="how many at once (1)")
    parser.add_argument("--core", action="store_true", help='no "Going further"')
    options = parser.parse_args(arguments)
    failed = 0
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for lab in labs(options.lab):
        try:
            found = visit(lab, options.users, options.core)
        except SetupError as error:
            print(error, file=sys.stderr)
            return 1
        print(row(lab, found), flush=True)
        for name, each in enumerate(found.visits, 1):
            for error in each.errors:
                print(f"student{name}: {error}", file=sys.stderr)
                failed = 1
    return failed


if __name__ == "__main__":
    sys.exit(main())
