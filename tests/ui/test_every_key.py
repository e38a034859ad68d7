"""Every key of every screen is pressed, at three sizes and under other keys; footer, help, palette and mouse agree with it."""

import os
import re

import pytest
from every_key import LIGHT, WAYS, changed, living, others, turned, way_of
from kit import NARROW, WIDE

from corecare_tui.ui.bound import bound, commands
from corecare_tui.ui.keymap import every, heard, keys_of, wrong
from corecare_tui.ui.keys import DIGITS, SCREENS
from corecare_tui.ui.screens.help import HelpScreen, KeyLine
from corecare_tui.ui.widgets.key_bar import Key

MANY = os.environ.get("CORECARE_MANY")
"""Set: the other keys at every size, and not only at 80x24."""
SIZES = {"80x24": WIDE, "120x36": (120, 36), "60x20": NARROW}
EVERY_SCREEN = pytest.mark.parametrize("screen", SCREENS)
FITS = {("help", "120x36")}
"""Where all of a text is in sight: up and down have nothing to scroll."""
NOTHING = {
    "player.suspend": "the terminal of a test cannot be left",
}
"""Commands that rightly do nothing here, and why."""
SOME = "049"
"""Of the digits those that are pressed at every size and under every keymap; at 80x24 with its own keys it is all of them."""
FOCUSED = (
    "history",
    "library",
    "routines",
    "pick",
    "settings",
    "steps",
    "check_in",
    "summary",
    "screening",
    "safety",
    "why",
    "form",
    "choose",
    "help",
)
"""Screens with a list or a field that hears a key before they do."""
SWALLOWED = {"enter", "space", "up", "down", "home", "end", "pageup", "pagedown", "left", "right", "j", "k", "x"}
"""What such a list or field would have for itself."""


OF_A_RULE = "What would undo it: "
"""Begins a sentence of the rules, which names the keys as they are at first: the documents have it, too."""
OLD = re.compile(
    r"\b[Pp]ress [a-z?/]\b|\bEsc\b|SPACE|"
    r"\b[b-hj-rt-zA-HJ-Z] (?:on Today|brings|takes|lets|rates|skips|shows|says|plays|yes|no|in a)\b"
)


class Pressing:
    """Presses the keys of one screen; opens it anew for each, or only where the last key left something behind."""

    def __init__(self, w, screen, afresh):
        self.w, self.screen, self.afresh = w, screen, afresh
        self.open, self.seen = None, {}
        self.count = 0

    async def stand(self, row):
        """The screen as it is to be for that command."""
        self.open = way_of(self.screen, row)
        await self.w.away()
        await self.open(self.w)
        self.seen = self.w.seen()

    async def press(self, row, key):
        """What that key changed; where nothing did, it is tried once more on a screen of its own."""
        anew = self.open is None or self.afresh or DIGITS in row.keys or way_of(self.screen, row) is not self.open
        if anew:
            await self.stand(row)
        did = await self.once(row, key)
        if not did and not anew:
            await self.stand(row)
            did = await self.once(row, key)
        if not did <= LIGHT:
            self.open = None
        return did

    async def once(self, row, key):
        """What that key changed on the screen as it stands."""
        before, w = self.seen, self.w
        assert w.app.focused is None or w.app.focused.region, f"{self.screen}: what is typed goes where nobody sees it"
        await w.press(key)
        assert w.app.fault is None, f"{self.screen}.{row.verb} {key}: {w.app.fault!r}"
        self.seen, self.count = w.seen(), self.count + 1
        if w.remap == others():  # none of its keys is a letter, so a letter in a sentence is an old key
            texts = [str(label.content) for label in w.screen.query("Label")] + w.told
            w.sentences |= {text for text in texts if OLD.search(text) and not text.startswith(OF_A_RULE)}
        return changed(before, self.seen)


async def press_all(w, screen, remap, digits=SOME):
    """(verb, which of its keys) → what that key of that screen changed."""
    pressing = Pressing(w, screen, afresh=False)
    keys = [(row, key) for row in SCREENS[screen] for key in keys_of(f"{screen}.{row.verb}", row, remap)]
    asked = [(row, key) for row, key in keys if DIGITS not in row.keys or key in digits]
    return {(row.verb, key): await pressing.press(row, key) for row, key in asked}


def dead(screen, size, done):
    """Those that did nothing, and are not to be excused."""
    still = [which for which, did in done.items() if not did and f"{screen}.{which[0]}" not in NOTHING]
    return [which for which in still if (screen, size) not in FITS or which[0] not in ("up", "down")]


@pytest.mark.parametrize("size", SIZES)
@EVERY_SCREEN
def test_every_key_does_something(tmp_path, screen, size):
    async def act(w):
        assert not dead(screen, size, await press_all(w, screen, {}, "0123456789" if size == "80x24" else SOME))

    living(act, SIZES[size], tmp_path, {})


async def press_old(w, screen):
    """Each key that a command had at first does nothing, wherever the screen was opened for that command."""
    for way in WAYS[screen]:
        pressing = Pressing(w, screen, afresh=False)
        here = [row for row in SCREENS[screen] if DIGITS not in row.keys and way_of(screen, row) is way.open]
        for row in here:
            if row is here[0]:
                await pressing.stand(row)
            for key in row.keys:
                did = await pressing.once(row, key)
                assert not did, f"{screen}.{row.verb}: {key} still does it: {did}"


@pytest.mark.parametrize("size", SIZES if MANY else ["80x24"])
@EVERY_SCREEN
def test_under_other_keys_the_new_one_does_it_and_the_old_one_no_more(tmp_path, screen, size):
    remap = others()
    assert wrong(remap) is None

    async def act(w):
        assert not dead(screen, size, await press_all(w, screen, remap))
        assert not w.sentences, "these name a key that was given away"
        if size == "80x24":
            await press_old(w, screen)

    living(act, SIZES[size], tmp_path, remap)


@pytest.mark.parametrize("screen", FOCUSED)
def test_with_the_keys_of_another_command_it_does_the_same_as_before(tmp_path, screen):
    remap = turned()
    assert wrong(remap) is None
    found = []

    def doing(remap):
        async def act(w):
            pressing = Pressing(w, screen, afresh=True)
            found.append({})
            for row in (row for row in SCREENS[screen] if SWALLOWED & set(keys_of(f"{screen}.{row.verb}", row, turned()))):
                first = keys_of(f"{screen}.{row.verb}", row, remap)[0]
                found[-1][row.verb] = await pressing.press(row, first) | {("on", w.on)}

        (tmp_path / str(len(found))).mkdir()
        living(act, WIDE, tmp_path / str(len(found)), remap)

    doing({})
    doing(remap)
    assert found[0] == found[1]


# --- footer, help, palette ------------------------------------------------------------------------


def tokens(label):
    """The keys that a footer names in one place."""
    return [one for one in re.split(r"(?<=.)/(?=.)| or | ", "+ -" if label == "±" else label) if one]


@pytest.mark.parametrize("remap", [{}, others()], ids=["as-they-are", "remapped"])
@pytest.mark.parametrize("screen", [screen for screen in SCREENS if screen not in ("app", "main")])
def test_footer_help_and_palette_name_the_same_keys(tmp_path, screen, remap):
    async def act(w):
        for way in WAYS[screen]:
            await w.away()
            await way.open(w)
            top = w.screen
            footer = [(key.key, key.action, key.word) for key in top.query(Key) if key.display]
            offered = {command.title: command.help for command in commands(w.app, top)}
            await w.app.push_screen(HelpScreen(top))
            await w.settle()
            lines = [str(line.content) for line in w.screen.query(KeyLine)]
            rows = {id: (row, every(id, row, remap)) for id, row in heard(screen)}
            for id, (row, keys) in rows.items():
                assert any(line.startswith(keys) and line.endswith(row.says) for line in lines), id
                if DIGITS not in row.keys and not id.startswith("app."):
                    assert offered[row.says] == keys, id
            named = {one for _, keys in rows.values() for one in keys.split()}
            for label, action, word in footer:
                (its,) = {keys for id, (row, keys) in rows.items() if id.startswith(screen) and row.action == action}
                assert set(tokens(label)) <= named and set(tokens(label)) & set(its.split()), (label, word, its)

    living(act, WIDE, tmp_path, remap)


# --- the mouse ------------------------------------------------------------------------------------


@EVERY_SCREEN
def test_a_click_in_the_footer_does_what_the_key_does(tmp_path, screen):
    ids = {binding.action: binding.id for binding in bound(screen)}
    footers = {}

    async def act(w):
        for row in [row for row in SCREENS[screen] if DIGITS not in row.keys and f"{screen}.{row.verb}" not in NOTHING]:
            pressing = Pressing(w, screen, afresh=True)
            if way_of(screen, row) not in footers:
                await pressing.stand(row)
                footers[way_of(screen, row)] = {ids.get(key.action) for key in w.screen.query(Key) if key.display}
            if f"{screen}.{row.verb}" not in footers[way_of(screen, row)]:
                continue
            await pressing.stand(row)
            here = [key for key in w.screen.query(Key) if key.display and ids.get(key.action) == f"{screen}.{row.verb}"]
            await w.click(here[0])
            clicked = changed(pressing.seen, w.seen()), w.on
            by_key = await pressing.press(row, row.keys[0]), w.on
            assert clicked == by_key, f"{screen}.{row.verb}"

    living(act, WIDE, tmp_path, {})
