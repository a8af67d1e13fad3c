"""Run labs without a kernel, seed after seed in one process: for claims only.

    python -m tools.running NOTEBOOK SEEDS FOLDER [needed]

A kernel for each seed would import TensorFlow and compile anew. Here all seeds of a lab
share one process; figures are not drawn, since no claim looks at one. The claims of
seed N are appended to FOLDER/N as JSON lines. With `needed`, cells that no claim needs
do not run.
"""

import contextlib
import gc
import io
import os
import sys
import traceback
from pathlib import Path
from unittest import mock

import nbformat

from labhelpers._project import NOTEBOOKS
from labhelpers.homework import cells
from tools import slicing


def run_cells(sources):
    """Run the code of cells, in order, in one fresh namespace; return it."""
    namespace = {"__name__": "__main__"}
    for number, source in enumerate(sources):
        cells.run(source, namespace, f"code cell {number}")
    return namespace


@contextlib.contextmanager
def without_figures():
    """Let figures be made but not drawn, and widgets not be shown."""
    from labhelpers.plots import _figure

    with (
        mock.patch.object(_figure, "_small_png", lambda figure: b""),
        mock.patch.object(_figure, "_png", lambda figure, dpi: b""),
    ):
        yield


def run_seed(sources, seed, folder):
    """Run the code of a lab on one seed, not strictly; its claims go to `folder`.

    Raises:
        Exception: What a cell raised.
    """
    from labhelpers.datasets import _record

    _record._OPENED.clear()  # as in a fresh kernel
    variables = {
        "LABS_SEED": str(seed),
        "LABS_STRICT": "0",
        "LABS_CLAIMS": str(Path(folder, str(seed))),
    }
    silence = contextlib.redirect_stdout(io.StringIO())
    with mock.patch.dict(os.environ, variables), silence, without_figures():
        run_cells(sources)


def main(path, seeds, folder, which="all"):
    """Run all seeds; return 1 if a cell raised on one of them."""
    os.chdir(NOTEBOOKS)
    notebook = nbformat.read(path, as_version=4)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    if which == "needed":
        sources = slicing.needed_code(sources, map(slicing.claims_in, sources))
    status = 0
    for seed in seeds.split(","):
        Path(folder, seed).touch()
        try:
            run_seed(sources, int(seed), folder)
        except Exception:
            traceback.print_exc()
            status = 1
        gc.collect()
    return status


if __name__ == "__main__":
    os.environ["MPLBACKEND"] = "Agg"
    sys.exit(main(*sys.argv[1:]))
