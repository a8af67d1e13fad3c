"""Start programs so that a test can interrupt them."""

import signal


def take_interrupts():
    """Let Ctrl-C reach the program, which a shell takes from what `&` starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
