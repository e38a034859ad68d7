"""P13: fifteen minutes of a session in virtual time, through the pure player."""

from datetime import date

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.history import History
from corecare_tui.domain.plan import Step
from corecare_tui.domain.player import Player
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.rules import plan_next
from corecare_tui.domain.signals import Signal, Start, Tick
from corecare_tui.domain.timetable import unroll
from tests.bench.measure import Row, alternate, compare, milliseconds

LENGTH_MS = 15 * 60_000
ROUTINE = "five_good"
"""The shipped one that is the least bit longer; what comes after is not played."""
BATCH = 5
"""Sessions a measurement: one alone is near the clock's own noise."""


def measure(rounds: int, today: date) -> list[Row]:
    """Ticks at 1 and at 10 a second, against a player that does nothing with them."""
    steps = session(today)
    times = alternate(
        rounds,
        one=lambda: milliseconds(lambda: [play(Player(steps), 1000) for _ in range(BATCH)]) / BATCH,
        ten=lambda: milliseconds(lambda: [play(Player(steps), 100) for _ in range(BATCH)]) / BATCH,
        idle_player_1_Hz=lambda: milliseconds(lambda: [play(Idle(), 1000) for _ in range(BATCH)]) / BATCH,
        idle_player_10_Hz=lambda: milliseconds(lambda: [play(Idle(), 100) for _ in range(BATCH)]) / BATCH,
    )
    return [
        compare("P13", "15 minutes of a session, 1 Hz", times, "one", "idle_player_1_Hz", 5, in_ms=True),
        compare("P13", "15 minutes of a session, 10 Hz", times, "ten", "idle_player_10_Hz", 5, in_ms=True),
    ]


def session(today: date) -> tuple[Step, ...]:
    """The steps of somebody's first session of that routine. Raises ValueError if it is too short, or waits for the person."""
    library, routines, _ = load(shipped("routines"), None)
    steps = unroll(plan_next(library, routines, ROUTINE, History(), Profile(screened=today), None, today), library)
    if any(step.ms is None for step in steps) or sum(step.ms or 0 for step in steps) < LENGTH_MS:
        raise ValueError(f"{ROUTINE} does not play for 15 minutes by itself any more: choose another routine")
    return steps


class Idle:
    """Takes every event and does nothing: the cost of asking."""

    def handle(self, event: object, now: int) -> list[Signal]:
        """Nothing."""
        return []


def play(player: Player | Idle, every_ms: int) -> int:
    """How many signals came of 15 minutes."""
    heard = len(player.handle(Start(), 0))
    tick = Tick()
    for now in range(every_ms, LENGTH_MS + 1, every_ms):
        heard += len(player.handle(tick, now))
    return heard
