"""Match the students of a table of grades with those of a platform's file."""

import re
import unicodedata
from dataclasses import dataclass

from labhelpers.homework.filenames import composed

NOBODY = {"points possible", "", "manual posting"}
IDS = {
    "identifier", "id", "id number", "username", "email address", "email", "user id",
    "sis user id", "sis login id", "student id", "kennung", "id-nummer",
    "e-mail-adresse", "anmeldename", "matrikelnummer", "e-mail", "student number",
    "integration id",
}  # fmt: skip
FULL = {"student", "full name", "student name", "vollständiger name", "name"}
FIRST = {"first name", "vorname", "prénom", "nombre"}
LAST = {"surname", "last name", "nachname", "nom de famille", "apellido(s)"}
OTHERS = {"section", "institution", "department", "status", "group", "abteilung"}


@dataclass(frozen=True)
class Person:
    """One student of a platform's file: names and identifiers, ready to compare."""

    label: str
    names: frozenset
    ids: frozenset

    @property
    def is_test(self):
        """Whether it is the student that Canvas makes for trying things."""
        return self.label.casefold() in ("student, test", "test student")


def columns(names):
    """Return the numbers of the columns that say who a student is."""
    known = IDS | FULL | FIRST | LAST | OTHERS
    return [n for n, name in enumerate(names) if name in known]


def of_export(names, lines):
    """Return a `Person` for each line; none if no column names students.

    Args:
        names: The names of the columns, in lower case.
        lines: The lines, each a list of texts.
    """
    ids = [n for n, name in enumerate(names) if name in IDS]
    full = [n for n, name in enumerate(names) if name in FULL]
    first = [n for n, name in enumerate(names) if name in FIRST]
    last = [n for n, name in enumerate(names) if name in LAST]
    if not full and not (first and last):
        return []
    found = []
    for line in lines:
        whole = [line[n] for n in full]
        if first and last:
            whole.append(f"{line[first[0]]} {line[last[0]]}")
        numbers = [each for n in ids for each in _ids(line[n])]
        label = composed(whole[0]) or " ".join(numbers[:1])
        forms = [form for name in whole for form in _forms(name)]
        found.append(Person(label, frozenset(forms), frozenset(numbers)))
    return found


def match(rows, people):
    """Return from a person's number to a row, and who of the rows has no match.

    A row belongs to a person by its identifier, else by its name. One that could belong
    to several, or whose name and identifier contradict each other, belongs to nobody.

    Args:
        rows: Rows of one lab of a table of grades.
        people: The persons of the file.
    """
    claims, missing = {}, []
    for row in rows:
        for student, number in _each(row):
            found = _candidates(student, number, people)
            if len(found) == 1:
                claims.setdefault(found[0], []).append(row)
            else:
                why = "nobody" if not found else "several people"
                missing.append(f"{student} {number} ({why} there)".replace("  ", " "))
    matched = {}
    for person, claimed in claims.items():
        matched[person] = claimed[0]
        if len(claimed) > 1:
            del matched[person]
            files = ", ".join(row["submission"] for row in claimed)
            missing.append(f"{people[person].label}, of whom several count: {files}")
    return matched, missing


def _each(row):
    """Return the name and identifier of each student of a row; a group has several."""
    names, numbers = row["student"].split(" & "), row.get("id", "").split()
    if len(names) == 1:
        return [(names[0], row.get("id", ""))]
    if len(names) != len(numbers):
        numbers = [""] * len(names)
    return list(zip(names, numbers, strict=True))


def _candidates(student, number, people):
    forms, named = _forms(student), student.casefold() != number.casefold()
    ids = set(_ids(number) if number else _ids(student))
    by_id = [n for n, person in enumerate(people) if ids & person.ids]
    if named and number and not student.startswith(("Participant", "anon_")):
        by_id = [n for n in by_id if _agree(student, people[n])]
    if by_id:
        return by_id
    for form in forms:
        found = [n for n, person in enumerate(people) if form in person.names]
        if found:
            return found
    return []


def _agree(student, person):
    """Return whether a name and a person share a word, accents apart."""
    mine = [form for form in _forms(student) if form]
    if set(mine) & person.names:
        return True
    words = set(re.findall(r"\w{2,}", _folded(student)))
    theirs = set(re.findall(r"\w{2,}", _folded(person.label)))
    return bool(words & theirs) or any(word in mine[-1] for word in theirs)


def _ids(text):
    """Return the forms of an identifier: `Participant 41` is 41, too."""
    text = composed(text).casefold()
    number = re.fullmatch(r"\D+ (\d+)", text)
    before, at, _ = text.partition("@")
    found = [text, number[1] if number else "", before if at else ""]
    return [each for each in found if each]


def _forms(name):
    """Return forms of a name from the strictest: as it is, then without order, accents.

    Canvas writes `müllerjosé` for `Müller, José`: its words without anything between.
    """
    name = composed(name).casefold()
    last, comma, first = name.partition(",")
    straight = f"{first.strip()} {last.strip()}" if comma else name
    words = re.findall(r"\w+", straight)
    by_order = " ".join(sorted(words))
    moved = [*words[1:], *words[:1]]
    back = [*words[-1:], *words[:-1]]
    joined = ["".join(each) for each in (words, moved, back)]
    forms = [straight, by_order, *dict.fromkeys(joined)]
    return list(dict.fromkeys(f for f in forms + [_folded(f) for f in forms] if f))


def _folded(text):
    split = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in split if not unicodedata.combining(c))
    return plain.replace("ß", "ss").replace("ø", "o").replace("ł", "l")


def short(names, most=10):
    """Return names as a list in words, cut where it is long."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
