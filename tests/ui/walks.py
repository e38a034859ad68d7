"""The ways through the screens on which pictures are taken, and whose record lies behind each."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from kit import SET_UP, THURSDAY, Hands, Wall, done
from textual.widgets import Input

from corecare_tui.adapters import export
from corecare_tui.adapters.backups import Backups
from corecare_tui.adapters.journal import Damaged, Journal
from corecare_tui.coach.mending import Mending
from corecare_tui.domain.drafting import added, dosed
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.records import CheckIn, Edit, MorningAfter, Outcome, PainEntry, Result, Session, SessionOutcome

EXERCISES = ("glute_bridge", "bird_dog", "plank", "side_plank", "superman", "cat_cow")
USUAL = {
    "low_lunge": (0, Dose(1, None, 25, 20)),
    "donkey_kick": (1, Dose(1, 8, None, 20)),
    "glute_bridge": (1, Dose(1, 10, 3, 20)),
    "bird_dog": (0, Dose(2, 4, 8, 30)),
    "knee_plank": (2, Dose(3, None, 20, 30)),
    "cat_cow": (0, Dose(1, 8, None, 20)),
}
"""Exercise → its usual pain and dose."""
Keep = Callable[[str], Awaitable[None]]
"""Takes a picture under that name."""


@dataclass(frozen=True)
class Walk:
    """One way, and the world it goes through."""

    go: Callable[[Hands, Keep], Awaitable[None]]
    world: dict[str, Any] = field(default_factory=dict)
    writes: bool = False
    """Is there a folder for routines of one's own?"""
    afresh: bool = False
    """Does it have to begin anew for each theme? The palette keeps the colours it was opened in, and Settings tell the theme."""


# --- whose record ---------------------------------------------------------------------------------


def long() -> tuple[Session, ...]:
    """Three months of somebody whose back gets better, with what is seldom: silence, sides, lost form, a correction."""
    return tuple(_session(n) for n in range(40))


def _session(n: int) -> Session:
    started = THURSDAY - timedelta(days=2 * (40 - n) + (3 if n < 20 else 0))
    base = 5 - n // 10
    results = tuple(_result(id, at, n, started, base) for at, id in enumerate(EXERCISES))
    pre = None if n % 11 == 3 else max(0, base - n % 3 + 1)
    end = None if n % 7 == 2 else max(0, base - 1 - n % 2)
    morning = MorningAfter(max(0, base - 1), True) if n % 3 else None
    ended = started + timedelta(minutes=14)
    outcome = SessionOutcome.FINISHED
    return Session(f"{n:032x}", started, "core_restart", "day1", ended, outcome, CheckIn(pre), results, end, 5, morning)


def _result(id: str, at: int, n: int, started: datetime, base: int) -> Result:
    hurts = max(0, base - 3 + (n * 7 + at * 5) % 3 + (2 if id in ("superman", "side_plank") and n % 4 == 0 else 0))
    dose = Dose(3, None, 20 + 5 * (n // 12), 30) if "plank" in id else Dose(2, 8 + n // 10, None, 30)
    lost = id == "plank" and n % 9 == 0
    said = None if (n + at) % 13 == 0 else hurts
    result = Result(
        id,
        started + timedelta(minutes=2 * at + 1),
        dose,
        done=0.7 if lost else 1.0,
        outcome=Outcome.PARTIAL if lost else Outcome.DONE,
        form_held=not lost,
        effort=4 if lost else 2,
        pain=said,
        place="low_back" if said else None,
        note="left worse" if id == "side_plank" and n % 5 == 0 else None,
    )
    return replace(result, edits=(Edit(THURSDAY, 5),)) if id == "superman" and n == 39 else result


PAINS = (PainEntry(THURSDAY - timedelta(1), 6, "leg", "on the stairs", flare=True),)


def usual() -> tuple[Session, ...]:
    """Two weeks in which the back got better; the bridge hurt the last time, and the morning after is still to be asked."""
    pains = [(4, 3), (4, 4), (5, 3), (3, None), (4, 2), (3, 2), (3, 3), (2, 1)]
    return tuple(_usual(n, before, after, n == len(pains) - 1) for n, (before, after) in enumerate(pains))


def _usual(n: int, before: int, after: int | None, last: bool) -> Session:
    session = done(15 - 2 * n, pre=before, end=after)
    results = tuple(
        _result_of(id, session.started, 5 if last and id == "glute_bridge" else pain) for id, (pain, _) in USUAL.items()
    )
    return replace(session, results=results, morning_after=None if last else MorningAfter(max(0, before - 2), True))


def _result_of(id: str, at: datetime, pain: int) -> Result:
    said = {"done": 1.0, "effort": 2, "form_held": True, "place": "low_back" if pain else None}
    return Result(id, at + timedelta(minutes=5), USUAL[id][1], pain=pain, **said)


# --- today, and what lies around a session --------------------------------------------------------


async def new(p: Hands, keep: Keep) -> None:
    """A new machine: setting up, the safety questions, and every screen while nothing stands in it yet."""
    p.screen.move()  # into the pose that stands still: it was opened before motion was reduced
    await keep("set-up-size")
    await p.press("y")
    await keep("set-up-figure")
    await p.press("y")
    await keep("set-up-sound")
    await p.press("y")
    await keep("screening")
    await p.press("j", "space", "G")
    await keep("screening-ticked")
    await p.press("home", "j", "space", "n")
    await keep("today")
    await p.press("2")
    for view in ("chart", "per-exercise", "calendar", "log"):
        await keep(f"history-{view}")
        await p.press("right_square_bracket")
    await p.press("3")
    await keep("library")
    await p.press("4")
    await keep("routines")
    await p.press("1", "w")
    await keep("why")


async def today(p: Hands, keep: Keep) -> None:
    """The next session, and what is asked, told and logged from there."""
    await keep("usual")
    await p.press("j", "j", "w")
    await keep("why")
    await p.press("escape", "m")
    await keep("morning")
    await p.press("2")
    await keep("morning-settled")
    await p.press("y", "p")
    await keep("log-pain")
    await p.press("escape", "S")
    await keep("safety")
    await p.press("escape", "question_mark")
    await keep("help")
    await p.press("slash", *"pain")
    await keep("help-found")


async def palette(p: Hands, keep: Keep) -> None:
    """Every command, over Today."""
    await p.hit("ctrl+p")
    await keep("open")
    await p.press(*"pain")
    await keep("found")


async def locked(p: Hands, keep: Keep) -> None:
    """An 8 this morning: today is closed."""
    await keep("today")
    await p.press("w")
    await keep("why")


async def flagged(p: Hands, keep: Keep) -> None:
    """A yes to a safety question: closed until a professional has looked."""
    await p.press("j", "j", "j", "space", "enter")
    await keep("today")
    await p.press("enter")
    await keep("locked")
    await p.press("c")
    await keep("sure")
    await p.press("2", "escape", "S")
    await keep("safety")


async def damaged(p: Hands, keep: Keep) -> None:
    """A file of the record that cannot be read; a backup holds a session of it."""
    folder = p.folder / "damaged"
    with Journal(folder / "journal") as journal:
        journal.upsert(done(3))
        Backups(folder / "backups").put(export.parts(journal.record()), THURSDAY - timedelta(1))
    (folder / "journal" / "sessions-2026.json").write_bytes(b'{"sessions": {"1": ')
    p.app.pop_screen()
    try:
        with Journal(folder / "journal") as journal:
            journal.record()
    except Damaged as error:
        p.app._offer(Mending(error, folder / "journal", Backups(folder / "backups"), Wall()))
    await keep("offer")


# --- a session ------------------------------------------------------------------------------------


async def player(p: Hands, keep: Keep) -> None:
    """From the check-in to the summary."""
    await p.press("enter")
    await keep("check-in")
    await p.press("2", "j", "space")
    await keep("check-in-ticked")
    await p.press("space", "enter")
    await p.wait(2)
    await keep("ready")
    await p.wait(20)
    await keep("hold")
    await p.press("space")
    await keep("paused")
    await p.press("question_mark")
    await keep("help")
    await p.press("escape", "o")
    await keep("steps")
    await p.press("escape", "z")
    await keep("only-clock")
    await p.press("z", "i")
    await keep("how-to")
    await p.press("escape", "space")
    await p.until("SWITCH")
    await p.wait(2)
    await keep("switch")
    await p.press("s")
    await keep("stop")
    await p.press("0")
    if p.on != "SessionScreen":
        await p.press("escape")
    await p.press("p")
    await keep("pain")
    await p.press("3")
    await keep("pain-place")
    await p.press("1")
    await keep("pain-sharp")
    await p.press("0")
    await keep("pain-leg")
    await p.press("0")
    await p.until("HOLD")
    await p.until("REST")
    await keep("rating")
    await p.press("2", "1")
    await keep("effort")
    await p.press("2")
    await keep("rest")
    await p.press("n")
    await p.wait(8)
    await keep("reps")
    await rated(p, "7")
    await keep("red")


async def rated(p: Hands, *said: str) -> None:
    """On to the next question, played as it is asked for; answered so."""
    while p.on == "SessionScreen":
        await p.wait(5)
    await p.press(*said)


async def summary(p: Hands, keep: Keep) -> None:
    """The end of a session: one exercise hurt, one is not rated."""
    await p.start(2)
    await rated(p, "1", "1", "2")
    await rated(p, "5", "1", "3")
    await rated(p, "escape")
    await p.press("s", "2")
    await keep("open")
    await p.press("1")
    await keep("effort")
    await p.press("6")
    await keep("answered")
    await p.press("w")
    await keep("why")


# --- looking back, browsing, setting --------------------------------------------------------------


async def history(p: Hands, keep: Keep) -> None:
    """Every view of History, and its two forms."""
    await p.press("2")
    await keep("chart")
    await p.press("left", "left")
    await keep("chart-session")
    await p.press("greater_than_sign", "greater_than_sign")
    await keep("chart-year")
    await p.press("less_than_sign", "less_than_sign", "right_square_bracket", "j", "j")
    await keep("per-exercise")
    await p.press("right_square_bracket", "k", "k")
    await keep("calendar")
    await p.press("right_square_bracket", "j", "j", "j", "j", "j", "j")
    await keep("log")
    await p.press("e")
    await keep("log-edit")
    await p.press("escape", "a")
    await keep("log-add")
    await p.press("escape", "x")
    await keep("export")


async def library(p: Hands, keep: Keep) -> None:
    """Found by words and by what it is; how one is done; one blocked."""
    await p.press("3")
    await keep("list")
    await p.press("enter")
    await keep("how-to")
    await p.press("right")
    await keep("mistake")
    await p.press("escape", "slash", *"plank", "enter")
    await keep("found")
    await p.press("b")
    await keep("blocked")
    await p.press("b", "c", "slash", *"zzz", "enter")
    await keep("none-found")
    await p.press("c", "f")
    await keep("filter")
    await p.press("space", "enter")
    await keep("filtered")
    await p.press("question_mark")
    await keep("help")


async def routines(p: Hands, keep: Keep) -> None:
    """Routines, one of them the person's own: written, sent, taken in."""
    coach = p.app.face.coach
    draft = coach.new_routine("Before work")
    for at, id in enumerate(("superman", "plank", "bird_dog", "knee_plank")):
        draft = added(draft, 0, at - 1, id)
    coach.save_routine(dosed(draft, 0, 1, Dose(2, None, 30, 20)))
    (p.folder / "evening.toml").write_bytes(coach.share_routine(draft.id).data)
    await p.press("4")
    await keep("list")
    await p.press("end")
    await keep("own")
    await p.press("m")
    await keep("draft")
    await p.press("j", "enter")
    await keep("dose")
    await p.press("escape", "a", *"cat")
    await keep("pick")
    await p.press("enter")
    await keep("draft-changed")
    await p.press("escape")
    await keep("not-saved")
    await p.press("2", "end", "d")
    await keep("delete")
    await p.press("0", "p")
    await keep("days")
    await p.press("escape", "t")
    await keep("ask")
    p.screen.query_one(Input).value = str(p.folder / "evening.toml")
    await p.press("enter")
    if p.on == "AskScreen":
        await p.press("ctrl+s")
    await keep("sent")


async def settings(p: Hands, keep: Keep) -> None:
    """From the first row to the last, and what asks for a value."""
    p.app.face.home = "~/.local/share/corecare"
    await p.press("5")
    await keep("top")
    await p.press("end")
    await keep("end")
    await p.press("k", "k", "k", "enter")
    await keep("ask")
    await p.press("escape", "k", "k", "enter")
    await keep("ticks")


NEW = {"screened": False, "settings": replace(SET_UP, figure=None)}
EIGHT = {"sessions": usual(), "pains": (PainEntry(THURSDAY - timedelta(hours=1), 8),)}
WALKS = {
    "new": Walk(new, NEW),
    "today": Walk(today, {"sessions": usual()}),
    "palette": Walk(palette, {"sessions": usual()}, afresh=True),
    "locked": Walk(locked, EIGHT),
    "flagged": Walk(flagged, {"screened": False}),
    "damaged": Walk(damaged),
    "player": Walk(player, {"sessions": usual()}),
    "summary": Walk(summary, {"sessions": usual()}),
    "history": Walk(history, {"sessions": long(), "pains": PAINS}),
    "library": Walk(library, {"sessions": usual()}),
    "routines": Walk(routines, {"sessions": usual()}, writes=True),
    "settings": Walk(settings, {"sessions": usual()}, afresh=True),
}
