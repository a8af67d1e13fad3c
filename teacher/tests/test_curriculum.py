"""Hold the labs to the curriculum: every item has a heading that covers it.

`NN_name/lecture.csv` lists the items of one lab: the kind of item, the item in a few
words, the heading of the section that covers it, and words that must
stand in that section (in its prose, code or text output), separated by bars.
"""

import csv

import pages
import pytest

KINDS = {"Lecture", "From scratch", "Measure", "Exercises", "Put right"}
TABLES = sorted(pages.TEACHER.glob("*/lecture.csv"))
ITEMS = {
    path.parent.name: list(csv.DictReader(path.open(encoding="utf-8")))
    for path in TABLES
}
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
    ending = {"What we saw", "In practice", "Further reading"}
    first = next(iter(pages.sections(name)))
    used = {item["heading"] for item in ITEMS[name]}
    assert set(pages.sections(name)) - ending - {first} <= used


def test_there_is_a_table_for_every_lab():
    assert sorted(ITEMS) == pages.NAMES
