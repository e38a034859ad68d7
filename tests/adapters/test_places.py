"""Where things lie, in a checkout, in a wheel, and for a person."""

from pathlib import Path

import pytest

from corecare_tui.adapters import places as room
from corecare_tui.adapters.places import Places, shipped

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", ["routines", "sounds"])
def test_a_checkout_uses_its_own_folders(kind: str) -> None:
    assert shipped(kind) == ROOT / kind
    assert shipped(kind).is_dir()


def test_a_wheel_uses_the_data_packed_into_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "corecare_tui"
    packed = package / "_data" / "routines"
    packed.mkdir(parents=True)
    monkeypatch.setattr(room, "_PACKAGE", package)
    assert shipped("routines") == packed
    assert shipped("sounds") == tmp_path / "sounds"


def test_one_folder_holds_everything_of_a_person(tmp_path: Path) -> None:
    here = Places.here({"CORECARE_HOME": str(tmp_path)})
    assert here == Places(tmp_path, tmp_path, tmp_path / "cache")
    assert (here.journal, here.routines) == (tmp_path / "journal", tmp_path / "routines")
    assert here.settings == tmp_path / "settings.toml"


def test_that_folder_does_not_move_with_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    here = Places.here({"CORECARE_HOME": "mine"})
    monkeypatch.chdir("/")
    assert here.data == tmp_path / "mine"
    assert Places.here({"CORECARE_HOME": "~/care"}).data == Path.home() / "care"


@pytest.mark.parametrize("environ", [{}, {"CORECARE_HOME": ""}])
def test_otherwise_the_platforms_folders(environ: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/tmp/data")
    monkeypatch.setenv("XDG_CONFIG_HOME", "/tmp/config")
    here = Places.here(environ)
    assert here.data.name == here.config.name == "corecare"
    assert here.settings.parent == here.config
    assert here.journal.parent == here.data


def test_looking_creates_nothing(tmp_path: Path) -> None:
    here = Places.here({"CORECARE_HOME": str(tmp_path / "none")})
    assert here.journal.parent == tmp_path / "none"
    assert not list(tmp_path.iterdir())
