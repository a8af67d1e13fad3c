"""Build the website from the stored labs: `python labs.py site`, or `make site`.

Sphinx makes it, in an environment of its own, `.venv-website` (see `tools.apart`):
nobody needs TensorFlow to build pages that do not run. What Sphinx reads is laid out
in `build/site-work`: the labs, the README, `docs/`, and the settings in
`website/sphinx/`. A site that could not be built leaves the last one as it was.
"""

import argparse
import shutil

from labhelpers import _project
from tools import apart, filling, links
from tools.environment import ROOT
from tools.errors import SetupError

EXTRA = "website"  # of pyproject.toml: what the builder needs
WORK = ROOT / "build" / "site-work"
TARGET = ROOT / "build" / "site"


def main(arguments):
    """Install the builder if it is missing, build the website, say where it is.

    Raises:
        SetupError: The builder cannot be installed, or the site not be built.
    """
    parser = argparse.ArgumentParser(
        prog="python labs.py site", description="build the website in build/site"
    )
    parser.add_argument(
        "--repository",
        help="the public copy to which the pages link: owner/name, or any address",
    )
    options = parser.parse_args(arguments)
    address = options.repository or filling.address_in(
        (ROOT / "README.md").read_text("utf-8")
    )
    repository = links.read(address) if address else None
    apart.ensure(EXTRA)
    build(TARGET, WORK, repository)
    print(f"Ready: {TARGET / 'index.html'}")
    if repository is None:
        print(
            f"Links to Colab, Binder and GitHub say {links.PLACEHOLDER}: with "
            "`make site REPOSITORY=...` they say where the public copy is."
        )
    return 0


def build(target, work, repository=None):
    """Build the website anew, and put it at `target` once it is whole.

    Args:
        target: A folder; what stands there is replaced.
        work: A folder for what is made on the way; emptied first.
        repository: The public copy to which pages link, a `links.Repository`.

    Raises:
        SetupError: Sphinx warned or failed.
    """
    shutil.rmtree(work, ignore_errors=True)
    lay_out(work / "source", repository)
    named = repository or links.Repository("github.com", links.PLACEHOLDER)
    command = [apart.python(EXTRA), "-m", "sphinx", "-b", "html", "--quiet"]
    command += ["--fail-on-warning", "--define", f"labs_root={ROOT}"]
    command += ["--define", f"labs_files={named.file('')}"]
    command += ["--doctree-dir", work / "doctrees", work / "source", work / "html"]
    done = apart.run(*command)
    if done.returncode:
        raise SetupError(f"The website was not built: {done.stderr.strip()}")
    shutil.rmtree(target, ignore_errors=True)
    shutil.move(work / "html", target)
    shutil.rmtree(work)


def lay_out(source, repository=None):
    """Copy what the website is made of into the folder `source`.

    The notebooks stand as in the project, so that links between pages hold. Nothing of
    `teacher/` is published.
    """
    settings = ROOT / "website" / "sphinx"
    shutil.copytree(settings, source, ignore=shutil.ignore_patterns("__pycache__"))
    readme = (ROOT / "README.md").read_text("utf-8")
    if repository:
        readme = filling.readme(readme, repository)
    (source / "README.md").write_text(readme, "utf-8")
    shutil.copytree(ROOT / "docs" / "images", source / "docs" / "images")
    for path in [*_project.labs(), *(ROOT / "docs").glob("*.md")]:
        (source / path.relative_to(ROOT)).parent.mkdir(exist_ok=True)
        shutil.copy(path, source / path.relative_to(ROOT))
