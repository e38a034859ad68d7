"""keys: every key of every screen, and how to change one."""

from argparse import Namespace
from collections.abc import Iterator, Mapping

from corecare_tui.cli import world
from corecare_tui.cli.saying import say, say_json

HEAD = """\
# Keys

Made of the commands themselves: this is what `corecare keys` prints. Everything can be clicked, too. In the app `?` shows the
keys of a screen, ctrl+p finds them by their words. To change a key, name the command in the settings file (`corecare where`
says where that lies):

    [keys]
    today.start = "enter,b"
    player.pause = "space"

A key is a letter or a sign, a name (enter, escape, space, tab, comma, pagedown, home, f5 …), or one of these after ctrl+, alt+ or
shift+. On a screen one key means one thing: two commands with the same key are refused, and both are named. Digits that answer a
question stay what they are. Many terminals keep ctrl+c, ctrl+s and what tmux or the desktop listens to for themselves."""
LEFT, MIDDLE = 24, 16


def keys(options: Namespace) -> int:
    """As they are by now for this person."""
    remap = dict(world.settings().keys)
    if options.json:
        say_json(list(rows(remap)))
    else:
        say("\n".join(page(remap)))
    return 0


def page(remap: Mapping[str, str]) -> Iterator[str]:
    """docs/keys.md is this, with nothing changed."""
    from corecare_tui.ui.keymap import every
    from corecare_tui.ui.keys import SCREENS

    yield HEAD
    for screen, commands in SCREENS.items():
        yield f"\n## {screen}\n"
        for row in commands:
            id = f"{screen}.{row.verb}"
            yield f"    {id:<{LEFT}} {every(id, row, remap):<{MIDDLE}} {row.says}"


def rows(remap: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Each command: its id, its keys by now, those it has by itself, its word and its sentence."""
    from corecare_tui.ui.keymap import commands, keys_of

    for id, _, row in commands():
        yield {"id": id, "keys": keys_of(id, row, remap), "default": row.keys, "word": row.word, "says": row.says}
