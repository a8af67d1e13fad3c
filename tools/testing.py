"""Run the tests: `python labs.py test`; it knows `--quick` and `--full`.

With `--oldest` and `--newest` they run on other versions: `tools/versions.py`.
"""

import os

from tools import environment, versions
from tools.environment import ROOT
from tools.pythons import hand_over

# conftest.py says what stays together, in which order to take it, and what is quick.
TWO_WORKERS = ["-n", "2", "--dist", "loadscope", "--no-loadscope-reorder"]
QUICK, FULL = "--quick", "--full"
OTHER_VERSIONS = {"--oldest": versions.oldest, "--newest": versions.newest}


def main(arguments, extras=()):
    """Run every test on two workers, or hand pytest the arguments as they are."""
    others = [each for each in arguments if each in OTHER_VERSIONS]
    arguments = [each for each in arguments if each not in others]
    everything = set(arguments) <= {QUICK, FULL}
    workers = TWO_WORKERS if everything and QUICK not in arguments else []
    if others:
        options = [*workers, *arguments]
        return max(OTHER_VERSIONS[each](options) for each in others)
    python = environment.ensure(*extras)
    environment.activate()
    os.chdir(ROOT)
    return hand_over([str(python), "-m", "pytest", *workers, *arguments])
