"""Read the address of a class's repository, and make the links that lead there.

A teacher copies an address from wherever it stands: owner/name, the browser's line, or
what `git clone` takes. Each service that opens a page names the repository in its own
way, and a host other than GitHub has other paths.
"""

import re
import urllib.parse
from typing import NamedTuple

from tools.errors import SetupError

PLACEHOLDER = "OWNER/NAME"
FOLDER = "training-labs"  # of a student, where nbgitpuller puts the labs
COLAB = "https://colab.research.google.com"
BINDER = "https://mybinder.org"
NEEDED = (
    "The address of a repository is needed, such as school/training-labs (on GitHub), "
    "https://gitlab.com/school/training-labs or git@github.com:school/training-labs.git"
)
PART = r"[A-Za-z0-9~_][A-Za-z0-9._~-]*"
FORMS = [
    rf"(?:https?|ssh|git)://(?:[^/@\s]*@)?(?P<host>{PART})(?::\d+)?/(?P<path>\S+)",
    rf"(?:{PART}@)(?P<host>{PART}):(?P<path>[^\s:]+)",
    rf"(?P<host>{PART}\.[A-Za-z]{{2,}})/(?P<path>{PART}/\S+)",
    rf"(?P<path>{PART}/{PART})/?",
]
KINDS = ["github", "gitlab", "bitbucket", "gitea", "forgejo", "codeberg"]
FILES = {"github": "blob/", "bitbucket": "src/", "gitlab": "-/blob/"}


class Repository(NamedTuple):
    """A repository that is read over https.

    Attributes:
        host: Such as github.com.
        path: Owner and name, such as school/training-labs; GitLab has groups in groups.
        branch: What is handed out.
    """

    host: str
    path: str
    branch: str = "main"

    @property
    def kind(self):
        """Return which program serves it; any other host is taken for GitLab."""
        return next((kind for kind in KINDS if kind in self.host), "gitlab")

    @property
    def home(self):
        """Return the address of its page, which `git clone` takes, too."""
        return f"https://{self.host}/{self.path}"

    @property
    def issues(self):
        """Return where a fault can be written down."""
        return f"{self.home}{'/-' * (self.kind == 'gitlab')}/issues"

    def file(self, path):
        """Return the address of the page of a file."""
        return f"{self.home}/{FILES.get(self.kind, 'src/branch/')}{self.branch}/{path}"

    def colab(self, path):
        """Return the address of a notebook in Colab; None, where Colab cannot read."""
        if self.host == "github.com":
            return f"{COLAB}/github/{self.path}/blob/{self.branch}/{path}"
        return None

    def binder(self):
        """Return the address of the labs in Binder."""
        where = f"git/{urllib.parse.quote(self.home, safe='')}"
        if self.host == "github.com":
            where = f"gh/{self.path}"
        elif self.host == "gitlab.com":
            where = f"gl/{urllib.parse.quote(self.path, safe='')}"
        return f"{BINDER}/v2/{where}/{self.branch}?urlpath=lab/tree/my_labs"


def read(address, branch="main"):
    """Return the `Repository` that an address names.

    Args:
        address: As a person copies it: OWNER/NAME, an address of https or ssh, with or
            without `.git`, a page within the repository. A password in it is dropped.
        branch: What is handed out.

    Raises:
        SetupError: It cannot be read.
    """
    text = address.strip().strip("<>\"'`")
    found = next(filter(None, (re.fullmatch(form, text) for form in FORMS)), None)
    received = f"{NEEDED}; received {address!r}."
    if found is None:
        raise SetupError(received)
    host = found.groupdict().get("host", "github.com").lower().removeprefix("www.")
    path = re.split(r"[?#]|/-/", found["path"])[0].strip("/")
    repository = Repository(host, path, branch)
    parts = path.split("/")
    if repository.kind != "gitlab":
        parts = parts[:2]  # what follows leads to a page within the repository
    parts[-1] = re.sub(r"(\.git)+$", "", parts[-1])
    path = "/".join(parts)
    if len(parts) < 2 or not all(re.fullmatch(PART, part) for part in parts):
        raise SetupError(received)
    if path == PLACEHOLDER:
        raise SetupError(f"{NEEDED}; received {PLACEHOLDER}, which only stands for it.")
    if not re.fullmatch(r"[\w./-]+", branch):
        raise SetupError(f"The name of a branch is needed; received {branch!r}.")
    return repository._replace(path=path)


def puller(hub, repository, page, branch="main"):
    """Return the link with which nbgitpuller brings the labs and opens a page.

    The link names the student's folder. Otherwise nbgitpuller takes the last part of
    the address: one that ends in `.git` then gives a folder in which no page is found.

    Args:
        hub: The hub's address.
        repository: What `git clone` takes.
        page: The name of a file in `notebooks/`.
        branch: What is pulled.
    """
    about = {"repo": repository, "branch": branch, "targetpath": FOLDER}
    about["urlpath"] = f"lab/tree/{FOLDER}/notebooks/{page}?autodecode"
    query = urllib.parse.urlencode(about, quote_via=urllib.parse.quote, safe="")
    return f"{read_hub(hub)}/hub/user-redirect/git-pull?{query}"


def read_hub(address):
    """Return the address of a hub without what follows its name.

    Raises:
        SetupError: It is no address.
    """
    text = address.strip().rstrip("/")
    text = text if "://" in text else f"https://{text}"
    parts = urllib.parse.urlsplit(text)
    if parts.scheme not in {"http", "https"} or not re.fullmatch(
        r"[\w.-]+(:\d+)?", parts.netloc
    ):
        raise SetupError(
            "The address of a hub is needed, such as https://hub.school.org; "
            f"received {address!r}."
        )
    path = re.split(r"/(?:hub|user)(?:/|$)", parts.path)[0].rstrip("/")
    return f"{parts.scheme}://{parts.netloc}{path}"
