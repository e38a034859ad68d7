"""From dots to cells: the nearest block, what is in front, the four ways of drawing; and the colours they are painted in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.figure.canvas import Canvas, Ink
from corecare_tui.figure.glyphs import DOTS, Mode, encode, masked
from corecare_tui.figure.palette import PALETTES, Look, number, teaching
from corecare_tui.figure.picture import frame
from tests.figure.figures import motions

patterns = st.binary(min_size=32, max_size=32).map(lambda dots: bytes(dot % 10 for dot in dots))


def canvas(dots: bytes, mode: Mode) -> Canvas:
    wide, high = DOTS[mode]
    one = Canvas(wide, high, 1, 0, high, 1)
    one.dots = [bytearray(dots[row * wide : (row + 1) * wide]) for row in range(high)]
    return one


@pytest.mark.parametrize("glyph", list(" ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█▁▂▃▅▆▇▎▊"))
def test_a_pattern_that_is_a_block_becomes_that_block(glyph):
    dots = bytes(Ink.LEG if masked(glyph) >> index & 1 else 0 for index in range(32))
    ((cell,),) = encode(canvas(dots, Mode.SMOOTH), Mode.SMOOTH)
    seen = masked(cell[0]) if cell[1] is Ink.LEG else ~masked(cell[0]) & 0xFFFFFFFF
    wanted = masked(glyph)
    assert seen == wanted if cell[0] != " " else cell[2] == (Ink.LEG if wanted else Ink.NONE)


@given(patterns)
def test_smooth_shows_only_what_is_there(dots):
    (((glyph, fore, back),),) = encode(canvas(dots, Mode.SMOOTH), Mode.SMOOTH)
    assert {ink for ink in (fore, back) if ink} <= {Ink(dot) for dot in dots} | {Ink.NONE}
    assert len(glyph) == 1


@given(patterns)
def test_a_full_cell_is_a_blank_on_a_colour(dots):
    full = bytes([dots[0]]) * 32
    (((glyph, _, back),),) = encode(canvas(full, Mode.SMOOTH), Mode.SMOOTH)
    assert (glyph, back) == (" ", Ink(dots[0]))


@pytest.mark.parametrize(
    ("dots", "cell"),
    [
        ((Ink.LEG, Ink.NONE), ("▀", Ink.LEG, Ink.NONE)),
        ((Ink.NONE, Ink.LEG), ("▄", Ink.LEG, Ink.NONE)),
        ((Ink.LEG, Ink.ARM), ("▀", Ink.LEG, Ink.ARM)),
        ((Ink.LEG, Ink.LEG), (" ", Ink.NONE, Ink.LEG)),
    ],
)
def test_half_blocks_know_two_dots(dots, cell):
    assert encode(canvas(bytes(dots), Mode.HALF), Mode.HALF) == ((cell,),)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("size", [(24, 6), (44, 13), (72, 22), (30, 40)])
def test_a_frame_is_as_large_as_it_was_asked_for(mode, size):
    motion = motions()["bird_dog"]
    cells = frame(motion, motion.still, *size, mode)
    assert len(cells) == size[1] and {len(row) for row in cells} == {size[0]}
    text = "".join(cell[0] for row in cells for cell in row)
    assert mode is not Mode.ASCII or text.isascii()
    assert mode is not Mode.HALF or set(text) <= set(" ▀▄")


def test_mirrored_is_the_same_body_the_other_way_round():
    motion = motions()["donkey_kick"]
    one, other = (frame(motion, motion.still, 44, 13, Mode.HALF, mirrored=mirrored) for mirrored in (False, True))
    assert [row[::-1] for row in one] == [tuple(row) for row in other]


def test_what_glows_never_changes_the_outline():
    for motion in motions().values():
        plain = frame(motion, motion.still, 48, 14, Mode.HALF, ())
        glowing = frame(motion, motion.still, 48, 14, Mode.HALF)
        outline = [[bool(cell[1] or cell[2]) for cell in row] for row in plain]
        assert outline == [[bool(cell[1] or cell[2]) for cell in row] for row in glowing]


def test_the_far_leg_glows_where_it_works():
    motion = motions()["bridge_march"]
    pose = motion.still.other_side()
    near, far = (frame(motion, pose, 44, 13, Mode.HALF, ("hamstrings",), far_works=works) for works in (False, True))
    assert near != far


@pytest.mark.parametrize("look", Look)
def test_every_colour_is_one_of_the_256(look):
    palettes = [PALETTES[look], teaching(PALETTES[look], True), teaching(PALETTES[look], False)]
    assert all(number(colour) is not None for palette in palettes for colour in palette.values())


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("look", Look)
def test_every_part_stands_out_from_the_ground(look):
    palette = PALETTES[look]
    least = {Ink.FAR: 1.8, Ink.PROP: 1.5, Ink.HAIR: 1.8}
    for ink in (Ink.FAR, Ink.TORSO, Ink.LEG, Ink.ARM, Ink.HEAD, Ink.MUSCLE, Ink.PROP):
        assert _contrast(palette[ink], palette[Ink.NONE]) >= least.get(ink, 2.2), ink


@pytest.mark.parametrize(
    ("colour", "index"), [("#000000", 16), ("#ffffff", 231), ("#ffaf00", 214), ("#121212", 233), ("#eeeeee", 255)]
)
def test_a_colour_has_the_number_every_terminal_gives_it(colour, index):
    assert number(colour) == index


def test_another_colour_has_none():
    assert number("#123456") is None
