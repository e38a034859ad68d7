"""From nothing to the first effort: how many keys and how long (design.md 4)."""

import time
from datetime import datetime, timedelta
from pathlib import Path

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import CheckIn, Result, Session, SessionOutcome
from tests.end_to_end.terminal import Terminal, fast

FIRST_EXERCISE = "Low-lunge hip-flexor stretch"
IN_THE_EFFORT = "Next: change sides"
"""The line under the cue while a side is worked; a get-ready shows the dose there."""


def test_a_person_is_in_the_first_effort_within_90_seconds_and_12_keys(tmp_path: Path) -> None:
    began = time.monotonic()
    with Terminal(tmp_path, new=True) as terminal:
        terminal.until("Step back to your mat.")
        terminal.press("y")
        terminal.until("a body moves there")
        terminal.press("y")
        terminal.until("Signals lead you", "No sound device")
        terminal.press("n")
        terminal.until("does any of these apply to you?")
        terminal.press("n")
        terminal.until("YOUR FIRST SESSION")
        terminal.press("\r")
        terminal.until("worst imaginable", "New since last time?")
        terminal.press("0")
        terminal.until("Today: 6 exercises, as planned.")
        terminal.press("\r")
        terminal.until("25 seconds on each side")
        ready = time.monotonic()
        assert FIRST_EXERCISE in terminal.rows[0]
        assert "1/6" in terminal.rows[0]
        terminal.until(IN_THE_EFFORT, timeout=30)
        assert 8 < time.monotonic() - ready < 15, "the get-ready lasts 10 s"
    assert terminal.pressed <= 12
    assert time.monotonic() - began < 90


@fast
def test_on_a_later_day_three_keys_are_enough(tmp_path: Path) -> None:
    two_days_ago = datetime.now().astimezone() - timedelta(2)
    done = tuple(Result(one, done=1.0, pain=0, effort=1, form_held=True) for one in ("low_lunge", "donkey_kick"))
    session = Session(
        "s1",
        two_days_ago,
        "core_restart",
        "day1",
        two_days_ago + timedelta(minutes=14),
        SessionOutcome.FINISHED,
        CheckIn(0),
        done,
        0,
    )
    with Journal(tmp_path / "journal") as journal:
        journal.save_profile(Profile(two_days_ago.date()))
        journal.upsert(session)
    with Terminal(tmp_path, clock="+0 x3") as terminal:  # at x5 a busy machine's 0.4 s count as sleep, which pauses
        terminal.until("Press m.")  # the morning after is offered, and may wait
        terminal.press("\r")
        terminal.until("New since last time?")
        terminal.press("0")
        terminal.until("exercises, as planned.", "Today: ")
        terminal.press("\r")
        terminal.until(IN_THE_EFFORT)
        assert terminal.pressed == 3
