"""Hold the links of a class to the addresses that people copy and services take."""

import urllib.parse

import pytest

from tools import links
from tools.errors import SetupError

GITHUB = links.Repository("github.com", "school/training-labs")
FORMS = [
    "school/training-labs",
    "school/training-labs/",
    "github.com/school/training-labs",
    "https://github.com/school/training-labs",
    "https://github.com/school/training-labs/",
    "https://github.com/school/training-labs.git",
    "http://www.github.com/school/training-labs",
    "https://GitHub.com/school/training-labs",
    "https://github.com/school/training-labs/tree/main/notebooks",
    "https://github.com/school/training-labs/blob/main/README.md#start",
    "https://github.com/school/training-labs?tab=readme",
    "git@github.com:school/training-labs.git",
    "git@github.com:school/training-labs",
    "ssh://git@github.com/school/training-labs.git",
    "ssh://git@github.com:22/school/training-labs.git",
    "git://github.com/school/training-labs.git",
    "https://teacher:secret@github.com/school/training-labs.git",
    "  <https://github.com/school/training-labs>\n",
]


@pytest.mark.parametrize("address", FORMS)
def test_every_form_of_an_address_names_the_same_repository(address):
    assert links.read(address) == GITHUB


@pytest.mark.parametrize(
    ("address", "host", "path", "file", "issues"),
    [
        (
            "git@gitlab.com:uni/courses/labs.git",
            "gitlab.com",
            "uni/courses/labs",
            "/-/blob/main/README.md",
            "/-/issues",
        ),
        (
            "https://git.uni.example/uni/labs/-/tree/main",
            "git.uni.example",
            "uni/labs",
            "/-/blob/main/README.md",
            "/-/issues",
        ),
        (
            "https://codeberg.org/uni/labs.git",
            "codeberg.org",
            "uni/labs",
            "/src/branch/main/README.md",
            "/issues",
        ),
        (
            "https://teacher@bitbucket.org/uni/labs/src/main/",
            "bitbucket.org",
            "uni/labs",
            "/src/main/README.md",
            "/issues",
        ),
    ],
)
def test_another_host_has_its_own_paths_and_no_page_in_colab(
    address, host, path, file, issues
):
    repository = links.read(address)
    assert repository[:2] == (host, path)
    home = f"https://{host}/{path}"
    assert repository.file("README.md") == home + file
    assert repository.issues == home + issues
    assert repository.colab("notebooks/06_momentum.ipynb") is None


def test_a_server_of_github_in_a_house_of_its_own_is_not_read_by_colab():
    assert links.read("https://github.uni.example/a/labs").colab("x.ipynb") is None


@pytest.mark.parametrize(
    "address",
    [
        "",
        "labs",
        "training labs",
        "school/training labs",
        "/srv/git/labs.git",
        "../training-labs",
        "C:\\labs",
        "https://github.com",
        "https://github.com/school",
        "git@github.com",
        "file:///srv/git/labs.git",
        "school/labs) [x](https://elsewhere.example",
    ],
)
def test_an_address_that_cannot_be_read_gets_a_sentence_that_shows_it(address):
    with pytest.raises(SetupError, match="address of a repository is needed") as raised:
        links.read(address)
    assert repr(address) in str(raised.value)


def test_the_words_that_stand_for_an_address_are_none():
    with pytest.raises(SetupError, match="only stands for it"):
        links.read(f"https://github.com/{links.PLACEHOLDER}")


def test_a_branch_of_another_name_stands_in_every_link_to_a_file():
    repository = links.read("school/labs", branch="autumn/2026")
    for link in [repository.file("a"), repository.colab("a"), repository.binder()]:
        assert "/autumn/2026" in link
    with pytest.raises(SetupError, match="name of a branch"):
        links.read("school/labs", branch="two words")


@pytest.mark.parametrize(
    ("address", "where"),
    [
        ("school/labs", "gh/school/labs/main"),
        ("gitlab.com/a/b/labs", "gl/a%2Fb%2Flabs/main"),
        ("https://git.uni.example/a/labs", "git/https%3A%2F%2Fgit.uni.example%2Fa%2F"),
    ],
)
def test_binder_is_told_a_repository_in_the_form_of_its_host(address, where):
    assert f"mybinder.org/v2/{where}" in links.read(address).binder()


@pytest.mark.parametrize("repository", [GITHUB.home, f"{GITHUB.home}.git"])
def test_the_link_for_a_hub_names_the_folder_so_that_its_page_is_found(repository):
    link = links.puller("https://hub.example", repository, "06_momentum.ipynb")
    parts = urllib.parse.urlsplit(link)
    about = dict(urllib.parse.parse_qsl(parts.query, strict_parsing=True))
    assert parts.path == "/hub/user-redirect/git-pull"
    assert about["repo"] == repository and about["branch"] == "main"
    page = f"lab/tree/{about['targetpath']}/notebooks/06_momentum.ipynb"
    assert about["urlpath"].split("?")[0] == page
    assert not set("/:?") & set(parts.query), "every part is encoded, once"


@pytest.mark.parametrize(
    "address",
    [
        "hub.example/base",
        "https://hub.example/base/",
        "https://hub.example/base/hub/home",
        "https://hub.example/base/user/anna/lab",
    ],
)
def test_the_address_of_a_hub_is_read_from_what_the_browser_shows(address):
    assert links.read_hub(address) == "https://hub.example/base"


@pytest.mark.parametrize("address", ["", "the hub", "ftp://hub.example", "https://"])
def test_an_address_of_no_hub_gets_a_sentence(address):
    with pytest.raises(SetupError, match="address of a hub is needed"):
        links.read_hub(address)
