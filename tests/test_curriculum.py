"""Hold the labs to the curriculum: every item has a heading that covers it.

`curriculum.csv` lists the items of the curriculum, lab by lab: the kind of item, the
item in a few words, the heading of the section that covers it, and words that must
stand in that section (in its prose, code or text output), separated by bars.
"""

import csv
from pathlib import Path

import pages
import pytest

KINDS = {"Lecture", "From scratch", "Measure", "Exercises", "Put right"}
TABLE = Path(__file__).with_name("curriculum.csv")
ITEMS = list(csv.DictReader(TABLE.open(encoding="utf-8")))


def of_lab(name):
    return [item for item in ITEMS if item["lab"] == name[:2]]


@pytest.mark.parametrize(
    "item", ITEMS, ids=[f"{i['lab']}-{i['kind']}-{i['item'][:40]}" for i in ITEMS]
)
def test_the_section_under_this_heading_covers_the_item(item):
    name = next(name for name in pages.NAMES if name.startswith(item["lab"]))
    section = pages.sections(name)[item["heading"]].lower()
    missing = [w for w in item["words"].lower().split("|") if w.strip() not in section]
    assert not missing


@pytest.mark.parametrize("name", pages.NAMES)
def test_every_kind_of_item_is_listed(name):
    assert {item["kind"] for item in of_lab(name)} == KINDS


@pytest.mark.parametrize("name", pages.NAMES)
def test_every_section_serves_the_curriculum(name):
    ending = {"What we saw", "In practice", "Further reading"}
    first = next(iter(pages.sections(name)))
    used = {item["heading"] for item in of_lab(name)}
    assert set(pages.sections(name)) - ending - {first} <= used
