"""Carry values between the grader and the process that runs a student's code.

Both directions carry the same plain data, as JSON with the bytes of arrays behind it:
numbers, words, lists, tuples, dicts, sets, arrays and random generators. Nothing is
unpickled, so no answer can run code in the grader. A function stays where it is and
travels as a number; any other object arrives as an `Opaque` that has only the name of
its type.
"""

import itertools
import json
import struct

import numpy as np

from labhelpers.checks._answers import is_stub

MAX_BYTES = 64 * 2**20
LARGEST_ARRAY = 2**25
MAX_DEPTH = 40
MAX_INT = 2**256
LIBRARIES = ("tensorflow", "keras", "sklearn", "keras_tuner")
FOREIGN = ("labhelpers", *LIBRARIES)
CONTAINERS = {"list": list, "tuple": tuple, "set": set}


class Gone(BaseException):
    """The process at the other end has ended, or nothing can be had from it."""


class Garbled(Gone):
    """The other end sends what is no message; it may still be running."""

    def __init__(self, sentence="sent what is no answer"):
        super().__init__(sentence)


class Opaque:
    """Stands for an object of the other side that is no data."""


class Function:
    """Stands for a function of the other side: its number and what it calls itself.

    Args:
        number: Under which the other side knows it.
        name, module: As it says itself.
        is_stub: Whether it is an untouched stub, which cannot be seen from outside.
    """

    def __init__(self, number, name="", module="", is_stub=False):
        self.number, self.name, self.module = int(number), str(name), str(module)
        self.is_stub = bool(is_stub)


def send(connection, value, keep):
    """Send `value` over a `multiprocessing` connection; `keep` as for `encode`.

    Raises:
        Gone: The other end is closed.
    """
    data = encode(value, keep)
    try:
        connection.send_bytes(data)
    except (OSError, ValueError) as error:
        raise Gone("the process has ended") from error


def receive(connection, limit=MAX_BYTES):
    """Return the value of the next message, which may have `limit` bytes.

    Raises:
        Gone: The other end is closed, or the message is none.
    """
    try:
        data = connection.recv_bytes(limit)
    except EOFError as error:
        raise Gone("the process has ended") from error
    except (OSError, ValueError) as error:
        if "message length" in str(error):
            raise Garbled(f"sent more bytes than {limit}") from error
        raise Gone("the process has ended") from error
    return decode(data)


def encode(value, keep):
    """Return `value` as bytes that `decode` reads.

    Args:
        value: Anything.
        keep: Called with a function that stays here; returns what travels for it.
    """
    buffers = []
    tree = _tree(value, buffers, keep, 0)
    header = json.dumps([tree, [len(b) for b in buffers]]).encode()
    return b"".join([struct.pack("<Q", len(header)), header, *buffers])


def decode(data):
    """Return the value that `encode` wrote, with `Function` and `Opaque` in it.

    Raises:
        Garbled: `data` is no such message.
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
        raise Garbled from error


def _tree(value, buffers, keep, depth):
    """Return `value` as what JSON can hold; arrays go to `buffers`."""
    if isinstance(value, np.generic | np.ndarray):
        return _array(value, buffers)
    if value is None or isinstance(value, bool | str):
        return {"is": str(value) if isinstance(value, str) else value}
    if isinstance(value, int | float):
        plain = int(value) if isinstance(value, int) else float(value)
        huge = isinstance(plain, int) and abs(plain) > MAX_INT
        return {"is": float(plain) if huge else plain}
    if isinstance(value, complex):
        return {"complex": [value.real, value.imag]}
    if value is Ellipsis:
        return {"ellipsis": 1}
    if depth < MAX_DEPTH and isinstance(value, dict):
        pairs = [part for pair in value.items() for part in pair]
        return {"dict": [_tree(part, buffers, keep, depth + 1) for part in pairs]}
    for name, kind in CONTAINERS.items():
        if depth < MAX_DEPTH and isinstance(value, kind):
            return {name: [_tree(part, buffers, keep, depth + 1) for part in value]}
    if isinstance(value, np.random.Generator):
        state = value.bit_generator.state
        return {"generator": _tree(state, buffers, keep, depth + 1)}
    return _object(value, keep)


def _array(value, buffers):
    """Return an array or a scalar of NumPy; what is in it goes to `buffers`."""
    array = np.asarray(value)
    if array.dtype.kind not in "biufcSU":
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


def _object(value, keep):
    """Return what is no data: a function as its number, anything else as its name."""
    of_library = _made_by(value, LIBRARIES) and not hasattr(value, "python_function")
    if callable(value) and not of_library:
        names = [getattr(value, a, "") for a in ("__name__", "__module__")]
        about = [*(str(name)[:100] for name in names), is_stub(value)]
        return {"function": keep(value), "about": about}
    try:
        length = len(value)
    except Exception:  # a student's own class may do anything
        length = None
    name, module = str(type(value).__name__)[:100], _made_by(value, FOREIGN)[:100]
    return {"object": name, "module": module, "length": length}


def _made_by(value, packages):
    """Return the module of the first class of `value` in one of `packages`, or ""."""
    modules = [str(getattr(kind, "__module__", "")) for kind in type(value).__mro__]
    return next((name for name in modules if name.startswith(packages)), "")


def _value(tree, buffers, depth):
    if depth > 2 * MAX_DEPTH:
        raise Garbled("sent what is nested too deeply")
    if "array" in tree:
        return _array_of(tree, buffers)
    if "function" in tree:
        return Function(tree["function"], *tree["about"])
    if "object" in tree:
        return _opaque(tree)
    ((kind, parts),) = tree.items()
    if kind == "is" and isinstance(parts, str | int | float | bool | None):
        return parts
    if kind == "complex":
        return complex(*parts)
    if kind == "ellipsis":
        return ...
    if kind == "generator":
        return _generator(_value(parts, buffers, depth + 1))
    values = [_value(part, buffers, depth + 1) for part in parts]
    if kind == "dict":
        return dict(zip(values[::2], values[1::2], strict=True))
    return CONTAINERS[kind](values)


def _array_of(tree, buffers):
    """Return a new array; only plain numbers and characters are allowed in it."""
    dtype = np.dtype(tree["dtype"])
    if dtype.kind not in "biufcSU":
        raise Garbled
    array = np.frombuffer(buffers[tree["array"]], dtype).reshape(tree["shape"])
    return array[()] if tree["scalar"] else array.copy()


def _generator(state):
    if state["bit_generator"] not in ("PCG64", "PCG64DXSM", "MT19937", "Philox"):
        raise Garbled
    bits = getattr(np.random, state["bit_generator"])()
    bits.state = state
    return np.random.Generator(bits)


def _opaque(tree):
    """Return an object that has the name, and perhaps the length, of another."""
    members = {"came_from": str(tree["module"])}
    if isinstance(tree.get("length"), int):
        members["__len__"] = lambda _, length=tree["length"]: length
    return type(str(tree["object"]), (Opaque,), members)()
