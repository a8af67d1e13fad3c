"""Read the data sets that lie in the folder data/ of the repository."""

import hashlib
from pathlib import Path
from typing import NamedTuple

import numpy as np

from labhelpers.datasets._record import frozen

DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"


class Bundled(NamedTuple):
    """How one file of data/ becomes arrays."""

    target: str  # the column of the target
    class_names: tuple[str, ...] | None = None
    image_shape: tuple[int, ...] | None = None
    largest: float = 1.0  # features are divided by this


BUNDLED = {
    "digits": Bundled("digit", tuple("0123456789"), (8, 8), largest=16.0),
    "breast_cancer": Bundled("diagnosis", ("malignant", "benign")),
    "diabetes": Bundled("progression"),
}


def read_bundled(name):
    """Read data/`name`.csv, whose first columns are `split` and `source_row`.

    Args:
        name: a key of `BUNDLED`.

    Returns:
        A dict: for each of "train", "validation" and "test" a pair (x, y), then
        "feature_names", "class_names" and "image_shape".

    Raises:
        FileNotFoundError: if the file or the folder is missing.
        ValueError: if the file is not the one the checksum was taken of.
    """
    header, *rows = _verified_text(f"{name}.csv").splitlines()
    about = BUNDLED[name]
    cells = zip(*(row.split(",") for row in rows), strict=True)
    columns = dict(zip(header.split(","), cells, strict=True))
    split = np.array(columns.pop("split"))
    del columns["source_row"]
    y = _targets(columns.pop(about.target), about.class_names)
    x = np.array(list(columns.values()), float).T / about.largest
    x = np.ascontiguousarray(x, np.float32)
    parts = {
        part: (frozen(x[split == part]), frozen(y[split == part]))
        for part in ("train", "validation", "test")
    }
    return parts | {
        "feature_names": tuple(columns),
        "class_names": about.class_names,
        "image_shape": about.image_shape,
    }


def _targets(column, class_names):
    """Return class numbers (int64), or numbers (float32) if there are no classes."""
    if class_names is None:
        return np.array(column, np.float32)
    number = {class_name: k for k, class_name in enumerate(class_names)}
    return np.array([number[label] for label in column], np.int64)


def _verified_text(file_name):
    """Return the text of a file in data/ whose checksum is the one on record."""
    content = _bytes_of(file_name)
    checksum = hashlib.sha256(content).hexdigest()
    if f"{checksum}  {file_name}".encode() not in _bytes_of("SHA256SUMS").splitlines():
        raise ValueError(
            f"{DATA_FOLDER / file_name} is damaged or was edited: it needs the SHA-256 "
            f"in data/SHA256SUMS. Received: {checksum}. {_how_to_restore()}"
        )
    return content.decode()


def _bytes_of(file_name):
    """Return the content of a file in data/, or say how to get it back."""
    if not DATA_FOLDER.is_dir():
        raise FileNotFoundError(
            f"The bundled data sets need the folder {DATA_FOLDER}, and there is none. "
            "labhelpers finds its data only inside the repository: clone it and run "
            "`pip install -e .` there (`make lab` does that)."
        )
    try:
        return (DATA_FOLDER / file_name).read_bytes()
    except FileNotFoundError:
        raise FileNotFoundError(
            f"{DATA_FOLDER / file_name} is missing. {_how_to_restore()}"
        ) from None


def _how_to_restore():
    """Return the sentence that ends every message about a file in data/."""
    return (
        f'To restore it: git -C "{DATA_FOLDER.parent}" restore data '
        "(without git: download the repository again)."
    )
