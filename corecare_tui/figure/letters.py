"""Big letters, five pixels high and two pixels a character cell, for words that are read from a mat 2.5 m away."""

import unicodedata
from functools import lru_cache

# Every glyph is a picture: a row of names, then five rows of pixels. Most are 4 wide. M N T V W Y → need 5 for their diagonals,
# I and 1 only 3: so 15 letters ("FLEX GLUTES NOW") fit 80 columns. Digits are square and O, S, Z are not, so that 0 5 2 differ.
_SHEET = """
A    B    C    D    E    F    G    H    I   J    K    L    M
.##. ###. .### ###. #### #### .### #..# ### ...# #..# #... #...#
#..# #..# #... #..# #... #... #... #..# .#. ...# #.#. #... ##.##
#### ###. #... #..# ###. ###. #.## #### .#. ...# ##.. #... #.#.#
#..# #..# #... #..# #... #... #..# #..# .#. #..# #.#. #... #...#
#..# ###. .### ###. #### #... .### #..# ### .##. #..# #### #...#

N     O    P    Q    R    S    T     U    V     W     X    Y     Z
#...# .##. ###. .##. ###. .### ##### #..# #...# #...# #..# #...# ####
##..# #..# #..# #..# #..# #... ..#.. #..# #...# #...# #..# .#.#. ..#.
#.#.# #..# ###. #..# ###. .##. ..#.. #..# .#.#. #.#.# .##. ..#.. .#..
#..## #..# #... #.#. #.#. ...# ..#.. #..# .#.#. ##.## #..# ..#.. #...
#...# .##. #... .#.# #..# ###. ..#.. .##. ..#.. #...# #..# ..#.. ####

0    1   2    3    4    5    6    7    8    9
#### ##. #### #### #..# #### #### #### #### ####
#..# .#. ...# ...# #..# #... #... ...# #..# #..#
#..# .#. #### .### #### #### #### ..#. #### ####
#..# .#. #... ...# ...# ...# #..# .#.. #..# ...#
#### ### #### #### ...# #### #### .#.. #### ####

: . -   +   /   ! ?    ' %    ,  ×   =   →     <   >
. . ... ... ..# # ###. # #..# .. ... ... ..#.. ..# #..
# . ... .#. ..# # ...# # ..#. .. #.# ### ...#. .#. .#.
. . ### ### .#. # .##. . .##. .. .#. ... ##### #.. ..#
# . ... .#. #.. . .... . .#.. .# #.# ### ...#. .#. .#.
. # ... ... #.. # .#.. . #..# #. ... ... ..#.. ..# #..
"""
_PIXELS = 5
_ALIKE = str.maketrans("–—−‘’⁄", "---''/")
_HALF = {"##": "█", "#.": "▀", ".#": "▄", "..": " "}


def _cut(sheet: str) -> dict[str, list[str]]:
    """The glyphs of a sheet by name, each five rows of '#' and '.'."""
    glyphs = {" ": [".."] * _PIXELS}
    for block in sheet.strip().split("\n\n"):
        names, *rows = (line.split() for line in block.splitlines())
        glyphs |= {name: list(pixels) for name, *pixels in zip(names, *rows, strict=True)}
    return glyphs


_GLYPHS = _cut(_SHEET)


def _glyphs(text: str) -> list[list[str]]:
    """The glyphs of a text: capitals, accents dropped (É is drawn as E), anything unknown as '?'."""
    plain = unicodedata.normalize("NFKD", text.upper()).translate(_ALIKE)
    return [_GLYPHS.get(letter, _GLYPHS["?"]) for letter in plain if not unicodedata.combining(letter)]


def width(text: str, scale: int = 1) -> int:
    """Columns that `text` takes at a scale of 1 or more; one blank pixel between letters. 0 for an empty text."""
    glyphs = _glyphs(text)
    return scale * (sum(len(glyph[0]) + 1 for glyph in glyphs) - 1) if glyphs else 0


def height(scale: int = 1, ascii: bool = False) -> int:
    """Rows that any text takes: 3, 5, 8, 10 at scales 1–4, two pixels a row; in ASCII 5, 5, 8, 10."""
    return _PIXELS if ascii and scale == 1 else (_PIXELS * scale + 1) // 2


def lines(text: str, scale: int = 1, ascii: bool = False) -> list[str]:
    """Draw `text`: `height(scale, ascii)` strings of exactly `width(text, scale)` columns of █ ▀ ▄ and space.

    With `ascii` only '#' and space: one row a pixel at scale 1 (no half cell exists, and 2.5 rows would not be readable),
    every second pixel row above that, so that letters keep their shape.
    """
    rows = _rows(text)
    pixels = ["".join(pixel * scale for pixel in row) for row in rows for _ in range(scale)]
    if ascii:
        return [row.replace(".", " ") for row in pixels[:: 1 if scale == 1 else 2]]
    if len(pixels) % 2:
        pixels.append("." * len(pixels[0]))
    pairs = zip(pixels[::2], pixels[1::2], strict=True)
    return ["".join(_HALF[a + b] for a, b in zip(top, low, strict=True)) for top, low in pairs]


def _rows(text: str) -> list[str]:
    return [".".join(row) for row in zip(*_glyphs(text), strict=True)] or [""] * _PIXELS


def pixels(text: str) -> list[list[bool]]:
    """The letters as five rows of pixels, on or off."""
    return [[pixel == "#" for pixel in row] for row in _rows(text)]


@lru_cache(maxsize=256)
def fit(text: str, columns: int, rows: int, largest: int = 4, ascii: bool = False) -> int:
    """The largest scale up to `largest` at which `text` fits `columns` × `rows`, or 0 when not even scale 1 does."""
    fits = (s for s in range(largest, 0, -1) if width(text, s) <= columns and height(s, ascii) <= rows)
    return next(fits, 0)
