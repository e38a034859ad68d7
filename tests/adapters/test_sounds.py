"""The shipped cues, and Sounds with a playsound3 that works, raises, hangs or has no device."""

import os
import queue
import runpy
import subprocess
import sys
import threading
import wave
from array import array
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import combinations
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from corecare_tui.adapters import sounds as room
from corecare_tui.adapters.sounds import Sounds
from corecare_tui.adapters.sounds.copies import Copies

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "sounds"
COUNTS = ["countdown", "countdown_up", "countdown_stay", "countdown_down"]
PHASES = ["ready", "start", "up", "stay", "down", "switch", "end", "pain"]
NAMES = [*COUNTS, *PHASES, "tick", "half", "reached", "pause", "resume", "done", "silent"]
AUDIBLE = [name for name in NAMES if name != "silent"]
RATE = 44_100
SOON = 5.0
"""Deadline of every wait, in seconds; only a failing test reaches it."""


def samples(name: str) -> "array[int]":
    with wave.open(str(FOLDER / f"{name}.wav")) as cue:
        return array("h", cue.readframes(cue.getnframes()))


def onsets(cue: "array[int]") -> list[float]:
    """Seconds at which sound begins after at least 100 ms of quiet."""
    loud = [n for n, value in enumerate(cue) if abs(value) > 100]
    return [n / RATE for before, n in zip([-RATE, *loud], loud, strict=False) if n - before > RATE / 10]


# ---- the files


@pytest.mark.parametrize("name", NAMES)
def test_a_cue_is_a_short_mono_wav_of_44100_hz_and_16_bit(name: str) -> None:
    with wave.open(str(FOLDER / f"{name}.wav")) as cue:
        assert (cue.getnchannels(), cue.getframerate(), cue.getsampwidth()) == (1, RATE, 2)
        assert 0.05 * RATE <= cue.getnframes() < 5 * RATE


@pytest.mark.parametrize("name", AUDIBLE)
def test_a_cue_is_heard_and_wakes_no_one(name: str) -> None:
    peak = max(map(abs, samples(name))) / 32_768
    assert 10 ** (-30 / 20) < peak < 10 ** (-9 / 20)


@pytest.mark.parametrize("name", AUDIBLE)
def test_a_cue_begins_and_ends_without_a_click(name: str) -> None:
    cue = samples(name)
    assert max(map(abs, [*cue[:5], *cue[-5:]])) < 33  # -60 dBFS


def test_the_probe_is_silence() -> None:
    assert set(samples("silent")) == {0}


@pytest.mark.parametrize("name", COUNTS)
def test_the_countdown_falls_on_whole_seconds(name: str) -> None:
    assert onsets(samples(name))[:4] == pytest.approx([0, 1, 2, 3], abs=0.010)


def test_no_two_cues_are_the_same() -> None:
    heard = {name: samples(name).tobytes() for name in NAMES}
    assert all(heard[one] != heard[other] for one, other in combinations(NAMES, 2))


def test_the_folder_holds_the_cues_and_nothing_else() -> None:
    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{name}.wav" for name in NAMES)


def test_the_script_writes_the_same_bytes_again(tmp_path: Path) -> None:
    runpy.run_path(str(ROOT / "docs" / "make_sounds.py"))["make"](tmp_path)
    made, shipped = ({path.name: path.read_bytes() for path in folder.glob("*.wav")} for folder in (tmp_path, FOLDER))
    assert made.keys() == shipped.keys() and all(made[name] == shipped[name] for name in made)


# ---- a playsound3 of our own


class Child:
    """A player process: runs until `ends`, or until terminated if it obeys."""

    def __init__(self, code: int | None, obeys: bool = True) -> None:
        self.code, self.obeys = code, obeys
        self.stopped = threading.Event()
        self.reaped = threading.Event()

    def poll(self) -> int | None:
        if self.code is not None:
            self.reaped.set()
        return self.code

    def terminate(self) -> None:
        self.stopped.set()
        if self.obeys and self.code is None:
            self.code = -15


class Playsound3(ModuleType):
    """Stands in for the library and notes what was asked of it."""

    def __init__(self, default: str | None) -> None:
        super().__init__("playsound3")
        self.DEFAULT_BACKEND = default
        self.codes: dict[str, int | None] = {}
        """Exit code by cue or by backend; None = still playing. 0 if neither is named."""
        self.started: queue.Queue[tuple[str, str | None]] = queue.Queue()
        self.children: dict[str, Child] = {}
        self.threads: set[str] = set()
        self.gate = threading.Event()
        self.gate.set()
        self.obeys = True

    def playsound(self, sound: Path, block: bool = True, backend: str | None = None) -> SimpleNamespace:
        assert isinstance(sound, Path) and sound.is_absolute() and not block
        self.threads.add(threading.current_thread().name)
        self.started.put((sound.stem, backend))
        self.gate.wait(SOON)
        child = Child(self.codes.get(str(backend), self.codes.get(sound.stem, 0)), self.obeys)
        self.children[sound.stem] = child
        return SimpleNamespace(subprocess=child, stop=child.terminate)

    def next(self) -> str:
        return self.started.get(timeout=SOON)[0]


def settles(condition: Callable[[], bool]) -> bool:
    """Whether it comes true before the deadline."""
    pause = threading.Event()
    return any(condition() or pause.wait(0.005) for _ in range(int(SOON / 0.005)))


@pytest.fixture(autouse=True)
def only_aplay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with one program, aplay, which succeeds; returns it."""
    aplay = tmp_path / "bin" / "aplay"
    aplay.parent.mkdir()
    aplay.write_text("#!/bin/sh\nexit 0\n")
    aplay.chmod(0o755)
    monkeypatch.setenv("PATH", str(aplay.parent))
    monkeypatch.delenv("PLAYSOUND3_BACKEND", raising=False)
    for name in [name for name in sys.modules if name.split(".")[0] == "playsound3"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(room, "aplay", cache(room.aplay.__wrapped__))  # what it remembers is of another playsound3
    return aplay


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Playsound3:
    fake = Playsound3(default=None)
    monkeypatch.setitem(sys.modules, "playsound3", fake)
    return fake


@pytest.fixture
def player() -> Iterator[Sounds]:
    one = Sounds(FOLDER)
    yield one
    one.close()


@pytest.fixture
def warmed(library: Playsound3, player: Sounds) -> Sounds:
    player.warm()
    assert player.known.wait(SOON) and library.next() == "silent" and not player.silent
    return player


# ---- (a) it works


def test_a_device_that_plays_silence_is_heard_from_then_on(library: Playsound3, player: Sounds) -> None:
    assert player.silent and not player.play("tick")
    player.warm()
    assert player.known.wait(SOON) and not player.silent
    assert player.play("tick") and [library.next(), library.next()] == ["silent", "tick"]


def test_every_cue_can_be_played_by_one_thread_that_lives_on(library: Playsound3, warmed: Sounds) -> None:
    for name in AUDIBLE:
        assert warmed.play(name) and library.next() == name
    assert library.threads == {"sounds"} and threading.current_thread().name != "sounds"


def test_finished_players_are_reaped(library: Playsound3, warmed: Sounds) -> None:
    warmed.play("tick")
    library.next()
    assert settles(lambda: "tick" in library.children) and library.children["tick"].reaped.wait(SOON)


PATHS = ["", "tick.wav", "../sounds/tick", "/dev/null", str(FOLDER / "tick.wav"), "https://example.org/a.wav", "file:///tick"]
STRANGE = ["gong", "Tick", "tick\n", "tick\0", "--help", "a" * 41]


@pytest.mark.parametrize("name", PATHS + STRANGE)
def test_only_names_of_the_folder_are_played(library: Playsound3, warmed: Sounds, name: str) -> None:
    assert not warmed.play(name)
    assert warmed.play("end") and library.next() == "end" and library.started.empty()


def test_a_wav_with_an_odd_name_is_not_a_cue(library: Playsound3, tmp_path: Path) -> None:
    for stem in ("silent", "Loud", "a-b", "a" * 41):
        (tmp_path / f"{stem}.wav").write_bytes(b"")
    player = Sounds(tmp_path)
    player.warm()
    assert player.known.wait(SOON) and not any(map(player.play, ("Loud", "a-b", "a" * 41)))
    player.close()


def test_stop_ends_what_sounds_but_not_what_is_asked_for_next(library: Playsound3, warmed: Sounds) -> None:
    library.codes = {"countdown": None, "pause": None}
    warmed.play("countdown")
    assert library.next() == "countdown" and settles(lambda: "countdown" in library.children)
    warmed.stop()
    warmed.play("pause")
    assert library.children["countdown"].stopped.wait(SOON) and library.children["countdown"].reaped.wait(SOON)
    assert library.next() == "pause" and settles(lambda: "pause" in library.children)
    assert not library.children["pause"].stopped.is_set() and not warmed.silent


def test_stop_catches_a_cue_that_is_just_being_started(library: Playsound3, warmed: Sounds) -> None:
    library.codes = {"countdown": None}
    library.gate.clear()
    warmed.play("countdown")
    assert library.next() == "countdown"
    warmed.stop()
    library.gate.set()
    assert settles(lambda: "countdown" in library.children) and library.children["countdown"].stopped.wait(SOON)


def test_a_probe_outlives_stop(library: Playsound3, player: Sounds) -> None:
    library.gate.clear()
    player.warm()
    library.next()
    player.stop()
    library.gate.set()
    assert player.known.wait(SOON) and not player.silent


def test_a_stuck_thread_drops_the_oldest_cue_and_says_so(library: Playsound3, warmed: Sounds) -> None:
    library.gate.clear()
    assert warmed.play("tick") and library.next() == "tick"
    assert [warmed.play(name) for name in ("start", "half", "end", "done")] == [True, True, True, False]
    library.gate.set()
    assert [library.next() for _ in range(3)] == ["half", "end", "done"]


def test_close_ends_the_sound_and_the_thread(library: Playsound3, warmed: Sounds) -> None:
    library.codes = {"countdown": None}
    warmed.play("countdown")
    assert library.next() == "countdown" and settles(lambda: "countdown" in library.children)
    warmed.close()
    warmed._thread.join(SOON)
    assert library.children["countdown"].reaped.is_set() and not warmed._thread.is_alive()
    assert warmed.silent and not warmed.play("tick")
    warmed.warm()
    warmed.close()


def test_muted_starts_nothing_and_can_be_changed(library: Playsound3) -> None:
    player = Sounds(FOLDER, muted=True)
    player.warm()
    assert player.silent and not player.play("tick") and player._thread.ident is None
    player.muted = False
    player.warm()
    assert player.known.wait(SOON) and player.play("tick")
    player.close()


# ---- which backend


@pytest.mark.parametrize(("default", "tried"), [(None, "alsa"), ("alsa", "alsa"), ("gstreamer", "alsa")])
def test_aplay_comes_first(library: Playsound3, player: Sounds, default: str | None, tried: str) -> None:
    library.DEFAULT_BACKEND = default
    player.warm()
    assert library.started.get(timeout=SOON) == ("silent", tried)


def test_without_aplay_it_is_the_default(library: Playsound3, player: Sounds, only_aplay: Path) -> None:
    only_aplay.unlink()
    library.DEFAULT_BACKEND = "afplay"
    player.warm()
    assert library.started.get(timeout=SOON) == ("silent", "afplay")


def test_the_persons_own_choice_wins(library: Playsound3, player: Sounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYSOUND3_BACKEND", "ffplay")
    library.DEFAULT_BACKEND = "ffplay"
    player.warm()
    assert library.started.get(timeout=SOON) == ("silent", "ffplay")


def test_where_alsa_has_no_device_the_default_is_tried(library: Playsound3, player: Sounds) -> None:
    library.DEFAULT_BACKEND, library.codes = "gstreamer", {"alsa": 1}
    player.warm()
    assert player.known.wait(SOON) and not player.silent and player.play("tick")
    assert [library.started.get(timeout=SOON) for _ in range(3)] == [
        ("silent", "alsa"),
        ("silent", "gstreamer"),
        ("tick", "gstreamer"),
    ]


def test_the_next_warm_begins_with_the_best_backend_again(library: Playsound3, player: Sounds) -> None:
    library.DEFAULT_BACKEND, library.codes = "gstreamer", {"alsa": 1, "gstreamer": 1}
    player.warm()
    assert player.known.wait(SOON) and player.silent
    library.codes = {}
    player.warm()
    assert settles(lambda: not player.silent)
    assert [library.started.get(timeout=SOON)[1] for _ in range(3)] == ["alsa", "gstreamer", "alsa"]


# ---- (b) it raises


@pytest.mark.parametrize("raised", ["SystemExit(3)", "PermissionError('gst')", "KeyboardInterrupt()", "ValueError"])
def test_an_import_that_raises_is_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, player: Sounds, raised: str) -> None:
    (tmp_path / "playsound3.py").write_text(f"raise {raised}\n")
    monkeypatch.syspath_prepend(tmp_path)
    player.warm()
    assert player.known.wait(SOON) and player.silent and not player.play("tick")
    player.stop()
    assert player._thread.is_alive()


def test_a_start_that_raises_is_silence_until_it_is_tried_again(
    library: Playsound3, warmed: Sounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.delattr(Playsound3, "playsound")
        assert warmed.play("tick") and settles(lambda: warmed.silent)
    warmed.warm()
    assert settles(lambda: not warmed.silent) and warmed.play("tick")


def test_no_folder_is_silence(library: Playsound3, tmp_path: Path) -> None:
    player = Sounds(tmp_path / "gone")
    player.warm()
    assert player.known.wait(SOON) and player.silent and not player.play("tick")
    player.close()


# ---- (c) it hangs


@pytest.fixture
def hung(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sounds]:
    """Sounds whose thread waits inside the import of playsound3 until teardown."""
    door = ModuleType("door")
    entered, opened = threading.Event(), threading.Event()
    door.__dict__.update(entered=entered, opened=opened)
    monkeypatch.setitem(sys.modules, "door", door)
    (tmp_path / "playsound3.py").write_text("import door\ndoor.entered.set()\ndoor.opened.wait()\nraise ImportError\n")
    monkeypatch.syspath_prepend(tmp_path)
    player = Sounds(FOLDER)
    player.warm()
    assert entered.wait(SOON)
    yield player
    opened.set()
    player.close()
    player._thread.join(SOON)  # a failed import removes its module: not in the middle of the next test


def test_an_import_that_hangs_keeps_nobody(hung: Sounds) -> None:
    assert hung.silent and not hung.known.is_set()
    assert not any(hung.play(name) for name in NAMES)
    hung.warm()
    hung.stop()
    hung.close()
    assert hung._thread.is_alive() and hung._thread.daemon  # still in there, and the program may end all the same


@pytest.mark.parametrize("obeys", [True, False])
def test_a_probe_that_never_ends_is_given_up(
    library: Playsound3, player: Sounds, monkeypatch: pytest.MonkeyPatch, obeys: bool
) -> None:
    monkeypatch.setattr(room, "REAP_S", 0.001)
    library.codes, library.obeys = {"silent": None}, obeys
    player.warm()
    assert player.known.wait(SOON) and player.silent
    assert library.children["silent"].stopped.wait(SOON)
    library.codes = {}
    player.warm()
    assert settles(lambda: not player.silent)


def test_a_cue_that_never_ends_is_silence(library: Playsound3, warmed: Sounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "REAP_S", 0.001)
    library.codes = {"tick": None}
    assert warmed.play("tick") and settles(lambda: warmed.silent)
    assert library.children["tick"].stopped.wait(SOON) and library.children["tick"].reaped.wait(SOON)


# ---- (d) the child fails


def test_a_probe_that_fails_is_silence(library: Playsound3, player: Sounds) -> None:
    library.codes = {"silent": 1}
    player.warm()
    assert player.known.wait(SOON) and player.silent and not player.play("tick")


def test_a_device_pulled_out_is_silence_and_plugged_in_again_is_not(library: Playsound3, warmed: Sounds) -> None:
    library.codes = {"tick": 1}
    assert warmed.play("tick") and settles(lambda: warmed.silent) and not warmed.play("end")
    warmed.warm()
    assert settles(lambda: not warmed.silent) and warmed.play("end")


# ---- spoken lines


def wav(path: Path, ms: int) -> Path:
    """A wav of that length, as a voice renders one."""
    with wave.open(str(path), "wb") as out:
        out.setparams((1, 2, 22_000, 0, "NONE", ""))
        out.writeframes(array("h", [30_000, -3] * (11 * ms)).tobytes())
    return path


@contextmanager
def speaking(library: Playsound3, folder: Path) -> Iterator[Sounds]:
    """Sounds that have found a device, with a voice that knows two lines."""
    lines = {"line": wav(folder / "line.wav", 300), "safe": wav(folder / "safe.wav", 500)}
    one = Sounds(FOLDER, voice=lines.get, cache=folder / "new" / "cache")
    one.warm()
    assert one.known.wait(SOON) and library.next() == "silent" and not one.silent
    yield one
    library.gate.set()
    one.close()


@pytest.fixture(params=["alsa", object()], ids=["by the thread", "at once"])
def speaker(
    library: Playsound3, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Sounds]:
    """Sounds whose cues are started by its thread, and those with a backend that is started in the caller's."""
    monkeypatch.setattr(room, "aplay", lambda: request.param)
    with speaking(library, tmp_path) as one:
        yield one


@pytest.fixture
def queued(library: Playsound3, tmp_path: Path) -> Iterator[Sounds]:
    """Sounds whose cues wait for its thread."""
    with speaking(library, tmp_path) as one:
        yield one


def begun(library: Playsound3, *names: str) -> bool:
    """Whether these began next, in this order, and play now."""
    return [library.next() for _ in names] == [*names] and settles(lambda: {*names} <= library.children.keys())


def looked_at(library: Playsound3, speaker: Sounds) -> bool:
    """Whether the thread has looked at everything that plays, since now."""
    return speaker.play("pause") and begun(library, "pause") and library.children["pause"].reaped.wait(SOON)


AT_ONCE = pytest.mark.parametrize("speaker", [object()], ids=["at once"], indirect=True)


@AT_ONCE
def test_what_costs_nothing_to_start_is_started_by_the_caller(library: Playsound3, speaker: Sounds) -> None:
    speaker.warm()
    assert library.next() == "silent" and library.threads == {"sounds"}, "but for what only looks whether it works"
    assert speaker.play("tick") and speaker.say("line") and library.started.qsize() == 2
    assert library.threads == {"sounds", threading.current_thread().name}


@AT_ONCE
def test_what_cannot_be_started_by_the_caller_is_left_to_the_thread(
    library: Playsound3, speaker: Sounds, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = library.playsound

    def only_there(*args: object, **options: object) -> object:
        if threading.current_thread().name != "sounds":
            raise OSError("no more processes")
        return usual(*args, **options)

    monkeypatch.setattr(library, "playsound", only_there)
    assert speaker.play("tick") and speaker.say("line") and begun(library, "tick", "line") and not speaker.silent


def test_a_line_is_said_and_its_length_told(library: Playsound3, speaker: Sounds) -> None:
    assert (speaker.spoken_ms("line"), speaker.say("line")) == (300, 300) and library.next() == "line"
    assert (speaker.spoken_ms("safe"), speaker.say("safe", safe=True)) == (500, 500) and library.next() == "safe"


def test_a_line_the_voice_does_not_have_is_none(library: Playsound3, speaker: Sounds) -> None:
    assert speaker.say("other") is None and speaker.say("other", safe=True) is None and speaker.spoken_ms("other") is None
    assert speaker.play("end") and library.next() == "end", "and nothing was started"


def test_without_a_voice_nothing_is_said(library: Playsound3, warmed: Sounds) -> None:
    assert warmed.say("line") is None and warmed.spoken_ms("line") is None and not warmed.silent


def test_what_will_not_be_heard_is_not_said(library: Playsound3, speaker: Sounds) -> None:
    speaker.muted = True
    assert speaker.say("line") is None and speaker.spoken_ms("line") == 300
    speaker.muted = False
    assert speaker.say("line") == 300 and library.next() == "line"
    speaker.close()
    assert speaker.say("line") is None and library.started.empty()


BROKEN = {"nothing": b"", "half a head": b"RIFF\0\0\0\0WAVEfm", "no wav": b"OggS" * 30, "a folder": None, "gone": None}


@pytest.mark.parametrize("what", BROKEN)
def test_a_line_whose_file_is_no_wav_is_none(library: Playsound3, tmp_path: Path, speaker: Sounds, what: str) -> None:
    file, content = tmp_path / "broken.wav", BROKEN[what]
    if content is not None:
        file.write_bytes(content)
    elif what == "a folder":
        file.mkdir()
    speaker._voice = {"broken": file}.get
    assert speaker.say("broken") is None and speaker.spoken_ms("broken") is None
    assert speaker.play("end") and library.next() == "end" and not speaker.silent


def test_stop_ends_a_line_but_no_safety_line_and_hush_ends_both(library: Playsound3, speaker: Sounds) -> None:
    library.codes = {"line": None, "safe": None}
    assert speaker.say("line") and speaker.say("safe", safe=True) and begun(library, "line", "safe")
    line, safe = library.children["line"], library.children["safe"]
    speaker.stop()
    assert line.stopped.wait(SOON) and line.reaped.wait(SOON)
    assert looked_at(library, speaker)
    assert not safe.stopped.is_set()
    speaker.hush()
    assert safe.stopped.wait(SOON) and safe.reaped.wait(SOON) and not speaker.silent


def test_a_waiting_line_is_forgotten_by_stop_and_a_waiting_safety_line_by_hush(library: Playsound3, queued: Sounds) -> None:
    for end, left in ((queued.stop, ["safe"]), (queued.hush, [])):
        library.gate.clear()
        assert queued.play("tick") and library.next() == "tick"
        assert queued.say("line") and queued.say("safe", safe=True)
        end()
        assert queued.play("end")
        library.gate.set()
        assert [library.next() for _ in (*left, "end")] == [*left, "end"]


def test_after_stop_and_hush_lines_are_said_again(library: Playsound3, speaker: Sounds) -> None:
    library.codes = {"line": None, "safe": None}
    speaker.stop()
    speaker.hush()
    assert speaker.say("line") and speaker.say("safe", safe=True) and begun(library, "line", "safe")
    assert looked_at(library, speaker)
    assert not library.children["line"].stopped.is_set() and not library.children["safe"].stopped.is_set()


def test_a_line_in_a_full_queue_is_none(library: Playsound3, queued: Sounds) -> None:
    library.gate.clear()
    assert queued.play("tick") and library.next() == "tick"
    assert [queued.say("line") for _ in range(room.MOST_WAITING + 1)] == [300] * room.MOST_WAITING + [None]


def test_a_line_that_never_ends_is_silence(library: Playsound3, speaker: Sounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "REAP_S", 0.001)
    monkeypatch.setattr(room, "LINE_POLLS", 10)
    library.codes = {"line": None}
    assert speaker.say("line") and settles(lambda: speaker.silent)
    assert library.children["line"].stopped.wait(SOON)


def test_a_line_may_last_longer_than_a_cue(library: Playsound3, speaker: Sounds, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "REAP_S", 0.001)
    monkeypatch.setattr(room, "CUE_POLLS", 10)
    library.codes = {"line": None, "tick": None}
    assert speaker.say("line") and speaker.play("tick") and begun(library, "line", "tick")
    assert library.children["tick"].stopped.wait(SOON) and not library.children["line"].stopped.is_set()


# ---- how long, how loud


@pytest.mark.parametrize("name", ["silent", "tick", "countdown"])
def test_a_cue_tells_how_long_it_is(player: Sounds, name: str) -> None:
    assert player.length_ms(name) == len(samples(name)) * 1000 // RATE > 0


@pytest.mark.parametrize("name", ["gong", "", "../sounds/tick", "tick.wav", "line"])
def test_a_cue_that_is_not_there_has_no_length(player: Sounds, name: str) -> None:
    assert player.length_ms(name) == 0


def test_a_cue_that_is_no_wav_has_no_length(tmp_path: Path) -> None:
    (tmp_path / "tick.wav").write_bytes(b"no wav")
    assert Sounds(tmp_path).length_ms("tick") == 0


def test_at_volume_0_nothing_is_heard(library: Playsound3, speaker: Sounds) -> None:
    speaker.volume = 0
    assert speaker.silent and not speaker.play("tick") and speaker.say("line") is None and speaker.say("safe", True) is None
    speaker.volume = 100
    assert not speaker.silent and speaker.play("end") and library.next() == "end"


def copied_to(folder: Path, name: str) -> Path:
    """The one copy of that name, in the folder of its original's hour."""
    (found,) = folder.rglob(name)
    return found


def content(path: Path) -> "tuple[object, array[int]]":
    with wave.open(str(path)) as sound:
        return sound.getparams(), array("h", sound.readframes(sound.getnframes()))


@pytest.mark.parametrize(("volume", "factor"), [(50, 1 / 4), (25, 1 / 16), (75, 9 / 16), (1, 1 / 10_000), (99, 0.9801)])
def test_a_volume_plays_a_copy_of_the_same_length(
    library: Playsound3, speaker: Sounds, tmp_path: Path, volume: int, factor: float
) -> None:
    speaker.volume = volume
    assert speaker.play("tick") and speaker.say("line") == 300
    assert begun(library, f"{volume}-tick", f"{volume}-line")
    for original in (FOLDER / "tick.wav", tmp_path / "line.wav"):
        (settings, loud), copied = content(original), content(copied_to(tmp_path, f"{volume}-{original.name}"))
        assert copied[0] == settings
        assert all(abs(one * factor - other) <= 1 for one, other in zip(loud, copied[1], strict=True))


def test_a_copy_is_made_once(library: Playsound3, speaker: Sounds, tmp_path: Path) -> None:
    speaker.volume = 50
    made = set()
    for _ in range(2):
        assert speaker.play("tick") and library.next() == "50-tick"
        copy = copied_to(tmp_path, "50-tick.wav")
        made.add((copy.stat().st_ino, copy.stat().st_mtime_ns))
    assert len(made) == 1 and [path.name for path in copy.parent.iterdir()] == ["50-tick.wav"]
    assert Copies(copy.parents[1]).made(FOLDER / "tick.wav", 50) == copy and (copy.stat().st_ino, copy.stat().st_mtime_ns) in made


def test_at_full_volume_and_without_a_cache_it_is_the_wav_itself(library: Playsound3, warmed: Sounds, tmp_path: Path) -> None:
    warmed.volume = 50
    assert warmed.play("tick") and library.next() == "tick"
    full = Copies(tmp_path / "cache")
    assert full.made(FOLDER / "tick.wav", 100) == FOLDER / "tick.wav" and not (tmp_path / "cache").exists()


def no_room(*_: object) -> None:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("way", ["a file in its place", "a full disk", "a rename that fails"])
def test_where_the_cache_cannot_be_written_it_is_the_wav_itself(
    library: Playsound3, speaker: Sounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    if way == "a file in its place":
        (tmp_path / "new").write_text("")
    elif way == "a full disk":
        monkeypatch.setattr(wave.Wave_write, "writeframes", no_room)
    else:
        monkeypatch.setattr(Path, "replace", no_room)
    speaker.volume = 50
    assert speaker.play("tick") and speaker.say("line") == 300
    assert begun(library, "tick", "line") and not speaker.silent
    assert not list(tmp_path.rglob("50-tick.wav"))


def test_the_volume_of_the_start_holds_for_the_probe_too(library: Playsound3, tmp_path: Path) -> None:
    one = Sounds(FOLDER, volume=50, cache=tmp_path / "cache")
    one.warm()
    assert one.known.wait(SOON) and not one.silent and one.play("tick")
    assert begun(library, "50-silent", "50-tick")
    one.close()


# ---- the real playsound3, with an aplay of our own


def python(code: str) -> "subprocess.CompletedProcess[str]":
    """Run a line with `p`, a Sounds of the shipped folder, in a process of its own."""
    lines = f"import sys, pathlib, corecare_tui.adapters.sounds as s; p = s.Sounds(pathlib.Path('sounds')); {code}"
    return subprocess.run([sys.executable, "-c", lines], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)


@pytest.mark.parametrize("code", [0, 1])
def test_the_real_library_is_judged_by_the_real_exit_code(player: Sounds, only_aplay: Path, code: int) -> None:
    only_aplay.write_text(f"#!/bin/sh\nexit {code}\n")
    player.warm()
    assert player.known.wait(SOON) and player.silent == bool(code) and player.play("tick") == (not code)


def test_without_a_backend_nothing_is_written_over_the_screen(only_aplay: Path) -> None:
    only_aplay.unlink()
    ran = python("p.warm(); print(p.known.wait(30), p.silent, 'playsound3' in sys.modules); p.close()")
    assert (ran.stdout, ran.stderr) == ("True True True\n", "")


def test_close_ends_a_real_player(only_aplay: Path) -> None:
    only_aplay.write_text('#!/bin/sh\ncase "$*" in *countdown.wav) exec /bin/sleep 60; esac\n')
    ran = python("""p.warm(); p.known.wait(30); print(p.play("countdown"))
while not p._playing: pass
p.close(); p._thread.join(30); print(p._playing)""")
    assert (ran.stdout, ran.stderr) == ("True\n[]\n", "")


def test_its_way_to_the_web_is_not_read_in(only_aplay: Path) -> None:
    ran = python("p.warm(); print(p.known.wait(30), p.silent, 'email' in sys.modules, 'http' in sys.modules); p.close()")
    assert ran.stdout == "True False False False\n"


@pytest.mark.parametrize(
    "asked",
    [
        "import urllib.request; print(urllib.request.urlopen.__name__)",
        "from urllib.request import urlopen; print(urlopen.__name__)",
        "from urllib import request; print(request.urlopen.__name__)",
        "import playsound3.playsound3 as its; print(its.urllib.request.urlopen.__name__)",
    ],
)
def test_whoever_asks_for_the_web_gets_it(only_aplay: Path, asked: str) -> None:
    ran = python(f"p.warm(); p.known.wait(30)\n{asked}\nprint(type(sys.modules['urllib.request']).__name__); p.close()")
    assert ran.stdout.split() == ["urlopen", "module"]


def test_who_went_to_the_web_before_goes_on(only_aplay: Path) -> None:
    ran = python(
        "import urllib.request as web; p.warm(); print(p.known.wait(30), sys.modules['urllib.request'] is web); p.close()"
    )
    assert ran.stdout == "True True\n"


def test_importing_the_room_does_not_load_the_library() -> None:
    loaded = {name.split(".")[0] for name in python("print(*sys.modules)").stdout.split()}
    assert "corecare_tui" in loaded and not loaded & {"playsound3", "textual", "rich", "subprocess"}


def test_a_later_version_of_a_cue_is_copied_anew(tmp_path: Path) -> None:
    first = []
    for level, hour in ((1000, 1), (2000, 2)):
        with wave.open(str(tmp_path / "tick.wav"), "wb") as out:
            out.setparams((1, 2, RATE, 0, "NONE", ""))
            out.writeframes(array("h", [level] * 50).tobytes())
        os.utime(tmp_path / "tick.wav", (hour, hour))
        first.append(content(Copies(tmp_path / "cache").made(tmp_path / "tick.wav", 50))[1][0])
    assert first == [250, 500]
