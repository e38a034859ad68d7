"""Keys as a person wants them: what the settings file may say of them, and how each key is called and shown."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from string import punctuation

from corecare_tui.ui.keys import DIGITS, SCREENS, Key

NUMBERED = ("today", "history", "library", "routines", "settings")
"""Screens that have the keys of `main`, too."""
LISTS = {"check_in": ("j", "k", "up", "down", "x"), "screening": ("j", "k", "up", "down", "x")}
"""Keys that a list on these screens hears before they do."""
_WRITING = frozenset(
    ["backspace", "delete", "left", "right", "home", "end", "space"] + [f"ctrl+{letter}" for letter in "acdekuvwx"]
)
FIELDS = {"form": _WRITING | {"enter", "up", "down"}, "pick": _WRITING}
"""Keys that the fields of these screens hear before they do, beside all that is typed."""
NAMED = frozenset(
    [
        "enter",
        "escape",
        "space",
        "tab",
        "backspace",
        "delete",
        "insert",
        "home",
        "end",
        "pageup",
        "pagedown",
        "up",
        "down",
        "left",
        "right",
    ]
    + [f"f{n}" for n in range(1, 25)]
)
_MODIFIED = re.compile(r"(?:(?:ctrl|alt|shift)\+)*")
_SHORT = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "low_line": "underscore",
}
_LONG = {"plus_sign": "plus"}
GLYPHS = {
    "enter": "Enter",
    "escape": "Esc",
    "tab": "Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "home": "Home",
    "end": "End",
    "delete": "Del",
}


def commands() -> Iterator[tuple[str, str, Key]]:
    """(id, screen, row) of every command."""
    for screen, rows in SCREENS.items():
        for row in rows:
            yield f"{screen}.{row.verb}", screen, row


def wrong(remap: Mapping[str, str]) -> tuple[str, str] | None:
    """(id, what is wrong and how to mend it) of the first thing that does not go; None: all of it does."""
    known = {id: row for id, _, row in commands()}
    for id, said in remap.items():
        if what := _unknown(id, known) or _unfit(id, said, known[id]) or _typed(id, said):
            return id, what
    return next(_clashes(remap), None)


def _unknown(id: str, known: Mapping[str, Key]) -> str | None:
    if id in known:
        return None
    near = get_close_matches(id, known, 1)
    return "there is no such command; " + (f"did you mean {near[0]}?" if near else "`corecare keys` lists them")


def _unfit(id: str, said: str, row: Key) -> str | None:
    if DIGITS in row.keys:
        return "the digits answer, and stay what they are; leave this line out"
    keys = split(said)
    if not keys:
        return f'no key is given; write "{row.keys[0]}", or leave this line out'
    strange = next((one for one in keys if normal(one) is None), None)
    mend = "write a letter or sign, a name such as enter, pagedown or f5, or ctrl+ and a letter; a comma between two keys"
    return None if strange is None else f"{strange[:20]!r} is no key; {mend}"


def _typed(id: str, said: str) -> str | None:
    """Where something is written, a letter is that letter."""
    fields = FIELDS.get(id.partition(".")[0])
    if fields is None:
        return None
    keys = [normal(one) or one for one in split(said)]
    found = next((one for one in keys if one in fields or (one not in NAMED and "+" not in one)), None)
    mend = "take ctrl+ and a letter, or a key such as f5"
    return None if found is None else f"{shown(found)} belongs to the field on that screen; {mend}"


def _clashes(remap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Where one key would mean two things on a screen: the id that was changed, with the names of both."""
    for screen in SCREENS:
        taken = dict.fromkeys(LISTS.get(screen, ()), f"the list of {screen}")
        for id, row in sorted(heard(screen), key=lambda pair: pair[0] in remap):
            for one in keys_of(id, row, remap):
                if one in taken:
                    both = (
                        f"{shown(one)} is {taken[one]} on the screen {screen} already; {id} needs another key, or that one does"
                    )
                    yield id, both
                taken[one] = id


def heard(screen: str) -> Iterator[tuple[str, Key]]:
    """(id, row) of what that screen hears: its own, the numbers of the screens where it has them, the app's."""
    for room in (screen, *(("main",) if screen in NUMBERED else ()), *(("app",) if screen != "app" else ())):
        yield from ((f"{room}.{row.verb}", row) for row in SCREENS[room])


def keys_of(id: str, row: Key, remap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of a command by now, as Textual calls them."""
    if DIGITS in row.keys:
        return tuple("0123456789")
    return tuple(dict.fromkeys(normal(one) or one for one in split(remap[id]))) if id in remap else row.keys


def split(said: str) -> tuple[str, ...]:
    """The keys of a text with commas between them; a comma itself is called `comma`."""
    return tuple(one.strip() for one in said.split(",") if one.strip())


def normal(key: str) -> str | None:
    """What Textual calls it: `?` is question_mark, `Ctrl+S` ctrl+s; None = there is no such key."""
    lead = _MODIFIED.match(key.lower())
    front = lead[0] if lead else ""
    rest = key[len(front) :]
    if len(rest) == 1:
        named = rest if rest.isalnum() else _sign(rest)
        if front == "shift+" and rest.isalpha():  # what a terminal sends is the capital
            return rest.upper()
        return None if named is None else front + (named.lower() if front else named)
    rest = rest.lower()
    return front + rest if rest in NAMED or rest in _SIGNS else None


def _sign(letter: str) -> str | None:
    """The name of a sign as Textual has it: of its Unicode name, a few of them shorter."""
    if letter == " ":
        return "space"
    name = unicodedata.name(letter, "").lower().replace("-", "_").replace(" ", "_")
    return _LONG.get(name, _SHORT.get(name, name)) if letter.isprintable() and name else None


_NAMES = """exclamation_mark quotation_mark number_sign dollar_sign percent_sign ampersand apostrophe left_parenthesis
right_parenthesis asterisk plus comma minus full_stop slash colon semicolon less_than_sign equals_sign greater_than_sign
question_mark at left_square_bracket backslash right_square_bracket circumflex_accent underscore grave_accent left_curly_bracket
vertical_line right_curly_bracket tilde section_sign degree_sign euro_sign pound_sign"""
_SIGNS = dict(zip(_NAMES.split(), punctuation + "§°€£", strict=True))  # written out: to ask Python for them costs 0.5 MB


def shown(key: str) -> str:
    """A key as a person knows it: `?` for question_mark, Esc for escape."""
    *front, last = key.split("+") if key != "+" else ["+"]
    glyph = GLYPHS.get(last) or _SIGNS.get(last) or last
    return "+".join([*(one.capitalize() for one in front), glyph.upper() if front and len(glyph) == 1 else glyph])


def label(id: str, row: Key, remap: Mapping[str, str]) -> str:
    """How the footer shows it."""
    if id in remap or not row.label:
        return shown(keys_of(id, row, remap)[0])
    return row.label


def every(id: str, row: Key, remap: Mapping[str, str]) -> str:
    """All its keys, for help and docs."""
    return DIGITS if DIGITS in row.keys else " ".join(shown(one) for one in keys_of(id, row, remap))
