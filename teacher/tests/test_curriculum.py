"""Hold the labs to the curriculum: every item has a heading that covers it.

`NN_name/lecture.csv` lists the items of one lab: the kind of item, the item in a few
words, the heading of the section that covers it, and words that must
stand in that section (in its prose, code or text output), separated by bars.
"""

import pages
import pytest

from tools import lecture

KINDS = {"Lecture", "From scratch", "Measure", "Exercises", "Put right"}
ITEMS = {path.stem: lecture.items(path) for path in pages.PATHS}
ALL = [(name, item) for name, items in ITEMS.items() for item in items]


@pytest.mark.parametrize(
    ("name", "item"), ALL, ids=[f"{n[:2]}-{i['kind']}-{i['item'][:40]}" for n, i in ALL]
)
def test_the_section_under_this_heading_covers_the_item(name, item):
    section = pages.sections(name)[item["heading"]].lower()
    missing = [w for w in item["words"].lower().split("|") if w.strip() not in section]
    assert not missing


@pytest.mark.parametrize("name", pages.NAMES)
def test_every_kind_of_item_is_listed(name):
    assert {item["kind"] for item in ITEMS[name]} == KINDS


@pytest.mark.parametrize("name", pages.NAMES)
def test_every_section_serves_the_curriculum(name):
    ending = {"What we saw", "In practice", "Going further", "Further reading"}
    first = next(iter(pages.sections(name)))
    used = {item["heading"] for item in ITEMS[name]}
    assert set(pages.sections(name)) - ending - {first} <= used


def test_the_page_of_the_lecture_is_as_the_tables_say():
    message = "give the command `python labs.py overview`"
    assert lecture.PAGE.read_text("utf-8") == lecture.page(), message
