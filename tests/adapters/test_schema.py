"""The schema of a routine file, held against taplo, the tool behind the editors' TOML: it takes what the loader takes."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corecare_tui.adapters.library.example import EXAMPLE
from corecare_tui.adapters.library.writing import put_schema
from tests.adapters.library_kit import SHIPPED, problems

TAPLO = shutil.which("taplo", path=Path(sys.executable).parent) or shutil.which("taplo")
needs_taplo = pytest.mark.skipif(TAPLO is None, reason="taplo is not installed (pip install taplo)")


def lint(folder: Path, text: str) -> int:
    """taplo's exit code for a file that names its schema in its first line."""
    put_schema(folder)
    path = folder / "mine.toml"
    path.write_text(text if text.startswith("#:schema") else f"#:schema ./routine.schema.json\n{text}")
    return subprocess.run([TAPLO, "lint", path.name], cwd=folder, capture_output=True, timeout=60, check=False).returncode


@needs_taplo
@pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.toml")), ids=lambda path: path.stem)
def test_what_ships_is_good(tmp_path: Path, path: Path):
    assert lint(tmp_path, path.read_text("utf-8")) == 0


@needs_taplo
def test_the_example_is_good(tmp_path: Path):
    assert lint(tmp_path, EXAMPLE) == 0


@needs_taplo
@pytest.mark.parametrize(
    ("good", "bad"),
    [
        ("sets = 2", "setz = 2"),
        ("sets = 2", "sets = 51"),
        ("hold_s = 20", 'hold_s = "20"'),
        ('id = "my_morning"', 'id = "My morning"'),
        ('id = "my_morning"', ""),
        ('{ exercise = "glute_bridge" }', "{ }"),
        ('{ exercise = "glute_bridge" }', '{ exercise = "plank", rung_of = ["plank"] }'),
        ('name = "main"\n', ""),
    ],
)
def test_what_the_loader_refuses_it_refuses_too(tmp_path: Path, good: str, bad: str):
    text = EXAMPLE.replace(good, bad)
    assert text != EXAMPLE and problems(tmp_path, text) != []
    assert lint(tmp_path, text) != 0
