"""Copy labs into the student's folder; never overwrite what is there.

A lab is handed out as if nobody had run it, without outputs: a page asks its reader to
predict, and the answer must not stand on the screen.

The hidden file `.labs.json` in that folder lists, for each lab, the fingerprint of
every version handed out. A lab in `notebooks/` whose fingerprint is not in the list is
newer; a student's file whose fingerprint is not in the list was changed. A fingerprint
covers what a person writes, the cells' sources, not their outputs: running a lab does
not change it. The mark `GONE` in the list says that a lab is no longer handed out and
that the student was told.
"""

import hashlib
import json
import os
import sys
from pathlib import Path

from labhelpers import _project
from labhelpers._project import ROOT
from labhelpers.homework.handout import not_run

MANIFEST = ".labs.json"
START_PAGE = "00_start_here.md"
DOCUMENTS = ("reference.md", "lecture.md")  # the start page leads to them
GONE = "no longer handed out"


def add_arguments(parser):
    """Declare the options of `start`."""
    parser.add_argument(
        "--newer",
        action="store_true",
        help="also copy newer versions of labs, beside yours, as NAME.new.ipynb",
    )
    parser.add_argument(
        "--to", type=Path, default=ROOT / "my_labs", help="your folder (my_labs/)"
    )


def run(options):
    """Hand out the labs, say what happened, and return the exit status."""
    try:
        report = hand_out(ROOT / "notebooks", options.to, newer=options.newer)
    except OSError as error:
        print(f"The labs could not be copied: {error}", file=sys.stderr)
        return 1
    print("\n".join(report))
    return 0


def hand_out(source, target, newer=False):
    """Copy labs from `source` that `target` lacks; return lines that say what was done.

    Args:
        source: folder with the labs, named `NN_*.ipynb`.
        target: the student's folder; made if it is missing.
        newer: also copy newer versions of labs beside the student's.

    Raises:
        FileNotFoundError: if `source` holds no labs.
        OSError: if `target` cannot be written.
    """
    labs = _project.labs(folder=source)
    if not labs:
        raise FileNotFoundError(f"labs are needed in {source}, and there are none")
    target.mkdir(parents=True, exist_ok=True)
    handed_out = read_manifest(target)
    try:
        lines = [hand_out_one(lab, target, handed_out, newer) for lab in labs]
        lines += describe_gone(labs, target, handed_out)
        renew_page(source / START_PAGE, target, handed_out)
        for name in DOCUMENTS:
            renew_page(source.parent / "docs" / name, target, handed_out)
    finally:  # what was copied before an error is on the list all the same
        _project.write(target / MANIFEST, json.dumps(handed_out, indent=1))
    lines = [line for line in lines if line]
    return lines or [f"All {len(labs)} labs are in {target.name}/."]


def hand_out_one(lab, target, handed_out, newer):
    """Copy a lab that is missing, note it in `handed_out`; return a line, or None."""
    own = target / lab.name
    versions = handed_out.setdefault(lab.name, [])
    current = fingerprint(lab)
    if not os.path.lexists(own):
        _project.write(own, not_run(lab))
        line = f"{lab.name}: copied to {target.name}/."
    elif current in versions or fingerprint(own) == current:
        line = None
    elif newer:
        beside = free_name(own)
        _project.write(beside, not_run(lab))
        line = f"{lab.name}: yours is kept; the newer version is {beside.name}."
    else:
        return describe_newer(own, versions)
    if current not in versions:
        versions.append(current)
    return line


def renew_page(page, target, handed_out):
    """Copy a page of text if the student has none, or still has one as it came."""
    own = target / page.name
    if not page.exists():
        return
    text = page.read_text("utf-8")  # its links are to lead to files beside it
    content = text.replace("](../docs/", "](").replace("](../notebooks/", "](").encode()
    versions = handed_out.setdefault(page.name, [])
    current = hashlib.sha256(content).hexdigest()
    found = text_fingerprint(own)
    if found != current and (found in versions or not os.path.lexists(own)):
        _project.write(own, content)
    if current not in versions:
        versions.append(current)


def text_fingerprint(path):
    """Return a hash of a file's bytes; None if it cannot be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def describe_newer(own, versions):
    """Say how the student's file and the lab differ, and how to have both."""
    found = fingerprint(own)
    if found is None:
        state = "yours cannot be read as a notebook, and"
    elif not versions:  # the list was lost, or the file never came from here
        state = "yours differs from the lab as it is now, and"
    else:
        changed = "unchanged" if found in versions else "changed by you"
        state = f"a newer version exists; yours ({changed})"
    return (
        f"{own.name}: {state} is kept. To have both, "
        "give the command `make lab NEWER=1` or `python labs.py lab --newer`."
    )


def describe_gone(labs, target, handed_out):
    """Say once of every lab that is no longer handed out that the student's is kept."""
    names = {lab.name for lab in labs} | {START_PAGE, *DOCUMENTS}
    lines = []
    for name, versions in handed_out.items():
        if name in names or GONE in versions or not os.path.lexists(target / name):
            continue
        now = [lab.name for lab in labs if fingerprint(lab) in versions]
        what = f"is now called {now[0]}" if now else "is no longer one of the labs"
        lines.append(f"{name}: {what}; yours is kept.")
        versions.append(GONE)
    return lines


def fingerprint(path):
    """Return a hash of the cells' types and sources; None if `path` is no notebook."""
    try:
        cells = json.loads(path.read_text("utf-8"))["cells"]
        written = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return hashlib.sha256(json.dumps(written).encode()).hexdigest()


def free_name(own):
    """Return a name beside `own` that no file has: NAME.new.ipynb, NAME.new-2.ipynb."""
    beside, number = own.with_name(f"{own.stem}.new.ipynb"), 1
    while os.path.lexists(beside):
        number += 1
        beside = own.with_name(f"{own.stem}.new-{number}.ipynb")
    return beside


def read_manifest(target):
    """Return the versions handed out, by lab; none if the list is lost or damaged."""
    try:
        listed = json.loads((target / MANIFEST).read_text("utf-8"))
        return {name: list(versions) for name, versions in listed.items()}
    except (FileNotFoundError, ValueError, AttributeError, TypeError):
        return {}
