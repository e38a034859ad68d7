"""The colours of a figure: one row a look, each ink a colour; what lies behind it is the first."""

from enum import StrEnum

from corecare_tui.figure.canvas import Ink

Palette = dict[Ink, str]
"""#rrggbb by ink."""


class Look(StrEnum):
    """What the figure is painted in."""

    DARK = "dark"
    LIGHT = "light"
    CONTRAST = "contrast"
    GREY = "grey"
    """For NO_COLOR: Textual turns every hue grey, and amber became the same grey as a leg (seen)."""
    GREY_LIGHT = "grey light"


_INKS = (Ink.NONE, Ink.FAR, Ink.TORSO, Ink.LEG, Ink.ARM, Ink.HEAD, Ink.HAIR, Ink.MUSCLE, Ink.FLOOR, Ink.PROP)
_ROWS = {
    #              behind     far        torso      leg        arm        head       hair       muscle     floor      thing
    Look.DARK: ("#0f1317", "#50617a", "#488cd4", "#96acc6", "#d6dce2", "#f0f0ec", "#807068", "#ffb000", "#346e78", "#6e5c4a"),
    Look.LIGHT: ("#f6f4ef", "#b4bfcc", "#2a6db5", "#6d86a3", "#445566", "#c99f7f", "#4a3b33", "#e07b00", "#3c7f8a", "#a08d78"),
    Look.CONTRAST: ("#000000", "#7a8ca6", "#3aa0ff", "#c8d8ea", "#ffffff", "#ffffff", "#8a6a58", "#ffd000", "#00d0d0", "#a08050"),
    Look.GREY: ("#0f0f0f", "#484848", "#707070", "#929292", "#b4b4b4", "#cccccc", "#5a5a5a", "#ffffff", "#606060", "#404040"),
    Look.GREY_LIGHT: (
        "#f4f4f4",
        "#c4c4c4",
        "#9a9a9a",
        "#7c7c7c",
        "#606060",
        "#b0b0b0",
        "#404040",
        "#000000",
        "#808080",
        "#d0d0d0",
    ),
}
PALETTES: dict[Look, Palette] = {look: dict(zip(_INKS, row, strict=True)) for look, row in _ROWS.items()}
"""By look. The muscle is the brightest (on light ground the darkest or the only warm one) in each."""
_WRONG = {Ink.TORSO: "#e24e28", Ink.MUSCLE: "#ff2828"}
_RIGHT = {Ink.TORSO: "#00b288"}


def teaching(palette: Palette, wrong: bool) -> Palette:
    """The palette of a NO or a YES picture. Only for teaching: in a set nobody sees the person, so nothing is judged."""
    return palette | (_WRONG if wrong else _RIGHT)
