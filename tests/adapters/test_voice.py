"""A voice over engines of our own: what they are handed, what is kept, and that nothing they do is waited for or raises."""

import os
import shutil
import stat
import subprocess
import sys
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corecare_tui.adapters import voice as room
from corecare_tui.adapters.voice import ENGINES, MOST_FAILURES, OUT, Engine, Voice, engine
from tests.adapters.waiting_kit import SOON, settles

ROOT = Path(__file__).parents[2]
FIRST = "say"
TEXT = "Glute bridge. Set one of three."
FAKE = """#!/bin/sh
cd '{log}' || exit 9
echo "$$" >> starts
printf '%s\\0' "$@" > argv
printf '%s' "$CORECARE_WAV" > environ
/bin/cat > stdin
while [ $# -gt 1 ]; do case "$1" in -o|-w) out=$2;; esac; shift; done
out=${{out:-$CORECARE_WAV}}
{act}
"""
WRITES = '/bin/cp whole.wav "$out"'
HALF = '/usr/bin/head -c 20 whole.wav > "$out"'
HANGS = "exec /bin/sleep 60"
WAITS = "read opened < gate"
SPEAKS = """
import pathlib, sys
from corecare_tui.adapters.voice import Voice, engine
voice = Voice(pathlib.Path(sys.argv[1]), engine())
voice.prepare(sys.argv[2:])
voice._thread.join(60)
"""
"""A program that has a text rendered."""


class Engines:
    """A PATH of fake engines, and what they noted of their last start."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.log = folder / "bin", folder / "log"
        self.bin.mkdir()
        self.log.mkdir()
        with wave.open(str(self.log / "whole.wav"), "wb") as out:
            out.setparams((1, 2, 22_050, 0, "NONE", ""))
            out.writeframes(b"\1\0" * 220)
        os.mkfifo(self.log / "gate")

    def put(self, name: str = FIRST, act: str = WRITES) -> Engine:
        """An engine of that name on the PATH; it does `act` once it has noted what it was handed."""
        path = self.bin / name
        path.write_text(FAKE.format(log=self.log, act=act))
        path.chmod(0o755)
        return next(one for one in ENGINES if one.program == name)

    @property
    def whole(self) -> bytes:
        return (self.log / "whole.wav").read_bytes()

    @property
    def starts(self) -> int:
        starts = self.log / "starts"
        return len(starts.read_text().splitlines()) if starts.exists() else 0

    @property
    def argv(self) -> list[str]:
        return (self.log / "argv").read_bytes().decode().split("\0")[:-1]

    @property
    def stdin(self) -> bytes:
        return (self.log / "stdin").read_bytes()

    def open_gate(self) -> None:
        """Let the engine go on that waits at it."""
        (self.log / "gate").write_text("\n")


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engines:
    found = Engines(tmp_path)
    monkeypatch.setenv("PATH", str(found.bin))
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
    return found


@pytest.fixture
def speaks(tmp_path: Path) -> Iterator[Callable[[Engine | None], Voice]]:
    """Voices over the test's folder; closed with the test."""
    made: list[Voice] = []

    def one(found: Engine | None) -> Voice:
        made.append(Voice(tmp_path / "voice", found))
        return made[-1]

    yield one
    for voice in made:
        voice.close()
    for voice in made:
        ended(voice)


Speaks = Callable[[Engine | None], Voice]


def ready(voice: Voice, text: str = TEXT) -> Path:
    """The wav of a text, once it is there."""
    assert settles(lambda: voice(text))
    path = voice(text)
    assert path is not None
    return path


def ended(voice: Voice) -> bool:
    """Whether its thread is over, if it ever began."""
    if voice._thread.ident is not None:
        voice._thread.join(SOON)
    return not voice._thread.is_alive()


def tries_all(voice: Voice, *texts: str) -> list[Path | None]:
    """Each text asked for, and what came of it after the last was done with."""
    voice.prepare(texts)
    voice._wanted.put(None)  # not `close`: that would leave out what still waits
    assert ended(voice)
    return [voice(text) for text in texts]


def numbered(many: int) -> list[str]:
    return [f"text {n}" for n in range(many)]


# ---- which engine


@pytest.mark.parametrize("first", range(len(ENGINES)))
def test_the_best_engine_that_is_here(engines: Engines, first: int) -> None:
    for one in ENGINES[first:]:
        engines.put(one.program)
    assert engine() == ENGINES[first] == engine({"PATH": str(engines.bin), "SSH_CONNECTION": ""})


def test_without_an_engine_there_is_none(engines: Engines) -> None:
    assert engine() is None
    for name in ("spd-say", "festival", "sayings"):
        (engines.bin / name).write_text("#!/bin/sh\n")
        (engines.bin / name).chmod(0o755)
    assert engine() is None, "nothing that can only speak aloud"


def test_over_ssh_there_is_none(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    engines.put()
    assert engine() is not None
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.2 50000 10.0.0.1 22")
    assert engine(os.environ) is None


def test_no_engine_is_silence_without_a_thread_or_a_folder(tmp_path: Path) -> None:
    voice = Voice(tmp_path / "voice", None)
    voice.prepare((TEXT,))
    assert voice(TEXT) is None and voice._thread.ident is None and not (tmp_path / "voice").exists()
    voice.close()
    voice.close()


# ---- what it is handed

EXPECTED = {
    "say": ["--file-format=WAVE", "--data-format=LEI16@22050", "-o", "OUT", "-f", "-"],
    "espeak-ng": ["-v", "en", "-s", "150", "-w", "OUT", "--stdin"],
    "espeak": ["-v", "en", "-s", "150", "-w", "OUT", "--stdin"],
    "powershell": ["-NoProfile", "-NonInteractive", "-Command", ENGINES[3].argv[3]],
}


@pytest.mark.parametrize("name", [one.program for one in ENGINES])
def test_an_engine_is_handed_its_options_and_the_text_on_stdin(engines: Engines, speaks: Speaks, name: str) -> None:
    path = ready(speaks(engines.put(name)))
    out = (engines.log / "environ").read_text()
    assert Path(out).parent == path.parent and out.endswith(".wav") and out != str(path), "into a file beside it"
    assert engines.argv == [out if part == "OUT" else part for part in EXPECTED[name]]
    assert engines.stdin == TEXT.encode() and path.read_bytes() == engines.whole


def test_the_script_of_powershell_holds_no_text_and_no_path() -> None:
    script = ENGINES[3].argv[3]
    assert f"SetOutputToWaveFile($env:{OUT})" in script and "[Console]::In.ReadToEnd()" in script
    assert "{" not in script and "'" not in script and '"' not in script


HOSTILE = [
    "-w /etc/motd", "--help", "-", "--", "", "\n", "one\ntwo\r\n", 'say "it" \'now\'', "$(echo no) `id` $HOME %PATH% \\", "{out}",
    "zwölf – ✓ 👍", "a\0b", "\ud800", "long " * 40_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=[repr(text)[:20] for text in HOSTILE])
def test_no_text_is_an_option(engines: Engines, speaks: Speaks, text: str) -> None:
    ready(speaks(engines.put()), text)
    assert engines.stdin == text.encode("utf-8", "replace")
    assert [part for part in engines.argv if not part.endswith(".wav")] == [p for p in EXPECTED[FIRST] if p != "OUT"]


# ---- when it is there


def test_what_is_not_ready_is_none_at_once_and_ready_later(engines: Engines, speaks: Speaks) -> None:
    voice = speaks(engines.put(act=f"{WAITS}; {WRITES}"))
    before = os.times().elapsed
    assert voice(TEXT) is None and os.times().elapsed - before < 0.5
    assert settles(lambda: engines.starts) and voice(TEXT) is None, "the engine waits, nobody else does"
    engines.open_gate()
    assert ready(voice).read_bytes() == engines.whole and engines.starts == 1


def test_texts_are_rendered_in_the_order_they_were_asked_for(engines: Engines, speaks: Speaks) -> None:
    voice = speaks(engines.put(act=f"{WRITES}; {{ /bin/cat stdin; echo; }} >> spoken"))
    voice.prepare(("three", "one"))
    voice.prepare(("three", "two"))
    ready(voice, "two")
    assert (engines.log / "spoken").read_text().split() == ["three", "one", "two"]


def test_what_is_ready_stays_so_when_it_is_asked_for_again(engines: Engines, speaks: Speaks) -> None:
    voice = speaks(engines.put())
    path = ready(voice)
    engines.put(act=f"{WAITS}; {WRITES}")
    voice.prepare(("Rest.", TEXT))
    assert settles(lambda: engines.starts == 2) and voice(TEXT) == path and voice("Rest.") is None
    engines.open_gate()
    assert ready(voice, "Rest.") and engines.starts == 2


def test_it_is_rendered_once_and_found_by_the_next_voice(engines: Engines, speaks: Speaks) -> None:
    found = engines.put()
    first = speaks(found)
    path, other = ready(first), ready(first, TEXT.replace("one", "two"))
    assert path != other and ready(first) == path and engines.starts == 2
    assert ready(speaks(found)) == path and engines.starts == 2
    ready(speaks(engines.put("espeak-ng")))
    assert engines.starts == 3, "another engine has another voice"


# ---- it fails

FAILURES = {
    "exits with 3": f"{WRITES}; exit 3",
    "writes nothing": "exit 0",
    "is killed": f"{HALF}; kill -9 $$",
    "hangs": HANGS,
    "hangs half way": f"{HALF}; {HANGS}",
}


@pytest.mark.parametrize("way", FAILURES)
def test_an_engine_that_fails_is_silence_and_left_alone_in_the_end(
    engines: Engines, speaks: Speaks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, way: str
) -> None:
    monkeypatch.setattr(room, "RENDER_S", 0.3 if "hangs" in way else SOON)
    voice = speaks(engines.put(act=FAILURES[way]))
    assert tries_all(voice, *numbered(MOST_FAILURES + 3)) == [None] * (MOST_FAILURES + 3)
    assert engines.starts == MOST_FAILURES
    assert list((tmp_path / "voice").iterdir()) == []


def test_an_engine_that_never_reads_is_not_waited_for(engines: Engines, speaks: Speaks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "RENDER_S", 0.2)
    found = engines.put()
    (engines.bin / FIRST).write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    assert tries_all(speaks(found), "long " * 40_000) == [None]


def test_an_engine_that_is_gone_or_no_program_is_silence(engines: Engines, speaks: Speaks) -> None:
    found = engines.put()
    (engines.bin / FIRST).write_bytes(b"\0\0\0")
    assert tries_all(speaks(found), *numbered(2)) == [None, None]
    (engines.bin / FIRST).unlink()
    assert tries_all(speaks(found), *numbered(2)) == [None, None]


def test_a_folder_that_cannot_be_made_is_silence(engines: Engines, speaks: Speaks, tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("a file stands here")
    assert tries_all(speaks(engines.put()), TEXT) == [None]
    assert engines.starts == 0 and (tmp_path / "voice").read_text() == "a file stands here"


def test_only_failures_in_a_row_end_it(engines: Engines, speaks: Speaks) -> None:
    voice = speaks(engines.put(act=f'read text < stdin; case "$text" in bad*) exit 1;; esac; {WRITES}'))
    few = MOST_FAILURES - 1
    texts = [*(f"bad {n}" for n in range(few)), "good", *(f"bad again {n}" for n in range(few)), "better"]
    found = tries_all(voice, *texts, *(f"bad to the end {n}" for n in range(MOST_FAILURES)), "too late")
    assert [path is not None for path in found] == [False] * few + [True] + [False] * few + [True] + [False] * (MOST_FAILURES + 1)


# ---- what is on disk


def test_nothing_half_written_is_found_while_it_is_made(engines: Engines, speaks: Speaks, tmp_path: Path) -> None:
    voice = speaks(engines.put(act=f"{HALF}; {WAITS}; {WRITES}"))
    voice.prepare((TEXT,))
    parts = (tmp_path / "voice").glob
    assert settles(lambda: [part for part in parts(".*.wav") if part.stat().st_size == 20])
    assert voice(TEXT) is None and list(parts("[!.]*")) == []
    engines.open_gate()
    assert ready(voice).read_bytes() == engines.whole and list(parts("*")) == [voice(TEXT)]


def test_what_a_kill_left_half_made_is_neither_found_nor_kept(engines: Engines, speaks: Speaks, tmp_path: Path) -> None:
    engines.put(act=f"{HALF}; kill -9 $PPID")
    ran = subprocess.run(
        [sys.executable, "-c", SPEAKS, tmp_path / "voice", TEXT], cwd=ROOT, capture_output=True, timeout=60, check=False
    )
    assert ran.returncode == -9, ran.stderr
    (half,) = (tmp_path / "voice").iterdir()
    assert half.stat().st_size == 20
    voice = speaks(engines.put())
    assert ready(voice).read_bytes() == engines.whole and engines.starts == 2
    assert list((tmp_path / "voice").iterdir()) == [voice(TEXT)]


def test_whatever_the_umask_it_is_for_its_owner_alone(engines: Engines, speaks: Speaks, tmp_path: Path) -> None:
    voice = speaks(engines.put())
    before = os.umask(0)
    try:
        path = ready(voice)
    finally:
        os.umask(before)
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (tmp_path / "voice", path)]
    assert list(map(oct, modes)) == ["0o700", "0o600"]


def old(folder: Path, many: int) -> list[Path]:
    """So many wavs, the oldest first."""
    folder.mkdir()
    paths = [folder / f"{(7 * n) % many:02}.wav" for n in range(many)]  # not in the order of their names
    for n, path in enumerate(paths):
        path.write_bytes(b"")
        os.utime(path, (1_000 + n, 1_000 + n))
    return paths


@pytest.mark.parametrize(("many", "stay"), [(10, 10), (11, 4)])
def test_of_too_many_files_the_oldest_go(
    engines: Engines, speaks: Speaks, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, many: int, stay: int
) -> None:
    monkeypatch.setattr(room, "MOST_FILES", 10)
    monkeypatch.setattr(room, "FILES_LEFT", 4)
    paths = old(tmp_path / "voice", many)
    made = ready(speaks(engines.put()))
    assert set((tmp_path / "voice").iterdir()) == {made, *paths[many - stay :]}


# ---- the end


def test_close_renders_nothing_more(engines: Engines, speaks: Speaks) -> None:
    voice = speaks(engines.put(act=f"{WAITS}; {WRITES}"))
    voice.prepare(numbered(4))
    assert settles(lambda: engines.starts)
    voice.close()
    engines.open_gate()
    assert ended(voice) and engines.starts == 1
    voice.prepare((TEXT,))
    assert voice(TEXT) is None and TEXT not in voice._ready
    voice.close()


def test_close_before_anything_was_asked_for(engines: Engines, speaks: Speaks) -> None:
    voice = speaks(engines.put())
    voice.close()
    voice.prepare((TEXT,))
    assert voice(TEXT) is None and voice._thread.ident is None and engines.starts == 0


def test_the_thread_keeps_no_program_alive(engines: Engines, speaks: Speaks) -> None:
    assert speaks(engines.put())._thread.daemon


# ---- the real one


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng")
@pytest.mark.parametrize("text", [TEXT, "--help", '"one"\ntwo'])
def test_the_real_espeak_ng_writes_a_wav_of_16_bit(speaks: Speaks, text: str) -> None:
    path = ready(speaks(next(one for one in ENGINES if one.program == "espeak-ng")), text)
    with wave.open(str(path)) as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert 200 < sound.getnframes() * 1000 // sound.getframerate() < 5_000


@pytest.mark.parametrize("act", [HALF, ': > "$out"'])
def test_a_wav_that_was_cut_is_not_kept_though_the_engine_says_that_all_went_well(engines, speaks, act):
    assert tries_all(speaks(engines.put(act=act)), TEXT) == [None]


def test_what_was_rendered_before_is_said_after_the_engine_was_given_up(engines, speaks):
    path = ready(speaks(engines.put()))
    assert tries_all(speaks(engines.put(act="exit 1")), *numbered(MOST_FAILURES), TEXT)[-1] == path


def test_a_line_found_on_disk_is_no_success_of_the_engine(engines, speaks):
    old, bad = [f"old {n}" for n in range(5)], numbered(10)
    assert all(tries_all(speaks(engines.put()), *old))
    before = engines.starts
    tries_all(speaks(engines.put(act="exit 1")), *(x for n in range(5) for x in (bad[2 * n], bad[2 * n + 1], old[n])))
    assert engines.starts - before == MOST_FAILURES
