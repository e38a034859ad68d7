"""What a person or a file wrote, made safe to draw: no control, bidi or lone surrogate characters, one line, an end."""

import re
import unicodedata

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_OBEYED = re.compile(
    "[\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""C1 and format characters; C0 JSON escapes by itself."""
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


def harmless(text: str, keep: str = "\n") -> str:
    """`text` whole, with those characters too, without what a terminal would obey or what hides something."""
    if text.isprintable():
        return text
    return "".join(c for c in text if c in keep or c == _JOINER or unicodedata.category(c) not in _UNSEEN)


def escaped(json: str) -> str:
    """JSON that means the same and that a terminal may print: what JSON lets stand raw and a terminal obeys is escaped."""
    return json if json.isascii() and "\x7f" not in json else _OBEYED.sub(_as_escape, json)


def _as_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def many(count: int, what: str) -> str:
    """`1 session`, `3 sessions`."""
    return f"{count} {what}{'s' * (count != 1)}"


def drawable(text: str) -> bool:
    """Would `clean` leave it as it is, however long? Then it hides nothing."""
    if text.isascii():
        return text.isprintable()
    whole = unicodedata.normalize("NFC", text)
    return clean(whole, len(whole)) == whole
