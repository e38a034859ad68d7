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
    PAPER = "paper"
    """The same on light ground."""


_INKS = (Ink.NONE, Ink.FAR, Ink.TORSO, Ink.LEG, Ink.ARM, Ink.HEAD, Ink.HAIR, Ink.MUSCLE, Ink.FLOOR, Ink.PROP)
_ROWS = {
    #              behind     far        torso      leg        arm        head       hair       muscle     floor      thing
    Look.DARK: ("#121212", "#585858", "#0087d7", "#87afd7", "#dadada", "#eeeeee", "#767676", "#ffaf00", "#5f8787", "#875f5f"),
    Look.LIGHT: ("#eeeeee", "#9e9e9e", "#005faf", "#5f87af", "#4e4e4e", "#af875f", "#3a3a3a", "#d75f00", "#5f8787", "#87875f"),
    Look.CONTRAST: ("#000000", "#808080", "#5fafff", "#d7d7ff", "#ffffff", "#ffffff", "#875f5f", "#ffd700", "#00d7d7", "#af875f"),
    Look.GREY: ("#121212", "#444444", "#6c6c6c", "#949494", "#b2b2b2", "#d0d0d0", "#585858", "#ffffff", "#626262", "#3a3a3a"),
    Look.PAPER: ("#eeeeee", "#b2b2b2", "#8a8a8a", "#6c6c6c", "#4e4e4e", "#9e9e9e", "#3a3a3a", "#000000", "#767676", "#a8a8a8"),
}
PALETTES: dict[Look, Palette] = {look: dict(zip(_INKS, row, strict=True)) for look, row in _ROWS.items()}
"""By look. The muscle is the only warm colour of a body; in greys it is the one that is white, on paper black.

All are colours of the 256 that every terminal shares: to name one takes 5 letters instead of 16, and a moving body is painted
with half the bytes (P7).
"""
_WRONG = {Ink.TORSO: "#d75f00", Ink.MUSCLE: "#d75f00"}
_RIGHT = {Ink.TORSO: "#00af87"}


def teaching(palette: Palette, wrong: bool) -> Palette:
    """The palette of a NO, in which no muscle glows, or of a YES. Only for teaching: in a set nobody sees the person."""
    return palette | (_WRONG if wrong else _RIGHT)


STEPS = (0, 95, 135, 175, 215, 255)
"""Of red, green and blue in the 6 × 6 × 6 cube that fills 16–231; 232–255 are greys in steps of ten from 8."""


def number(colour: str) -> int | None:
    """The number of #rrggbb among the 256 colours, from 16 on; None where it is none of them."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    if red in STEPS and green in STEPS and blue in STEPS:
        return 16 + 36 * STEPS.index(red) + 6 * STEPS.index(green) + STEPS.index(blue)
    if red == green == blue and 8 <= red <= 238 and (red - 8) % 10 == 0:
        return 232 + (red - 8) // 10
    return None
