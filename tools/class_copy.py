"""Copy the labs for a class, without answers: `python labs.py class-copy [FOLDER]`.

It is the repository without `teacher/` and without its history. What is not committed
to git is not copied either: grades and submissions may lie about. The copy passes its
own tests. Beside the folder stands the same as a zip file.

Its pages have not been run: they ask for predictions, and the answers would stand on
the screen. So its tests run the pages without comparing outputs.
"""

import argparse
import ast
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath

from labhelpers._project import ROOT
from labhelpers.homework import handout
from tools import filling, links
from tools.errors import SetupError, describe

TARGET = ROOT / "build" / "training-labs"
LEFT_OUT = "teacher"
NOT_OURS = {".git", ".venv", ".venv-nbgrader", ".venv-website", ".venv-hub"}
NOT_OURS |= {"my_labs", "build", "wheelhouse"}
CACHES = {"__pycache__", ".pytest_cache", ".ruff_cache", ".ipynb_checkpoints"}
TEXTS = {".py", ".md", ".csv"}
SHORTEST_ANSWER = 20


def read_project(root):
    """Return the project's files: from path to a pair of content and permissions.

    With git it is the last commit. In a folder without (unpacked from a zip file) it is
    all but what the labs themselves made there.
    """
    if not (root / ".git").exists():
        return {
            name: ((root / name).read_bytes(), (root / name).stat().st_mode & 0o777)
            for name in walk(root)
            if name.parts[0] not in NOT_OURS
        }
    packed = git(root, "archive", "--format=tar", "HEAD")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        return {
            PurePosixPath(entry.name): (archive.extractfile(entry).read(), entry.mode)
            for entry in archive
            if entry.isfile()
        }


def walk(folder):
    """Return the files below `folder`, relative to it, without caches."""
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [
            name
            for name in folders
            if name not in CACHES and not name.endswith(".egg-info")
        ]
        found += [Path(where, name).relative_to(folder) for name in names]
    return [PurePosixPath(name.as_posix()) for name in found]


def git(root, *arguments):
    """Return what a git command prints.

    Raises:
        SetupError: There is no git, or it failed.
    """
    try:
        command = ["git", *arguments]
        return subprocess.run(command, cwd=root, capture_output=True, check=True).stdout
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"").decode(errors="replace").strip()
        raise SetupError(
            "A class copy of a folder with .git needs git and a commit; "
            f"`git {arguments[0]}` failed: {said or error}"
        ) from error


def for_students(project):
    """Return the files of `project` that a student may have."""
    return {name: file for name, file in project.items() if name.parts[0] != LEFT_OUT}


def make_copy(root, target, repository=None, hub=None):
    """Copy to `target` what students may have; return the number of files.

    Args:
        root: The project.
        target: A new folder, or an older copy.
        repository: Where the copy will be public, a `links.Repository`. README and
            start page then lead there, and each page to itself in Colab.
        hub: The address of the class's hub, to which README and start page then lead.

    Raises:
        SetupError: `target` holds something else, or a file would give an answer away.
        OSError: A file cannot be read or written.
    """
    project = read_project(root)
    chosen = for_students(project)
    check_target(target, chosen)
    check_answers(project, chosen)
    for name, (content, permissions) in chosen.items():
        content = as_students_get(name, content, repository, hub)
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_bytes(content)
        (target / name).chmod(permissions)
    shutil.make_archive(str(target), "zip", target.parent, target.name)
    return len(chosen)


def as_students_get(name, content, repository=None, hub=None):
    """Return a file's content without outputs and without links to `teacher/`."""
    if name.suffix == ".ipynb" and name.parts[0] == "notebooks":
        address = repository and repository.colab(name)
        return handout.without_outputs(content, address=address)
    if str(name) == "pyproject.toml":
        return content.replace(b'"--nbval"', b'"--nbval-lax"')
    if str(name) == "README.md":
        content = without_teacher(content)
    if repository and str(name) in filling.FILLED:
        text = content.decode("utf-8")
        return filling.FILLED[str(name)](text, repository, hub).encode()
    return content


def check_target(target, chosen):
    """Refuse a folder with files that a class copy does not have."""
    for name in walk(target):
        if name not in chosen:
            raise SetupError(
                f"A class copy needs a new folder, and {target} holds {name}: "
                "remove that folder or name another one, then try again."
            )


def check_answers(project, chosen):
    """Refuse to copy a file that holds the lines of a solution, one below the other.

    The package is left aside: a check needs the right function, and keeps it out of
    reach while a student's answer runs.
    """
    texts = {
        name: stripped(content.decode("utf-8"))
        for name, (content, _) in chosen.items()
        if name.suffix in TEXTS and name.parts[0] != "labhelpers"
    }
    for solution in sorted(n for n in project if n.match("teacher/*/solution.py")):
        for lines in answers_in(project[solution][0].decode("utf-8")):
            for name, text in texts.items():
                if lines in text:
                    raise SetupError(
                        f"A class copy needs files without answers, and {name} holds "
                        f"{lines.splitlines()[-1]!r} of {solution}: "
                        "move it to teacher/."
                    )


def answers_in(text):
    """Return what the functions in a file of solutions do, without indentation.

    Names of functions and docstrings stand in the page, too, and so do lines that are
    as short as `return gradient`.
    """
    found = []
    for node in ast.parse(text).body:
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            lines = text.splitlines()[body[0].lineno - 1 : body[-1].end_lineno]
            found.append(stripped("\n".join(lines)))
    return [lines for lines in found if len(lines) >= SHORTEST_ANSWER]


def stripped(text):
    """Return `text` without indentation and blank lines."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def without_teacher(readme):
    """Return the README without the lines that lead to what is left out."""
    return re.sub(rb".*\(teacher/.*\n\n?", b"", readme)


def main(arguments=None):
    """Make the copy and say where it is; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python labs.py class-copy", description=__doc__.partition("\n")[0]
    )
    parser.add_argument("folder", nargs="?", type=Path, default=TARGET)
    parser.add_argument(
        "--repository", help="where the copy will be: owner/name, or any address of it"
    )
    parser.add_argument("--branch", default="main", help="its branch (main)")
    parser.add_argument("--hub", help="the address of a JupyterHub with nbgitpuller")
    options = parser.parse_args(arguments)
    target = options.folder.absolute()
    try:
        repository = options.repository and links.read(
            options.repository, options.branch
        )
        if options.hub and not repository:
            raise SetupError("A link for a hub needs --repository, too.")
        hub = options.hub and links.read_hub(options.hub)
        count = make_copy(ROOT, target, repository, hub)
        open_work = (ROOT / ".git").exists() and git(ROOT, "status", "--porcelain")
    except (SetupError, OSError) as error:
        print(describe(error), file=sys.stderr)
        return 1
    print(f"{count} files without answers are in {target}, and in {target.name}.zip.")
    if repository:
        print("\n".join(filling.summary(repository, hub)))
    if open_work:
        print("What is not committed to git was not copied: see `git status`.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
