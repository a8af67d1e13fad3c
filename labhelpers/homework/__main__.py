"""Run one homework command: `python -m labhelpers.homework COMMAND ...`.

Each command is a module of this package with `add_arguments(parser)` and
`run(options)`, which returns the exit status. A module is imported only if its command
is given, so that `start` answers at once.
"""

import argparse
import importlib
import sys

COMMANDS = {
    "start": "copy the labs you do not have yet into my_labs/",
    "check": "check one notebook before you hand it in",
    "grade": "grade a folder of notebooks",
    "gradebook": "fill the file of Moodle or Canvas with the grades",
    "selftest": "try the exercises: blank, solved, and with every known mistake",
}


def main(arguments=None):
    """Parse `arguments`, run the command, and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    parser = argparse.ArgumentParser(prog="python labs.py")
    commands = parser.add_subparsers(required=True, metavar="command", dest="command")
    for name, purpose in COMMANDS.items():
        command = commands.add_parser(name, help=purpose, description=purpose)
        if arguments[:1] == [name]:
            module = importlib.import_module(f"labhelpers.homework.{name}")
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    options = parser.parse_args(arguments)
    return options.run(options)


if __name__ == "__main__":
    sys.exit(main())
