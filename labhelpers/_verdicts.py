"""The verdicts of the cell that runs: collected, and shown as one block at its end.

Words, marks and colours of a verdict stand here. What it is, is decided in
`labhelpers.claims`: by each kind of claim, then by `judge` in `_judging.py`. The `PASS`
and `NOT YET` of an exercise are another `Verdict`: `labhelpers/checks/_verdict.py`.
"""

import html

from labhelpers._missing import Missing

WORDS = {True: "HOLDS", False: "DOES NOT HOLD", None: "CANNOT BE JUDGED"}
MARKS = {True: "✓", False: "✗", None: "?"}
# White letters on these are readable on a light page, on a dark one, and in grey.
COLOURS = {True: "#0b6b46", False: "#a8201a", None: "#5a5f66"}
BADGE = (
    "display:inline-block;min-width:11.5em;padding:0 .5em;margin-right:.7em;"
    "border-radius:3px;color:#fff;font-weight:600;flex:none;background:"
)
LINE = "display:flex;align-items:baseline;margin:.25em 0"

_OF_THIS_CELL = []


class Verdict:
    """Hold what became of a claim; it is true only if the claim holds.

    Attributes:
        sentence: What is claimed.
        holds: True, False, or None if the claim cannot be judged.
        effect: Its size in words, such as "typically 0.9 against 0.8", or "".
        margin: How far it stands out, in standard errors over seeds, or None.
        reason: Why it cannot be judged, or "".
    """

    def __init__(self, sentence, holds, *, effect="", margin=None, reason=""):
        self.sentence, self.holds = sentence, holds
        self.effect, self.margin, self.reason = effect, margin, reason

    def __bool__(self):
        return self.holds is True

    def __repr__(self):
        if self.holds is None:
            return f"{WORDS[None]}  {self.sentence}: {self.reason}"
        effect = f"  [{self.effect}]" if self.effect else ""
        return f"{WORDS[self.holds]}  {self.sentence}{effect}"

    def _ipython_display_(self):
        """Show no result of the cell: the block at its end has the verdict."""

    def html(self):
        """Return the line with a mark and a colour."""
        style = f"{BADGE}{COLOURS[self.holds]}"
        words = html.escape(repr(self).split("  ", 1)[1])
        badge = f'<span style="{style}">{MARKS[self.holds]} {WORDS[self.holds]}</span>'
        # a long sentence goes on beside the badge, not below it
        return f'<div style="{LINE}">{badge}  <span>{words}</span></div>'


class Block:
    """Show several verdicts: lines of text, and the same with marks and colours."""

    def __init__(self, verdicts):
        self.verdicts = list(verdicts)

    def __repr__(self):
        return "\n".join(map(repr, self.verdicts))

    def _repr_html_(self):
        lines = "".join(verdict.html() for verdict in self.verdicts)
        return f'<div class="labs-verdicts">{lines}</div>'


def announce(verdict):
    """Show a verdict: at the end of the cell in IPython, at once elsewhere."""
    shell = _shell()
    if shell is None:
        print(verdict)
        return
    if _show_block not in shell.events.callbacks["post_run_cell"]:
        shell.events.register("post_run_cell", _show_block)
    _OF_THIS_CELL.append(verdict)


def follow(text):
    """Return a title that follows the claims judged before it in the same cell.

    Args:
        text: A sentence that is right if all these claims hold.

    Returns:
        The sentence, or "Not with these numbers: ..." if one of them does not hold, or
        "Not judged: ..." if one of them cannot be judged.
    """
    found = {verdict.holds for verdict in _OF_THIS_CELL}
    if False in found:
        return f"Not with these numbers: {text}"
    return f"Not judged: {text}" if None in found else text


def _show_block(_result=None):
    """Show the verdicts of the cell that has ended, as one block."""
    from IPython.display import display

    verdicts = list(_OF_THIS_CELL)
    _OF_THIS_CELL.clear()
    Missing.asked = None
    if verdicts:
        display(Block(verdicts))


def _shell():
    """Return the IPython shell that runs this code, or None."""
    import sys

    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
