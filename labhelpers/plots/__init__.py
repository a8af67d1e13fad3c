"""Draw the figures of the labs, each with its finding as title and an alt text.

`draw_*(ax, ...)` fills an Axes; `show_*(..., title, alt)` shows a whole figure. Neither
trains, loads or prints. A call says what is drawn, what the axes are, the title and the
alt text; the rest has defaults. Missing values are left out. A title follows the claims
that were judged before it in its cell. Limits come from the data; line style and marker
differ before colour does; the colours are the colour-blind-safe set of Okabe and Ito
(2008). A student's own style of Matplotlib does not reach these figures.
"""

from labhelpers.plots._curves import draw_curves, show_curves
from labhelpers.plots._cycle import show_cycle
from labhelpers.plots._figure import STYLE, Picture, new_figure, picture, show
from labhelpers.plots._fits import draw_fits, show_fits, show_targets
from labhelpers.plots._groups import draw_histogram, show_groups, show_histograms
from labhelpers.plots._images import show_images
from labhelpers.plots._maps import draw_map, show_maps
from labhelpers.plots._observation import observation_picture, show_observation
from labhelpers.plots._panels import show_panels
from labhelpers.plots._paths import draw_path, show_paths, show_surfaces
from labhelpers.plots._report import show_report
from labhelpers.plots._runs import show_runs, show_sweep
from labhelpers.plots._stopping import draw_stop, show_stops
from labhelpers.plots._strips import show_strips

__all__ = [
    "STYLE",
    "Picture",
    "draw_curves",
    "draw_fits",
    "draw_histogram",
    "draw_map",
    "draw_path",
    "draw_stop",
    "new_figure",
    "observation_picture",
    "picture",
    "show",
    "show_curves",
    "show_cycle",
    "show_fits",
    "show_groups",
    "show_histograms",
    "show_images",
    "show_maps",
    "show_observation",
    "show_panels",
    "show_paths",
    "show_report",
    "show_runs",
    "show_stops",
    "show_strips",
    "show_surfaces",
    "show_sweep",
    "show_targets",
]
