"""Let a class run a lab at once on a hub of this machine: `python labs.py hub 06`.

It tells what memory a user needs. Each user clicks the link to nbgitpuller, opens the
page of the class copy that it brings, and runs every cell, as `Run All Cells` does.
What a user's server, kernel and their processes hold is the proportional set size
(PSS): memory that several processes share counts in parts.
"""

import argparse
import asyncio
import json
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import NamedTuple

import psutil
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from labhelpers._project import ROOT, labs
from tools import class_copy, hub, links

SAMPLE_SECONDS = 1.0
CELL_SECONDS = 600
BIGGEST_MESSAGE = 100 * 2**20
HEAD = ["lab", "users", "idle server", "peak per user", "peak of all", "minutes"]


class Visit(NamedTuple):
    """What became of one user's run of a page.

    Attributes:
        errors: What cells raised; empty if all ran.
        restarts: How often the kernel was started again because it had died.
        seconds: How long the run took.
    """

    errors: list
    restarts: int
    seconds: float


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


async def run_page(started, name, page):
    """Run every code cell of a page in a user's kernel; return a `Visit`.

    Args:
        started: The `hub.Hub`.
        name: The user.
        page: The path of the page in the user's home.
    """
    base = f"user/{name}/api/"
    path = page.relative_to(started.homes / name).as_posix()
    wish = {"path": path, "name": "", "type": "notebook", "kernel": {"name": "python3"}}
    session = await asyncio.to_thread(started.tell, f"{base}sessions", wish)
    channels = f"{base}kernels/{session['kernel']['id']}/channels"
    request = HTTPRequest(
        f"ws{started.address.removeprefix('http')}{channels}",
        headers={"Authorization": f"token {started.token}"},
        connect_timeout=120,
    )
    line = await websocket_connect(request, max_message_size=BIGGEST_MESSAGE)
    cells = json.loads(page.read_text("utf-8"))["cells"]
    begin, errors, restarts = time.monotonic(), [], 0
    for cell in cells:
        if cell["cell_type"] == "code":
            error, died = await run_cell(line, "".join(cell["source"]))
            errors += [error] * bool(error)
            restarts += died
            if died:
                break
    line.close()
    return Visit(errors, restarts, time.monotonic() - begin)


async def run_cell(line, source):
    """Run a cell in a kernel; return its error, and whether the kernel died."""
    message = uuid.uuid4().hex
    header = {"msg_id": message, "msg_type": "execute_request", "username": "u"}
    header |= {"session": message, "version": "5.3", "date": "2026-01-01T00:00:00Z"}
    content = {"code": source, "silent": False, "store_history": True}
    content |= {"allow_stdin": False, "stop_on_error": False, "user_expressions": {}}
    about = {"parent_header": {}, "metadata": {}, "channel": "shell", "buffers": []}
    await line.write_message(json.dumps({"header": header, "content": content} | about))
    while True:
        text = await asyncio.wait_for(line.read_message(), CELL_SECONDS)
        if text is None:
            return "the line to the kernel was closed", True
        if isinstance(text, bytes):
            continue  # pictures of widgets
        answer = json.loads(text)
        content = answer["content"]
        if content.get("execution_state") in {"restarting", "autorestarting", "dead"}:
            return "the kernel died", True
        own = answer.get("parent_header", {}).get("msg_id") == message
        if own and answer["msg_type"] == "execute_reply":
            failed = content["status"] != "ok"
            return content.get("evalue", content["status"]) if failed else "", False


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


async def measure(started, names, pages):
    """Let all users run their pages at once; return what was `Measured`.

    Args:
        started: The `hub.Hub`, with a server per user.
        names: The users.
        pages: The path of each user's page.
    """
    processes = servers(started)
    idle = max(memory_of(processes[name]) for name in names)
    runs = [run_page(started, n, p) for n, p in zip(names, pages, strict=True)]
    visits = asyncio.gather(*runs)
    peaks, total = dict.fromkeys(names, 0), 0
    while not visits.done():
        held = {
            name: await asyncio.to_thread(memory_of, processes[name]) for name in names
        }
        peaks = {name: max(peaks[name], held[name]) for name in names}
        total = max(total, sum(held.values()))
        await asyncio.sleep(SAMPLE_SECONDS)
    return Measured(idle, list(peaks.values()), total, await visits)


def visit(lab, users):
    """Start a hub, let a class of `users` run a lab at once; return what was measured.

    Args:
        lab: The path of the lab.
        users: How many.

    Raises:
        SetupError: The hub does not start, or the labs do not reach a user.
    """
    names = [f"student{number}" for number in range(1, users + 1)]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        copy, repository = publish(folder)
        (folder / "hub").mkdir()
        with hub.hub(folder / "hub", copy) as started:
            started.start(names)
            link = links.puller(started.address, str(repository), lab.name)
            pages = []
            for name in names:
                page, error = started.pull(name, link)
                if error:
                    raise hub.SetupError(f"nbgitpuller failed: {error}")
                pages.append(page)
            return asyncio.run(measure(started, names, pages))


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
    options = parser.parse_args(arguments)
    failed = 0
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for lab in labs(options.lab):
        try:
            found = visit(lab, options.users)
        except hub.SetupError as error:
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
