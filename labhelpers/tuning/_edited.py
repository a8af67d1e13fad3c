"""Notice that the trials in a folder were made by another `build`."""

import ast
import contextlib
import hashlib
import inspect
import json
import re
import textwrap
import warnings
from pathlib import Path

# What differs each time a model is built: numbers behind names, addresses.
CHANGING = re.compile(r'_\d+(?=")|"shared_object_id": \d+|0x[0-9a-f]+')


def warn_if_edited(tuner, hp):
    """Compare the `build` of a tuner with the one whose trials it has reloaded.

    Args:
        tuner: A tuner of KerasTuner that has just been made.
        hp: Empty `HyperParameters`, or those given to the tuner; they are changed.
    """
    if not hasattr(tuner.oracle, "trials"):  # a worker; its chief compares
        return
    file = Path(tuner.project_dir, "build_fingerprint.txt")
    now = fingerprint(tuner.hypermodel, hp)
    if not tuner.oracle.trials:
        file.write_text(now, encoding="utf-8")
    elif file.exists() and file.read_text(encoding="utf-8") != now:
        warnings.warn(
            f"The {len(tuner.oracle.trials)} trials in {tuner.project_dir} were made "
            "by another `build` than the one received now. They are kept as they are. "
            "To search from the start choose another directory, or give "
            "`overwrite=True`.",
            stacklevel=3,
        )


def fingerprint(hypermodel, hp):
    """Return a text that changes when `build` or what it builds changes.

    It stands for the source of `build`, without comments and docstrings; and for the
    space and the model that one call with the default values gives, so that an edit of
    a function that `build` calls is noticed, too.

    Args:
        hypermodel: KerasTuner's `HyperModel`.
        hp: `HyperParameters` without values; they are changed.
    """
    kind = type(hypermodel)
    is_class = inspect.isfunction(getattr(kind, "build", None)) and not _is_plain(kind)
    functions = [kind.build, kind.fit] if is_class else [hypermodel.build]
    parts = [_source(function) for function in functions]
    with contextlib.suppress(Exception):  # models of one's own may have no config
        model = hypermodel.build(hp)
        parts.append(json.dumps(hp.get_config(), default=str))
        parts.append(str([weights.shape for weights in model.weights]))
        parts.append(CHANGING.sub("", model.to_json()))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _is_plain(kind):
    """Return whether KerasTuner made this class around a function."""
    return kind.__module__.startswith("keras_tuner.")


def _source(function):
    """Return a function's source in a form without comments; "" if it has none."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:]
    return ast.dump(tree)
