"""A person's own folder: what is written, deleted, sent and taken in, and that nothing is ever lost."""

import stat
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corecare_tui.adapters.library.own import Own
from corecare_tui.adapters.library.refusing import RoutineError
from corecare_tui.domain.drafting import added, blank, dosed, renamed
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.routine import Item
from tests.adapters.library_kit import FAMILY, ROUTINE, SHIPPED

NOW = datetime(2026, 11, 21, 8, tzinfo=UTC)
MINE = added(blank("mine", "Mine"), 0, -1, "cat_cow")
NEEDS = ROUTINE.replace('{ exercise = "plank", dose = { sets = 2, hold_s = 20, rest_s = 20 } }', '{ exercise = "cobra_long" }')


@pytest.fixture
def own(tmp_path: Path) -> Own:
    return Own(tmp_path / "own", SHIPPED)


@pytest.fixture
def other(tmp_path: Path) -> Own:
    """Another person's."""
    return Own(tmp_path / "other", SHIPPED)


def files(own: Own) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in own.folder.rglob("*") if one.is_file() and one.suffix != ".json"}


def sent(folder: Path, *texts: str) -> list[Path]:
    folder.mkdir(exist_ok=True)
    paths = [folder / f"{number}.toml" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text)
    return paths


def test_nothing_is_made_by_looking(own):
    assert own.routines == () and not own.folder.exists()


def test_saved_it_is_there_and_undone_it_is_gone(own):
    change = own.save(MINE)
    assert (change.path, change.before) == (own.folder / "mine.toml", None)
    assert own.routines == (MINE,) and own.file("mine") == change.path
    assert stat.S_IMODE(change.path.stat().st_mode) == 0o600
    own.undo([change], NOW)
    assert own.routines == ()
    assert list(files(own).values()) == [change.after], "set aside, not lost"


def test_a_file_keeps_its_own_name_and_its_comments(own):
    own.save(MINE)
    own.file("mine").rename(own.folder / "before breakfast.toml")
    path = own.folder / "before breakfast.toml"
    path.write_text(path.read_text() + "# kept\n")
    own.reload()
    change = own.save(renamed(MINE, "Ours"))
    assert change.path == path and path.read_text().endswith("# kept\n")
    assert own.routines == (renamed(MINE, "Ours"),)
    own.undo([change], NOW)
    assert own.routines == (MINE,) and path.read_bytes() == change.before


@pytest.mark.parametrize(
    ("routine", "why"),
    [
        (blank("mine", "Mine"), "1 to 100 items"),
        (replace(MINE, name="a\x1bb"), "control"),
        (replace(MINE, name=" "), "name is empty"),
        (replace(MINE, id="../mine"), "small letters"),
        (dosed(MINE, 0, 0, Dose(50, 200)), "must be from 1 to 3 for cat_cow, not 50"),
        (added(MINE, 0, 0, "gone"), "'gone' is not an exercise"),
        (replace(MINE, id="gentle"), "not your own"),
    ],
)
def test_what_could_not_be_loaded_again_is_not_written(own, routine, why):
    with pytest.raises(RoutineError, match=why):
        own.save(routine)
    assert not own.folder.exists()


def test_a_file_that_is_spoilt_is_not_written_over(own):
    own.folder.mkdir()
    (own.folder / "mine.toml").write_text("=")
    with pytest.raises(RoutineError, match="mend or delete that file"):
        own.save(MINE)
    assert files(own) == {"mine.toml": b"="}


def test_deleted_it_lies_beside_and_comes_back(own):
    own.save(MINE)
    before = files(own)
    change = own.delete("mine", NOW)
    assert own.routines == () and list(files(own)) == ["mine.toml.deleted-20261121T080000Z"]
    own.undo([change], NOW)
    assert own.routines == (MINE,) and files(own) == before


def test_what_changed_since_is_not_undone(own):
    change = own.save(MINE)
    change.path.write_text(ROUTINE)
    with pytest.raises(RoutineError, match="has changed since"):
        own.undo([change], NOW)
    assert change.path.read_text() == ROUTINE


def test_what_came_with_us_cannot_be_deleted_or_sent(own):
    for call in (lambda: own.delete("gentle", NOW), lambda: own.share("gentle"), lambda: own.file("gentle")):
        with pytest.raises(RoutineError, match="make a copy"):
            call()
    with pytest.raises(RoutineError, match="corecare routines"):
        own.share("gone")


def test_sent_and_taken_in_it_is_the_same_to_the_byte(own, other, tmp_path):
    own.save(MINE)
    shared = own.share("mine")
    path = tmp_path / shared.name
    path.write_bytes(shared.data)
    assert [one.content for one in other.preview([path]).pages] == [MINE]
    assert not other.folder.exists(), "looked at, not taken in"
    (change,) = other.take_in([path])
    assert other.share("mine") == shared and other.routines == own.routines
    assert stat.S_IMODE(change.path.stat().st_mode) == 0o600
    other.undo([change], NOW)
    assert other.routines == ()


def test_own_exercises_go_with_it(own, other, tmp_path):
    own.take_in(sent(tmp_path / "a", NEEDS, FAMILY, FAMILY.replace("cobra_long", "unneeded").replace("yoga", "rest")))
    shared = own.share("mine")
    assert [name for name, _ in shared.exercises] == ["yoga.toml"]
    paths = sent(tmp_path / "b", shared.data.decode(), *(data.decode() for _, data in shared.exercises))
    with pytest.raises(RoutineError, match="'cobra_long' is not an exercise"):
        other.take_in(paths[:1])
    other.take_in(paths)
    assert other.share("mine") == shared
    assert other.now.library["cobra_long"] == own.now.library["cobra_long"]


def test_what_those_exercises_need_goes_too(own, tmp_path):
    other = FAMILY.replace("cobra_long", "cobra_short").replace("yoga", "pilates")
    own.take_in(sent(tmp_path / "a", NEEDS, FAMILY.replace('["cat_cow_small"]', '["cobra_short"]'), other))
    assert [name for name, _ in own.share("mine").exercises] == ["yoga.toml", "pilates.toml"]


def test_the_same_exercises_twice_are_once(own, tmp_path):
    own.take_in(sent(tmp_path / "a", FAMILY))
    own.take_in(sent(tmp_path / "b", NEEDS, FAMILY))
    assert sorted(files(own)) == ["mine.toml", "yoga.toml"]
    with pytest.raises(RoutineError, match="nothing in these files is new"):
        own.take_in(sent(tmp_path / "c", FAMILY))


def test_a_taken_id_is_refused_and_another_one_offered(own, tmp_path):
    own.save(MINE)
    paths = sent(tmp_path / "a", ROUTINE)
    with pytest.raises(RoutineError, match=r"is taken by .*mine\.toml.*--as ID"):
        own.take_in(paths)
    own.take_in(paths, "theirs")
    assert {one.id for one in own.routines} == {"mine", "theirs"}
    with pytest.raises(RoutineError, match="small letters"):
        own.take_in(paths, "../theirs")
    with pytest.raises(RoutineError, match="is taken by routines/gentle"):
        own.take_in(paths, "gentle")


def test_one_bad_file_keeps_all_out(own, tmp_path):
    paths = sent(tmp_path / "a", ROUTINE, "=", FAMILY)
    with pytest.raises(RoutineError, match="not TOML") as error:
        own.take_in(paths)
    assert not own.folder.exists() and len(error.value.problems) == 1
    (own.folder / "exercises").mkdir(parents=True)
    (own.folder / "mine.toml").write_text("=")
    with pytest.raises(RoutineError, match="holds something else"):
        own.take_in(sent(tmp_path / "b", FAMILY, ROUTINE))
    assert files(own) == {"mine.toml": b"="}, "the exercises that went in before it are out again"


@pytest.mark.parametrize("family", ["../../evil", "a/b", "Ünï", ""])
def test_a_family_names_no_folder(own, tmp_path, family):
    own.take_in(sent(tmp_path / "a", FAMILY.replace('family = "yoga"', f'family = "{family}"')))
    (path,) = (own.folder / "exercises").iterdir()
    assert path.suffix == ".toml" and own.now.problems == ()


def test_a_folder_that_cannot_be_written_is_told(own, monkeypatch):
    monkeypatch.setattr("os.fsync", lambda descriptor: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(RoutineError, match="No space left on device; see that there is room"):
        own.save(MINE)
    assert files(own) == {}


def test_an_edit_by_hand_counts_after_a_reload(own):
    path = own.save(MINE).path
    path.write_text(path.read_text().replace("cat_cow", "plank"))
    assert own.reload().problems == ()
    assert own.routines[0].days[0].items == (("main", Item("plank")),)
    path.write_text(path.read_text().replace("plank", "plonk"))
    (problem,) = own.reload().problems
    assert (problem.file, problem.key) == (str(path), "days[0].blocks[0].items[0].exercise") and own.routines == ()


def test_what_another_editor_wrote_meanwhile_is_not_written_over(own):
    own.save(MINE)
    path = own.file("mine")
    path.write_text(path.read_text() + 'about = "written elsewhere"\n')
    held = path.read_bytes()
    with pytest.raises(RoutineError, match="another program"):
        own.save(renamed(MINE, "Ours"))
    assert path.read_bytes() == held
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(RoutineError, match="another program"):
        own.save(renamed(MINE, "Ours"))


def test_a_name_whose_file_cannot_be_read_is_taken(own):
    own.folder.mkdir()
    (own.folder / "mine.toml").write_text("not TOML at all [")
    assert own.stems() == {"mine"} and own.routines == ()


def test_a_schema_that_cannot_be_written_costs_nothing_else(own, tmp_path):
    (own.folder / "routine.schema.json").mkdir(parents=True)
    (change,) = own.take_in(sent(tmp_path / "sent", ROUTINE))
    assert change.path.exists() and len(own.routines) == 1
