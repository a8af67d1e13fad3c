"""Unpack zip files that strangers made: bounded, and never outside a folder."""

import os
import re
import stat
import time
import zipfile
from pathlib import PurePosixPath

MOST_MEMBERS = 20_000
MEMBER_BYTES = 128 * 2**20
ZIP_BYTES = 2 * 2**30
MOST_ZIPS = 2000
DEEPEST = 3
HIGH = re.compile(r"[\x80-\U0010ffff]")


class Unusable(Exception):  # noqa: N818 - says what the file is, not an error
    """The file is no zip that can be unpacked; the message says why."""


class Unpacker:
    """Unpacks zip files into numbered folders.

    Args:
        folder: Where these folders are made; it must be there.
    """

    def __init__(self, folder):
        self.folder, self.count = folder, 0

    def unpack(self, path, depth=0):
        """Return the folder with what a zip file holds.

        Args:
            path: The zip file.
            depth: How many zip files it lies in.

        Raises:
            Unusable: It is broken, encrypted, too large or too deep.
        """
        self.count += 1
        if depth >= DEEPEST or self.count > MOST_ZIPS:
            raise Unusable("a zip file inside too many others")
        target = self.folder / str(self.count)
        target.mkdir()
        try:
            with zipfile.ZipFile(path) as archive:
                _unpack(archive, target)
        except Unusable:
            raise
        except Exception as error:  # zlib's and lzma's own errors are of no common kind
            raise Unusable(f"a zip file that cannot be read ({error})"[:200]) from None
        return target


def _unpack(archive, target):
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise Unusable(f"a zip file of {len(members)} files; {MOST_MEMBERS} are read")
    left = ZIP_BYTES
    for member in members:
        mode = member.external_attr >> 16
        parts = parts_of(decoded(member))
        if not parts or stat.S_ISLNK(mode):
            continue
        place = _free(target.joinpath(*parts))
        if member.is_dir():
            target.joinpath(*parts).mkdir(parents=True, exist_ok=True)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        left -= _copy(archive, member, place, min(left, MEMBER_BYTES))
        _date(place, member.date_time)


def _copy(archive, member, place, most):
    """Copy a member, whatever size it claims to have; return its bytes."""
    count = 0
    with archive.open(member) as source, place.open("xb") as file:
        while chunk := source.read(2**20):
            count += len(chunk)
            if count > most:
                raise Unusable(f"a zip file with more than {most // 2**20} MB in it")
            file.write(chunk)
    return count


def _date(place, date):
    try:
        seconds = time.mktime((*date, 0, 0, -1))
        os.utime(place, (seconds, seconds))
    except (OverflowError, ValueError, OSError):
        pass  # a zip may claim the month 0


def decoded(member):
    """Return the name of a member, in the encoding that its bytes look like.

    A zip says of a name that it is UTF-8, or nothing. Many programs then write UTF-8
    all the same, old ones of Windows write cp1252 or, as the standard says, cp437.
    """
    name = member.filename
    if not member.flag_bits & 0x800 and HIGH.search(name):
        data = member.orig_filename.encode("cp437", "replace").split(b"\0")[0]
        name = _text(data)
    return name.replace("\\", "/")


def _text(data):
    """Return bytes as text: letters of cp437 are signs of cp1252, or undefined.

    The letter for the sharp s of cp437 is one of the letters of cp1252, too.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        latin = data.decode("cp1252", "replace")
    low = [c for c, byte in zip(latin, data, strict=True) if 0x80 <= byte < 0xA0]
    if all(c.isalpha() for c in low) and any(byte >= 0xA6 for byte in data):
        return latin
    return data.decode("cp437")


def parts_of(name):
    """Return the parts of a path in a zip, none of which leads outside."""
    parts = []
    for part in PurePosixPath(name.replace(":", "_")).parts:
        plain = "".join(c if c.isprintable() else "_" for c in part)
        plain = plain.strip("/ ").encode()[:200].decode(errors="ignore")
        if plain not in ("", ".", ".."):
            parts.append(plain)
    return parts


def _free(path):
    """Return the path, or one beside it if there is a file already."""
    other, number = path, 1
    while other.exists():
        number += 1
        other = path.with_name(f"{path.stem} ({number}){path.suffix}")
    return other
