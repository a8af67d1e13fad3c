"""Where a chief is found: ports that are free, chiefs that answer."""

import os
import random
import socket
import sys
import threading
import time
from pathlib import Path

from labhelpers.tuning._settings import SearchError, write_whole

LOOPBACK = "127.0.0.1"
# Below the ports that systems give to outgoing connections.
CANDIDATES = range(20000, 30000)


def split(address):
    """Return host and port of "host:port".

    Raises:
        ValueError: It is something else.
    """
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit() or not 0 < int(port) < 65536:
        raise ValueError(f"an address needs host:port; received {address!r}")
    return host, int(port)


def free_port():
    """Return a port of the loopback address that nobody uses."""
    for port in random.SystemRandom().sample(CANDIDATES, 100):
        if is_free(LOOPBACK, port):
            return port
    raise SearchError("The search needs a free port; the 100 that were tried are used.")


def is_free(host, port):
    """Return whether a server could be opened at this port."""
    with socket.socket() as probe:
        if os.name == "posix":  # as servers do: connections just closed do not count
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
            probe.listen(1)
        except OSError:
            return False
    return True


def require_free(host, port):
    """Check that a chief can have this port.

    Raises:
        SearchError: It is used, or the host is none of this machine's addresses.
    """
    if not is_free(host, port):
        raise port_is_used(f"{host}:{port}")


def require_no_other_chief(folder, seconds=3):
    """Check that no chief of this machine serves the search in `folder`.

    Two would overwrite each other's files. One that has just been told to end has
    `seconds` for it.

    Raises:
        SearchError: One answers at the address that the last chief noted.
    """
    try:
        noted = _note(folder).read_text(encoding="utf-8")
    except FileNotFoundError:
        return
    for _ in range(seconds * 5):
        if not answers(*split(noted)):
            return
        time.sleep(0.2)
    raise SearchError(
        f"A folder can have one chief only: {noted} serves {folder} already. End that "
        "search, or choose another --directory."
    )


def note_chief(folder, host, port):
    """Write down which chief serves the search in `folder`."""
    write_whole(_note(folder), f"{host}:{port}")


def port_is_used(address):
    """Return the error of a chief that cannot have its port."""
    return SearchError(
        f"A chief needs a free port of this machine; {address} is used, or is not an "
        "address of it. End what runs there, or choose another --port."
    )


def answers(host, port, seconds=1.0):
    """Return whether somebody accepts connections there."""
    try:
        with socket.create_connection((host, port), timeout=seconds) as connection:
            # On one machine a connection to a closed port may meet itself.
            return connection.getsockname() != connection.getpeername()
    except OSError:
        return False


def wait_for_chief(host, port, seconds):
    """Return as soon as a chief answers.

    Args:
        host: Its name or address.
        port: Its port.
        seconds: How long to wait, 0 or more.

    Raises:
        SearchError: None answers in time, or it does not speak gRPC.
    """
    deadline = time.monotonic() + seconds
    while not answers(host, port):
        if time.monotonic() > deadline:
            raise SearchError(
                f"A worker needs a chief: none answers at {host}:{port} after "
                f"{seconds:g} s. Start the chief first, or wait longer with --wait."
            )
        time.sleep(0.2)
    _require_grpc(host, port)


def end_without_chief(host, port, seconds):
    """End this process, from a thread, once no chief has answered for `seconds`.

    KerasTuner's worker would wait for an hour.
    """

    def watch():
        last = time.monotonic()
        while time.monotonic() - last < seconds:
            time.sleep(min(1.0, seconds / 2))
            if answers(host, port):
                last = time.monotonic()
        said = f"The chief at {host}:{port} has not answered for {seconds:g} s"
        print(f"{said}: the worker ends.", file=sys.__stderr__, flush=True)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def call_directly(host):
    """Keep gRPC from sending the calls to `host` through a proxy."""
    ours, everyones = "no_grpc_proxy", "no_proxy"  # gRPC reads lower case only
    given = os.environ.get(ours) or os.environ.get(everyones) or ""
    os.environ[ours] = ",".join(filter(None, [given, host]))


def _note(folder):
    return Path(folder, "chief_address.txt")


def _require_grpc(host, port, seconds=5):
    """Check that what answers is a gRPC server."""
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    import grpc

    options = [("grpc.enable_http_proxy", 0)]
    with grpc.insecure_channel(f"{host}:{port}", options) as channel:
        try:
            grpc.channel_ready_future(channel).result(timeout=seconds)
        except grpc.FutureTimeoutError:
            raise SearchError(
                f"A worker needs a chief: what answers at {host}:{port} is none."
            ) from None
