"""What a person or a file wrote, made safe to draw: no control, bidi or lone surrogate characters, one line, an end."""

import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_JOINER = "\u200d"
"""The one format character that is part of words and of emoji."""


def clean(text: str, limit: int = 80) -> str:
    """`text` as one line that is safe to draw, at most `limit` letters: NFC, no control, bidi or lone surrogate characters.

    Line breaks and tabs become spaces, a letter keeps three combining marks.
    """
    kept: list[str] = []
    marks = 0
    for char in unicodedata.normalize("NFC", text[: 8 * limit]):
        category = unicodedata.category(char)
        marks = marks + 1 if category[0] == "M" else 0
        if char in "\t\n\r\x85\u2028\u2029":
            kept.append(" ")
        elif marks <= 3 and (category not in _UNSEEN or char == _JOINER):
            kept.append(char)
    drawn = unicodedata.normalize("NFC", "".join(kept))
    return drawn if len(drawn) <= limit else drawn[: limit - 1] + "…"


def harmless(text: str) -> str:
    """`text` whole, its line breaks and tabs too, without what a terminal would obey or what hides something."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in "\t\n\r" or c == _JOINER or unicodedata.category(c) not in _UNSEEN)


def drawable(text: str) -> bool:
    """Would `clean` leave it as it is, however long? Then it hides nothing."""
    if text.isascii():
        return text.isprintable()
    whole = unicodedata.normalize("NFC", text)
    return clean(whole, len(whole)) == whole
