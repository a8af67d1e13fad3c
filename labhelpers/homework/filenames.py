"""Read the names of files: any Unicode form, any bytes, numbers of copies."""

import re
import unicodedata

COPY = re.compile(r"(?: ?\((?P<a>\d+)\)|(?<=[a-z])-(?P<b>[1-9]\d?))$")
COPY_OF = re.compile(r"^(copy of|kopie von|copie de|copia de) ", re.IGNORECASE)
ENDINGS = re.compile(r"(\.ipynb|\.txt|\.json|\.zip)+$", re.IGNORECASE)


def readable(name):
    """Return a file's name with escapes for bytes that are no UTF-8, or no signs.

    Two names stay two names.
    """
    data = name.encode("utf-8", "surrogateescape")
    text = data.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def composed(name):
    """Return a name in the composed form (NFC), without blanks at its ends."""
    return " ".join(unicodedata.normalize("NFC", readable(name)).split())


def stem(name):
    """Return the name of a file without its endings."""
    return ENDINGS.sub("", name) or name


def copy_number(name):
    """Return 2 for `06_momentum (1).ipynb` and `06_momentum-1.ipynb`; 0 for others."""
    found = COPY.search(stem(name))
    return int(found["a"] or found["b"]) + 1 if found else 0
