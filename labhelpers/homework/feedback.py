"""Write the pages of feedback that a student gets, in Markdown and in HTML.

A page can be sent as it is. It names the student and nobody else, and no path of the
teacher's. What comes from a notebook stands as text or code: no viewer runs, loads or
links any of it (see `quoting`).
"""

import contextlib
import re
import zipfile
from pathlib import Path

from labhelpers import _project
from labhelpers.homework import quoting

OF_MOODLE = re.compile(r"[^_]+_\d+_assignsubmission_(file|onlinetext)(_|$)")
FOR_TEACHERS = re.compile(r" handed in .*, too\.$")
ZIP = "moodle.zip"
STATUS = {
    "errors": "A cell stopped with an error; the notes name it.",
    "timeout": "Code was stopped since it took too long; the notes name the cell.",
    "memory": "Code was stopped since it took too much memory.",
    "kernel-died": "Code ended its process.",
    "not tried": "There was no time left for some of the checks.",
    "unreadable": "This file could not be graded; the note says why.",
    "grader-error": "This file was not graded yet. That is no fault of yours.",
}
STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:48em;margin:2em auto;padding:0 1em}"
    "pre{background:#f3f3f3;padding:.7em;overflow-x:auto}code{background:#f3f3f3}"
)
HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'">
<title>{title}</title><style>{style}</style></head><body>
"""


def parts(submission, result):
    """Return a page as pairs of a kind and a text.

    Args:
        submission: A `collect.Submission`.
        result: Its `Result`.

    Returns:
        A list; the kinds are "title", "heading", "text", "code" and "item".
    """
    hide = _private(submission)
    page = [("title", result.title or result.lab or "Your notebook")]
    page += [("text", f"For {submission.student}.")]
    if result.lab:
        page += [("text", f"{result.points:g} of {result.possible:g} points.")]
    if result.status in STATUS and not 0 < result.possible == result.points:
        page += [("text", STATUS[result.status])]
    for exercise in result.exercises:
        name, points = exercise.title or exercise.name, f"{exercise.points:g}"
        earned = f"{points} of {exercise.possible:g} points"
        page += [("heading", f"{name}: {exercise.verdict}, {earned}")]
        page += [("text", quoting.without(exercise.message, hide))]
        if exercise.error:
            page += [("code", quoting.traceback(exercise.error, hide))]
    notes = [n for n in result.notes if not FOR_TEACHERS.search(n)]
    if notes:
        page += [("heading", "Notes")]
        page += [("item", quoting.without(note, hide)) for note in notes]
    return page


def feedback(submission, result):
    """Return the page for a student, in Markdown."""
    forms = {"title": "# {}", "heading": "## {}", "text": "{}", "item": "- {}"}
    lines, before = [], ""
    for kind, text in parts(submission, result):
        if lines and not (kind == before == "item"):
            lines += [""]
        if kind == "code":
            lines += [f"    {line}" for line in quoting.lines(text)]
        else:
            lines += [forms[kind].format(quoting.markdown(text))]
        before = kind
    return "\n".join(lines) + "\n"


def html_page(submission, result):
    """Return the page for a student, in HTML that needs nothing beside it."""
    forms = {"title": "<h1>{}</h1>", "heading": "<h2>{}</h2>", "text": "<p>{}</p>"}
    forms |= {"item": "<p>&bull; {}</p>", "code": "<pre>{}</pre>"}
    page = parts(submission, result)
    title = quoting.html_text(page[0][1])
    lines = [HEAD.format(title=title, style=STYLE)]
    for kind, text in page:
        shown = (
            quoting.html_text("\n".join(quoting.lines(text)))
            if kind == "code"
            else quoting.html(text)
        )
        lines += [forms[kind].format(shown)]
    return "\n".join(lines) + "\n</body></html>\n"


def write_feedback(folder, submission, result):
    """Write both pages of a submission below `folder`, where the submission lies."""
    pages = {"md": feedback, "html": html_page}
    for ending, make in pages.items():
        path = folder / f"{submission.key}.{ending}"
        with contextlib.suppress(OSError):  # a name may be too long with its ending
            path.parent.mkdir(parents=True, exist_ok=True)
            data = make(submission, result).encode("utf-8", "replace")
            _project.write(path, data)


def pack_for_moodle(folder):
    """Put the pages into a zip that Moodle takes back; only if its names are Moodle's.

    Its folders and files are called as Moodle called them, so that "Upload multiple
    feedback files in a zip" finds the students.

    Args:
        folder: The folder of the pages; the zip is written there as `ZIP`.

    Returns:
        The path of the zip, or None.

    Source:
        Moodle, mod/assign/feedback/file/importziplib.php: a name with four parts
        before underscores, the second of them the number of the participant.
    """
    found = {}
    for path in sorted(folder.rglob("*.html")):
        names = path.relative_to(folder).parts
        starts = [n for n, name in enumerate(names) if OF_MOODLE.match(name)]
        if starts:
            found["/".join(names[starts[0] :])] = path
    if not found:
        return None
    place = Path(folder) / ZIP
    part = place.with_suffix(".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in found.items():
            archive.write(path, name)
    part.replace(place)
    return place


def _private(submission):
    """Return texts that no page may hold: where the teacher's files lie."""
    places = [_project.ROOT, Path.home()]
    if submission.path:
        whole = str(submission.path)
        places += [submission.path.parent, whole.removesuffix(submission.key)]
    texts = {str(place).rstrip("/") for place in places}
    return sorted((text for text in texts if len(text) > 2), key=len, reverse=True)
