"""Hold `make class-copy` to its word: a copy without answers that passes its tests."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pages
import pytest

from tools import class_copy, filling, links, style_rules
from tools.errors import SetupError


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    target = tmp_path_factory.mktemp("class") / "training-labs"
    assert class_copy.main([str(target)]) == 0
    return target


def run_in(folder, *arguments):
    """Run a module of Python in a copy, with the copy's own package."""
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=900,
    )


def test_a_copy_holds_the_labs_and_no_answers_and_no_history(copied):
    names = {path.stem for path in (copied / "notebooks").glob("[01]*.ipynb")}
    assert names and names <= set(pages.NAMES)
    for gone in ["teacher", ".git"]:
        assert not (copied / gone).exists(), gone
    for kept in [
        "labhelpers/checks",
        "labhelpers/mistakes",
        "docs/reference.md",
        "labs.py",
    ]:
        assert (copied / kept).exists(), kept


def test_no_file_of_a_copy_holds_the_lines_that_solve_an_exercise(copied):
    found = [path.relative_to(copied) for path in copied.rglob("*") if path.is_file()]
    texts = {
        name: class_copy.stripped((copied / name).read_text("utf-8", errors="replace"))
        for name in found
        if name.parts[0] != "labhelpers"
    }
    for path in sorted(pages.TEACHER.glob("*/solution.py")):
        answers = class_copy.answers_in(path.read_text("utf-8"))
        assert answers
        for answer in answers:
            assert not [n for n, text in texts.items() if answer in text], answer


PARTS = ["overview", "pages"]
OTHERS = ["checks", "homework_start", "style_rules"]


@pytest.mark.parametrize("files", [PARTS, pytest.param(OTHERS, marks=pytest.mark.full)])
def test_the_tests_of_a_copy_are_complete_without_answers(copied, files):
    chosen = " or ".join(f"test_{name}.py" for name in files)
    options = ["-q", "-p", "no:cacheprovider", "-rs"]
    # All are collected.
    done = run_in(copied, "pytest", *options, "-k", chosen)
    assert done.returncode == 0, done.stdout
    assert "skipped" not in done.stdout


def test_the_pages_of_a_copy_were_not_run(copied):
    for path in sorted((copied / "notebooks").glob("[01]*.ipynb")):
        page = nbformat.read(path, as_version=4)
        for cell in page.cells:
            assert not cell.get("outputs") and not cell.get("execution_count")
        assert [c.source for c in page.cells] == [
            c.source for c in pages.read(path.stem).cells
        ]


@pytest.mark.parametrize("length", [9, pytest.param(None, marks=pytest.mark.full)])
def test_a_page_of_a_copy_runs_without_stored_outputs(copied, length):
    page = nbformat.read(copied / "notebooks" / pages.PATHS[3].name, as_version=4)
    page.cells = page.cells[:length]
    start = copied / "notebooks" / "start.ipynb"
    nbformat.write(page, start)
    done = run_in(copied, "pytest", "-q", "-p", "no:cacheprovider", start)
    start.unlink()
    assert done.returncode == 0 and "passed" in done.stdout, done.stdout


def public_copy(tmp_path, address, hub=None):
    """Return a copy with one lab and the pages that have links."""
    project = small_project(tmp_path / "labs")
    (project / "notebooks").mkdir()
    for name in ["notebooks/06_momentum.ipynb", *filling.FILLED]:
        shutil.copy(pages.ROOT / name, project / name)
    class_copy.make_copy(project, tmp_path / "copy", links.read(address), hub)
    return tmp_path / "copy"


def test_a_public_copy_leads_from_each_page_to_itself_in_colab(tmp_path):
    path = public_copy(tmp_path, "school/labs") / "notebooks" / "06_momentum.ipynb"
    page = nbformat.read(path, as_version=4)
    address = "colab.research.google.com/github/school/labs/blob/main/notebooks"
    assert f"(https://{address}/{path.name})" in page.cells[0].source
    assert style_rules.form.the_page_says_how_many_minutes_it_takes(page) == []


ADDRESSES = [
    ("school/labs", "https://github.com/school/labs"),
    ("git@gitlab.com:school/a/labs.git", "https://gitlab.com/school/a/labs"),
    ("https://codeberg.org/school/labs.git", "https://codeberg.org/school/labs"),
]


@pytest.mark.parametrize(("address", "home"), ADDRESSES)
@pytest.mark.parametrize("hub", [None, "https://hub.example"])
def test_a_filled_copy_has_every_link_and_no_word_that_stands_for_one(
    tmp_path, address, home, hub
):
    copy = public_copy(tmp_path, address, hub)
    for path in copy.rglob("*"):
        if path.suffix in {".md", ".ipynb"}:
            text = path.read_text("utf-8")
            assert "OWNER" not in text and "HUB" not in text, path
    readme = (copy / "README.md").read_text("utf-8")
    start = (copy / "notebooks/00_start_here.md").read_text("utf-8")
    assert f"The labs are at {home}." in readme and "mybinder.org/v2/" in readme
    assert f"{home}/" in start and "/issues" in start
    in_colab = "github" in home
    assert (f"git clone -q {home} " in readme) == in_colab
    assert ("colab.research" in readme) == in_colab
    for text in [readme, start]:
        assert ("hub.example/hub/user-redirect/git-pull?" in text) == bool(hub)


def test_the_readme_says_of_services_what_a_filled_copy_says():
    readme = (pages.ROOT / "README.md").read_text("utf-8")
    example = links.Repository("github.com", links.PLACEHOLDER)
    for address in [
        example.binder(),
        example.colab("notebooks/06_momentum.ipynb"),
        f"git clone -q {example.home} /content/labs",
    ]:
        assert address in readme and address in filling.in_the_browser(example)


def test_a_whole_copy_is_filled_by_the_command_which_says_where_links_lead(
    tmp_path, capsys
):
    words = ["--repository", "git@github.com:school/labs.git", "--hub", "hub.example"]
    assert class_copy.main([str(tmp_path / "copy"), *words]) == 0
    said = capsys.readouterr().out
    assert "Links lead to https://github.com/school/labs (branch main)" in said
    assert "https://hub.example/hub/user-redirect/git-pull?repo=https%3A" in said
    for path in (tmp_path / "copy").rglob("*.md"):
        if path.name != "CHANGELOG.md":
            assert "OWNER" not in path.read_text("utf-8"), path


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        (["--repository", "labs"], "address of a repository is needed"),
        (["--repository", "a/b", "--hub", "the hub"], "address of a hub is needed"),
        (["--hub", "hub.example"], "needs --repository"),
    ],
)
def test_an_address_that_cannot_be_read_makes_no_copy(tmp_path, capsys, words, needed):
    assert class_copy.main([str(tmp_path / "copy"), *words]) == 1
    said = capsys.readouterr().err
    assert needed in said and said.count("\n") == 1
    assert not (tmp_path / "copy").exists()


def test_the_pages_of_a_copy_say_what_counts_and_how_to_hand_in(copied):
    points = sum(
        pages.grading(cell)["points"]
        for name in pages.NAMES
        for cell in pages.code_cells(name)
        if pages.grading(cell).get("grade")
    )
    for name in filling.FILLED:
        text = " ".join((copied / name).read_text("utf-8").split())
        assert "python labs.py check my_labs/06_momentum.ipynb" in text
        assert f"all {len(pages.NAMES)} labs have {points:g} points" in text
        assert "Only exercises have points" in text
        assert "Hand in the notebook" in text.replace("**", "")
        assert "one lecture, *About Training*" in text and "docs/lecture.md" in text


def test_selftest_in_a_copy_says_that_it_tried_no_solutions(copied):
    number = min(path.name for path in (copied / "notebooks").glob("0*.ipynb"))[:2]
    done = run_in(copied, "labhelpers.homework", "selftest", number)
    assert done.returncode == 0, done.stderr
    assert "no solutions to try" in done.stdout
    assert "There is no folder teacher/ here" in done.stdout


def test_the_readme_of_a_copy_leads_nowhere_else(copied):
    readme = (copied / "README.md").read_text("utf-8")
    assert "teacher/" not in readme and "CONTRIBUTING.md" in readme


def test_beside_the_folder_stands_the_same_as_a_zip_file(copied):
    with zipfile.ZipFile(copied.with_suffix(".zip")) as archive:
        zipped = {Path(n) for n in archive.namelist() if not n.endswith("/")}
    here = {path.relative_to(copied.parent) for path in copied.rglob("*")}
    assert zipped <= here
    assert Path("training-labs/labs.py") in zipped


def small_project(folder):
    """Write a project without git: one lab, one solution, a student's own files."""
    texts = {
        "README.md": "# Labs\n\nTeach: [this](teacher/README.md).\n\nMore.\n",
        "teacher/README.md": "how to grade",
        "teacher/06_momentum/guide.md": "0.7, in 30 steps",
        "teacher/tests/test_teachers.py": "from tools import teachers",
        "labs.py": "",
        "labhelpers/rule.py": "return w - 2 * gradient",
        "teacher/06_momentum/solution.py": "def f(w):\n  return w - 2 * gradient",
        "tests/test_page.py": "def test(): pass",
        "my_labs/06_momentum.ipynb": "{}",
        ".venv/pyvenv.cfg": "",
        "tests/__pycache__/test_page.pyc": "",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def test_with_git_what_is_committed_is_copied_and_nothing_else(tmp_path):
    project = small_project(tmp_path / "labs")
    (project / ".gitignore").write_text("my_labs/\n.venv/\n__pycache__/\n")
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
    for command in [["init", "-q"], ["add", "."], [*who, "commit", "-qm", "first"]]:
        subprocess.run(["git", *command], cwd=project, check=True)
    (project / "grades.csv").write_text("student,points")
    (project / "labs.py").write_text("half done")
    class_copy.make_copy(project, tmp_path / "copy")
    kept = {"README.md", "labs.py", "labhelpers/rule.py", "tests/test_page.py"}
    assert in_folder(tmp_path / "copy") == kept | {".gitignore"}
    assert (tmp_path / "copy" / "labs.py").read_text() == ""


def test_a_folder_with_git_and_no_commit_gets_one_sentence(tmp_path):
    project = small_project(tmp_path / "labs")
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    with pytest.raises(SetupError, match="needs git and a commit"):
        class_copy.make_copy(project, tmp_path / "copy")


def in_folder(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_without_git_only_what_belongs_to_the_labs_is_copied(tmp_path):
    project = small_project(tmp_path / "labs")
    class_copy.make_copy(project, tmp_path / "copy")
    kept = {"README.md", "labs.py", "labhelpers/rule.py", "tests/test_page.py"}
    assert in_folder(tmp_path / "copy") == kept
    assert (tmp_path / "copy" / "README.md").read_text() == "# Labs\n\nMore.\n"


def test_a_second_copy_takes_the_place_of_the_first(tmp_path):
    project = small_project(tmp_path / "labs")
    class_copy.make_copy(project, tmp_path / "copy")
    (project / "labs.py").write_text("newer")
    class_copy.make_copy(project, tmp_path / "copy")
    assert (tmp_path / "copy" / "labs.py").read_text() == "newer"


@pytest.mark.parametrize("name", ["my_labs/06_momentum.ipynb", "notes.txt"])
def test_a_folder_with_other_files_is_left_alone(tmp_path, name):
    project = small_project(tmp_path / "labs")
    other = tmp_path / "copy" / name
    other.parent.mkdir(parents=True)
    other.write_text("a person's work")
    with pytest.raises(SetupError, match="needs a new folder"):
        class_copy.make_copy(project, tmp_path / "copy")
    assert in_folder(tmp_path / "copy") == {name}


def test_a_file_that_gives_an_answer_away_stops_the_copy_and_is_named(tmp_path):
    project = small_project(tmp_path / "labs")
    shutil.copy(project / "labhelpers/rule.py", project / "tests/test_page.py")
    with pytest.raises(SetupError, match=r"tests/test_page\.py holds 'return w - 2"):
        class_copy.make_copy(project, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_a_folder_that_cannot_be_made_gets_one_sentence(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert class_copy.main([str(tmp_path / "file" / "copy")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
