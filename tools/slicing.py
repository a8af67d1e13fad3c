"""Find the cells of a page that its claims need; `homework.needs` says how."""

import itertools
import re

from labhelpers.homework import needs

CLAIM = re.compile(r"\bclaims\.(?!(guess|at)\b)\w+\(")


def needed(sources, wanted):
    """Return for each cell whether it must run before the wanted cells can.

    Args:
        sources: The code of the cells of a page, in order.
        wanted: For each cell whether it is to run.

    Returns:
        A list of booleans: the wanted cells, and all that they need. The first cell,
        which sets up the page, is always among them.
    """
    runs = [number == 0 or each for number, each in enumerate(wanted)]
    return needs.needed([needs.uses(source) for source in sources], runs)


def needed_code(sources, wanted):
    """Return the code of the cells that run; arguments as for `needed`."""
    return list(itertools.compress(sources, needed(sources, wanted)))


def claims_in(source):
    """Return whether the code of a cell claims something."""
    return CLAIM.search(source) is not None
