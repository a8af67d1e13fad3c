"""Run the notebooks and store them as they are committed: `python labs.py notebooks`.

Every lab runs from top to bottom in a clean kernel, strictly (a claim that does not
hold stops it), and is written back with its figures, without what differs from run to
run: times, versions, widget state. Cell ids stay as they are. Which cells are
folded and how many minutes a page takes follows from the page, and is written, too.
"""

import argparse
import base64
import os
import sys
import tempfile

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError
from traitlets.config import Config

from labhelpers._project import NOTEBOOKS, ROOT, labs
from tools import folding, measures

KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE_INFO = {"name": "python", "file_extension": ".py"}
CELL_SECONDS = 1800  # a slow or busy machine is no fault of a page
# Figures that stand elsewhere too: from file to lab and words of the alt text.
PICTURES = {
    "docs/images/cycle.png": (
        "01_training_cycle",
        "The training cycle. Design a model",
    ),
    "docs/images/momentum.png": ("06_momentum", "Momentum 0.7 swings once"),
    "docs/images/report.png": ("16_training_clinic", "Suspects: softmax twice"),
}


def run(notebook, environment=None):
    """Run `notebook` in place in a clean kernel.

    Args:
        notebook: A notebook as nbformat reads it.
        environment: Variables of the kernel that differ from this process's.

    Raises:
        CellExecutionError: A cell raised.
        DeadKernelError: The kernel died.
    """
    variables = {**os.environ, **(environment or {})}
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            kernel_name="python3",
            record_timing=False,
            config=_kernel_config(folder),
        )
        with client.setup_kernel(env=variables, cwd=str(NOTEBOOKS)):
            for number, cell in enumerate(notebook.cells):
                client.execute_cell(cell, number)


def _kernel_config(folder):
    """Return a configuration in which kernels that start together do not collide.

    Over TCP each kernel picks free ports, and another may take them before it binds
    them. Sockets in a folder of its own cannot be taken; Windows has none.
    """
    if os.name == "nt":
        return Config()
    return Config({"KernelManager": {"transport": "ipc", "ip": f"{folder}/kernel"}})


def tidy(notebook):
    """Remove from `notebook`, in place, what differs from run to run.

    What follows from the page is written anew: metadata, counts, minutes.
    """
    notebook.metadata = {"kernelspec": KERNELSPEC, "language_info": LANGUAGE_INFO}
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    count = 0
    for cell in notebook.cells:
        grading = cell.metadata.get("nbgrader")
        kept = folding.metadata(cell) | ({"nbgrader": grading} if grading else {})
        cell.metadata = nbformat.from_dict(kept)
        if grading and "grade_id" in grading:
            cell.id = grading["grade_id"]
        if cell.cell_type == "code":
            count += 1
            _tidy_outputs(cell, count)
    notebook.cells[0].source = measures.with_minutes(notebook)


def _tidy_outputs(cell, count):
    """Number a cell and its results; join its printed lines; drop live widgets."""
    cell.execution_count = count
    outputs = []
    for output in cell.outputs:
        data = output.get("data", {})
        if "application/vnd.jupyter.widget-view+json" in data:
            continue
        if output.output_type == "execute_result":
            output.execution_count = count
        same = outputs and output.output_type == "stream" == outputs[-1].output_type
        if same and outputs[-1].name == output.name:
            outputs[-1].text += output.text
        else:
            outputs.append(output)
    cell.outputs = outputs


def store(path, execute=True):
    """Run one notebook and write it back if it changed.

    Args:
        path: The notebook.
        execute: Whether to run it; if not, its outputs stay as they are.
    """
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    if execute:
        run(
            notebook,
            {
                "LABS_STRICT": "1",
                "LABS_SEED": "0",
                "LABS_GRADING": "0",
                "LABS_FIGURES": "small",
            },
        )
    tidy(notebook)
    nbformat.validate(notebook)
    after = nbformat.writes(notebook) + "\n"
    if after != before:
        path.write_text(after, encoding="utf-8")


def picture(notebook, words):
    """Return the PNG of the first figure of `notebook` with `words` in its alt text.

    Raises:
        LookupError: There is no such figure.
    """
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            about = output.get("metadata", {}).get("image/png", {})
            if words in about.get("alt", ""):
                return base64.b64decode(output.data["image/png"])
    raise LookupError(f"A figure with {words!r} in its alt text is needed; found none")


def store_pictures():
    """Copy the figures of `PICTURES` out of the stored labs."""
    for target, (lab, words) in PICTURES.items():
        notebook = nbformat.read(NOTEBOOKS / f"{lab}.ipynb", as_version=4)
        path = ROOT / target
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(picture(notebook, words))


def main():
    """Store the named labs, or all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labs", nargs="*", help="starts of names, such as 06; all")
    parser.add_argument("--no-run", action="store_true", help="tidy only")
    arguments = parser.parse_args()
    failed = []
    for path in labs(arguments.labs):
        print(path.name, flush=True)
        try:
            store(path, execute=not arguments.no_run)
        except (CellExecutionError, DeadKernelError) as error:
            failed.append(path.name)
            print(error, file=sys.stderr)
    store_pictures()
    if failed:
        sys.exit(f"not stored, since they stopped: {', '.join(failed)}")


if __name__ == "__main__":
    main()
