"""Say which of the files that were found make no row, and number attempts."""

import itertools
import operator

from labhelpers.homework import names, page

LARGEST_READ = 64 * 2**20


def read_labs(found, labs):
    """Find which lab each is; leave out what a student only copied."""
    same, touched = [], {}
    for each in found:
        if each.problem or each.left_out:
            continue
        each.lab, changed = _lab_of(each.path, labs)
        if each.name.system in names.COPIES and not each.lab:
            each.left_out = "other"
        elif each.lab:
            touched.setdefault(whose(each), {})[each.key] = each.lab if changed else ""
            same += [] if changed else [each]
    for each in same:
        labs_of_student = touched[whose(each)]
        many = len(labs_of_student) > 2 and any(labs_of_student.values())
        if each.name.system in names.COPIES or many:
            each.left_out = "untouched"


def _lab_of(path, labs):
    """Return the name of the lab, or "", and whether code of it was changed."""
    called = next((name for name in labs if name in path.name), "")
    try:
        if path.stat().st_size > LARGEST_READ:
            return called, True
        cells = page.parse(path).cells
        lab = page.lab_of(cells, path.name, labs)
    except Exception:  # whatever a student wrote: the grader says what it is
        return called, True
    return lab.name, any(cell.lines not in lab.known["lines"] for cell in cells)


def leave_out_texts(found):
    """Give a row to a text of a platform where it is all that a student handed in."""
    have = {whose(each) for each in found if not each.left_out}
    for each in found:
        if each.left_out == "text" and each.name.text and whose(each) not in have:
            each.left_out = ""
            have.add(whose(each))


def leave_out_others(found):
    """Leave out other files at the top of a student whose notebook is there, too."""
    have = {whose(each) for each in found if not (each.left_out or each.problem)}
    for each in found:
        other = each.problem.startswith("no notebook, but") and each.name.system
        if other and whose(each) in have:
            each.left_out = "other"


def whose(each):
    """Return what the submissions of one student share."""
    return each.name.system, each.name.student, each.name.id


def keep_apart(found):
    """Give each a key of its own."""
    by_key = operator.attrgetter("key")
    for _, same in itertools.groupby(sorted(found, key=by_key), key=by_key):
        for number, each in enumerate([*same][1:], 2):
            each.key = f"{each.key} ({number})"


def number_attempts(found):
    """Number the submissions of one student and one lab, the last one highest."""
    groups = {}
    for each in found:
        alone = each.key if not each.name.system and not each.companions else ""
        if not each.left_out:
            groups.setdefault((whose(each), each.lab, alone), []).append(each)
    for same in groups.values():
        same.sort(key=lambda each: each.turn)
        for number, each in enumerate(same, 1):
            each.attempt = number if len(same) > 1 else each.name.attempt
