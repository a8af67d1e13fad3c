"""Hold the start page and the README's table to what the pages say of themselves."""

import re

import pytest

from labhelpers import _project
from tools import overview


def test_both_tables_are_as_the_pages_say():
    for path, text in overview.fresh().items():
        message = "give the command `python labs.py overview`"
        assert path.read_text("utf-8") == text, message


def test_every_link_of_the_start_page_leads_to_a_lab_or_to_the_reference():
    text = overview.START.read_text("utf-8")
    links = re.findall(r"\]\((\S+)\)", text)
    documents = {"../docs/reference.md", "../docs/lecture.md"}
    assert {link for link in links if "://" not in link} - documents == {
        path.name for path in _project.labs()
    }
    assert documents <= set(links)
    links = [link for link in links if "://" not in link]
    assert all((overview.START.parent / link).is_file() for link in links)


def rows():
    return {
        cells[1].strip(): cells[6]
        for line in overview.START.read_text("utf-8").splitlines()
        if len(cells := line.split("|")) == 8 and cells[1].strip().isdigit()
    }


def test_nothing_builds_on_a_later_lab():
    for number, last in rows().items():
        assert all(needed < number for needed in re.findall(r"\d\d", last)), number


def test_the_short_way_leaves_out_nothing_that_it_needs():
    text = " ".join(overview.START.read_text("utf-8").split())
    (way,) = re.findall(r"labs 01 to 06, ([\d, and]+) stand on their own", text)
    chosen = {f"{n:02}" for n in range(1, 7)} | set(re.findall(r"\d\d", way))
    for number in chosen:
        needed = re.findall(r"\d\d", rows()[number].split(";")[0])
        assert set(needed) <= chosen, number


@pytest.mark.parametrize(
    "words, minutes, needed, helpful",
    [
        ("lab 05 (epochs), lab 12 (patience) helps; 40 minutes", "40", ["05"], ["12"]),
        ("lab 05; labs 06 and 09 (Adam) help; 35 minutes", "35", ["05"], ["06", "09"]),
        ("the labs 01 to 14; 40 minutes", "40", ["01 to 14"], []),
        ("Python and patience; 20 minutes; no download", "20", [], []),
    ],
)
def test_what_a_page_needs_is_read_from_its_first_cell(words, minutes, needed, helpful):
    class Page:
        cells = ()

    Page.cells = [
        type("Cell", (), {"source": f"# 1 Do\n\nEnd.\n\n**You need** {words}."})
    ]
    assert overview.needs(Page) == (minutes, needed, helpful)


def test_a_page_without_the_heading_is_refused():
    with pytest.raises(ValueError, match="The labs"):
        overview.with_table("no heading", "", {})
