"""Rows of `keys` as Textual's bindings, and the words of a key where a sentence names one."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.binding import Binding
from textual.containers import ScrollableContainer
from textual.screen import Screen
from textual.widgets import Input, OptionList, Select

from corecare_tui.ui.keymap import commands as rows
from corecare_tui.ui.keymap import every, keys_of, label, normal, shown, split
from corecare_tui.ui.keys import DIGITS, SCREENS, Key

_NAMED = re.compile(r"\{([a-z_]+)\.([a-z_]+)\}")
NOWHERE = "f24"
"""The key of what a screen hears by itself (digits): no keyboard here has it, and the line of keys can still show it."""


def bound(screen: str) -> list[Binding]:
    """The bindings of that screen of `keys.SCREENS`."""
    return [_binding(screen, row) for row in SCREENS[screen]]


def _binding(screen: str, row: Key) -> Binding:
    id = f"{screen}.{row.verb}"
    keys = NOWHERE if DIGITS in row.keys else ",".join(row.keys)
    return Binding(keys, row.action, row.word, row.shown, label(id, row, {}), row.first, row.says, id)


def heard_as(remap: Mapping[str, str]) -> dict[str, str]:
    """As Textual has to be told: it takes `Ctrl+S` and `PageDown` for keys of other names than those it hears."""
    return {id: ",".join(normal(one) or one for one in split(said)) for id, said in remap.items()}


def give_way(screen: Screen[Any]) -> None:
    """A key of the screen is the screen's: lists and scrolled text, which hear it first, forget what they had for it.

    For one that was given another key, too: the old one must not go on doing it. The list that falls out of a field keeps all.
    """
    ids = {one.id for same in screen._bindings.key_to_bindings.values() for one in same}
    heard = [(id, row) for id, _, row in rows() if id in ids and DIGITS not in row.keys]
    taken = {key for id, row in heard for keymap in ({}, remapped(screen.app)) for key in keys_of(id, row, keymap)}
    for widget in [*screen.query(OptionList), *screen.query(ScrollableContainer)]:
        if not isinstance(widget, Input) and not isinstance(widget.parent, Select):  # to Textual a field is a scrolled view, too
            for key in taken:
                widget._bindings.key_to_bindings.pop(key, None)


def remapped(app: App[Any]) -> Mapping[str, str]:
    """Command id → keys, where a person changed them."""
    found: Mapping[str, str] = getattr(app, "remap", {})
    return found


def label_of(app: App[Any], binding: Binding) -> str:
    """How the key of that binding is called by now."""
    said = remapped(app).get(binding.id or "")
    return shown(normal(split(said)[0]) or said) if said else binding.key_display or binding.key.split(",")[0]


def keyed(app: App[Any], sentence: str) -> str:
    """A sentence with `{today.why}` in it: the key that command has by now in its place."""
    return _NAMED.sub(lambda found: _key(app, found[1], found[2]) or found[0], sentence)


def _key(app: App[Any], screen: str, verb: str) -> str | None:
    rows = SCREENS.get(screen, ())
    return next((label(f"{screen}.{verb}", row, remapped(app)) for row in rows if row.verb == verb), None)


def commands(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """What the palette offers on a screen: its own commands, each with its key."""
    ids = {one.id: one.action for same in screen._bindings.key_to_bindings.values() for one in same if one.id}
    for id, row in ((id, row) for id, _, row in rows() if id in ids and DIGITS not in row.keys):
        yield SystemCommand(row.says, every(id, row, remapped(app)), partial(screen.call_later, screen.run_action, row.action))
