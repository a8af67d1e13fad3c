"""What was compiled, kept for other models of the same key."""

from collections import OrderedDict


class Cache(OrderedDict):
    """Keep the things that were used last, at most `size` of them."""

    def __init__(self, size):
        super().__init__()
        self.size = size

    def get(self, key):
        """Return what is kept under a key, or None."""
        if key in self:
            self.move_to_end(key)
        return super().get(key)

    def put(self, key, thing):
        """Keep a thing and return it; the one that was not used for longest goes."""
        self[key] = thing
        if len(self) > self.size:
            self.popitem(last=False)
        return thing


TRACES = Cache(24)  # compiled passes of single models; lab 16 builds 24 different ones
MODELS = Cache(8)  # models whose passes are compiled, for runs one after the other
STACKS = Cache(8)  # compiled epochs of many models
