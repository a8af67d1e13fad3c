"""Write the page of feedback that a student gets."""

import contextlib

from labhelpers import _project


def feedback(submission, result):
    """Return the page for a student, in Markdown."""
    title = submission.key.replace("`", "'")
    lines = [f"# `{title}`", ""]
    if result.lab:
        lines += [
            f"Lab `{result.lab}`: {result.points:g} of {result.possible:g} points."
        ]
    if result.status != "ok":
        lines += ["", f"Status: **{result.status}**."]
    for exercise in result.exercises:
        points = f"{exercise.points:g} of {exercise.possible:g} points"
        lines += ["", f"## {exercise.name}: {exercise.verdict}, {points}", ""]
        lines += [_quoted(exercise.message)]
        if exercise.error:
            lines += ["", *(f"    {line}" for line in exercise.error.splitlines())]
    if result.notes:
        lines += ["", "## Notes", "", *(f"- {_quoted(note)}" for note in result.notes)]
    return "\n".join(lines) + "\n"


def write_feedback(folder, submission, result):
    """Write the page of a submission below `folder`, where the submission lies."""
    path = folder / f"{submission.key}.md"
    with contextlib.suppress(OSError):  # a name may be too long with its new ending
        path.parent.mkdir(parents=True, exist_ok=True)
        _project.write(path, feedback(submission, result).encode("utf-8", "replace"))


def _quoted(text):
    """Return one line of text in which no HTML takes effect."""
    line = " ".join(str(text).split())
    return line.replace("&", "&amp;").replace("<", "&lt;")
