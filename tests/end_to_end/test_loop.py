"""The whole promise in one test: play, say what hurt, and find the next session changed for that reason and nothing else."""

import json
import subprocess
from datetime import timedelta
from pathlib import Path
from typing import Any

from corecare_tui.adapters.journal import Journal
from corecare_tui.domain.records import Session, SessionOutcome
from tests.end_to_end.terminal import ROOT, Terminal, command, environment, fast

MONDAY_MORNING = "@2026-11-16 08:00:00 x10"
"""Ten times as fast: a rest of 20 s leaves 2 s for an answer, on a busy machine too."""
PAUSED = "An effort goes on after a 3-2-1."
RATING = "No answer is kept"


def play_on(terminal: Terminal, text: str) -> None:
    """Until the text comes, going on where a busy machine, 2 s behind at this speed, was taken for one that slept."""
    while terminal.until(text, PAUSED, timeout=60) == PAUSED:
        terminal.press(" ")
        terminal.wait(lambda: PAUSED not in terminal.text, "the end of the pause")


def rate(terminal: Terminal, name: str, score: str, effort: str, place: str = "") -> None:
    """Answer the rating of that exercise in its rest: all its keys at once, for at this speed the rest is soon over."""
    play_on(terminal, RATING)
    assert name in terminal.rows[0]
    terminal.press(score + place + effort)
    terminal.wait(lambda: RATING not in terminal.text and "FORM BROKE" not in terminal.text, "the end of the rating")


def play_warm_up(home: Path) -> Terminal:
    """The warm-up trio from the first launch to Today again, the middle one hurting at 5; the closed terminal."""
    with Terminal(home, clock=MONDAY_MORNING) as terminal:
        terminal.until("does any of these apply to you?")
        terminal.press("n")
        terminal.until("YOUR FIRST SESSION")
        terminal.press("o")
        terminal.until("New since last time?")
        terminal.press("0")
        terminal.until("Today: 3 exercises, as planned.")
        terminal.press("\r")
        rate(terminal, "Low-lunge hip-flexor stretch", "0", "1")
        rate(terminal, "Donkey kick", "5", "2", place="1")
        rate(terminal, "Glute bridge", "0", "1")
        terminal.until("Session done")
        terminal.until("before 0   worst 5")
        terminal.until("Donkey kick 1 × 8 → 1 × 7")
        terminal.press("0")
        terminal.until("now: 0")
        terminal.press("\r")
        terminal.until("CHANGED SINCE LAST TIME")
        terminal.until("Donkey kick 1 × 8 → 1 × 7")
        terminal.press("q")
        assert terminal.until_end() == 0
    return terminal


def the_session(home: Path) -> Session:
    with Journal(home / "journal", write=False) as journal:
        assert journal.current() is None
        (session,) = journal.sessions()
    return session


def planned(home: Path, session: Session) -> dict[str, dict[str, Any]]:
    """`corecare plan warm_up --json` of the next day but one, by exercise."""
    day = session.date + timedelta(2)
    told = subprocess.run(
        command("plan", "warm_up", "--json", "--on", day.isoformat()),
        cwd=ROOT,
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=20,
    )
    assert (told.returncode, told.stderr) == (0, "")
    plan = json.loads(told.stdout)
    assert plan["blocked"] is None
    return {item["exercise"]: item for item in plan["items"]}


@fast
def test_an_exercise_that_hurt_is_a_notch_easier_next_time_and_nothing_else_is(tmp_path: Path) -> None:
    play_warm_up(tmp_path)

    session = the_session(tmp_path)
    assert session.outcome is SessionOutcome.FINISHED
    assert [(r.exercise, r.pain, r.place, r.effort) for r in session.results] == [
        ("low_lunge", 0, None, 1),
        ("donkey_kick", 5, "low_back", 2),
        ("glute_bridge", 0, None, 1),
    ]
    assert [r.done for r in session.results] == [1.0, 1.0, 1.0]
    assert timedelta(minutes=4) < session.ended - session.started < timedelta(minutes=8)

    items = planned(tmp_path, session)
    kick = items["donkey_kick"]
    assert (kick["dose"]["sets"], kick["dose"]["reps"]) == (1, 7)
    (decision,) = kick["decisions"]
    assert decision["rule"] == "D1"
    assert decision["before"]["dose"]["reps"] == 8
    assert decision["after"] == {"exercise": "donkey_kick", "dose": kick["dose"]}
    assert decision["because"] == [{"session": session.id, "exercise": "donkey_kick", "pain": 5, "what": "rating"}]
    assert "5 out of 10" in decision["sentence"]

    asked = {r.exercise: r.dose for r in session.results}
    for other in ("low_lunge", "glute_bridge"):
        dose = items[other]["dose"]
        assert (dose["sets"], dose["reps"], dose["hold_s"]) == (asked[other].sets, asked[other].reps, asked[other].hold_s)
        assert all(d["before"] == d["after"] for d in items[other]["decisions"])
    assert list(items) == ["low_lunge", "donkey_kick", "glute_bridge"]
