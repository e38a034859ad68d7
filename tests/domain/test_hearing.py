"""What may sound when: tones on time, lines where they fit, safety lines whole, and nothing over anything else."""

from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corecare_tui.adapters.library import load
from corecare_tui.adapters.places import shipped
from corecare_tui.domain.exercise import Dose, Library
from corecare_tui.domain.hearing import MARGIN_MS, Hearing
from corecare_tui.domain.plan import Kind, Plan, Planned
from corecare_tui.domain.player import Player, State
from corecare_tui.domain.saying import HOW_MUCH, rehearsed
from corecare_tui.domain.signals import (
    Back,
    Event,
    Extend,
    GoTo,
    NoPlaceFor,
    Pain,
    Pause,
    Resume,
    Signal,
    Skip,
    Start,
    Stop,
    Tick,
)
from corecare_tui.domain.timetable import PACED, Pace, unroll
from corecare_tui.domain.tones import Tone
from corecare_tui.domain.wanted import Level, Sort, Wanted

LIBRARY: Library = load(shipped("routines"), None)[0]
LASTS = {"countdown": 3520, "countdown_up": 3290, "countdown_stay": 3260, "countdown_down": 3290, "pain": 980, "done": 1850}
ITEMS = (("glute_bridge", Dose(2, 3, 3, 30)), ("side_plank_knees", Dose(1, None, 20, 10)), ("plank", Dose(2, None, 30, 20)))


SILENT = Wanted(Level.OFF)


@dataclass
class Ear:
    """A card that plays everything, and knows from when to when."""

    now: int = 0
    deaf: bool = False
    mute_voice: bool = False
    sounds: list[list[object]] = field(default_factory=list)
    """[from, until, what, safe, spoken] of each sound, cut where it was cut."""

    def play(self, name: str) -> bool:
        return not self.deaf and self._begin(name, self.length_ms(name), False)

    def say(self, text: str, safe: bool) -> int | None:
        length = self.spoken_ms(text)
        return None if length is None or self.deaf or not self._begin(text, length, safe, True) else length

    def _begin(self, what: str, length: int, safe: bool, spoken: bool = False) -> bool:
        self.sounds.append([self.now, self.now + length, what, safe, spoken])
        return True

    def length_ms(self, name: str) -> int:
        return LASTS.get(name, 300)

    def spoken_ms(self, text: str) -> int | None:
        return None if self.mute_voice else 200 + 55 * len(text)

    def stop(self) -> None:
        for sound in self.sounds:
            if not sound[3]:
                sound[1] = min(sound[1], max(self.now, sound[0]))  # type: ignore[type-var]

    @property
    def names(self) -> list[object]:
        return [sound[2] for sound in self.sounds]

    def at(self, what: str) -> int:
        return next(int(str(sound[0])) for sound in self.sounds if sound[2] == what)


class Room:
    """A session that is heard, with a clock of the test's own."""

    def __init__(self, wanted: Wanted = SILENT, pace: Pace = PACED, items: tuple[tuple[str, Dose], ...] = ITEMS) -> None:
        planned = tuple(Planned("main", id, dose, dose, id) for id, dose in items)
        self.plan = Plan("warm_up", "day1", None, planned)  # type: ignore[arg-type]
        self.player = Player(unroll(self.plan, LIBRARY, pace))
        self.ear, self.shown = Ear(), list[Tone]()
        self.hearing = Hearing(self.ear, self.shown.append, LIBRARY, wanted)
        self.do(Start())

    def do(self, event: Event) -> list[Signal]:
        signals = self.player.handle(event, self.ear.now)
        self.hearing.hear(event, signals, self.player, self.plan, self.ear.now)
        return signals

    def wait(self, ms: int) -> None:
        """As a screen does it: woken when the player or the ears have something due."""
        until = self.ear.now + ms
        while self.ear.now < until and self.player.state is not State.DONE:
            step = min(self.player.next_ms(self.ear.now), self.hearing.next_ms(self.ear.now) or 1000, until - self.ear.now)
            self.ear.now += step
            self.do(Tick())

    def to_the_end(self) -> None:
        while self.player.state is not State.DONE:
            self.wait(10_000)


def overlaps(ear: Ear) -> list[tuple[object, object]]:
    """Pairs of sounds of which the second began before the first had ended."""
    pairs = pairwise(ear.sounds)
    return [(one[2], other[2]) for one, other in pairs if other[0] < one[1]]  # type: ignore[operator]


# --- tones --------------------------------------------------------------------------------------


def test_a_set_of_reps_in_its_tones() -> None:
    room = Room(items=(("glute_bridge", Dose(1, 2, 3, 30)),))
    room.to_the_end()
    assert room.ear.names == [
        *("ready", "countdown_up", "stay", "down", "up", "stay", "down", "pain"),
        *("tick", "tick", "tick", "done"),
    ]


def test_a_hold_on_each_side_in_its_tones() -> None:
    room = Room(items=(("side_plank_knees", Dose(1, None, 20, 10)),))
    room.to_the_end()
    hold = ["countdown", "half", "tick", "tick", "tick"]
    assert room.ear.names == ["ready", *hold, "switch", *hold, "pain", "tick", "tick", "tick", "done"]


def test_every_phase_begins_with_a_tone_in_its_own_millisecond() -> None:
    """The go of a countdown counts: it is the tone of the phase that it leads into."""
    room = Room()
    begun: dict[int, Kind] = {}
    while room.player.state is not State.DONE:
        room.wait(1)
        if room.player.step is not None:
            begun.setdefault(room.ear.now - room.player.elapsed_ms(room.ear.now), room.player.step.kind)
    starts = {sound[0] for sound in room.ear.sounds}
    goes = {int(str(s[0])) + 3000 for s in room.ear.sounds if str(s[2]).startswith("countdown")}
    assert [at for at in begun if at not in starts | goes] == []


def test_after_a_skip_an_effort_has_its_own_start() -> None:
    room = Room()
    room.wait(6000)  # 3-2-1 has not begun
    room.do(Skip())
    assert room.ear.names[-1] == "up"
    room.do(Back())
    room.wait(5500)  # into 3-2-1
    room.do(Skip())
    assert room.ear.names[-1] == "up", "the countdown that meant nothing any more was ended"
    assert overlaps(room.ear) == []


def test_pause_resume_pain_and_stop() -> None:
    room = Room(items=(("plank", Dose(2, None, 30, 20)),))
    room.wait(15_000)
    room.do(Pause())
    assert room.ear.names[-1] == "pause"
    room.do(Resume())
    assert room.ear.names[-1] == "countdown"
    room.wait(4000)
    room.do(Pain())
    assert room.ear.names[-1] == "pain"
    room.do(Stop())
    assert room.ear.names[-1] == "end", "no fanfare where a person had to stop"


@pytest.mark.parametrize("sort", Sort)
def test_each_kind_can_be_turned_off_by_itself(sort: Sort) -> None:
    every = Room(Wanted(Level.OFF, frozenset()), Pace(every_second=True))
    every.to_the_end()
    less = Room(Wanted(Level.OFF, frozenset({sort})), Pace(every_second=True))
    less.to_the_end()
    gone = set(every.ear.names) - set(less.ear.names)
    expected = {
        Sort.PHASES: {"ready", "switch", "end", "pain", "stay", "down", "up"},
        Sort.COUNTDOWN: {"countdown", "countdown_up"},
        Sort.HALFWAY: {"half"},
        Sort.PROMPTS: {"done"},
    }
    assert gone == expected.get(sort, set()), "seconds and 3-2-1 share a tick, a rep's has given way to its phase"
    assert len(less.ear.names) <= len(every.ear.names)


def test_without_the_countdown_the_go_is_still_heard() -> None:
    room = Room(Wanted(Level.OFF, frozenset({Sort.COUNTDOWN, Sort.SECONDS})))
    room.wait(11_000)
    assert room.ear.names == ["ready", "up"]


def test_each_second_of_a_hold_ticks_only_where_it_is_wanted() -> None:
    counted = []
    for off in (frozenset({Sort.SECONDS}), frozenset[Sort]()):
        room = Room(Wanted(Level.OFF, off), Pace(every_second=True), (("plank", Dose(1, None, 30, 20)),))
        room.wait(10_000 + 30_000 - 1)
        counted.append(room.ear.names.count("tick"))
    assert counted == [3, 3 + 30 - 3 - 1 - 1], "not at 0, halfway, nor in the last three"


def test_what_cannot_be_heard_is_shown() -> None:
    room = Room(items=(("plank", Dose(1, None, 30, 20)),))
    room.ear.deaf = True
    room.wait(41_000)
    assert [tone.name for tone in room.shown] == ["countdown", "tick", "tick", "start", "half", "tick", "tick", "tick", "pain"]
    assert [tone.name for tone in room.shown if not tone.quiet] == ["start", "half", "pain"], "no bell for every tick"


def test_a_hold_past_its_target_says_that_it_is_reached() -> None:
    room = Room(pace=Pace(hold_past=True), items=(("plank", Dose(1, None, 30, 20)),))
    room.wait(10_000 + 35_000)
    assert room.ear.names[-1] == "reached"
    assert room.ear.at("reached") == 40_000
    room.do(Skip())
    assert room.ear.names[-1] == "pain"


# --- words --------------------------------------------------------------------------------------


def words(level: Level, **more: object) -> Room:
    room = Room(Wanted(level), **more)  # type: ignore[arg-type]
    room.to_the_end()
    return room


def test_the_levels_say_more_and_more() -> None:
    said = [{str(n) for n in words(level).ear.names} for level in Level]
    assert not {name for name in said[0] if " " in name}
    assert {"Glute bridge.", HOW_MUCH, "Next: The last set.", "Change sides. Right side now."} <= said[1]
    assert {"1", "2"} <= said[2] and "1" not in said[1]
    assert "Halfway. 15 seconds left." in said[3] and "Halfway. 15 seconds left." not in said[2]
    assert any("breathe in" in name for name in said[3])


def test_the_next_exercise_is_announced_in_the_rest_and_the_last_set_as_such() -> None:
    room = words(Level.NAMES)
    side_plank = LIBRARY["side_plank_knees"].name
    assert room.ear.at(f"Next: {side_plank}, left side.") < room.ear.at("switch")
    assert "That was the last one." in room.ear.names


def test_the_same_line_is_not_said_twice_running() -> None:
    for level in Level:
        spoken = [name for name in words(level).ear.names if str(name) not in LASTS and " " in str(name)]
        assert all(one != other for one, other in pairwise(spoken))


def test_a_line_that_is_not_rendered_is_left_out() -> None:
    room = Room(Wanted(Level.EVERYTHING))
    room.ear.mute_voice = True
    room.to_the_end()
    assert not [name for name in room.ear.names if " " in str(name)]


def test_all_that_is_said_was_rehearsed() -> None:
    for level in Level:
        room = words(level)
        known = set(rehearsed(room.plan, LIBRARY, room.player.steps, level))
        tones = {*LASTS, "ready", "up", "stay", "down", "switch", "end", "tick", "half", "start"}
        assert {str(name) for name in room.ear.names} - tones <= known


def test_a_safety_line_cuts_a_line_and_is_cut_by_nothing() -> None:
    room = Room(Wanted(Level.CUES))
    room.wait(800)
    assert room.ear.names[-1] == "Glute bridge."
    room.hearing.say_now("Stop now. See a professional before the next session.", room.ear.now)
    begun = room.ear.now
    for event in (Pause(), Resume(), Skip(), Back(), Pause()):
        room.ear.now += 100
        room.do(event)
    line = next(sound for sound in room.ear.sounds if sound[3])
    assert line[:2] == [begun, begun + 200 + 55 * len(str(line[2]))]
    assert overlaps(room.ear) == [], "what fell into it is shown"
    assert room.shown


def test_a_tone_of_pain_ends_before_its_safety_line() -> None:
    room = Room(Wanted(Level.NAMES))
    room.wait(14_000)
    room.do(Pain())
    room.hearing.say_now("Stopped.", room.ear.now)
    room.wait(3000)
    assert room.ear.names[-2:] == ["pain", "Stopped."]
    assert overlaps(room.ear) == []


def test_with_the_voice_off_nothing_is_said() -> None:
    room = Room(Wanted(Level.OFF))
    room.hearing.say_now("Stopped.", 0)
    room.wait(2000)
    assert "Stopped." not in room.ear.names


# --- laws ---------------------------------------------------------------------------------------

EVENTS = st.sampled_from((Skip(), Back(), Pause(), Resume(), Extend(5000), Extend(-5000), Pain(), "safe", "again", "spot"))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 15_000), EVENTS), max_size=25),
    st.sampled_from(Level),
    st.booleans(),
)
def test_nothing_sounds_over_anything_else(happenings: list[tuple[int, object]], level: Level, past: bool) -> None:
    room = Room(Wanted(level, frozenset()), Pace(hold_past=past, every_second=True))
    for number, (ms, what) in enumerate(happenings):
        room.wait(ms)
        if room.player.step is None:
            break
        if what == "safe":
            room.hearing.say_now(f"This is safety line number {number}.", room.ear.now)
        elif what == "again":
            room.hearing.say_again("Glutes tight.", room.ear.now)
        else:
            event = GoTo(room.player.spot(room.ear.now)) if what == "spot" else what
            try:
                room.do(event)  # type: ignore[arg-type]
            except NoPlaceFor:
                continue
    assert overlaps(room.ear) == []
    assert all(sound[1] - sound[0] == 200 + 55 * len(str(sound[2])) for sound in room.ear.sounds if sound[3])  # type: ignore[operator]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(Level), st.integers(1, 60), st.integers(0, 60), st.sampled_from(sorted(LIBRARY)))
def test_a_line_ends_before_the_next_tone(level: Level, hold: int, rest: int, id: str) -> None:
    dose = replace(LIBRARY[id].dose, rest_s=rest, sets=2)
    dose = replace(dose, hold_s=hold) if dose.timed else replace(dose, reps=min(3, dose.reps or 1))
    room = Room(Wanted(level, frozenset()), items=((id, dose),))
    for _ in range(60):
        room.wait(5000)
        if room.player.state is State.AWAITING:
            room.do(Skip())
    for one, other in pairwise(room.ear.sounds):
        if one[4] and not other[4] and other[2] != "pain":
            assert other[0] - one[1] >= MARGIN_MS - 1, (one, other)  # type: ignore[operator]
