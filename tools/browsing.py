"""Go through labs in a headless browser: `python labs.py browse 06`; without, all."""

import os

from tools import testing


def main(arguments):
    """Run the browser's tests on the labs that are named, such as 06, or on all."""
    os.environ["LABS_BROWSE"] = " ".join(arguments) or "all"
    return testing.main(["-v", "teacher/tests/test_browser.py"], extras=["build"])
