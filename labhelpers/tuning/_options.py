"""What the commands of a distributed search understand, and their help."""

import argparse
import os

from labhelpers.tuning._addresses import LOOPBACK, split
from labhelpers.tuning._settings import STRATEGIES

DESCRIPTION = "Search for hyperparameters with many processes, or many machines."
COMMANDS = {
    "search": "start a chief and its workers on this machine, and wait for them",
    "chief": "hand out trials to workers that call; one of each search",
    "worker": "train the trials that a chief hands out; one on each machine",
}
EPILOG = """A worker that dies is to be started again under its --id: it receives the
trial that it did not end. A chief that dies is to be started again with its
--directory: the search goes on. (`search` does both by itself.) The chief does not ask
who calls: open it, with --host, only to a network that you trust."""


def parser():
    """Return the parser of all commands; `command` holds which it is."""
    whole = argparse.ArgumentParser(
        prog="python -m labhelpers.tuning", description=DESCRIPTION, epilog=EPILOG
    )
    commands = whole.add_subparsers(required=True, metavar="command", dest="command")
    details = {
        "search": (_add_settings, _add_search),
        "chief": (_add_settings, _add_chief),
        "worker": (_add_worker,),
    }
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(
            name,
            help=purpose,
            description=purpose,
            epilog=EPILOG,
            formatter_class=argparse.ArgumentDefaultsHelpFormatter,
        )
        _add_folder(command)
        for add_more in details[name]:
            add_more(command)
    return whole


def _add_folder(command):
    command.add_argument(
        "--directory",
        required=True,
        metavar="FOLDER",
        default=argparse.SUPPRESS,
        help="where the search is kept; its chief and all workers must see it",
    )


def _add_settings(command):
    def add(name, about, **arguments):
        command.add_argument(f"--{name}", help=about, **arguments)

    count = {"type": number(1), "metavar": "N"}
    add("strategy", "how to search", choices=STRATEGIES, default="random")
    add("trials", "trials in all; hyperband finds its own number", default=12, **count)
    add(
        "epochs",
        "epochs of a trial; the most that hyperband gives",
        default=15,
        **count,
    )
    add("executions", "trainings of a trial, by other seeds", default=1, **count)
    add("objective", "the metric that is compared", default="val_accuracy")
    add("data", "a data set that `datasets.load` knows", default="digits")
    add(
        "hypermodel",
        "MODULE:FUNCTION, a function of `hp` that returns a compiled model; modules of "
        "the current folder are found",
        default="labhelpers.tuning:digits_network",
        metavar="M:F",
    )
    add(
        "seed",
        "of draws and trainings; else LABS_SEED",
        type=number(0),
        metavar="N",
        default=os.environ.get("LABS_SEED", "0"),
    )


def _add_search(command):
    add = command.add_argument
    add("--workers", type=number(1), metavar="N", default=2, help="worker processes")
    add(
        "--port",
        type=number(1, 65535),
        default=argparse.SUPPRESS,
        help="of the chief; by default one that is free",
    )
    add(
        "--restarts",
        type=number(0),
        metavar="N",
        default=3,
        help="how often each process may be started again after it died",
    )


def _add_chief(command):
    add = command.add_argument
    add(
        "--port",
        type=number(1, 65535),
        required=True,
        default=argparse.SUPPRESS,
        help="where workers call",
    )
    add(
        "--host",
        default=LOOPBACK,
        help="address of this machine at which workers of others call, 0.0.0.0 for "
        "every one; the default is for workers on this machine",
    )
    add("--returning", type=str.split, default=(), help=argparse.SUPPRESS)
    _add_with_parent(command)


def _add_worker(command):
    def add(name, about, **arguments):
        command.add_argument(f"--{name}", help=about, **arguments)

    needed = {"required": True, "default": argparse.SUPPRESS}
    add("chief", "where the chief is", type=address, metavar="HOST:PORT", **needed)
    add(
        "id",
        "a name no other worker has: letters, digits, - _",
        type=worker_id,
        **needed,
    )
    add("wait", "seconds to wait for a silent chief", type=number(0), default=5)
    _add_with_parent(command)


def _add_with_parent(command):
    command.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)


def number(least, most=2**32 - 1):
    """Return a function that reads a whole number from `least` to `most`."""

    def read(text):
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise argparse.ArgumentTypeError(
                f"needs a whole number from {least} to {most}; received {text!r}"
            )
        return int(text)

    return read


def address(text):
    """Read "host:port"."""
    try:
        return split(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def worker_id(text):
    """Read the name of a worker: its file stands beside those of the search."""
    plain = text.replace("-", "").replace("_", "")
    if not (plain.isascii() and plain.isalnum()):
        raise argparse.ArgumentTypeError(
            f"needs letters, digits, - and _ only; received {text!r}"
        )
    # KerasTuner takes every name with "chief" in it for a chief.
    if "chief" in text or text in ("oracle", "tuner0"):
        raise argparse.ArgumentTypeError(
            f"needs a name without chief, and not oracle or tuner0; received {text!r}"
        )
    return text
