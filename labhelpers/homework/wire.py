"""Carry values between the grader and the process that runs a student's code.

What comes from the student's side is data and nothing else: numbers, words, lists,
tuples, dicts, sets and arrays, written as JSON with the arrays' bytes behind it. It is
never unpickled, so no answer can run code in the grader. A function stays where it is
and travels as a number; any other object arrives as an `Opaque` that has only the name
of its type. The grader's own messages are trusted, and pickled.
"""

import itertools
import json
import struct
import types
from collections.abc import ItemsView, Iterator, KeysView, ValuesView

import numpy as np

from labhelpers.checks._answers import is_stub

MAX_BYTES = 64 * 2**20
LARGEST_ARRAY = 2**25
MAX_DEPTH = 40
MOST_PARTS = 10**5
RUN_THROUGH = (types.GeneratorType, Iterator, range, KeysView, ValuesView, ItemsView)
MAX_INT = 2**256
FOREIGN = ("tensorflow", "keras", "labhelpers", "sklearn", "keras_tuner")


class Gone(BaseException):
    """The process at the other end has ended, or nothing can be had from it."""


class Garbled(Gone):
    """The other end sends what is no message; it may still be running."""


class Opaque:
    """Stands for an object of the student's that is no data."""


class Function:
    """Stands for a function of the student's: its number and what it calls itself.

    And whether it still is an untouched stub, which cannot be seen from outside.
    """

    def __init__(self, number, name="", module="", is_stub=False):
        self.number, self.name, self.module = int(number), str(name), str(module)
        self.is_stub = bool(is_stub)


def send(file, payload):
    """Write one message: its length, then `payload` (bytes)."""
    try:
        file.write(struct.pack("<Q", len(payload)) + payload)
        file.flush()
    except (OSError, ValueError) as error:
        raise Gone("the process has ended") from error


def receive(file, limit=MAX_BYTES):
    """Read one message of at most `limit` bytes.

    Raises:
        Gone: The other end is closed, or the message is too long.
    """
    (length,) = struct.unpack("<Q", _read(file, 8))
    if length > limit:
        raise Garbled(f"sent {length} bytes where {limit} are allowed")
    return _read(file, length)


def _read(file, length):
    try:
        data = file.read(length)
    except (OSError, ValueError) as error:
        raise Gone("the process has ended") from error
    if data is None or len(data) < length:
        raise Gone("the process has ended")
    return data


def encode(value, keep):
    """Return `value` as bytes that `decode` reads.

    Args:
        value: Anything.
        keep: Called with a function that stays here; returns its number.
    """
    buffers = []
    tree = _tree(value, buffers, keep, 0)
    header = json.dumps([tree, [len(b) for b in buffers]]).encode()
    return b"".join([struct.pack("<Q", len(header)), header, *buffers])


def decode(data):
    """Return the value that `encode` wrote, with `Function` and `Opaque` in it.

    Raises:
        Gone: `data` is no such message.
    """
    try:
        (length,) = struct.unpack_from("<Q", data)
        tree, lengths = json.loads(data[8 : 8 + length])
        ends = np.cumsum([8 + length, *lengths]).tolist()
        buffers = [data[a:b] for a, b in itertools.pairwise(ends)]
        return _value(tree, buffers, 0)
    except Gone:
        raise
    except Exception as error:  # any damage whatever is the sender's
        raise Garbled("sent what is no answer") from error


def _tree(value, buffers, keep, depth):
    """Return `value` as what JSON can hold; arrays go to `buffers`."""
    if isinstance(value, np.generic | np.ndarray):
        return _array(value, buffers, keep, depth)
    if value is None or isinstance(value, bool | str):
        return {"is": str(value) if isinstance(value, str) else value}
    if isinstance(value, int | float):
        plain = int(value) if isinstance(value, int) else float(value)
        return {
            "is": plain if abs(plain) <= MAX_INT or plain != plain else float(plain)
        }
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if value is Ellipsis:
        return {"ellipsis": 1}
    if depth < MAX_DEPTH and isinstance(value, dict):
        pairs = [part for pair in value.items() for part in pair]
        return {"dict": [_tree(part, buffers, keep, depth + 1) for part in pairs]}
    for kind, name in ((list, "list"), (tuple, "tuple"), (set, "set")):
        if depth < MAX_DEPTH and isinstance(value, kind):
            return {name: [_tree(part, buffers, keep, depth + 1) for part in value]}
    return _object(value, buffers, keep, depth)


def _array(value, buffers, keep, depth):
    """Return an array or a scalar of NumPy; an array of objects as nested lists."""
    array = np.asarray(value)
    if array.dtype.kind not in "biufcSU":
        if depth < MAX_DEPTH and array.dtype.kind == "O":
            return _tree(array.tolist(), buffers, keep, depth + 1)
        return {"object": type(value).__name__, "module": "numpy"}
    if array.nbytes > LARGEST_ARRAY:
        raise ValueError(f"an array of {array.nbytes} bytes; {LARGEST_ARRAY} may be")
    buffers.append(array.tobytes())
    return {
        "array": len(buffers) - 1,
        "dtype": array.dtype.str,
        "shape": list(array.shape),
        "scalar": isinstance(value, np.generic),
    }


def _object(value, buffers, keep, depth):
    """Return what is no data: a tensor as an array, a function as its number."""
    module = str(getattr(type(value), "__module__", ""))
    if module.startswith(("tensorflow", "keras")) and hasattr(value, "__array__"):
        return _array(np.asarray(value), buffers, keep, depth)
    if callable(value) and not module.startswith(FOREIGN):
        names = [getattr(value, a, "") for a in ("__name__", "__module__")]
        about = [*(str(name)[:100] for name in names), is_stub(value)]
        return {"function": keep(value), "about": about}
    if isinstance(value, RUN_THROUGH) and depth < MAX_DEPTH:
        parts = list(itertools.islice(value, MOST_PARTS))
        return _tree(parts, buffers, keep, depth + 1)
    try:
        length = len(value)
    except Exception:  # a student's own class may do anything
        length = None
    name = type(value).__name__
    return {"object": str(name)[:100], "module": module[:100], "length": length}


def _value(tree, buffers, depth):
    """Return the value of one node."""
    if depth > 2 * MAX_DEPTH:
        raise Garbled("sent what is nested too deeply")
    if "is" in tree:
        if not isinstance(tree["is"], str | int | float | bool | None):
            raise Garbled("sent what is no answer")
        return tree["is"]
    if "array" in tree:
        return _array_of(tree, buffers)
    if "complex" in tree:
        return complex(*tree["complex"])
    if "ellipsis" in tree:
        return ...
    if "function" in tree:
        return Function(tree["function"], *tree["about"])
    if "object" in tree:
        return _opaque(tree)
    ((kind, parts),) = tree.items()
    values = [_value(part, buffers, depth + 1) for part in parts]
    if kind == "dict":
        return dict(zip(values[::2], values[1::2], strict=True))
    return {"list": list, "tuple": tuple, "set": set}[kind](values)


def _array_of(tree, buffers):
    """Return a new array; only plain numbers and characters are allowed in it."""
    dtype = np.dtype(tree["dtype"])
    if dtype.kind not in "biufcSU":
        raise Garbled("sent what is no answer")
    array = np.frombuffer(buffers[tree["array"]], dtype).reshape(tree["shape"])
    return array[()] if tree["scalar"] else array.copy()


def _opaque(tree):
    """Return an object that has the name, and perhaps the length, of another."""
    members = {"came_from": str(tree["module"])}
    if isinstance(tree.get("length"), int):
        members["__len__"] = lambda _, length=tree["length"]: length
    return type(str(tree["object"]), (Opaque,), members)()
