"""Run the tests: `python labs.py test`, perhaps with `--quick` or `--full`."""

import os

from tools import environment
from tools.environment import ROOT
from tools.pythons import hand_over

# conftest.py says what stays together, in which order to take it, and what is quick.
TWO_WORKERS = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
QUICK, FULL = "--quick", "--full"


def main(arguments, extras=()):
    """Run every test on two workers, or hand pytest the arguments as they are."""
    python = environment.ensure(*extras)
    environment.activate()
    os.chdir(ROOT)
    everything = set(arguments) <= {QUICK, FULL}
    workers = TWO_WORKERS if everything and QUICK not in arguments else []
    return hand_over([str(python), "-m", "pytest", *workers, *arguments])
