"""A home of one's own for every test, an hour that stands still, and the command line called in process."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corecare_tui.cli import main, world
from tests.cli.cli_kit import NOW, Said


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    before = os.umask(0o022)
    monkeypatch.setenv("CORECARE_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(world, "now", lambda: NOW)
    yield tmp_path / "home"
    os.umask(before)


@pytest.fixture
def corecare(capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    def call(*argv: object) -> Said:
        capsys.readouterr()
        code = main([str(one) for one in argv])
        return Said(code, *capsys.readouterr())

    return call
