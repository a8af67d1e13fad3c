"""Read who handed in what from Gradescope's `submission_metadata.yml`."""

import re

from labhelpers.homework.filenames import composed

FOLDER = re.compile(r"submission_\d+")
METADATA = ("submission_metadata.yml", "metadata.yml")


def submitters(text):
    """Return from a folder to its people, of Gradescope's `submission_metadata.yml`.

    Each is a dictionary with what is there of `name`, `sid` and `email`. The file is
    YAML that Ruby wrote, with objects that no reader of YAML need know.
    """
    found, people = {}, None
    for line in text.splitlines():
        top = re.fullmatch(r"[\"']?(submission_\d+)[^:]*:\s*", line)
        if top:
            found[top[1]], people = [], None
        elif not found:
            continue
        elif re.fullmatch(r"  :?submitters:\s*", line):
            people = found[list(found)[-1]]
        elif re.match(r"  :?\w", line):
            people = None
        elif people is not None:
            entry = re.fullmatch(r"\s*(- )?\s*:?(name|sid|email):\s*(.*?)\s*", line)
            if re.match(r"\s*- ", line):
                people.append({})
            if entry and people:
                people[-1][entry[2]] = composed(_scalar(entry[3]))
    return found


def _scalar(text):
    """Return what a quoted or plain scalar of YAML says."""
    if len(text) > 1 and text[0] == text[-1] == "'":
        return text[1:-1].replace("''", "'")
    if len(text) > 1 and text[0] == text[-1] == '"':
        short = re.compile(r"\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")
        return short.sub(lambda m: chr(int(m[1][1:], 16)) if m[1][1:] else m[1],
                         text[1:-1])  # fmt: skip
    return "" if text in ("null", "~") else text
