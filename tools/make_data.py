"""Write the bundled data sets in data/ from the copies that scikit-learn ships.

    python tools/make_data.py [FOLDER]

Each file is a CSV with a header: `split` (train, validation or test), `source_row` (the
row of scikit-learn's copy, from 0), the features, the target last. Rows are shuffled
within their part. SHA256SUMS has a line per file (`sha256sum -c SHA256SUMS` reads it).
The same files come out on every machine: Python promises the sequence of
`random.Random(seed).random()`, and scikit-learn is asked for the data only.
"""

import hashlib
import random
import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits

from labhelpers.datasets._splits import split_off

SEED = 0
FOLDER = Path(__file__).resolve().parents[1] / "data"


def digits():
    """Return features, targets, column names and the sizes of validation and test."""
    bunch = load_digits()
    names = [f"pixel_{row}_{column}" for row in range(8) for column in range(8)]
    return bunch.data, bunch.target, [*names, "digit"], 360


def breast_cancer():
    """Return what `digits` returns; the target is the name of the diagnosis."""
    bunch = load_breast_cancer()
    names = [name.replace(" ", "_") for name in bunch.feature_names]
    return bunch.data, bunch.target_names[bunch.target], [*names, "diagnosis"], 114


def diabetes():
    """Return what `digits` returns, with the features in their own units.

    They have up to four decimals, and some in scikit-learn before 1.8 are not the float
    nearest to these.
    """
    bunch = load_diabetes(scaled=False)
    return bunch.data.round(4), bunch.target, [*bunch.feature_names, "progression"], 88


def split_rows(num_examples, size, labels):
    """Return pairs (split, rows): test and validation of `size`, train the rest."""
    draw = random.Random(SEED)
    keys = [draw.random() for _ in range(num_examples)]
    order = np.array(sorted(range(num_examples), key=keys.__getitem__))
    train, held_out = split_off(order, 2 * size, labels)
    validation, test = split_off(held_out, size, labels)
    return [("train", train), ("validation", validation), ("test", test)]


def csv_text(features, targets, names, size):
    """Return the file: a header, then a line per example, numbers at full precision."""
    is_class = targets.dtype.kind in "iU"
    lines = [",".join(["split", "source_row", *names])]
    for split, rows in split_rows(len(targets), size, targets if is_class else None):
        for row in rows:
            numbers = [np.format_float_positional(v, trim="-") for v in features[row]]
            target = f"{targets[row]}" if is_class else f"{targets[row]:g}"
            lines.append(",".join([split, str(row), *numbers, target]))
    return "\n".join(lines) + "\n"


def main(folder):
    """Write all files and their checksums into `folder`."""
    sums = []
    for source in (breast_cancer, diabetes, digits):
        content = csv_text(*source()).encode()
        (folder / f"{source.__name__}.csv").write_bytes(content)
        sums.append(f"{hashlib.sha256(content).hexdigest()}  {source.__name__}.csv\n")
    (folder / "SHA256SUMS").write_bytes("".join(sums).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
