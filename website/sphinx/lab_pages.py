"""An extension of Sphinx: what the labs need and myst-nb does not do by itself.

Figures keep the alt texts and widths that the notebooks store with them; below its
title a lab links to its notebook, Colab and Binder; the first page is made of the
README's sections, with a picture per lab in the place of its table.
"""

import base64
import hashlib
import json
import posixpath
import re
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

# Words of the alt text of a lab's picture on the first page, where its first figure
# would not do.
PICTURES = {
    "01": "Three fits",
    "04": "Contours of the mean squared error",
    "06": "Momentum 0.7 swings once",
    "07": "Change of the loss per change of a weight",
    "15": "Map of validation accuracy",
    "16": "The accuracy is high on training data",
}
PICTURE_FOLDER = "pictures"
SERVICES = {
    "Colab": r"https://colab\.research\.google\.com/[^\s`]+",
    "Binder": r"https://mybinder\.org/[^\s`]+",
}
NOTES_ON_SERVICES = "#in-the-browser"


def setup(app):
    """Connect everything to Sphinx's events."""
    app.add_config_value("labs_files", "", "env", types=[str])
    app.add_config_value("labs_root", "", "env", types=[str])
    app.add_directive("labs", Labs)
    app.connect("builder-inited", write_pictures)
    app.connect("source-read", include_readme)
    app.connect("doctree-read", complete_lab, priority=100)
    app.connect("doctree-read", link_to_repository, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


# What the project's files say.


def read_readme(app):
    """Return the README; the builder has written the repository's name into it."""
    return Path(app.srcdir, "README.md").read_text("utf-8")


def readme_section(app, heading):
    """Return a section of the README, or with heading None what stands before them.

    Raises:
        ExtensionError: There is no such section.
    """
    introduction, *sections = re.split(r"^## ", read_readme(app), flags=re.M)
    if heading is None:
        return re.sub(r"\A# .*", "", introduction)
    for section in sections:
        if section.splitlines()[0].strip() == heading:
            return f"## {section}"
    raise ExtensionError(f"README.md needs a section {heading!r}, and has none")


def table_of_labs(app):
    """Return from a lab's number to its row of the README's table, as column: text."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", readme_section(app, "The labs"))
    lines = [line.strip() for line in text.splitlines() if line[:1] == "|"]
    columns, _, *rows = [[*map(str.strip, line[1:-1].split("|"))] for line in lines]
    return {row[0]: dict(zip(columns, row, strict=True)) for row in rows}


def labs(app):
    """Return the names of the labs, such as 06_momentum, in order."""
    return sorted(path.stem for path in Path(app.srcdir, "notebooks").glob("*.ipynb"))


def figures(app, name):
    """Return a lab's figures: from the hash of the file to file, alt text and width."""
    path = Path(app.srcdir, "notebooks", f"{name}.ipynb")
    found = {}
    for cell in json.loads(path.read_text("utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            if "image/png" in output.get("data", {}):
                picture = output["data"]["image/png"]
                file = base64.b64decode("".join(picture))
                about = output["metadata"]["image/png"]
                found[digest(file)] = file, about["alt"], about["width"]
    return found


def digest(file):
    """Return a hash of the bytes of a file."""
    return hashlib.sha256(file).hexdigest()


def figure_on_first_page(app, name):
    """Return file and alt text of the figure that stands for a lab.

    Raises:
        ExtensionError: No figure has the words that `PICTURES` names.
    """
    words = PICTURES.get(name[:2], "")
    for file, alt, _ in figures(app, name).values():
        if words in alt:
            return file, alt
    raise ExtensionError(
        f"{name} needs a figure with {words!r} in its alt text, and has none: "
        "correct PICTURES in website/sphinx/lab_pages.py"
    )


# The first page.


def write_pictures(app):
    """Write the pictures of the first page where Sphinx finds them."""
    folder = Path(app.srcdir, PICTURE_FOLDER)
    folder.mkdir(exist_ok=True)
    for name in labs(app):
        (folder / f"{name}.png").write_bytes(figure_on_first_page(app, name)[0])


def include_readme(app, document, source):
    """Put the README's sections in the places that `% readme` marks in a page."""

    def section(match):
        text = readme_section(app, match[1])
        if match[1] == "The labs":
            text = re.sub(r"(^\|.*\n)+", "```{labs}\n```\n", text, flags=re.M)
        return text

    if document == app.config.root_doc:
        text = re.sub(r"^% readme(?:: (.*))?$", section, source[0], flags=re.M)
        others = sorted(Path(app.srcdir, "docs").glob("*.md"))
        listed = "\n".join(f"docs/{path.stem}" for path in others)
        tree = f"```{{toctree}}\n:hidden:\n:caption: More\n\n{listed}\n```\n"
        source[0] = text.replace("% docs", tree if others else "")


class Labs(SphinxDirective):
    """Show a card per lab: its picture, its name, and what the README says of it."""

    def run(self):
        """Return the cards."""
        table = table_of_labs(self.env.app)
        cards = nodes.container(classes=["labs"])
        for name in labs(self.env.app):
            if name[:2] not in table:
                raise self.error(f"README.md needs a row {name[:2]} for {name}")
            cards += self.card(name, table[name[:2]])
        return [cards]

    def card(self, name, row):
        """Return the card of the lab `name`; `row` is its row of the table."""
        _, alt = figure_on_first_page(self.env.app, name)
        picture = nodes.image(uri=f"{PICTURE_FOLDER}/{name}.png", alt=alt)
        (_, number), (_, title), *others = row.items()
        card = nodes.container(classes=["lab"])
        for content in [picture, nodes.strong("", f"{number} {title}")]:
            link = reference_to(self.env, f"notebooks/{name}", content)
            card += nodes.paragraph("", "", link)
        for column, text in others:
            label = nodes.emphasis("", column)
            card += nodes.paragraph("", "", label, nodes.Text(f" {text}"))
        return card


def reference_to(env, document, content, anchor=""):
    """Return a link around `content` to another page of the site."""
    address = env.app.builder.get_relative_uri(env.docname, document) + anchor
    return nodes.reference("", "", content, refuri=address, internal=True)


# The page of a lab.


def complete_lab(app, doctree):
    """Give figures their alt texts and widths, and the title its links."""
    folder, _, name = app.env.docname.rpartition("/")
    if folder != "notebooks":
        return
    known = figures(app, name)
    for image in doctree.findall(nodes.image):
        _, path = app.env.relfn2path(image["uri"])
        _, image["alt"], width = known[digest(Path(path).read_bytes())]
        image["width"] = f"{width}px"
    title = next(doctree.findall(nodes.title))
    title.parent.insert(1, links(app, name))


def links(app, name):
    """Return a line of links: to the notebook, and to the services that can run it."""
    file = f"{name}.ipynb"
    about = {"reftype": "download", "refdomain": "", "refdoc": app.env.docname}
    words = nodes.Text("Download the notebook")
    line = nodes.paragraph(classes=["lab-links"])
    line += addnodes.download_reference("", "", words, reftarget=file, **about)
    for service in SERVICES:
        address = address_in(app, service, file)
        if address is None:
            continue
        line += nodes.Text(" · ")
        line += nodes.reference("", f"Open in {service}", refuri=address)
    line += nodes.Text(" · ")
    words = nodes.Text("What they need")
    line += reference_to(app.env, app.config.root_doc, words, NOTES_ON_SERVICES)
    return line


def address_in(app, service, file):
    """Return the address of a notebook in a service, after the README's example.

    It is None if the README has no example: Colab reads repositories on GitHub only.
    """
    found = re.search(SERVICES[service], read_readme(app))
    if not found:
        return None
    folder = re.sub(r"/[^/]*\.ipynb$", "", found[0])
    return f"{folder}/{file}"


# Every page.


def link_to_repository(app, doctree):
    """Let links to the project's files that are not on the site lead to the repository.

    What does not exist is left alone: MyST warns of it, and the site is not built.
    """
    folder = posixpath.dirname(app.env.docname)
    for node in list(doctree.findall(addnodes.pending_xref)):
        path = posixpath.normpath(posixpath.join(folder, node["reftarget"]))
        known = node.get("refdomain") or not Path(app.config.labs_root, path).exists()
        if node["reftype"] == "myst" and not known:
            address = f"{app.config.labs_files}{path}"
            link = nodes.reference("", "", *node.children, refuri=address)
            node.replace_self(link)
