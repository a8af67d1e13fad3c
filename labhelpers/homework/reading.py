"""Read the bytes of a file as the JSON of a notebook, within bounds.

What a notebook shows (outputs, pasted pictures, the states of sliders) is left out
before its size counts: it is no work of the student's, and may be large.
"""

import json
import re
from pathlib import Path

LARGEST = 100 * 2**20  # bytes of a file, with all that it shows
LARGEST_WORK = 20 * 2**20  # characters without it
MOST_TOKENS = 3_000_000
TOO_DEEP = 100
LONGEST_CELL = 50_000  # characters
MOST_LINES = 2000  # of a cell
LONGEST_NUMBER = 300  # digits
SHOWN = frozenset({'"outputs"', '"attachments"', '"widgets"'})
TOKENS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?|[\[\]{}]', re.DOTALL)
OPENS = re.compile(r"\s*:\s*(?=[\[{])")
CONFLICT = re.compile(r"^(<{7}|={7}|>{7})(?: .*)?\r?$", re.MULTILINE)


class Unreadable(Exception):  # noqa: N818 - says what the file is, not an error
    """The file is no notebook of ours; the message says what it is."""


def read(data, notes):
    """Return what the JSON of a notebook holds, without what the notebook shows.

    Args:
        data: The bytes of the file, or its path.
        notes: A list; what is unusual about the file is appended.

    Raises:
        Unreadable: It is no JSON, is too large, or is nested too deeply.
    """
    is_path = isinstance(data, Path)
    size = data.stat().st_size if is_path else len(data)
    if size > LARGEST:
        limit = LARGEST // 2**20
        raise Unreadable(f"it has {size / 2**20:.0f} MB; {limit} are allowed")
    whole = _text(data.read_bytes() if is_path else data, notes)
    work = without_shown(whole)
    if len(work) > LARGEST_WORK:
        raise Unreadable(
            f"it has {len(work) / 2**20:.0f} MB without its outputs; "
            f"{LARGEST_WORK // 2**20} are allowed"
        )
    try:
        return json.loads(work, strict=False, parse_int=_whole)  # null bytes may be
    except (ValueError, RecursionError):
        raise Unreadable(f"it is not JSON: {_cause(whole)}") from None


def without_shown(text):
    """Return the JSON in `text` with `SHOWN` parts emptied; no text is built twice.

    Raises:
        Unreadable: It has more parts, or is nested deeper, than any notebook.
    """
    kept, depth, start, inside, key = [], 0, 0, None, None
    for number, token in enumerate(TOKENS.finditer(text)):
        if number > MOST_TOKENS:
            raise Unreadable("it has more parts than a notebook can have")
        sign = token[0] if token.end() - token.start() < 16 else '""'
        if sign in "[{":
            if inside is None and key == token.start():
                kept.append(text[start : token.end()])
                inside = depth
            depth += 1
            if depth > TOO_DEEP and inside is None:
                raise Unreadable("it is nested too deeply for a notebook")
        elif sign in "]}":
            depth -= 1
            if inside == depth:
                start, inside = token.start(), None
        elif inside is None and sign in SHOWN:
            after = OPENS.match(text, token.end())
            key = after and after.end()
    return "".join([*kept, text[start:] if inside is None else ""])


def _whole(digits):
    return int(digits[:LONGEST_NUMBER])  # Python refuses thousands of digits


def text_of(source):
    """Return the source of a cell, a text or a list of texts, as one text.

    Halves of characters, which no file can hold, become question marks in a rhombus.
    """
    parts = source if isinstance(source, list) else [source]
    text = "".join(part for part in parts if isinstance(part, str))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def bounded(source, notes):
    """Return the code of a cell; none, and a note, if it is longer than any work.

    All that reads code stays quick, since no code is longer.
    """
    signs, lines = len(source), source.splitlines()
    if signs <= LONGEST_CELL and len(lines) <= MOST_LINES:
        return source
    notes.append(
        f"The cell that begins with `{lines[0][:20]}` is left out: it has {len(lines)} "
        f"lines and {signs} characters; {MOST_LINES} and {LONGEST_CELL} are read."
    )
    return ""


def _text(data, notes):
    """Return the text of a file, whatever it was encoded in."""
    if not data.strip():
        raise Unreadable("the file is empty")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        notes.append("The file is in UTF-16; notebooks are UTF-8.")
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _cause(text):
    mark = CONFLICT.search(text)
    if mark and text.lstrip()[:1] in "{<":
        line = text.count("\n", 0, mark.start()) + 1
        return (
            f"line {line} is the mark `{mark[1]}` of a merge conflict in Git: keep one "
            "of both versions, and delete the marks"
        )
    return "the file is " + (
        "cut short" if text.lstrip()[:1] in "{[" else "no notebook"
    )
