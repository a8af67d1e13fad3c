import matplotlib
import numpy as np
import pytest

from labhelpers import plots
from labhelpers.plots import _strips

GROUPS = {"first": [1.0, 2.0, 40.0], "second": [30.0, 10.0]}


def drawn(groups, **drawing):
    _, axes = plots.new_figure()
    with matplotlib.rc_context(plots.STYLE):
        _strips.draw_strips(axes[0, 0], groups, **drawing)
    return axes[0, 0]


def test_every_value_is_a_dot_in_the_row_of_its_group():
    lines = drawn(GROUPS).lines
    for number, (values, line) in enumerate(
        zip(GROUPS.values(), lines[::2], strict=True)
    ):
        np.testing.assert_array_equal(line.get_xdata(), np.sort(values))
        assert np.all(np.abs(line.get_ydata() - number) < 0.5)


def test_a_bar_stands_at_each_median():
    bars = drawn(GROUPS).lines[1::2]
    assert [bar.get_xdata()[0] for bar in bars] == [2.0, 20.0]


def test_the_first_group_is_on_top_and_each_row_has_its_name():
    ax = drawn(GROUPS)
    low, high = ax.get_ylim()
    assert low > high
    assert [label.get_text() for label in ax.get_yticklabels()] == list(GROUPS)


def test_groups_differ_in_marker_and_not_in_colour_alone():
    dots = drawn(GROUPS).lines[::2]
    assert len({line.get_marker() for line in dots}) == len(GROUPS)


def test_a_logarithmic_axis_has_plain_numbers():
    ax = drawn(GROUPS, log_x=True)
    ax.figure.draw_without_rendering()
    assert {"1", "2", "5", "10"} <= {t.get_text() for t in ax.get_xticklabels()}


def test_strips_need_a_group():
    with pytest.raises(ValueError, match="at least one group; received none"):
        drawn({})


def test_panels_share_their_axes(shown):
    plots.show_strips(
        {"left": GROUPS, "right": GROUPS}, title="They are alike", alt="Two panels."
    )
    assert shown[0].png.startswith(b"\x89PNG")
