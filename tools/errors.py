"""Turn what can go wrong on a student's machine into one sentence."""

import errno

SPACE = {errno.ENOSPC, errno.EDQUOT}
PERMISSION = {errno.EACCES, errno.EPERM, errno.EROFS}


class SetupError(Exception):
    """Say in one sentence what the labs need and what was found instead."""


def describe(error):
    """Return the sentence for a `SetupError`, or for an `OSError` in plain words."""
    if isinstance(error, SetupError):
        return str(error)
    where = f" ({error.filename})" if error.filename else ""
    if error.errno in SPACE:
        return f"The Training Labs need more disk space, and the disk is full{where}."
    if error.errno in PERMISSION:
        return (
            "The Training Labs need to write in their folder, and this was refused"
            f"{where}: put the folder where you may write, or close the program that "
            "uses it, then try again."
        )
    return f"The Training Labs could not be set up: {error}."
