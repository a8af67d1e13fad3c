"""Hold the package to its design: small modules, arrows one way, nothing on import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "labhelpers"
FILES = sorted(PACKAGE.rglob("*.py"))

# What each part may import at module level: parts of the package, other libraries.
MAY_IMPORT = {
    "__init__": set(),
    "_later": set(),
    "_project": set(),
    "_missing": {"numpy"},
    "_verdicts": {"_missing", "IPython"},
    "_quiet": {"_later", "keras", "tensorflow"},
    "datasets": {"numpy"},
    "objectives": {"numpy"},
    "optimizers": {"numpy"},
    "layers": {"numpy"},
    "evaluation": {"numpy"},
    "models": {"_quiet", "keras", "tensorflow", "numpy"},
    "training": {"_missing", "_quiet", "keras", "tensorflow", "numpy", "IPython"},
    "clinic": {"_quiet", "numpy", "datasets", "training"},
    "tuning": {"_later", "_project", "_quiet", "numpy", "keras_tuner"} | {"training"},
    "claims": {"_missing", "_verdicts", "numpy"},
    "plots": {"_missing", "_verdicts", "numpy", "matplotlib", "PIL", "IPython"},
    "widgets": {"numpy", "matplotlib", "IPython", "ipywidgets"}
    | {"clinic", "datasets", "layers", "models", "optimizers", "plots", "training"},
    "mistakes": {"numpy"},
    "checks": {"numpy", "mistakes", "optimizers", "layers", "objectives"}
    | {"evaluation", "datasets"},
    "homework": {
        "_later",
        "_project",
        "nbformat",
        "nbclient",
        "numpy",
        "psutil",
        "IPython",
        "checks",
    },
}


def part_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path):
    """Names imported at module level: parts of labhelpers, other top-level packages."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside_functions = {
        node
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    found = set()
    for node in ast.walk(tree):
        if node in inside_functions:
            continue
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            modules = [node.module]
            if node.module == "labhelpers":
                modules = [f"labhelpers.{alias.name}" for alias in node.names]
        else:
            continue
        for module in modules:
            parts = module.split(".")
            found.add(parts[1] if parts[0] == "labhelpers" else parts[0])
    return found - set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_imports_only_what_its_part_may(path):
    part = part_of(path)
    assert imports_of(path) - {part} <= MAY_IMPORT[part]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_module_has_about_two_hundred_lines_at_most(path):
    limit = 320 if path.parent.name == "mistakes" else 260  # a table of many functions
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


def test_the_arrows_between_the_parts_point_one_way():
    arrows = {part: {a for a in allowed if a in MAY_IMPORT}
              for part, allowed in MAY_IMPORT.items()}  # fmt: skip
    while arrows:
        leaves = [part for part, targets in arrows.items() if not targets]
        assert leaves, f"a circle among {sorted(arrows)}"
        arrows = {p: t - set(leaves) for p, t in arrows.items() if p not in leaves}


def test_importing_the_package_loads_nothing_else():
    code = (
        "import sys; before = set(sys.modules); import labhelpers; "
        "new = {m.split('.')[0] for m in set(sys.modules) - before}; "
        "assert new <= {'labhelpers'}, new"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "module", ["datasets", "objectives", "optimizers", "layers", "claims", "plots"]
)
def test_light_modules_do_not_load_tensorflow_nor_pyplot(module):
    code = (
        f"import sys; from labhelpers import {module}; "
        "assert not {'tensorflow', 'keras', 'sklearn', 'matplotlib.pyplot'} "
        "& set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_the_helpers_touches_no_random_generator_and_no_setting():
    code = (
        "import random, numpy as np, matplotlib; "
        "states = random.getstate(), np.random.get_state()[1].tolist(); "
        "settings = dict(matplotlib.rcParams); "
        "from labhelpers import plots, datasets, layers, optimizers, claims; "
        "assert states == (random.getstate(), np.random.get_state()[1].tolist()); "
        "assert settings == dict(matplotlib.rcParams)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
