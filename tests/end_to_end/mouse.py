"""A mouse in a terminal: presses and releases reported the SGR way, aimed at what is read on the screen."""

from corecare_tui.ui.widgets.pain_scale import places
from tests.end_to_end.terminal import Terminal

ENDS = "worst imaginable"
"""In the row under the scale; from there up: its rule, then the four rows of its boxes."""
ALL_NUMBERS = "0    1    2    3    4    5    6    7    8    9    10"
"""The line of numbers in the summary."""


def click(terminal: Terminal, column: int, row: int) -> None:
    """Press and let go of the left button in that cell, counted from 0."""
    at = f"{column + 1};{row + 1}"
    terminal.press(f"\x1b[<0;{at}M\x1b[<0;{at}m")


def click_text(terminal: Terminal, text: str) -> None:
    """Click on the first letter of what stands on the screen."""
    row = _row(terminal, text)
    click(terminal, terminal.rows[row].index(text), row)


def click_score(terminal: Terminal, score: int) -> None:
    """Click into a box of the scale: its big digits are no text, so the columns are reckoned."""
    box = places(len(terminal.rows[0]), big=True)[score]
    click(terminal, box[len(box) // 2], _row(terminal, ENDS) - 3)


def click_number(terminal: Terminal, number: int) -> None:
    """Click on a number in the summary's line of them."""
    row = _row(terminal, ALL_NUMBERS)
    click(terminal, f"{terminal.rows[row]} ".index(f" {number} ") + 1, row)


def _row(terminal: Terminal, text: str) -> int:
    """The first row with that text."""
    return next(row for row, line in enumerate(terminal.rows) if text in line)
