"""Show pictures that answer to sliders, each with a static twin.

Where a page is stored or tested (`LABS_STRICT=1`), a view shows the picture of its
first values; in JupyterLab it shows that picture and the sliders. No server extension
is needed beyond ipywidgets, and the last picture stays while the next is computed.
"""

from labhelpers.widgets._capacity import capacity_view
from labhelpers.widgets._choosing import choosing_view
from labhelpers.widgets._clinic import clinic_view
from labhelpers.widgets._descent import descent_view
from labhelpers.widgets._gradients import gradient_view
from labhelpers.widgets._moving import moving_view
from labhelpers.widgets._paths import batch_view, scaling_view, valley_view
from labhelpers.widgets._patience import patience_view
from labhelpers.widgets._penalty import penalty_view
from labhelpers.widgets._search import search_view
from labhelpers.widgets._training import training_view
from labhelpers.widgets._turning import turning_view
from labhelpers.widgets._view import View

__all__ = [
    "View",
    "batch_view",
    "capacity_view",
    "choosing_view",
    "clinic_view",
    "descent_view",
    "gradient_view",
    "moving_view",
    "patience_view",
    "penalty_view",
    "scaling_view",
    "search_view",
    "training_view",
    "turning_view",
    "valley_view",
]
