"""One key into the settings file: the rest stays to the letter, a mistake is not built upon, nothing is ever half written."""

import os
import stat
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corecare_tui.adapters.settings import SettingsError, load, save
from corecare_tui.domain.explained import EXPLAINED

WRITTEN = """# mine
strict = true   # careful

[thresholds]
red = 5  # not 6
"""


def test_a_new_key_stands_above_all_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN)
    save(file, "figure", "half")
    assert file.read_text() == f'# {EXPLAINED["figure"]}\nfigure = "half"\n' + WRITTEN
    assert load(file).figure == "half"
    assert load(file).limits.red == 5


def test_a_key_that_is_there_changes_and_nothing_else_does(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('sounds = true # the bell is enough\nfigure = "smooth"\n' + WRITTEN)
    save(file, "sounds", False)
    assert file.read_text() == 'sounds = false # the bell is enough\nfigure = "smooth"\n' + WRITTEN


def test_the_first_key_makes_the_file_and_its_folder_for_their_owner(tmp_path: Path) -> None:
    file = tmp_path / "new" / "settings.toml"
    save(file, "theme", "light")
    assert file.read_text() == f'# {EXPLAINED["theme"]}\ntheme = "light"\n'
    assert load(file).theme == "light"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) & 0o077 == 0


def test_a_file_with_a_mistake_is_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("strict = maybe\n")
    with pytest.raises(SettingsError, match=r"settings\.toml:1"):
        save(file, "figure", "half")
    assert file.read_text() == "strict = maybe\n"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "settings.toml"
    real.write_text(WRITTEN)
    link.symlink_to(real)
    save(link, "figure", "ascii")
    assert link.is_symlink()
    assert load(real).figure == "ascii"


def test_where_nothing_can_be_written_nothing_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError):
        save(file, "figure", "half")
    assert file.read_text() == WRITTEN
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


@given(
    st.lists(st.sampled_from([("figure", "half"), ("figure", "off"), ("theme", "light"), ("sounds", False), ("sounds", True)]))
)
def test_the_last_word_counts_and_comments_stay(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, str | bool]]
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    file.write_text(WRITTEN)
    for key, value in changes:
        save(file, key, value)
    found = load(file)
    assert all(getattr(found, key) == value for key, value in dict(changes).items())
    assert file.read_text().endswith(WRITTEN)


def test_line_ends_and_the_mark_at_the_beginning_stay(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_bytes(b"\xef\xbb\xbf# mine\r\nstrict = true\r\n")
    save(file, "figure", "half")
    about = f"# {EXPLAINED['figure']}\r\n".encode()
    for figure in ("half", "off"):
        save(file, "figure", figure)
        assert file.read_bytes() == b'\xef\xbb\xbf%sfigure = "%s"\r\n# mine\r\nstrict = true\r\n' % (about, figure.encode())
    save(file, ("keys", "today.start"), "s")
    assert load(file).keys == (("today.start", "s"),) and b"\n" not in file.read_bytes().replace(b"\r\n", b"")
    for key in ("figure", ("keys", "today.start")):
        save(file, key, None)
    assert file.read_bytes() == b"\xef\xbb\xbf# mine\r\nstrict = true\r\n\r\n# %s\r\n[keys]\r\n" % EXPLAINED["keys"].encode()


def test_a_read_only_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # root may write everything
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN)
    file.chmod(0o444)
    with pytest.raises(PermissionError):
        save(file, "figure", "half")
    assert file.read_text() == WRITTEN


# --- taking a key out, lists, tables ------------------------------------------------------------


def test_a_key_set_back_leaves_the_file_with_the_line_about_it(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN)
    save(file, "days", ["mon", "fri"])
    assert file.read_text() == f'# {EXPLAINED["days"]}\ndays = ["mon", "fri"]\n' + WRITTEN
    assert load(file).days == ("mon", "fri")
    save(file, "days", None)
    assert file.read_text() == WRITTEN
    save(file, "days", None)  # it is out already
    assert file.read_text() == WRITTEN


def test_what_a_person_wrote_about_a_key_stays_when_it_goes(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN)
    save(file, "strict", None)
    assert file.read_text() == WRITTEN.replace("strict = true   # careful\n", "")
    save(file, ("thresholds", "red"), None)
    assert file.read_text() == "# mine\n\n[thresholds]\n"


def test_nothing_is_written_where_there_is_nothing_to_take_out(tmp_path: Path) -> None:
    save(tmp_path / "new" / "settings.toml", "theme", None)
    assert list(tmp_path.iterdir()) == []


def test_a_key_of_a_table_stands_right_below_its_line(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN)
    save(file, ("keys", "today.start"), "enter,s")
    assert file.read_text() == WRITTEN + f'\n# {EXPLAINED["keys"]}\n[keys]\n"today.start" = "enter,s"\n'
    save(file, ("thresholds", "sore"), 2)
    assert f"[thresholds]\n# {EXPLAINED['thresholds.sore']}\nsore = 2\nred = 5  # not 6\n" in file.read_text()
    found = load(file)
    assert (found.keys, found.limits.sore, found.limits.red) == ((("today.start", "enter,s"),), 2, 5)


@pytest.mark.parametrize(
    "table",
    [
        "[keys]\ntoday.start = 'x' # mine\n",
        "[keys]\n'today.start' = 'x'",
        "keys.today.start = 'x'\n",
        "keys = { 'today.start' = 'x' }\n",
        "[keys.today]\nstart = 'x'\n",
    ],
)
def test_a_command_is_found_however_it_was_written(table: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(table)
    save(file, ("keys", "today.start"), "s")
    assert load(file).keys == (("today.start", "s"),)
    save(file, ("keys", "today.quit"), "Q")
    assert set(load(file).keys) == {("today.start", "s"), ("today.quit", "Q")}
    save(file, ("keys", "today.start"), None)
    assert load(file).keys == (("today.quit", "Q"),)


@pytest.mark.parametrize(
    ("key", "value"), [("volume", 101), ("days", ["monday"]), ("theme", True), (("thresholds", "red"), 9), ("vlume", 5)]
)
def test_what_the_file_would_refuse_is_not_written(key: str | tuple[str, str], value: Any, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN)
    with pytest.raises(SettingsError):
        save(file, key, value)
    assert file.read_text() == WRITTEN


def test_a_theme_that_is_gone_is_in_nobodys_way(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('theme = "gone"\n')
    save(file, "volume", 50)
    save(file, "theme", "light")
    assert (load(file).volume, load(file).theme, load(file).remarks) == (50, "light", ())


FILES = [
    "",
    WRITTEN,
    "# a\n\nstrict = true",
    "[thresholds]\nred = 5\n# about the keys\n[keys]\n# about a\ntoday.start = 'x' # c\n\n# the end\n",
    "thresholds.red = 5\nkeys.today.start = 'x'\nfigure = 'half'\n",
    "thresholds = { red = 5 } # in braces\nown_pace_for = [\n  'plank', # mine\n]\n[keys.today]\nstart = 'x'\n",
    "\t[ thresholds ]  # odd\r\nred = 5\r\n[keys]",
]
CHANGES: list[tuple[Any, list[Any]]] = [
    ("figure", ["half", "off"]),
    ("days", [["mon"], ["mon", "sun"]]),
    ("own_pace_for", [["plank"], []]),
    ("strict", [True, False]),
    ("ready", [3, 60]),
    (("thresholds", "red"), [4, 5]),
    (("thresholds", "sore"), [1]),
    (("keys", "today.start"), ["s", ""]),
    (("keys", "today.quit"), ["Q"]),
]
changes = st.sampled_from(CHANGES).flatmap(lambda one: st.tuples(st.just(one[0]), st.sampled_from([*one[1], None])))


def said(file: Path) -> dict[Any, Any]:
    """All that the file says, flat; a command's id as one name."""
    found: dict[Any, Any] = {}
    for key, value in tomllib.loads(file.read_bytes().decode()).items():
        for name, inner in value.items() if isinstance(value, dict) else ():
            rest = inner.items() if isinstance(inner, dict) else [(None, inner)]
            found |= {(key, f"{name}.{verb}" if verb else name): one for verb, one in rest}
        found |= {} if isinstance(value, dict) else {key: value}
    return found


@given(st.sampled_from(FILES), st.lists(changes, max_size=8))
@example(FILES[-1], [(("thresholds", "sore"), 1), (("keys", "today.quit"), "Q")])
def test_each_change_changes_that_key_alone(
    tmp_path_factory: pytest.TempPathFactory, begun: str, changed: list[tuple[Any, Any]]
) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.toml"
    file.write_bytes(begun.encode())
    mine = [row for row in begun.split("\n") if row.startswith("#")]
    for key, value in changed:
        expected = said(file) | {key: value}
        save(file, key, value)
        load(file)
        assert said(file) == {k: v for k, v in expected.items() if v is not None}
        assert [row for row in file.read_text().split("\n") if row in mine] == mine
    for key, _ in CHANGES:
        save(file, key, None)
    left = file.read_text().split("\n")
    assert not {f"# {says}" for key, says in EXPLAINED.items() if key not in ("keys", "thresholds")} & set(left)
