"""Nothing that TensorFlow writes while it starts or compiles reaches the student."""

import os
import subprocess
import sys

import nbclient
import nbformat
import pytest

SET_UP = """
from labhelpers import training
from tensorflow import keras

training.set_seed()
"""
TRAIN = """
import numpy as np

x = np.ones((40, 3), "float32")
y = np.zeros(40, "int64")
network = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, "softmax")])
network.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = training.fit(network, x, y, epochs=2, validation_data=(x, y))
network.compile("adam", "sparse_categorical_crossentropy", jit_compile=True)
history = training.fit(network, x, y)
history = network.fit(x, y, verbose=0)
"""


def run_python(code, **environment):
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=os.environ | environment,
        check=False,
    )


def test_a_process_prints_what_it_prints_itself_and_nothing_else():
    result = run_python(SET_UP + TRAIN + "print('out')\nimport os; os.write(2, b'err')")
    assert (result.returncode, result.stdout, result.stderr) == (0, "out\n", "err")


def test_the_first_cells_of_a_notebook_have_no_output_but_the_seed():
    cells = [nbformat.v4.new_code_cell(code) for code in (SET_UP, TRAIN)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    nbclient.NotebookClient(notebook, kernel_name="python3", timeout=120).execute()
    outputs = [output for cell in notebook.cells for output in cell.outputs]
    assert [output.data["text/plain"] for output in outputs] == ["0"]


def test_a_python_without_stdout_and_stderr_can_import_it(tmp_path):
    code = f"""
import os, sys
os.close(1), os.close(2)
sys.stdout = sys.stderr = None
from labhelpers import training
open({str(tmp_path / "imported")!r}, "w").close()
"""
    run_python(code)
    assert (tmp_path / "imported").exists()


@pytest.fixture
def broken_tensorflow(tmp_path):
    (tmp_path / "tensorflow.py").write_text(
        "import os\n"
        "os.write(2, b'libsomething.so: cannot open shared object file')\n"
        "raise ImportError('DLL load failed')\n"
    )
    return {"PYTHONPATH": str(tmp_path)}


def test_a_broken_tensorflow_shows_what_it_wrote_and_what_to_do(broken_tensorflow):
    result = run_python(SET_UP, **broken_tensorflow)
    assert result.returncode == 1
    assert "libsomething.so: cannot open shared object file" in result.stderr
    assert "The labs need a working TensorFlow" in result.stderr
    assert "received: DLL load failed" in result.stderr
