"""One key into the settings file: the rest stays to the letter, a mistake is not built upon, nothing is ever half written."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corecare_tui.adapters.settings import SettingsError, load, save

WRITTEN = """# mine
strict = true   # careful

[thresholds]
red = 5  # not 6
"""


def test_a_new_key_stands_above_all_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN)
    save(file, "figure", "half")
    assert file.read_text() == 'figure = "half"\n' + WRITTEN
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
    assert file.read_bytes() == b'\xef\xbb\xbffigure = "half"\r\n# mine\r\nstrict = true\r\n'
    save(file, "figure", "off")
    assert file.read_bytes() == b'\xef\xbb\xbffigure = "off"\r\n# mine\r\nstrict = true\r\n'


def test_a_read_only_file_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)  # root may write everything
    file = tmp_path / "settings.toml"
    file.write_text(WRITTEN)
    file.chmod(0o444)
    with pytest.raises(PermissionError):
        save(file, "figure", "half")
    assert file.read_text() == WRITTEN
