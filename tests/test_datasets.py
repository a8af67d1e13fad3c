import csv
import dataclasses
import doctest
import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import sklearn.datasets

from labhelpers import datasets
from labhelpers.datasets import (
    _arguments,
    _bundled,
    _generated,
    _record,
    _scaling,
    _splits,
)

ROOT = Path(__file__).resolve().parents[1]
CLASSES = ["digits", "breast_cancer"]
BUNDLED = [*CLASSES, "diabetes"]
OFFLINE = [*BUNDLED, "noisy_sine", "two_moons"]


def forget_everything():
    datasets._loaded.cache_clear()
    _record._OPENED.clear()
    _record._TEST_SETS.clear()


@pytest.fixture(autouse=True)
def new_process():
    """Stand in for a fresh process: nothing loaded, no test set opened."""
    forget_everything()
    yield
    forget_everything()


@pytest.fixture
def data_folder(tmp_path, monkeypatch):
    """A copy of data/ that a test may damage."""
    folder = tmp_path / "data"
    folder.mkdir()
    for name in ["digits.csv", "SHA256SUMS"]:
        (folder / name).write_bytes((ROOT / "data" / name).read_bytes())
    monkeypatch.setattr(_bundled, "DATA_FOLDER", folder)
    return folder


def rows_of(name):
    with open(ROOT / "data" / f"{name}.csv", newline="") as file:
        return list(csv.DictReader(file))


def parts_of(data):
    """All three parts as pairs (x, y), by the word that the files use."""
    return {
        "train": (data.x_train, data.y_train),
        "validation": (data.x_val, data.y_val),
        "test": data.open_test_set(again=True),
    }


def source_of(name):
    options = {"scaled": False} if name == "diabetes" else {}
    return getattr(sklearn.datasets, f"load_{name}")(**options)


# The files and what load makes of them


@pytest.mark.parametrize("name", BUNDLED)
def test_every_example_of_scikit_learns_copy_is_in_exactly_one_part(name):
    rows = sorted(int(row["source_row"]) for row in rows_of(name))
    assert rows == list(range(len(source_of(name).target)))
    assert {row["split"] for row in rows_of(name)} == {"train", "validation", "test"}


@pytest.mark.parametrize("name", BUNDLED)
def test_loaded_values_are_scikit_learns_up_to_the_stated_scale(name):
    source, rows = source_of(name), rows_of(name)
    scale = 16 if name == "digits" else 1
    for part, (x, y) in parts_of(datasets.load(name)).items():
        i = [int(row["source_row"]) for row in rows if row["split"] == part]
        np.testing.assert_array_equal(x, (source.data[i] / scale).astype(np.float32))
        np.testing.assert_array_equal(y, source.target[i])


def test_make_data_writes_exactly_the_committed_files(tmp_path):
    spec = importlib.util.spec_from_file_location("make", ROOT / "tools/make_data.py")
    make_data = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make_data)
    make_data.main(tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert sorted(written) == sorted(["SHA256SUMS", *(f"{n}.csv" for n in BUNDLED)])
    for name, content in written.items():
        assert content == (ROOT / "data" / name).read_bytes(), name


def test_the_datasheet_states_the_checksums_and_the_size_and_classes_of_each_part():
    readme = (ROOT / "data/README.md").read_text()
    for line in (ROOT / "data/SHA256SUMS").read_text().splitlines():
        checksum, file_name = line.split()
        assert f"| {file_name} | `{checksum}` |" in readme
    for name in CLASSES:
        for part, (_, y) in parts_of(datasets.load(name)).items():
            numbers = [len(y), *np.bincount(y)]
            assert f"| {part} | {' | '.join(map(str, numbers))} |" in readme


@pytest.mark.parametrize("name", OFFLINE)
def test_the_docstring_of_load_states_the_sizes_of_the_parts(name):
    row = re.search(
        rf"\| `{name}` +\| (\d+) +\| (\d+) +\| (\d+) ", datasets.load.__doc__
    )
    sizes = [len(y) for x, y in parts_of(datasets.load(name)).values()]
    assert [int(size) for size in row.groups()] == sizes


@pytest.mark.parametrize("name", [*CLASSES, "two_moons"])
def test_each_class_keeps_its_share_in_every_part_to_within_one_example(name):
    labels = {part: y for part, (x, y) in parts_of(datasets.load(name)).items()}
    everything = np.concatenate(list(labels.values()))
    share = np.bincount(everything) / len(everything)
    for y in labels.values():
        assert np.abs(np.bincount(y) - share * len(y)).max() < 1


@pytest.mark.parametrize("name", OFFLINE)
def test_features_are_float32_and_labels_int64_and_regression_targets_float32(name):
    data = datasets.load(name)
    for x, y in parts_of(data).values():
        assert x.dtype == np.float32
        assert x.shape == (len(y), len(data.feature_names))
        assert y.dtype == (np.float32 if data.class_names is None else np.int64)
        if data.class_names is not None:
            assert set(y) == set(range(len(data.class_names)))


@pytest.mark.parametrize("name", CLASSES)
def test_a_prefix_of_the_training_part_holds_every_class(name):
    data = datasets.load(name)
    counts = np.bincount(data.y_train[:100], minlength=len(data.class_names))
    assert counts.min() >= 2


@pytest.mark.parametrize("name", OFFLINE)
def test_the_split_does_not_depend_on_the_lab_seed(name, monkeypatch):
    monkeypatch.setenv("LABS_SEED", "1")
    first = parts_of(datasets.load(name))
    forget_everything()
    monkeypatch.setenv("LABS_SEED", "2")
    second = parts_of(datasets.load(name))
    for part in first:
        np.testing.assert_array_equal(first[part][0], second[part][0])


def test_the_scales_of_breast_cancer_differ_by_more_than_ten_thousand():
    spread = datasets.load("breast_cancer").x_train.std(axis=0)
    assert spread.max() / spread.min() > 1e4


# The record


@pytest.mark.parametrize("name", OFFLINE)
def test_an_in_place_change_fails_and_does_not_reach_the_next_load(name):
    before = {part: x.copy() for part, (x, y) in parts_of(datasets.load(name)).items()}
    for array in [a for pair in parts_of(datasets.load(name)).values() for a in pair]:
        with pytest.raises(ValueError, match="read-only"):
            array += 1
        with pytest.raises(ValueError, match="WRITEABLE"):
            array.setflags(write=True)
    for part, (x, _) in parts_of(datasets.load(name)).items():
        np.testing.assert_array_equal(x, before[part])


def test_assigning_to_a_field_is_refused_by_name():
    with pytest.raises(dataclasses.FrozenInstanceError, match="'x_train'"):
        datasets.load("digits").x_train = None


def test_the_record_has_exactly_the_agreed_fields():
    fields = [field.name for field in dataclasses.fields(datasets.Dataset)]
    assert " ".join(fields) == (
        "x_train y_train x_val y_val feature_names class_names image_shape name"
    )


def test_replace_refuses_inputs_and_targets_of_different_length():
    data = datasets.load("digits")
    with pytest.raises(ValueError, match=r"x_train and y_train .* 10 and 1077"):
        dataclasses.replace(data, x_train=data.x_train[:10])


def test_a_misspelt_field_is_answered_with_the_fields_there_are():
    with pytest.raises(AttributeError, match=r"x_train, .*Received: 'x_tarin'"):
        datasets.load("digits").x_tarin  # noqa: B018


# The seal


def test_the_test_set_opens_a_second_time_only_when_said():
    data = datasets.load("digits")
    x_test, y_test = data.open_test_set()
    assert len(x_test) == len(y_test) == 360
    with pytest.raises(RuntimeError, match=r"'digits'.*again=True"):
        data.open_test_set()
    np.testing.assert_array_equal(data.open_test_set(again=True)[0], x_test)


def test_no_second_record_of_the_same_data_has_a_fresh_seal():
    data = datasets.load("digits")
    data.open_test_set()
    small = dataclasses.replace(data, x_val=data.x_val[:5], y_val=data.y_val[:5])
    for other in [datasets.load("digits"), datasets.resplit(data, seed=1), small]:
        with pytest.raises(RuntimeError, match="already opened"):
            other.open_test_set()


def test_opening_one_test_set_leaves_the_others_sealed():
    datasets.load("digits").open_test_set()
    datasets.load("diabetes").open_test_set()


@pytest.mark.parametrize("name", OFFLINE)
def test_neither_an_attribute_nor_the_repr_holds_the_test_set(name):
    data = datasets.load(name)
    arrays = [v for v in vars(data).values() if isinstance(v, np.ndarray)]
    for hidden in data.open_test_set():
        assert not any(np.shares_memory(array, hidden) for array in arrays)
        assert not any(getattr(data, attribute) is hidden for attribute in dir(data))
    assert len(repr(data)) < 100
    assert "test" not in repr(data)


@pytest.mark.parametrize("attribute", ["x_test", "y_test"])
def test_asking_for_the_test_part_as_a_field_explains_the_seal(attribute):
    with pytest.raises(AttributeError, match=rf"{attribute} is sealed.*open_test_set"):
        getattr(datasets.load("digits"), attribute)


def test_a_record_with_another_name_has_no_test_set():
    data = dataclasses.replace(datasets.load("digits"), name="mine")
    with pytest.raises(RuntimeError, match="Received: name='mine'"):
        data.open_test_set()


# What goes wrong


@pytest.mark.parametrize(
    ("name", "meant"),
    [("digit", "digits"), ("MNIST", "mnist"), ("Breast-Cancer", "breast_cancer")],
)
def test_a_misspelt_name_is_answered_with_all_names_and_the_nearest(name, meant):
    with pytest.raises(ValueError, match=f"diabetes.*Did you mean '{meant}'") as caught:
        datasets.load(name)
    assert all(known in str(caught.value) for known in [*OFFLINE, "cifar10"])


@pytest.mark.parametrize("name", [None, 3, [], "weather"])
def test_a_name_that_resembles_none_gets_no_suggestion(name):
    with pytest.raises(ValueError, match=r"Received: .*(?<!\?)$"):
        datasets.load(name)


def test_a_damaged_file_is_refused_with_the_command_that_restores_it(data_folder):
    path = data_folder / "digits.csv"
    path.write_bytes(path.read_bytes().replace(b",16,", b",15,", 1))
    with pytest.raises(ValueError, match=r"digits.csv is damaged.*restore data"):
        datasets.load("digits")


@pytest.mark.parametrize("missing", ["digits.csv", "SHA256SUMS"])
def test_a_missing_file_is_named_with_the_command_that_restores_it(
    data_folder, missing
):
    (data_folder / missing).unlink()
    with pytest.raises(FileNotFoundError, match=rf"{missing} is missing.*restore data"):
        datasets.load("digits")


def test_without_the_repository_the_error_says_to_clone_it(tmp_path, monkeypatch):
    monkeypatch.setattr(_bundled, "DATA_FOLDER", tmp_path / "data")
    with pytest.raises(FileNotFoundError, match=r"clone it and run .*pip install -e"):
        datasets.load("digits")


def test_importing_datasets_loads_numpy_and_no_other_library():
    code = (
        "import sys, numpy; before = {m.split('.')[0] for m in sys.modules};"
        "from labhelpers import datasets;"
        "new = {m.split('.')[0] for m in sys.modules} - before;"
        "print(*sorted(new - set(sys.stdlib_module_names)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert run.stdout.split() == ["labhelpers"], run.stderr


@pytest.mark.parametrize(
    "module", [datasets, _generated, _record, _scaling, _arguments, _splits]
)
def test_the_examples_in_the_docstrings_are_true(module):
    assert doctest.testmod(module).failed == 0
