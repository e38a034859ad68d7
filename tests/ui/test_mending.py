"""A file of the record that cannot be read, seen in the app: nothing is done to it before the person has chosen."""

from datetime import timedelta
from pathlib import Path

import pytest

from corecare_tui.adapters import export
from corecare_tui.adapters.backups import Backups
from corecare_tui.adapters.journal import Damaged, Journal
from corecare_tui.coach.mending import Mending, Unreadable
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import PainEntry, Session, SessionOutcome
from corecare_tui.ui.app import CoreCareApp
from tests.ui.kit import THURSDAY, Hands, Wall, face, run

DAY = timedelta(1)
BAD = b'{"sessions": {"1": '
Done = Session("s1", THURSDAY - 3 * DAY, "warm_up", "day1", THURSDAY - 3 * DAY, SessionOutcome.FINISHED)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A journal with a session of this year, its backup, and then damage."""
    with Journal(tmp_path / "journal") as journal:
        journal.save_profile(Profile(screened=THURSDAY.date()))
        journal.upsert(Done)
        journal.log(PainEntry(THURSDAY - DAY, 2))
        Backups(tmp_path / "backups").put(export.parts(journal.record()), THURSDAY - DAY)
    (tmp_path / "journal" / "sessions-2026.json").write_bytes(BAD)
    return tmp_path


def opened(home: Path, *keys: str) -> tuple[CoreCareApp, list[str]]:
    """The app over that home, those keys pressed; the screens seen after each."""
    seen: list[str] = []

    def boot() -> object:
        try:
            with Journal(home / "journal") as journal:
                journal.record()
        except Damaged as error:
            raise Unreadable(Mending(error, home / "journal", Backups(home / "backups"), Wall())) from error
        made, _ = face(home / "journal")
        return made

    app = CoreCareApp(boot)  # type: ignore[arg-type]

    async def played() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            hands = Hands(app, pilot, home)
            for key in ("", *keys):
                await app.workers.wait_for_complete()
                await hands.settle()
                if key:
                    await hands.press(key)
                    await app.workers.wait_for_complete()
                    await hands.settle()
                if app.is_running:
                    seen.append(f"{hands.on} {hands.shown}")

    run(played())
    return app, seen


def aside(home: Path) -> list[bytes]:
    return [path.read_bytes() for path in (home / "journal").glob("sessions-2026.json.damaged-*")]


def test_it_is_offered_and_nothing_is_touched(home: Path) -> None:
    _, (seen,) = opened(home)
    assert seen.startswith("MenuScreen")
    assert "CANNOT BE READ" in seen and "sessions-2026.json" in seen
    assert "bring back the backup of Wed 18 Nov 2026" in seen and "(1 session)" in seen
    assert (home / "journal" / "sessions-2026.json").read_bytes() == BAD
    assert aside(home) == []


def test_brought_back_it_opens_with_all_of_it(home: Path) -> None:
    _, seen = opened(home, "1")
    assert seen[-1].startswith("TodayScreen")
    assert aside(home) == [BAD]
    with Journal(home / "journal", write=False) as journal:
        assert journal.sessions() == (Done,)
        assert len(journal.pains()) == 1


def test_without_it_it_opens_empty_and_the_file_stays(home: Path) -> None:
    _, seen = opened(home, "2")
    assert seen[-1].startswith("TodayScreen")
    assert aside(home) == [BAD]
    with Journal(home / "journal", write=False) as journal:
        assert journal.sessions() == ()


def test_left_as_it_is_it_ends_and_whoever_ran_it_tells(home: Path) -> None:
    app, _ = opened(home, "0")
    assert isinstance(app.failed, Unreadable)
    assert (home / "journal" / "sessions-2026.json").read_bytes() == BAD


def test_two_damaged_files_are_asked_about_one_after_the_other(home: Path) -> None:
    (home / "journal" / "profile.json").write_bytes(b"")
    _, seen = opened(home, "1", "1")
    assert [one.split()[0] for one in seen] == ["MenuScreen", "MenuScreen", "TodayScreen"]
    with Journal(home / "journal", write=False) as journal:
        assert journal.sessions() == (Done,)
        assert journal.profile().screened == THURSDAY.date()


def test_without_a_backup_there_is_only_going_on_without(home: Path) -> None:
    for path in (home / "backups").iterdir():
        path.write_bytes(b"\x1f\x8b")
    _, seen = opened(home, "1")
    assert "bring back" not in seen[0]
    assert seen[-1].startswith("TodayScreen")
    assert aside(home) == [BAD]
