"""What is written down of a mistake of ours: where, and nothing of what a person said."""

import threading
from pathlib import Path

import pytest

from corecare_tui.adapters.places import Places
from corecare_tui.cli import faults
from corecare_tui.cli.faults import MOST_KEPT, report, threads_reported, told

SECRET = "my back hurts 9 since Tuesday, jane@example.org"


def places(folder: Path) -> Places:
    return Places(folder, folder, folder / "cache")


def broken(note: str) -> BaseException:
    try:
        try:
            raise KeyError(note)
        except KeyError as error:
            raise ValueError(f"could not read {note}") from error
    except ValueError as error:
        return error


def test_it_says_where_and_of_what_kind_and_nothing_else(tmp_path: Path) -> None:
    file = report(broken(SECRET), places(tmp_path))
    assert file is not None
    text = file.read_text()
    assert "builtins.ValueError" in text and "because of\nbuiltins.KeyError" in text
    assert "tests/cli/test_faults.py:" in text and " in broken" in text
    assert "jane" not in text and "hurts" not in text and str(tmp_path) not in text and str(Path.home()) not in text
    assert file.stat().st_mode & 0o777 in (0o600, 0o644), "the umask of the program decides"
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_the_line_names_the_file_and_not_the_message(tmp_path: Path) -> None:
    line = told(broken(SECRET), places(tmp_path))
    (file,) = (tmp_path / "reports").iterdir()
    assert str(file) in line and "ValueError" in line and "what you answered is kept" in line
    assert "jane" not in line


def test_where_it_cannot_be_written_it_is_told_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way")
    assert "reports" not in told(broken(SECRET), places(tmp_path))


def test_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    files = [report(broken(SECRET), places(tmp_path)) for _ in range(MOST_KEPT + 3)]
    assert sorted(p for p in (tmp_path / "reports").iterdir()) == files[-MOST_KEPT:]


def test_a_thread_that_fails_is_written_down_and_paints_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def fail() -> None:
        raise ValueError(SECRET)

    with threads_reported(places(tmp_path)):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert capsys.readouterr().err == ""
    assert len(list((tmp_path / "reports").iterdir())) == 1


def test_paths_of_others_are_cut_short() -> None:
    assert faults._place("/home/jane/venv/lib/python3.11/site-packages/textual/app.py") == "textual/app.py"
    assert faults._place("/usr/lib/python3.11/asyncio/events.py") == "asyncio/events.py"
