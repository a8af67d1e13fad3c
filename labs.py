"""Every command of the Training Labs: `python labs.py` lists them.

Any Python can read this file and `tools/pythons.py`, also 2.7: a machine with an old
one gets a sentence and not a SyntaxError. A suitable Python does the work, in
`tools/driver.py`.
"""

from __future__ import print_function

import os
import sys

# With PYTHONSAFEPATH or -P, Python does not look beside this file by itself.
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

from tools import pythons


def main(arguments):
    """Run the command in this Python if it is suitable, else in one that is."""
    if pythons.is_this_one_suitable():
        from tools import driver

        return driver.main(arguments)
    command = pythons.find()
    if command is None:
        print(pythons.explain(), file=sys.stderr)
        return 1
    return pythons.hand_over(command + [os.path.abspath(__file__)] + arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
