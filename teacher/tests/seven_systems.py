"""Make the downloads of seven learning platforms, as these name their files.

Sources: Moodle `mod/assign/locallib.php`; Canvas `lib/content_zipper.rb`; Blackboard's
"Assignment File Download"; Gradescope's `submission_metadata.yml`; Google Forms and
Classroom; GitHub Classroom's `assignment-user`; nbgitpuller.
"""

import json
import unicodedata
import zipfile

import homework_class as klass

BLACKBOARD_TEXT = """Name: {name} ({user})
Assignment: Lab 06
Date Submitted: Monday, November 30, 2026 12:00:00 PM CET
Current Grade: Needs Grading

Submission Field:
There is no student submission text data for this assignment.

Files:
\tOriginal filename: 06_small.ipynb
\tFilename: {file}
"""
METADATA = """---
submission_101:
  :submitters:
  - :name: Solo Student
    :sid: '100'
    :email: solo@example.edu
  :created_at: 2026-11-30 11:59:00.000000000 Z
  :score: 0.0
submission_102:
  :submitters:
  - :name: Pair One
    :sid: '200'
    :email: one@example.edu
  - :name: "Pair Tw\\u00F6"
    :sid: '201'
    :email: two@example.edu
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2026-11-30 11:59:00.000000000 Z
submission_103:
  :submitters:
  - :name: O'Neil
    :sid:
    :email: neil@example.edu
"""
LAB = "06_small.ipynb"


def notebook():
    """Return the text of the solved lab."""
    return json.dumps(klass.solved())


def put(folder, *names, text=None):
    """Write the solved lab, or a text, under each name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notebook() if text is None else text, "utf-8")


def moodle(folder):
    """Return the expected rows: student, id, late, attempt."""
    put(
        folder,
        f"Anna Schmidt_412001_assignsubmission_file/{LAB}",
        f"Zoë Müller_412002_assignsubmission_file_/{LAB}",
        f"Jean-Luc O'Hara_412003_assignsubmission_file_{LAB}",
        f"李雷_412004_assignsubmission_file/my {LAB}",
        f"Anna Schmidt_412005_assignsubmission_file/{LAB}",  # another Anna
        f"Participant_412006_assignsubmission_file/{LAB}",
        "Bo Typist_412007_assignsubmission_onlinetext/onlinetext.html",
        f"{unicodedata.normalize('NFD', 'Çağ Öz')}_412008_assignsubmission_file/{LAB}",
    )
    put(folder, "Anna Schmidt_412001_assignsubmission_onlinetext/onlinetext.html")
    names = "Anna Schmidt,Zoë Müller,Jean-Luc O'Hara,李雷,Anna Schmidt,"
    names += "Participant 412006,Bo Typist,Çağ Öz"
    return [(n, f"41200{i}", "", "") for i, n in enumerate(names.split(","), 1)]


def canvas(folder):
    """Return the expected rows."""
    put(
        folder,
        "mullerjose_LATE_12345_678901_06_small-1.ipynb",
        "müllerzoë_12346_678902_06_small.ipynb",
        "leeanna_LATE_12347_678903_06_small.ipynb",
        "o_brienpat_12348_678904_my_06_2026.ipynb",
        "李雷_12349_678905_06_small (1).ipynb",
        "anon_Ab3dE_678906_06_small.ipynb",
        "LATE_anon_xY9zQ_678907_06_small.ipynb",
        "typistbo_12350_text.html",
    )
    return [
        ("mullerjose", "12345", "yes", "2"),
        ("müllerzoë", "12346", "", ""),
        ("leeanna", "12347", "yes", ""),
        ("o_brienpat", "12348", "", ""),
        ("李雷", "12349", "", "2"),
        ("anon_Ab3dE", "anon_Ab3dE", "", ""),
        ("anon_xY9zQ", "anon_xY9zQ", "yes", ""),
        ("typistbo", "12350", "", ""),
    ]


def blackboard(folder):
    """Return the expected rows."""
    people = [
        ("José Müller", "jm", 30),
        ("José Müller", "jm", 29),
        ("Ann Lee", "al_2", 28),
    ]
    people += [("Bo Typist", "bo", 27), ("Nia Novak", "nn", 26)]
    for name, user, day in people:
        start = f"Lab 06_{user}_attempt_2026-11-{day}-12-00-00"
        file = f"{start}_{LAB}"
        text = BLACKBOARD_TEXT.format(name=name, user=user, file=file)
        put(folder, f"{start}.txt", text=text)
        if user != "bo":
            put(folder, file)
    put(folder, f"Lab 06_xy_attempt_2026-11-25-12-00-00_{LAB}")
    return [
        ("José Müller", "jm", "", "1"),
        ("José Müller", "jm", "", "2"),
        ("Ann Lee", "al_2", "", ""),
        ("Bo Typist", "bo", "", ""),
        ("Nia Novak", "nn", "", ""),
        ("xy", "xy", "", ""),
    ]


def drive(folder):
    """Return the expected rows: one folder for all."""
    inside = folder / "Lab 06 (File responses)" / "Notebook (File responses)"
    put(
        inside,
        "06_small - Anna Schmidt.ipynb",
        "06_small - Zoë van der Müller (1).ipynb",
        "06_small.ipynb - Bo Lee.ipynb",
        "Copy of 06_small - Nia Novak.ipynb",
        "Jean-Luc Picard - 06_small.ipynb",
        "06_small(1).ipynb",
        "06_small(2).ipynb",
        "my solution - Tom Text.ipynb.txt",
    )
    return [
        ("Anna Schmidt", "", "", ""),
        ("Zoë van der Müller", "", "", "2"),
        ("Bo Lee", "", "", ""),
        ("Nia Novak", "", "", ""),
        ("Jean-Luc Picard", "", "", ""),
        ("06_small(1)", "", "", ""),
        ("06_small(2)", "", "", ""),
        ("Tom Text", "", "", ""),
    ]


def gradescope(folder):
    """Return the expected rows."""
    top = folder / "assignment_4242_export"
    put(top, *(f"submission_10{n}/{LAB}" for n in (1, 2, 3)))
    put(top, "submission_101/notes.txt", text="x")
    put(top, "submission_metadata.yml", text=METADATA)
    return [
        ("Solo Student", "100", "", ""),
        ("Pair One & Pair Twö", "200 201", "", ""),
        ("O'Neil", "neil@example.edu", "", ""),
    ]


def github(folder):
    """Return the expected rows: each holds every lab, and one of them was touched."""
    for user in ("alice", "al-bert", "alina"):
        _copy(folder / "lab-submissions" / f"lab-{user}", user != "alina")
    return [("al-bert", "al-bert", "", ""), ("alice", "alice", "", "")]


def homes(folder):
    """Return the expected rows: homes of a hub, each with a copy of all labs."""
    for user in ("zoe", "tom", "idle"):
        _copy(folder / "home" / user / "training-labs", user != "idle")
        put(folder / "home" / user, "play.ipynb", text='{"cells": []}')
    seventh = notebook().replace("06-", "07-")
    notebooks = folder / "home" / "zoe" / "training-labs" / "notebooks"
    put(notebooks, "07_small.ipynb", text=seventh)
    return [
        ("tom", "tom", "", ""),
        ("zoe", "zoe", "", ""),
        ("zoe", "zoe", "", ""),
    ]


def _copy(folder, touched):
    """Write a class copy: three labs as they were handed out, one of them solved."""
    untouched = json.dumps(klass.notebook(klass.lab()))
    for number in ("06", "07", "08"):
        text = untouched.replace("06-", f"{number}-")
        put(folder / "notebooks", f"{number}_small.ipynb", text=text)
    put(folder, "README.md", "labs.py", "docs/plan.md", text="x")
    if touched:
        put(folder / "notebooks", LAB)


def zips(folder):
    """Return the expected rows: old encodings, one zip in another, a way outside."""
    inner = folder / "inner.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(f"work/{LAB}", notebook())
    with zipfile.ZipFile(folder / "Course-Lab 06-99.zip", "w") as archive:
        top = "_5010{}_assignsubmission_file/"
        archive.write(inner, f"Nested Nora{top.format(1)}lab.zip")
        _old(archive, f"Jürgen Groß{top.format(2)}{LAB}", "cp437")
        _old(archive, f"Zoë Møller{top.format(3)}{LAB}", "cp1252")
        _old(archive, f"Zoé Möller{top.format(4)}{LAB}", "cp1252")
        archive.writestr(f"Zoë Müller{top.format(5)}{LAB}", notebook())
        archive.writestr(f"../../Out Side{top.format(6)}{LAB}", notebook())
        _old(archive, f"Žofie Ünal{top.format(7)}{LAB}", "utf-8")
    inner.unlink()
    names = (
        "Nested Nora,Jürgen Groß,Zoë Møller,Zoé Möller,Zoë Müller,Out Side,Žofie Ünal"
    )
    return [(n, f"5010{i}", "", "") for i, n in enumerate(names.split(","), 1)]


def _old(archive, name, encoding):
    """Add a file under a name of which the zip does not say that it is UTF-8."""
    about = _Old(name.encode(encoding).decode("cp437"))
    about.data = name.encode(encoding)
    archive.writestr(about, notebook())


class _Old(zipfile.ZipInfo):
    __slots__ = ("data",)

    def _encodeFilenameFlags(self):  # noqa: N802 - what zipfile calls
        return self.data, 0


SYSTEMS = {
    "Moodle": moodle,
    "Canvas": canvas,
    "Blackboard": blackboard,
    "Google Drive": drive,
    "Gradescope": gradescope,
    "GitHub Classroom": github,
    "homes of a hub": homes,
    "zips": zips,
}
