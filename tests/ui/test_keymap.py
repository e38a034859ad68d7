"""Keys in the pure: what a settings file may say of them, how they are called, and that no two of ours collide."""

import pytest
from textual.keys import _character_to_key

from corecare_tui.ui.keymap import LISTS, NAMED, commands, every, heard, keys_of, label, normal, shown, split, wrong
from corecare_tui.ui.keys import ABOUT, DIGITS, SCREENS, key

TAKEN_BY_TERMINALS = {"ctrl+b", "ctrl+a", "ctrl+c", "ctrl+d", "ctrl+shift+c", "ctrl+shift+v", "ctrl+tab", "f11", "ctrl+space"}
"""tmux's and screen's prefixes, wezterm's copy and tabs, the signals of a line."""


def test_no_key_means_two_things_on_a_screen():
    assert wrong({}) is None
    for screen in SCREENS:
        every_key = [one for id, row in heard(screen) for one in keys_of(id, row, {})] + list(LISTS.get(screen, ()))
        assert len(every_key) == len(set(every_key)), screen


def test_every_key_of_ours_is_one_that_textual_knows_and_that_no_terminal_keeps():
    for id, _, row in commands():
        for one in row.keys:
            assert one == DIGITS or normal(one) == one, id
            assert one not in TAKEN_BY_TERMINALS and not one.startswith(("alt+", "super+")), id


def test_ids_are_unique_and_every_sentence_is_one():
    ids = [id for id, _, _ in commands()]
    assert len(ids) == len(set(ids)) > 150
    assert all(row.says and not row.says.endswith(".") and row.says[0] == row.says[0].upper() for _, _, row in commands())
    assert ABOUT.keys() <= SCREENS.keys()


@pytest.mark.parametrize("letter", "?/\\@-+_=<>[]{}(),.;:'\"!#$%&*^~|`§°€£aZé")
def test_a_sign_is_called_as_textual_calls_it(letter):
    assert normal(letter) == _character_to_key(letter)
    assert shown(normal(letter)) == letter


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("Ctrl+S", "ctrl+s"),
        ("PageDown", "pagedown"),
        ("F5", "f5"),
        ("question_mark", "question_mark"),
        ("space", "space"),
        (" ", "space"),
    ],
)
def test_a_key_is_called(said, called):
    assert normal(said) == called


@pytest.mark.parametrize("said", ["", "nonsense", "ctrl+", "f25", "hyper+x", "enter+x", "\x07", "two keys"])
def test_what_is_no_key(said):
    assert normal(said) is None


def test_names_are_shown_for_people():
    assert [shown(one) for one in ("escape", "ctrl+s", "question_mark", "pageup", "left", "f5", "plus")] == [
        "Esc", "Ctrl+S", "?", "PgUp", "←", "f5", "+"
    ]  # fmt: skip
    assert all(shown(one) for one in NAMED)


@pytest.mark.parametrize(
    ("remap", "id", "says"),
    [
        ({"today.begin": "b"}, "today.begin", "today.gentle?"),
        ({"today.strat": "b"}, "today.strat", "did you mean today.start?"),
        ({"today.start": "g"}, "today.start", "today.gentle"),
        ({"today.start": "g", "today.gentle": "enter"}, None, ""),
        ({"today.start": ""}, "today.start", "no key is given"),
        ({"today.start": "entr"}, "today.start", "is no key"),
        ({"today.start": "1"}, "today.start", "main.go_today"),
        ({"today.start": "ctrl+q"}, "today.start", "app.quit"),
        ({"rating.ten": "7"}, "rating.ten", "rating.score"),
        ({"rating.score": "x"}, "rating.score", "digits"),
        ({"check_in.nothing": "x"}, "check_in.nothing", "the list of check_in"),
        ({"app.quit": "p"}, "app.quit", "p is"),
        ({"history.edit": "?"}, "history.edit", "history.help"),
        ({"player.pain": "o,O"}, "player.pain", "player.steps"),
    ],
)
def test_what_a_settings_file_may_not_say(remap, id, says):
    found = wrong(remap)
    assert (found and found[0]) == id
    if found and says != "today.gentle?":
        assert says in found[1]


def test_the_same_key_twice_is_once():
    assert wrong({"today.start": "enter,enter"}) is None


def test_a_clash_names_both():
    id, what = wrong({"library.block": "a"})
    assert id == "library.block" and "library.add" in what and "library.block" in what


def test_a_pair_is_shown_by_its_own_keys_once_changed():
    row = key("down", "j down", "move(1)", "move", label="j/k")
    assert (label("x.down", row, {}), label("x.down", row, {"x.down": "n,down"})) == ("j/k", "n")
    assert every("x.down", row, {"x.down": "n, down"}) == "n ↓"
    assert split("a, b,") == ("a", "b")
