"""Run a page in the kernel of a user of a hub, as JupyterLab in a browser does."""

import asyncio
import json
import time
import uuid
from typing import NamedTuple

from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

CELL_SECONDS = 1800
BIGGEST_MESSAGE = 100 * 2**20


class Visit(NamedTuple):
    """What became of one user's run of a page.

    Attributes:
        errors: What cells raised; empty if all ran.
        died: Whether the kernel died.
        seconds: How long the run took.
    """

    errors: list
    died: bool
    seconds: float


async def run_page(started, name, page, core=False):
    """Run the code cells of a page in a user's kernel; return a `Visit`.

    Args:
        started: The `hub.Hub`.
        name: The user.
        page: The path of the page in the user's home.
        core: Leave out "Going further".
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
    begin, errors, died = time.monotonic(), [], False
    for source in sources(page, core):
        error, died = await run_cell(line, source)
        errors += [error] * bool(error)
        if died:
            break
    line.close()
    return Visit(errors, died, time.monotonic() - begin)


def sources(page, core=False):
    """Return the sources of a page's code cells, without "Going further" if `core`."""
    found = []
    for cell in json.loads(page.read_text("utf-8"))["cells"]:
        source = "".join(cell["source"])
        if core and source.startswith("## Going further"):
            break
        if cell["cell_type"] == "code":
            found.append(source)
    return found


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
