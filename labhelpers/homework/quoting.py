"""Quote what comes from a notebook, so that no viewer runs, loads or links it."""

import html as _html
import re

SPAN = re.compile(r"`([^`]+)`")
MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~$^=>])")
AT_START = re.compile(r"^(\d+)([.)])|^(-)")
# what a viewer might turn into a link: a.b, a/b, a:b, a@b; a plain number is none
LINK_LIKE = re.compile(r"\S*\w[.:/@]+\w\S*|\S*://\S*")
NUMBER = re.compile(r"[-+(]*\d+(\.\d+)?(e[-+]?\d+)?[.,;:)]*")
FILE = re.compile(r'File "([^"\n]*)"')
OF_CELL = re.compile(r"<ipython-input[^>]*>")
OF_LIBRARY = re.compile(r".*/(?:site-packages|dist-packages|python3\.\d+)/")


def plain(text):
    """Return text on one line without escape codes or invisible characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(text)).split())


def lines(text):
    """Return the lines of a piece of code, without escape codes."""
    kept = str(text).replace("\t", "    ").splitlines()
    return ["".join(c if c.isprintable() else " " for c in line) for line in kept]


def markdown(text):
    """Return text as Markdown in which only code in backticks is a form."""
    return _with_code(plain(text), lambda code: f"`{code}`", _escaped)


def html(text):
    """Return text as HTML in which code in backticks is a code element."""
    return _with_code(plain(text), lambda code: f"<code>{html_text(code)}</code>")


def html_text(text):
    """Return text in which HTML takes no effect."""
    return _html.escape(str(text))


def without(text, hide):
    """Return text in which each of the texts in `hide` is an ellipsis."""
    for each in hide:
        text = str(text).replace(each, "...")
    return text


def traceback(text, hide):
    """Return a traceback that tells the cell and the library, and no folder of ours."""

    def name(match):
        path = match[1]
        if OF_CELL.fullmatch(path):
            return "Your cell"
        short = OF_LIBRARY.sub("", path)
        return f'File "{short if short != path else path.rpartition("/")[2]}"'

    return without(FILE.sub(name, str(text)), hide)


def _with_code(text, code, other=html_text):
    """Return text, its code formed by `code` and the rest by `other`."""
    parts = enumerate(SPAN.split(text))  # text and code by turns
    return "".join(code(p) if n % 2 else _words(p, code, other) for n, p in parts)


def _words(text, code, other):
    """Return text without code in it; what looks like a link becomes code."""
    text, found, end = text.replace("`", "'"), [], 0
    for match in LINK_LIKE.finditer(text):
        if NUMBER.fullmatch(match[0]):
            continue
        found += [other(text[end : match.start()]), code(match[0])]
        end = match.end()
    return "".join([*found, other(text[end:])])


def _escaped(text):
    """Return text in which no mark of Markdown and no HTML takes effect."""
    text = MARKS.sub(r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))
    return AT_START.sub(lambda m: f"{m[1] or ''}\\{m[2] or m[3]}", text)
