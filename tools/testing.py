"""Run the tests: `python labs.py test`; it knows `--quick`, `--full` and `--newest`."""

import os

from tools import environment, newest
from tools.environment import ROOT
from tools.pythons import hand_over

# conftest.py says what stays together, in which order to take it, and what is quick.
TWO_WORKERS = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
QUICK, FULL, NEWEST = "--quick", "--full", "--newest"


def main(arguments, extras=()):
    """Run every test on two workers, or hand pytest the arguments as they are."""
    is_newest = NEWEST in arguments
    arguments = [each for each in arguments if each != NEWEST]
    everything = set(arguments) <= {QUICK, FULL}
    workers = TWO_WORKERS if everything and QUICK not in arguments else []
    if is_newest:
        return newest.main([*workers, *arguments])
    python = environment.ensure(*extras)
    environment.activate()
    os.chdir(ROOT)
    return hand_over([str(python), "-m", "pytest", *workers, *arguments])
