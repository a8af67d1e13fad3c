"""Start programs so that a test can interrupt them."""

import sys

# The beginning of a command that lets Ctrl-C reach the program, which a shell takes
# from what `&` starts. A `preexec_fn` would do so in a fork of the test's process, and
# gRPC, where a test has loaded it, has threads that may hold such a fork up forever.
TAKING_INTERRUPTS = [
    sys.executable,
    "-c",
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "os.execv(sys.argv[1], sys.argv[1:])",
]
