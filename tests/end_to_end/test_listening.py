"""The ears of the tests hear a session whose every second is known, and do not hear what is not there."""

import math
import os
import subprocess
from array import array
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from corecare_tui.adapters.library import load
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.plan import Plan, Planned, Step
from corecare_tui.domain.timetable import unroll
from tests.end_to_end.listening import (
    GO_MS,
    OVER,
    PAUSED,
    RATE,
    SOUNDS,
    UNKNOWN,
    Phase,
    confusion,
    cues,
    paused,
    phases,
    read,
    score,
    second_by_second,
    templates,
    timetable,
)
from tests.end_to_end.recording import Recorder, audible, mix, save
from tests.end_to_end.terminal import ROOT

JITTER_MS = 20
PATIENCE_S = 20
AT_50_PERCENT, AT_15_PERCENT = 0.25, 0.0225
"""The amplitudes of these volumes."""
NAMES = sorted(template.name for template in templates())
Played = Iterable[tuple[float, str]]


def session() -> tuple[Step, ...]:
    """Every phase there is, in a minute and a half."""
    doses = {"glute_bridge": Dose(1, 2, 2, 20), "low_lunge": Dose(1, None, 10, 20)}
    items = tuple(Planned("main", exercise, dose, dose, exercise) for exercise, dose in doses.items())
    return unroll(Plan("warm_up", "day1", date(2026, 11, 22), items), load(ROOT / "routines", None)[0])


STEPS = session()
TRUE = timetable(STEPS)
SECONDS = int(TRUE[-1][0]) // 1000


def recording(played: Played, seconds: float = SECONDS + 3, amplitude: float = 1.0) -> "array[int]":
    """A wav's samples with these cues in it."""
    heard = array("h", bytes(2 * int(seconds * RATE)))
    for ms, name in played:
        put(heard, ms, read(SOUNDS / f"{name}.wav"), amplitude)
    return heard


def put(heard: "array[int]", ms: float, sound: "array[int]", amplitude: float = 1.0) -> None:
    mix(heard, int(ms * RATE / 1000), array("h", (int(sample * amplitude) for sample in sound)))


def late(played: Played, seed: int) -> Played:
    """As a machine plays it that has other things to do."""
    chance = Random(seed)
    return [(ms + chance.uniform(0, JITTER_MS), name) for ms, name in played]


def heard_in(samples: "array[int]") -> list[str]:
    return [cue.name for cue in cues(samples)]


def noise(ms: int, seed: int = 1) -> "array[int]":
    chance = Random(seed)
    return array("h", (int(chance.gauss(0, 3000)) for _ in range(ms * RATE // 1000)))


def glide(ms: int) -> "array[int]":
    """From 200 to 1,400 Hz, like a voice that rises through every note."""
    count = ms * RATE // 1000
    return array("h", (int(6000 * math.sin(math.tau * n / RATE * (200 + 600 * n / count))) for n in range(count)))


# --- a session ----------------------------------------------------------------------------------


@pytest.mark.parametrize("amplitude", [1.0, AT_50_PERCENT, AT_15_PERCENT])
def test_a_session_is_told_from_its_sound_second_by_second(amplitude: float) -> None:
    heard = phases(cues(recording(late(score(STEPS), seed=7), amplitude=amplitude)))
    found = confusion(second_by_second(heard, SECONDS, 0), second_by_second(TRUE, SECONDS))
    assert found.share == 1, f"\n{found}"
    assert {word for word, _ in found.counts} == {"READY", "UP", "STAY", "DOWN", "REST", "HOLD", "SWITCH"}


def test_every_phase_begins_where_it_was_played() -> None:
    heard = phases(cues(recording(late(score(STEPS), seed=8))))
    assert [word for _, word in heard] == [word for _, word in TRUE]
    assert all(0 <= at - due < JITTER_MS + 1 for (at, _), (due, _) in zip(heard, TRUE, strict=True))


def test_seconds_may_be_counted_from_the_first_phase() -> None:
    begun_late = [(ms + 1234, name) for ms, name in score(STEPS)]
    heard = phases(cues(recording(begun_late)))
    assert second_by_second(heard, SECONDS) == second_by_second(TRUE, SECONDS)


@pytest.mark.parametrize("lost", ["switch", "countdown_up"])
def test_a_session_without_a_cue_is_not_told_right(lost: str) -> None:
    played = [(ms, name) for ms, name in score(STEPS) if name != lost]
    heard = second_by_second(phases(cues(recording(played))), SECONDS, 0)
    assert confusion(heard, second_by_second(TRUE, SECONDS)).share < 0.99


def test_a_cue_that_is_a_second_late_is_not_told_right() -> None:
    played = [(ms + 1000 * (name == "start" or name == "down"), name) for ms, name in score(STEPS)]
    heard = second_by_second(phases(cues(recording(played))), SECONDS, 0)
    assert confusion(heard, second_by_second(TRUE, SECONDS)).counts["DOWN", "STAY"] == 2


def test_the_score_is_what_the_steps_say() -> None:
    played = [name for _, name in score(STEPS)]
    assert played[:8] == ["ready", "countdown_up", "stay", "down", "up", "stay", "down", "pain"]
    side = ["countdown", "half", "tick", "tick", "tick"]
    assert played[8:] == ["tick"] * 3 + ["ready", *side, "switch", *side, "pain"] + ["tick"] * 3 + ["done"]


# --- cues ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("amplitude", [1.0, AT_50_PERCENT, AT_15_PERCENT])
@pytest.mark.parametrize("name", NAMES)
def test_each_cue_is_told_from_all_others(name: str, amplitude: float) -> None:
    (cue,) = cues(recording([(123.4, name)], 5, amplitude))
    length = len(read(SOUNDS / f"{name}.wav")) / RATE * 1000
    assert cue.name == name and abs(cue.ms - 123.4) < 1 and abs(cue.heard_ms - length) < 10


@pytest.mark.parametrize("sound", [noise(140), noise(900), glide(300), glide(2000)], ids=["hiss", "long hiss", "glide", "voice"])
def test_what_is_no_cue_is_not_taken_for_one(sound: "array[int]") -> None:
    samples = recording([(4000, "stay")], 6)
    put(samples, 500, sound)
    assert heard_in(samples) == ["stay"]


def test_silence_and_the_probe_of_the_device_are_nothing() -> None:
    assert heard_in(recording([(100, "silent")], 2)) == []


@pytest.mark.parametrize(("first", "then"), [("end", "tick"), ("pain", "half"), ("done", "up")])
def test_a_cue_that_begins_before_another_ends_is_heard(first: str, then: str) -> None:
    assert heard_in(recording([(0, first), (300, then)], 3)) == [first, then]


@pytest.mark.parametrize("name", ["ready", "switch", "end", "done", "half", "start"])
@pytest.mark.parametrize("gap_ms", [4, 10])
def test_a_cue_that_a_key_cuts_is_told_and_what_follows_it_too(name: str, gap_ms: int) -> None:
    samples = recording([(0, name)], 3)
    samples[RATE // 4 :] = array("h", bytes(2 * len(samples[RATE // 4 :])))
    put(samples, 250 + gap_ms, read(SOUNDS / "pause.wav"))
    first, then = cues(samples)
    assert (first.name, then.name) == (name, "pause")
    assert abs(first.heard_ms - 250) < 10 and abs(then.ms - 250 - gap_ms) < 1


# --- countdowns ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["countdown", "countdown_stay"])
@pytest.mark.parametrize(("cut_ms", "goes"), [(500, 0), (1070, 0), (2600, 0), (3000, 0), (3200, 1), (3600, 1)])
def test_a_cut_countdown_has_no_go(name: str, cut_ms: int, goes: int) -> None:
    samples = recording([(0, name)], 5)
    samples[cut_ms * RATE // 1000 :] = array("h", bytes(2 * (len(samples) - cut_ms * RATE // 1000)))
    found = phases(cues(samples))
    assert len(found) == goes
    assert all(abs(ms - GO_MS) < 1 for ms, _ in found)


def test_a_tick_is_no_countdown() -> None:
    played = [(0, "tick"), (1000, "tick"), (2000, "tick"), (3003, "start")]
    assert heard_in(recording(played, 5)) == [name for _, name in played]


# --- pauses -------------------------------------------------------------------------------------


def test_a_rest_goes_on_after_its_pause() -> None:
    played = [(0, "end"), (4000, "pause"), (9000, "resume"), (12_000, "ready")]
    assert words(phases(cues(recording(played, 14)))) == ["REST", PAUSED, "REST", "READY"]


def test_an_effort_is_paused_until_the_go() -> None:
    played = [(0, "start"), (4000, "pause"), (9000, "countdown")]
    heard = second_by_second(phases(cues(recording(played, 15))), 15, 0)
    assert heard == ["HOLD"] * 4 + [PAUSED] * 8 + ["HOLD"] * 3


def test_a_second_pause_before_the_go_still_knows_what_it_was() -> None:
    played = [(0, "end"), (2000, "pause"), (4000, "pause"), (6000, "resume")]
    assert words(phases(cues(recording(played, 8)))) == ["REST", PAUSED, PAUSED, "REST"]


@pytest.mark.parametrize(("at", "word"), [(40_000, "REST"), (12_500, "STAY")])
def test_the_true_timetable_waits_as_long_as_the_pause(at: float, word: str) -> None:
    waited = 5000 + (3000 if word == "STAY" else 0)
    found = paused(TRUE, at, at + 5000)
    assert second_by_second(found, 200)[int(at + 4000) // 1000] == PAUSED
    assert second_by_second(found, 200)[int(at + waited) // 1000 + 1] == word
    assert found[-1] == (TRUE[-1][0] + waited, OVER)


def words(found: Iterable[Phase]) -> list[str]:
    return [word for _, word in found]


# --- the table ----------------------------------------------------------------------------------


def test_the_table_counts_seconds() -> None:
    found = confusion(["UP", "UP", "DOWN", UNKNOWN], ["UP", "DOWN", "DOWN", "DOWN"])
    assert found.share == 0.5
    told = str(found).splitlines()
    assert told[0].split() == ["true", "\\", "heard", "?", "DOWN", "UP"]
    assert told[2].split() == ["DOWN", "1", "1", "1"]
    assert told[-1] == "50.00% of 4 seconds"


def test_before_the_first_cue_nothing_is_known() -> None:
    assert second_by_second([(2000.0, "REST")], 4, 0) == [UNKNOWN, UNKNOWN, "REST", "REST"]


# --- the card -----------------------------------------------------------------------------------


@audible
def test_the_card_hears_what_aplay_plays_and_when(tmp_path: Path) -> None:
    with Recorder(tmp_path) as recorder:
        heard_by = {**os.environ, **recorder.environment}
        for name in ("up", "tick"):
            subprocess.run(["aplay", "-q", SOUNDS / f"{name}.wav"], env=heard_by, timeout=PATIENCE_S, check=True)
    assert [name for _, name in recorder.started] == ["up", "tick"]
    assert all(began < first for (began, _), first in zip(recorder.started, recorder.first_samples, strict=True))
    wav = tmp_path / "session.wav"
    recorder.write(wav)
    first, second = cues(read(wav))
    assert (first.name, second.name) == ("up", "tick")
    assert abs(first.ms - recorder.first_samples[0]) < 1 and second.ms - first.ms > 290  # it plays no faster than a card


@audible
def test_the_card_drops_what_is_stopped(tmp_path: Path) -> None:
    with Recorder(tmp_path) as recorder:
        player = subprocess.Popen(["aplay", "-q", SOUNDS / "done.wav"], env={**os.environ, **recorder.environment})
        while not (recorder.sounds and len(recorder.sounds[0].pcm) > RATE // 5):
            assert player.poll() is None
        player.terminate()
        player.wait(PATIENCE_S)
    (sound,) = recorder.sounds
    assert sound.cut and len(sound.pcm) < RATE // 2


def test_a_wav_of_another_rate_is_refused(tmp_path: Path) -> None:
    save(tmp_path / "ours.wav", array("h", [0]))
    other = (tmp_path / "ours.wav").read_bytes().replace(RATE.to_bytes(4, "little"), (22_050).to_bytes(4, "little"))
    (tmp_path / "other.wav").write_bytes(other)
    assert len(read(tmp_path / "ours.wav")) == 1
    with pytest.raises(ValueError, match=r"44\.1 kHz"):
        read(tmp_path / "other.wav")
