"""Import TensorFlow and Keras without a line of output.

TensorFlow writes its start-up lines from C++, past `sys.stderr`, and its log-level
variable hides only those that come after the import. So the file descriptors of
stdout and stderr point at a temporary file while TensorFlow loads and finds its
devices. If the import fails, what it wrote is shown.

TensorFlow before 2.21 also writes four lines, once in each process, when XLA first
compiles, and none of its settings hides them. There, a first compilation belongs to the
import.

Modules of the package that need them import `keras` and `tf` from here.
"""

import contextlib
import os
import sys
import tempfile

from labhelpers._later import quick_start

COMPILES_QUIETLY = (2, 21)  # the first such version of TensorFlow


@contextlib.contextmanager
def redirected_descriptors(target):
    """Send what any code writes to stdout and stderr to the open file `target`.

    Where a descriptor does not exist (a Windows program without a console), nothing
    is redirected.

    Args:
        target: file open for writing, with a `fileno`.
    """
    with contextlib.ExitStack() as restore:
        for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
            with contextlib.suppress(OSError):
                _redirect(stream, number, target, restore)
        yield


def _redirect(stream, number, target, restore):
    """Point descriptor `number` at `target` until `restore` closes."""
    saved = os.dup(number)
    restore.callback(os.close, saved)
    _flush(stream)
    os.dup2(target.fileno(), number)
    restore.callback(os.dup2, saved, number)
    restore.callback(_flush, stream)


def _flush(stream):
    """Empty the buffer of `stream`, which a program without a console lacks."""
    if stream is not None:
        stream.flush()


def _import_silently():
    """Load TensorFlow and initialise its devices; return the modules `tf` and `keras`.

    Raises:
        ImportError: TensorFlow is missing or broken; what it wrote goes to stderr.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with tempfile.TemporaryFile("w+", errors="replace") as written:
        try:
            with redirected_descriptors(written), quick_start():
                import tensorflow as tf
                from tensorflow import keras

                tf.config.list_logical_devices()
                if _version(tf) < COMPILES_QUIETLY:
                    tf.function(_unchanged, jit_compile=True)(1.0)
        except ImportError as error:
            written.seek(0)
            sys.stderr.write(written.read())
            raise ImportError(
                "The labs need a working TensorFlow, and importing it failed. Install "
                "it with `pip install -r requirements.txt` into the environment that "
                f"runs this notebook ({sys.executable}); received: {error}"
            ) from error
    return tf, keras


def _version(tensorflow):
    """Return TensorFlow's major and minor version as two integers."""
    major, minor, *_ = tensorflow.__version__.split(".")
    return int(major), int(minor)


def _unchanged(number):
    """Return `number`: what XLA compiles first where it writes that it does."""
    return number


tf, keras = _import_silently()
