"""docs/asks.md: every ask of its list has a test that exists, or is refused in writing."""

import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs/asks.md").read_text(encoding="utf-8")


def test_all_29_asks_have_a_row_with_a_test():
    rows = re.findall(r"^\| (\d+) \|.*\| ([^|]+) \|$", PAGE, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 30))
    assert [number for number, tests in rows if "::test_" not in tests] == []


def test_every_test_that_is_named_exists():
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", PAGE)
    assert len(named) >= 29
    missing = [name for file, name in named if not re.search(rf"^def {name}\(", (TESTS / file).read_text(encoding="utf-8"), re.M)]
    assert missing == []
