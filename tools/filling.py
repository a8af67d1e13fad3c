"""Write a class's own addresses into the pages of a class copy.

The repository says OWNER/NAME where a public copy is needed. `python labs.py class-copy
--repository ADDRESS` calls what is here, so that nothing is left to replace by hand.
"""

import re

from labhelpers.homework.start import START_PAGE
from tools import links

SECTION = re.compile(r"^## In the browser\n.*?(?=^## )", re.M | re.S)
TELL = "tell your teacher."  # of the start page: where a fault is written down
EXAMPLE = "06_momentum.ipynb"


def readme(text, repository, hub=None):
    """Return the README with the addresses of a class.

    Raises:
        ValueError: It has no section on the browser.
    """
    filled, count = SECTION.subn(lambda _: in_the_browser(repository, hub), text)
    if count != 1:
        raise ValueError(f"README.md needs one section 'In the browser', has {count}")
    return filled.replace(links.PLACEHOLDER, repository.path)


def address_in(text):
    """Return the address that stands in the README of a copy; None if it has none."""
    found = re.search(r"^The labs are at (\S+)\.$", text, re.M)
    return found and found[1]


def in_the_browser(repository, hub=None):
    """Return the README's section on services that run the labs."""
    lines = ["## In the browser", "", f"The labs are at {repository.home}.", ""]
    if hub:
        link = links.puller(hub, repository.home, START_PAGE, repository.branch)
        lines += [
            f"- The hub of the class brings them by [this link]({link}). The same"
        ]
        lines += ["  link brings what is new later; what you changed is kept."]
    lines += ["- Binder reads `binder/`:", f"  `{repository.binder()}`"]
    address = repository.colab(f"notebooks/{EXAMPLE}")
    if address:
        place = f"{repository.home} /content/labs"
        lines += [
            f"- Colab opens `{address}`,",
            "  and needs one cell at the top:",
            "",
            f"      ![ -d /content/labs ] || git clone -q {place}",
            "      %cd -q /content/labs",
            "      %pip install -q keras-tuner tensorboard",
            "",
            "  It may run twice, and uses what Colab has: TensorFlow 2.19 and Keras",
            "  3.10 or newer.",
        ]
    return "\n".join([*lines, "", ""])


def start_page(text, repository, hub=None):
    """Return the start page with the addresses of a class.

    Raises:
        ValueError: It does not say whom to tell of a fault.
    """
    if text.count(TELL) != 1:
        raise ValueError(
            f"{START_PAGE} needs {TELL!r} once, has it {text.count(TELL)}x"
        )
    where = f"tell your teacher, or write it down at {repository.issues}."
    if hub:
        link = links.puller(hub, repository.home, START_PAGE, repository.branch)
        where += f"\n- You want what is new in the labs: [this link]({link}) brings it."
    return text.replace(TELL, where)


def summary(repository, hub=None):
    """Return lines that say where links lead, and what a teacher does with them."""
    hub_or_name = hub or "https://HUB"
    lines = [f"Links lead to {repository.home} (branch {repository.branch}): push it."]
    if repository.colab(""):
        lines.append(f"Lab 06 in Colab: {repository.colab(f'notebooks/{EXAMPLE}')}")
    else:
        lines.append("Pages have no link to Colab, which reads public ones of GitHub.")
    link = links.puller(hub_or_name, repository.home, EXAMPLE, repository.branch)
    return [*lines, f"Lab 06 on a hub with nbgitpuller: {link}"]


FILLED = {"README.md": readme, f"notebooks/{START_PAGE}": start_page}
