"""What may come next on a half-typed command line, for the shell to offer: read off the rows of the commands at each Tab.

One place answers for all shells, so that a command, a choice and a routine of one's own are offered as soon as they exist.
"""

import os
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corecare_tui.cli.commands import COMMANDS, Arg, Command, arg
from corecare_tui.cli.saying import say

FILES = "<files>"
"""Offered where a shell shall offer files: it knows better how to."""
MOST_BYTES = 1_000_000
"""A larger file is no library file (the largest shipped one has 20 kB), and would be waited for."""
HELP = arg("-h", "--help", action="store_true", help="what it does, with examples")
VERSION = arg("--version", action="store_true", help="which version this is")

Offer = tuple[str, str]
"""A word, and what it is."""


def completion(options: Namespace) -> int:
    """The script of a shell, which asks `answer`."""
    from corecare_tui.cli.shells import SCRIPTS

    say(SCRIPTS[options.shell].rstrip())
    return 0


def answer(words: list[str]) -> int:
    """Print what may stand in place of the last word: a line each, the word, a colon and what it is."""
    for word, what in offers(words):
        say(f"{word}:{what}")
    return 0


def offers(words: Sequence[str]) -> list[Offer]:
    """What may stand in place of the last of these words, those that the typed letters rule out included: a shell sifts."""
    *before, typed = [word for word in words if word != "="] or [""]  # bash makes three words of --format=csv
    if not before:
        return _named((HELP, VERSION)) if typed.startswith("-") else [(command.name, command.does) for command in COMMANDS]
    row = next((command for command in COMMANDS if command.name == before[0]), None)
    return [] if row is None else _of(row, before[1:], typed)


def _of(row: Command, before: Sequence[str], typed: str) -> list[Offer]:
    waiting, places, names, plain, placed = _left(row, before)
    if waiting is not None:
        return _values(waiting, typed)
    if typed.startswith("-") and not plain:
        name, equals, value = typed.partition("=")
        if not equals:
            return _named(names)
        found = next((one for one in names if name in one.names and one.valued), None)
        return [] if found is None else [_behind(f"{name}=", offer) for offer in _values(found, value)]
    if places:
        return _values(places[0], typed, placed)
    return [] if plain else _named(names)


def _left(row: Command, before: Sequence[str]) -> tuple[Arg | None, list[Arg], list[Arg], bool, list[str]]:
    """The option that waits for its value, places and options still open, is all that comes placed, and what is placed."""
    places = [one for one in row.args if one.placed]
    names = [HELP, *(one for one in row.args if not one.placed)]
    waiting, plain = None, False
    placed: list[str] = []
    for word in before:
        if waiting is not None:
            waiting = None
        elif word == "--" and not plain:
            plain = True
        elif word.startswith("-") and not plain:
            waiting = _taken(names, word)
        else:
            placed.append(word)
            if places and places[0].options.get("nargs") not in ("*", "+"):
                places.pop(0)
    return waiting, places, names, plain, placed


def _taken(names: list[Arg], word: str) -> Arg | None:
    """Take that option out of those still open; the option, if the next word is its value."""
    name, equals, _ = word.partition("=")
    found = next((one for one in names if name in one.names), None)
    if found is None:
        return None
    names.remove(found)
    return found if found.valued and not equals else None


def _named(names: Sequence[Arg]) -> list[Offer]:
    return [(one.names[-1], one.options.get("help", "")) for one in names]


def _values(one: Arg, typed: str, placed: Sequence[str] = ()) -> list[Offer]:
    """What an argument takes behind those words; of a list with commas, what may stand behind the last one."""
    if one.options.get("choices"):
        return [(str(choice), "") for choice in one.options["choices"]]
    if not one.offers:
        return []
    if one.offers == "own":
        return _own(placed)
    found = SOURCES[one.offers.rstrip(",")]()
    if not one.offers.endswith(","):
        return found
    told, comma, _ = typed.rpartition(",")
    return [_behind(told + comma, offer) for offer in found if offer[0] not in told.split(",")]


def _behind(start: str, offer: Offer) -> Offer:
    return (FILES, "") if offer[0] == FILES else (start + offer[0], offer[1])


def _routines() -> list[Offer]:
    return _ids("*.toml", lambda page: [page])


def _exercises() -> list[Offer]:
    return _ids("exercises/*.toml", lambda page: page.get("exercise", []))


def _own(placed: Sequence[str]) -> list[Offer]:
    """What `routines` does with a routine of one's own: the word for it, then what that word asks for."""
    words = (("new", "write one"), ("add", "take one in"), ("share", "write one out"), ("delete", "set one aside"))
    match placed:
        case []:
            return list(words)
        case ["add", *_] | ["share", _]:
            return [(FILES, "")]
        case ["share"] | ["delete"]:
            return _ids("*.toml", lambda page: [page], ours=False)
    return []


def _ids(files: str, entries: Callable[[dict[str, Any]], Any], ours: bool = True) -> list[Offer]:
    """The ids in the shipped files (`ours`) and in the person's own, each with its name; the first of two with one id counts.

    The files as they stand: `library.load`, which looks for mistakes, takes 150 ms, and a Tab is waited for.
    """
    from corecare_tui.adapters.places import Places, shipped
    from corecare_tui.domain.text import clean

    found: dict[str, str] = {}
    for folder in (*([shipped("routines")] * ours), Places.here(os.environ).routines):
        for page in _pages(sorted(folder.glob(files))):
            for entry in entries(page):
                if isinstance(id := entry.get("id"), str) and id.isidentifier():
                    found.setdefault(id, clean(str(entry.get("name", ""))))
    return list(found.items())


def _pages(paths: Sequence[Path]) -> Iterator[dict[str, Any]]:
    """What the files hold, without those that cannot be read: `corecare check` tells what is wrong with them."""
    import tomllib

    for path in paths:
        try:
            if path.is_file() and path.stat().st_size <= MOST_BYTES:
                yield tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError):
            continue


def _places() -> list[Offer]:
    from corecare_tui.domain.pain import PLACE_NAMES

    return list(PLACE_NAMES.items())


def _days() -> list[Offer]:
    return [(day, "") for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")]


def _scores() -> list[Offer]:
    said = {0: "no pain", 10: "the worst you can imagine"}
    return [(str(score), said.get(score, "")) for score in range(11)]


SOURCES: dict[str, Callable[[], list[Offer]]] = {
    "routines": _routines,
    "exercises": _exercises,
    "places": _places,
    "days": _days,
    "scores": _scores,
    "files": lambda: [(FILES, "")],
    "own": lambda: _own([]),
}
"""What `Arg.offers` may name; with a comma behind it, several of them."""
