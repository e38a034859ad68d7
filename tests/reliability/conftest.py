"""What the tests of reliability share: a person who was here before, and a terminal whose size is its own."""

from pathlib import Path

import pytest

from corecare_tui.adapters.journal import Journal
from corecare_tui.cli import world
from corecare_tui.domain.profile import Profile


@pytest.fixture(autouse=True)
def measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """In pytest-xdist's workers COLUMNS is set, and what a test starts would believe it."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("LINES", raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Of a person who has answered the questions of the first start."""
    with Journal(tmp_path / "journal") as journal:
        journal.save_profile(Profile(world.now().date()))
    return tmp_path
