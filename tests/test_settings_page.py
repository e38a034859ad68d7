"""docs/settings.md names every key as the program knows it, and its example is a settings file."""

import re
from dataclasses import fields
from datetime import time
from pathlib import Path

from corecare_tui.adapters.settings import load
from corecare_tui.adapters.settings.values import KEYS
from corecare_tui.domain.explained import EXPLAINED
from corecare_tui.domain.settings import SPANS, Settings
from corecare_tui.domain.thresholds import LOWER, Limits
from corecare_tui.domain.wanted import Sort

PAGE = (Path(__file__).parents[1] / "docs/settings.md").read_text(encoding="utf-8")


def test_the_page_lists_every_threshold_with_its_default_and_direction() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (lower|higher) \| (.+) \|$", PAGE, re.MULTILINE)
    expected = [(f.name, str(f.default), "lower" if f.name in LOWER else "higher") for f in fields(Limits)]
    assert [row[:3] for row in rows] == expected
    assert all(row[3] for row in rows)


def test_the_page_lists_every_other_key_with_its_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|\s]+) \| (?!lower|higher)", PAGE, re.MULTILINE))
    standard = Settings()
    kinds = {f"sound_{sort}": str(sort not in standard.off).lower() for sort in Sort}
    flags = {key: str(getattr(standard, key)).lower() for key in ("strict", "sounds", "own_pace", "hold_past", "flash", "awake")}
    words = {key: f'"{getattr(standard, key)}"' for key in ("theme", "voice", "reduced_motion")}
    none = dict.fromkeys(("emergency_number", "routine", "days", "figure", "own_pace_for"), "none")
    numbers = {key: str(getattr(standard, key)) for key in ("volume", "ready", "ready_between", "switch")}
    assert rows == {**kinds, **flags, **words, **none, **numbers, "waking_time": f'"{standard.wakes_at:%H:%M}"'}


def test_the_page_says_of_each_key_what_the_file_and_the_screen_say() -> None:
    above, _, below = PAGE.partition("## [thresholds]")
    keys = re.findall(r"^\| `\[?(\w+)\]?` \|[^|]*\| (.+) \|$", above, re.MULTILINE)
    limits = re.findall(r"^\| `(\w+)` \| \d+ \| \w+ \| (.+) \|$", below, re.MULTILINE)
    assert [*keys, *((f"thresholds.{name}", says) for name, says in limits)] == list(EXPLAINED.items())
    assert EXPLAINED.keys() == {*KEYS, *(f"thresholds.{f.name}" for f in fields(Limits))}
    assert all(says.isprintable() for says in EXPLAINED.values())


def test_the_page_gives_the_span_of_every_number() -> None:
    for key, (least, most) in SPANS.items():
        assert key == "volume" or f"{least} to {most}" in EXPLAINED[key]


def test_the_example_of_the_page_is_a_settings_file(tmp_path: Path) -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    file = tmp_path / "settings.toml"
    file.write_text(example, encoding="utf-8")
    found = load(file)
    assert found == Settings(
        True,
        "112",
        time(6, 30),
        Limits(red=5, rest_days=2, raises_a_session=1),
        days=("mon", "wed", "fri"),
        keys=(("today.start", "enter,s"),),
    )
