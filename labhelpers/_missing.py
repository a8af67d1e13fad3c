"""A value that a student took away: it stands in the place of a result."""


class Missing:
    """Stand in the place of a result that does not exist, and say why.

    Whatever is computed from a missing value is the same missing value: attributes,
    parts, calls, arithmetic, comparisons and NumPy functions give it back. So a page
    goes on. Figures leave it out, and claims say CANNOT BE JUDGED with the reason.

    Python needs a real truth value in `if`, `not` and `any`. There a missing value
    counts as false, and the next `claims.check` says CANNOT BE JUDGED.

    Args:
        reason: Why there is no result, in words.

    Example:
        >>> loss = Missing("0.1 is no longer among the values of learning_rate")
        >>> 2 * loss.mean() < 3
        0.1 is no longer among the values of learning_rate
    """

    asked = None  # the last missing value whose truth was asked for

    def __init__(self, reason):
        self.reason = reason

    def __repr__(self):
        return self.reason

    def __format__(self, how):
        return self.reason

    def __getattr__(self, name):
        if name.startswith("_"):  # NumPy, IPython and copy look for these
            raise AttributeError(name)
        return self

    def __call__(self, *args, **kwargs):
        return self

    def __getitem__(self, key):
        return self

    def __iter__(self):
        return iter([self])

    def __len__(self):
        return 1

    def __bool__(self):
        Missing.asked = self
        return False

    def __float__(self):
        return float("nan")

    def __hash__(self):
        return hash(self.reason)

    def __array__(self, dtype=None, copy=None):
        import numpy as np

        return np.array(float("nan") if dtype else self, dtype or object)

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return self

    def __array_function__(self, function, types, args, kwargs):
        return self


def _give_back(self, *others):
    """Return the missing value, whatever is done with it."""
    return self


_TWO = "add sub mul truediv floordiv mod divmod pow matmul and or xor lshift rshift"
_ONE = "lt le eq ne gt ge neg pos abs invert round trunc floor ceil"
_NAMES = [*_TWO.split(" "), *(f"r{name}" for name in _TWO.split(" ")), *_ONE.split(" ")]
for _name in _NAMES:
    setattr(Missing, f"__{_name}__", _give_back)


def first_missing(*values):
    """Return the first missing value among `values` and the items of lists, or None."""
    for value in values:
        if isinstance(value, Missing):
            return value
        if getattr(getattr(value, "dtype", None), "kind", "") == "O":
            value = value.ravel().tolist()
        if isinstance(value, list | tuple):
            found = first_missing(*value)
            if found is not None:
                return found
    return None


def look_up(table, key):
    """Return what stands in `table` under `key`, where floats need be nearly equal.

    Args:
        table: A dict.
        key: A key; a tuple may hold floats, too.

    Returns:
        The value, or a `Missing` that names the keys there are.
    """
    if first_missing(table, key) is not None:
        return first_missing(table, key)
    for name, value in table.items():
        if same(name, key):
            return value
    there = ", ".join(map(str, table)) or "nothing"
    return Missing(f"{key} is no longer among {there}")


def same(a, b):
    """Return whether two settings are equal; floats need be equal to nine digits."""
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    try:
        return bool(a == b) or bool(abs(a - b) <= 1e-9 * max(abs(a), abs(b)))
    except (TypeError, ValueError):  # these are no numbers
        return a is b
