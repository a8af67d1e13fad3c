"""What was compiled, kept for other models of the same key."""

from collections import OrderedDict


class Cache:
    """Keep the things that were used last.

    Args:
        size: How many.
    """

    def __init__(self, size):
        self.size, self._kept = size, OrderedDict()

    def get(self, key):
        """Return what is kept under a key, or None."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key, thing):
        """Keep a thing and return it; those that were not used for longest go."""
        self._kept[key] = thing
        while len(self._kept) > self.size:
            self._kept.popitem(last=False)
        return thing

    def clear(self):
        """Forget all."""
        self._kept.clear()

    def keys(self):
        """Return the keys, the one used last at the end."""
        return [*self._kept]

    def values(self):
        """Return the things, the one used last at the end."""
        return [*self._kept.values()]


TRACES = Cache(24)  # compiled passes of single models; lab 16 builds 24 different ones
MODELS = Cache(8)  # models whose passes are compiled, for runs one after the other
STACKS = Cache(8)  # compiled epochs of many models
