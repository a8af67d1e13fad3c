"""Hold the changelog to its form, and to what is there."""

import re
import tomllib

import pages

from tools import driver

TEXT = (pages.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def test_versions_and_their_days_fall_from_the_newest_to_the_first():
    headings = re.findall(r"^## (.*)$", TEXT, re.M)
    assert headings[0] == "[Unreleased]"
    found = [
        re.fullmatch(r"\[(\d+)\.(\d+)\.(\d+)\] - (\d{4}-\d\d-\d\d)", heading)
        for heading in headings[1:]
    ]
    assert all(found) and len(found) >= 3
    versions = [tuple(map(int, match.groups()[:3])) for match in found]
    days = [match[4] for match in found]
    assert versions == sorted(set(versions), reverse=True)
    assert days == sorted(days, reverse=True)


def test_every_change_stands_under_what_kind_of_change_it_is():
    kinds = re.findall(r"^### (.*)$", TEXT, re.M)
    assert kinds and set(kinds) <= KINDS
    for section in TEXT.split("\n## ")[1:]:
        assert re.search(r"^### \w+\n- ", section, re.M), section[:40]


def test_every_lab_landed_in_some_version():
    named = " ".join(re.findall(r"^- Labs? [^:]*", TEXT, re.M))
    numbers = {int(number) for number in re.findall(r"\b\d\d\b", named)}
    for first, last in re.findall(r"(\d\d) to (\d\d)", named):
        numbers |= set(range(int(first), int(last) + 1))
    assert numbers == {int(name[:2]) for name in pages.NAMES}


def test_the_version_of_the_package_is_one_of_the_changelog():
    project = tomllib.loads((pages.ROOT / "pyproject.toml").read_text("utf-8"))
    assert f"[{project['project']['version']}]" in TEXT


def test_every_file_and_every_command_that_the_newest_part_names_is_there():
    newest = TEXT.split("\n## ")[1]
    named = set(re.findall(r"`(?:make|python labs\.py)\s+([a-z][a-z-]*)", newest))
    assert named <= set(driver.COMMANDS)
    for path in re.findall(r"`([\w/]+\.md)`", newest):
        assert (pages.ROOT / path).exists(), path
