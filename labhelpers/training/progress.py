"""A progress bar for what takes longer than a few seconds."""

import os
import threading
import time

AFTER_SECONDS = 3
BETWEEN_SECONDS = 0.2
EMPTY = {"text/plain": "", "text/html": ""}


def progress(iterable, words):
    """Go through `iterable` and show a bar in the page meanwhile.

    Args:
        iterable: What a loop goes through; it needs a length.
        words: What is done, such as "training five networks".

    Yields:
        Its items.

    Example:
        >>> for seed in training.progress(range(50), "training"):
        ...     train_one(seed)
    """
    with Progress(len(iterable), words) as bar:
        for item in iterable:
            yield item
            bar.advance(1)
            bar.show()


class Progress:
    """Show a bar in the page after a few seconds, and remove it at the end.

    It appears in a notebook only, and not while the labs are stored or tested, so it
    never stands in a committed page. It is plain HTML: a page that is saved and opened
    again looks for no widget.

    Args:
        total: How much there is to do.
        words: What is done.
    """

    def __init__(self, total, words="training"):
        self.total, self.words = total, words
        self.done, self.bar, self.shown = 0.0, None, 0.0
        self._lock = threading.Lock()

    def __enter__(self):
        self.began = time.monotonic()
        return self

    def __exit__(self, *error):
        if self.bar is not None:
            self.bar.update(EMPTY, raw=True)

    def advance(self, amount):
        """Note, from any thread, that `amount` more is done."""
        with self._lock:
            self.done += amount

    def show(self):
        """Bring the bar up to date; call it from the main thread."""
        now = time.monotonic()
        if self.bar is not None:
            if now - self.shown > BETWEEN_SECONDS:
                self.shown = now
                self.bar.update(self._picture(), raw=True)
        elif now - self.began > AFTER_SECONDS and _is_watched():
            from IPython.display import display

            self.bar = display(self._picture(), raw=True, display_id=True)

    def _picture(self):
        """Return the bar as data of a display."""
        share = min(1.0, self.done / max(self.total, 1))
        bar = f'<progress value="{share:.3f}" style="width:24em"></progress>'
        words = f"{self.words}: {share:.0%}"
        return {"text/plain": words, "text/html": f"{bar} {words}"}


def _is_watched():
    """Return whether a student is watching: a notebook, outside of tests."""
    from IPython import get_ipython

    shell = get_ipython()
    return getattr(shell, "kernel", None) is not None and not os.environ.get(
        "LABS_STRICT"
    )
