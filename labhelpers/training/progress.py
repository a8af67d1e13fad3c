"""A progress bar for what takes longer than a few seconds."""

import os
import threading
import time

AFTER_SECONDS = 3


class Progress:
    """Show a bar in the page after a few seconds, and remove it at the end.

    It appears in a notebook only, and not while the labs are stored or tested, so it
    never stands in a committed page.

    Args:
        total: How much there is to do.
    """

    def __init__(self, total):
        self.total, self.done, self.bar = total, 0.0, None
        self._lock = threading.Lock()

    def __enter__(self):
        self.began = time.monotonic()
        return self

    def __exit__(self, *error):
        if self.bar is not None:
            self.bar.close()

    def advance(self, amount):
        """Note, from any thread, that `amount` more is done."""
        with self._lock:
            self.done += amount

    def show(self):
        """Bring the bar up to date; call it from the main thread."""
        if self.bar is not None:
            self.bar.value = self.done
        elif time.monotonic() - self.began > AFTER_SECONDS and _is_watched():
            self._appear()

    def _appear(self):
        import ipywidgets
        from IPython.display import display

        self.bar = ipywidgets.FloatProgress(
            value=self.done, max=self.total, description="training"
        )
        display(self.bar)


def _is_watched():
    """Return whether a student is watching: a notebook, outside of tests."""
    from IPython import get_ipython

    shell = get_ipython()
    return getattr(shell, "kernel", None) is not None and not os.environ.get(
        "LABS_STRICT"
    )
