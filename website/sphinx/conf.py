"""Settings of Sphinx for the website; `builder.py` lays this beside the pages."""

import importlib.util
import sys
from pathlib import Path

MATHJAX = Path(importlib.util.find_spec("sphinx-mathjax-offline").origin).parent
sys.path.insert(0, str(Path(__file__).parent))

project = "Training Labs"
html_title = project
extensions = ["myst_nb", "lab_pages"]
exclude_patterns = ["README.md"]

# The pages are shown as they are stored: nothing runs.
nb_execution_mode = "off"
myst_enable_extensions = ["dollarmath", "amsmath"]
myst_dmath_double_inline = True  # a formula may stand within a paragraph, as in Jupyter
myst_heading_anchors = 3

html_theme = "furo"
html_static_path = ["_static", str(MATHJAX / "static" / "mathjax" / "tex-svg.js")]
html_css_files = ["site.css"]
html_favicon = "_static/icon.svg"
html_theme_options = {"top_of_page_buttons": []}
html_copy_source = False
html_use_index = False
html_show_copyright = False

# A file of the site in the place of an address elsewhere; as SVG, formulas need no
# fonts. MathJax's menu would load further files, which are not here.
mathjax_path = "tex-svg.js"
mathjax3_config = {"options": {"enableMenu": False}}
