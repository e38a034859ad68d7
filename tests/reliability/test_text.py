"""X1: hostile text, wherever a person or a file can put it, ends nothing and reaches no terminal as a control character."""

import asyncio
import gc
import io
import json
import os
import random
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from textual.widgets._toast import Toast

from corecare_tui.adapters.backups import Backups
from corecare_tui.adapters.journal import Damaged, Journal
from corecare_tui.adapters.library import check, load
from corecare_tui.adapters.places import shipped
from corecare_tui.adapters.settings import SettingsError
from corecare_tui.adapters.settings import load as load_settings
from corecare_tui.cli import main, world
from corecare_tui.coach import Coach
from corecare_tui.coach.mending import Mending, Unreadable
from corecare_tui.domain.profile import Profile, Stance
from corecare_tui.domain.text import clean
from corecare_tui.domain.text import drawable as may_be_drawn
from corecare_tui.figure.letters import width
from corecare_tui.ui.app import CoreCareApp
from corecare_tui.ui.face import Face
from tests.end_to_end.terminal import Terminal
from tests.reliability.counts import many
from tests.ui.kit import SET_UP, THURSDAY, Hands, Heard, Ticks, Wall, run, text

STRINGS = many(150, 10_000)
SEED = 20261121
BATCH = 200
TALL = (120, 220)
"""A terminal on which a batch is seen whole: what is scrolled away is not drawn."""
NOW = THURSDAY
T = TypeVar("T")
Keep = Callable[[str, object], None]

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SEQUENCES = (
    "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x07", "\x1b]8;;file:///etc/passwd\x1b\\", "\x1b[c", "\x1b[6n", "\x1b[5n",
    "\x1b[?1049l", "\x1b[H\x1b[2J", "\x1b[31m", "\x1bc", "\x1bP+q544e\x1b\\", "\x9b6n", "\x9d0;owned\x9c", "\x90$qm\x9c",
    "\x9b2J", "\x1b", "\x07",
)  # fmt: skip
MARKUP = (
    "[@click=app.quit]x[/]", "[/]", "[bold]", "[/bold]", "[/", "[red]", "[red]x[/blue]", "[$accent]",
    "[link=file:///etc/passwd]x[/link]",
    "[bold", "[[", "]]", "\\[", "\\", "[type=x, v={'a[0]'}]", "{name}", "{0}", "%s", "%(name)s", "$warning", "<b>", "`x`",
)  # fmt: skip
UNSEEN = (
    "\u200b",
    "\u200c",
    "\u200d",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u034f",
    "\u180e",
    "\U000e0041",
    "\ufe0f",
    "\u2028",
    "\u2029",
    *BIDI,
)
WIDE = ("漢字", "💪🏽", "👨‍👩‍👧", "1️⃣", "ﷺ", "𒐫", "שלום", "مرحبا", "ǆ", "ﬃ", "é", "ß", "\U0010fffd", "\ue000", "\u0378")
STORMS = ("a" + "\u0301" * 40, "Z" + "\u0336\u0489\u0316" * 30, "\u0e49" * 50, "\u0301" * 9)
LONG = ("A" * 5000, "x " * 700, "[" * 600, "\n" * 50, "\t" * 30, "漢" * 400)
ODD = (
    "",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\x00",
    "\x7f",
    "\x85",
    "'",
    '"',
    "--help",
    "-x",
    "../../etc/passwd",
    "/dev/zero",
    "NaN",
    "true",
    "null",
)
KINDS = (SEQUENCES, SEQUENCES, MARKUP, MARKUP, UNSEEN, WIDE, STORMS, LONG, ODD, ("plank", "core_restart", "day1", "side plank"))


def hostile(count: int, seed: int) -> Iterator[str]:
    """So many of them: one by one all that is named above and every control character, then mixtures."""
    chance = random.Random(seed)
    alone = [*dict.fromkeys(part for kind in KINDS for part in kind), *map(chr, (*range(32), *range(127, 160)))]
    chance.shuffle(alone)
    yield from alone[:count]
    for _ in range(count - len(alone)):
        parts = [chance.choice(chance.choice(KINDS)) for _ in range(chance.randint(1, 4))]
        parts += [chr(chance.choice((chance.randrange(0x100), chance.randrange(0x3000), chance.randrange(0x20000))))]
        chance.shuffle(parts)
        yield "".join(part for part in parts if not "\ud800" <= part <= "\udfff")


def batches(of: list[T], size: int = BATCH) -> Iterator[list[T]]:
    return (of[at : at + size] for at in range(0, len(of), size))


def hidden(written: str, but: str = "\n") -> str:
    """The characters in it that no terminal should get, each once, as U+ numbers."""
    return " ".join(
        f"U+{ord(c):04X}" for c in sorted(set(written)) if c not in but and (unicodedata.category(c) in ("Cc", "Cs") or c in BIDI)
    )


class Found:
    """What went wrong, counted by where."""

    def __init__(self) -> None:
        self.wrong: dict[str, tuple[int, str]] = {}
        self.looks = 0

    def look(self, where: str, written: str, but: str = "\n") -> None:
        self.looks += 1
        if seen := hidden(written, but):
            self.add(where, f"wrote {seen[:120]}")

    def add(self, where: str, what: str) -> None:
        times, first = self.wrong.get(where, (0, what))
        self.wrong[where] = times + 1, first

    def settle(self) -> None:
        """Fails with all of it."""
        assert not self.wrong, "\n".join(f"{where}: {times} times, first: {what}" for where, (times, what) in self.wrong.items())


@pytest.fixture
def found() -> Found:
    return Found()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    before = os.umask(0o022)
    monkeypatch.setenv("CORECARE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PATH", "/nowhere")  # no player, no engine: what is tested here is text
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(world, "now", lambda: NOW)
    yield tmp_path / "home"
    os.umask(before)


def said(*argv: str, typed: bytes = b"") -> tuple[int, str]:
    """The exit code of a command, and all that it wrote to either end; `typed` is its input."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    read, write = os.pipe()
    os.write(write, typed)
    os.close(write)
    with os.fdopen(read) as stdin, redirect_stdout(out), redirect_stderr(out), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", stdin)
        code = main(list(argv))
        out.flush()
    return code, out.buffer.getvalue().decode("utf-8", "surrogateescape")  # type: ignore[attr-defined]


def command(found: Found, where: str, *argv: str, typed: bytes = b"") -> None:
    """Nothing hidden, and no mistake of our own."""
    code, written = said(*argv, typed=typed)
    found.look(where, written)
    if code == 1 and "CoreCare's own" in written:
        found.add(where, f"a crash at {[a[:60] for a in argv]}: {written[:200]!r}")


REAL = ("glute_bridge", "bird_dog", "cat_cow", "donkey_kick")

# --- the record ------------------------------------------------------------------------------------


def record(strings: list[str]) -> dict[str, Any]:
    """An export file with each of the strings in every place of the record that takes a text of any kind."""
    at = [(NOW - timedelta(minutes=30 * n + 30)).isoformat() for n in range(len(strings))]
    sessions = []
    for n, tens in enumerate(batches(strings, 10)):
        real = n % 3 == 0
        results = [
            {
                "exercise": REAL[k % 4] if real and k % 2 else one, "slot": (None, one, "plank")[k % 3], "usual_exercise": one,
                "note": one, "pain": (n + k) % 5, "place": "low_back", "done": 1.0, "outcome": "done",
                "dose": {"sets": 2, "reps": None, "hold_s": 20, "rest_s": 20}, "at": at[n],
            }
            for k, one in enumerate(tens)
        ]  # fmt: skip
        sessions.append({
            "id": f"{n}{''.join(tens)}", "started": at[n], "outcome": "finished", "end_pain": n % 4, "results": results,
            "routine": "core_restart" if real else " ".join(tens), "day": tens[0], "check_in": {"pain": n % 4, "new_signs": tens},
        })  # fmt: skip
    choices = [
        {"at": at[0], "what": what, "of": one} for one in strings[:20] for what in ("decline", "ease", "skip", "enable", "clear")
    ]
    own = {"screened": NOW.date().isoformat(), "flags": strings, "cleared": strings[:5], "equipment": strings, "choices": choices}
    pains = [{"at": when, "pain": 2, "place": "leg", "note": one} for when, one in zip(at, strings, strict=True)]
    return {"format": "corecare", "version": 1, "profile": own, "sessions": sessions, "pains": pains}


def by_hand(folder: Path, whole: dict[str, Any]) -> None:
    """The same record as a person's own hand would put it into the journal."""
    folder.mkdir(parents=True)
    years: dict[str, dict[str, Any]] = {}
    for table, when in (("sessions", "started"), ("pains", "at")):
        for n, one in enumerate(whole[table], 1):
            years.setdefault(one[when][:4], {}).setdefault(table, {})[str(n)] = one
    for year, tables in years.items():
        (folder / f"sessions-{year}.json").write_text(json.dumps(tables))
    (folder / "profile.json").write_text(json.dumps({"profile": {"1": whole["profile"]}}))


COMMANDS = (
    ("plan",), ("plan", "--json"), ("plan", "three_day"), ("history",), ("history", "--json"), ("history", "plank"), ("export",),
    ("export", "--format", "fhir"), ("status",), ("backup",), ("where",), ("routines",), ("exercises",), ("doctor",),
)  # fmt: skip


@pytest.mark.parametrize("argv", COMMANDS, ids=" ".join)
def test_a_record_of_hostile_texts_is_told_without_one_of_their_control_characters(
    argv: tuple[str, ...], tmp_path: Path, found: Found, monkeypatch: pytest.MonkeyPatch, record_property: Keep
) -> None:
    strings = list(hostile(STRINGS if argv != ("doctor",) else min(STRINGS, 400), SEED))
    for n, batch in enumerate(batches(strings)):
        here = tmp_path / f"home{n}"
        monkeypatch.setenv("CORECARE_HOME", str(here))
        whole = record(batch)
        if n % 2:
            by_hand(here / "journal", whole)
        else:
            (tmp_path / "in.json").write_text(json.dumps(whole))
            command(found, "import --dry-run", "import", "in.json", "--dry-run")
            command(found, "import", "import", "in.json")
        command(found, " ".join(argv), *argv)
    record_property("figure", f"`{' '.join(argv)}`: {len(strings):,} strings, {len(found.wrong)} faults")
    found.settle()


def test_a_lone_surrogate_is_refused_wherever_it_stands(tmp_path: Path, home: Path, found: Found) -> None:
    """JSON has an escape for it, and no terminal and no file of ours a place."""
    for one in ('"\\ud800"', '"a\\udfff b"', '"\\udc00\\ud800"'):
        put = json.dumps(record(["x"])).replace('"x"', one)
        (tmp_path / "in.json").write_text(put)
        command(found, "import", "import", "in.json")
        assert said("import", "in.json")[0] == 2
        home.mkdir(exist_ok=True)
        (home / "journal").mkdir(exist_ok=True)
        (home / "journal" / "sessions-2026.json").write_text(
            f'{{"pains": {{"1": {{"at": "2026-01-01T00:00:00Z", "note": {one}}}}}}}'
        )
        for argv in (("plan",), ("history",), ("export",), ("doctor",)):
            command(found, argv[0], *argv)
            assert said(*argv)[0] in (1, 2)
    found.settle()


# --- arguments -------------------------------------------------------------------------------------

ARGUMENTS = (
    ("plan", "{}"), ("plan", "--on", "{}"), ("plan", "--pain", "{}"), ("history", "{}"), ("history", "--days", "{}"),
    ("exercises", "{}"), ("pain", "3", "--note", "{}"), ("pain", "3", "--place", "{}"), ("pain", "{}"), ("import", "{}"),
    ("import", "--dry-run", "{}"), ("check", "{}"), ("simulate", "--ratings", "{}"), ("{}",), ("play", "{}", "--plain"),
    ("restore", "{}"), ("pose", "{}", "--lint"), ("pose", "--only", "{}", "--lint"), ("pose", "--sheet", "{}"),
    ("export", "--format", "{}"), ("simulate", "{}", "--ratings", "x"),
)  # fmt: skip


def typed_as(one: str) -> str:
    """As a shell hands it over: bytes without NUL, what is no UTF-8 as lone surrogates."""
    return os.fsdecode(one.replace("\0", "").encode("utf-8", "surrogatepass"))


def test_no_argument_is_repeated_with_its_control_characters(found: Found, record_property: Keep) -> None:
    strings = [typed_as(one) for one in hostile(STRINGS, SEED + 1)] + ["\udcff\udc80", "a\udce4"]
    said("pain", "2")  # a home to read
    for n, one in enumerate(strings):
        shape = ARGUMENTS[n % len(ARGUMENTS)]
        command(found, " ".join(shape), *(part.format(one) if part == "{}" else part for part in shape))
    record_property("figure", f"{len(strings):,} arguments, {len(found.wrong)} faults")
    found.settle()


def file_name(one: str) -> str:
    """What a file system takes as a name."""
    return typed_as(one).replace("/", "_").encode("utf-8", "surrogateescape")[:80].decode("utf-8", "ignore").strip(". ") or "x"


@pytest.mark.parametrize("named", ["file of a command", "own routine", "home"])
def test_no_name_of_a_file_is_repeated_with_its_control_characters(
    named: str, tmp_path: Path, home: Path, found: Found, monkeypatch: pytest.MonkeyPatch, record_property: Keep
) -> None:
    said("pain", "2")
    good = tmp_path / "good.json"
    said("export", str(good))
    names = list(dict.fromkeys(map(file_name, hostile(many(4, 200), SEED + 2))))
    for one in names:
        if named == "file of a command":
            path = tmp_path / "files" / one
            path.parent.mkdir(exist_ok=True)
            command(found, "export FILE", "export", str(path))
            command(found, "import FILE", "import", str(path))
            command(found, "import FILE --dry-run", "import", str(path), "--dry-run")
            path.write_bytes(b"date,exercise,pain,morning,odd\n2026-11-01,plank,2,0,x\n")
            command(found, "simulate FILE", "simulate", "--ratings", str(path))
            command(found, "check FILE", "check", str(path))
            command(found, "restore FILE", "restore", str(path))
            path.unlink()
        elif named == "own routine":
            path = home / "routines" / f"{one}.toml"
            path.parent.mkdir(exist_ok=True)
            path.write_text("=")
            for argv in (("plan",), ("routines",), ("check", "--all"), ("play", "nothing", "--plain")):
                command(found, f"{argv[0]} beside a bad file", *argv)
            path.unlink()
        else:
            monkeypatch.setenv("CORECARE_HOME", str(tmp_path / "homes" / one))
            for argv in (("where",), ("plan",), ("pain", "2"), ("backup",), ("restore", str(good))):
                command(found, f"{argv[0]} in a home of that name", *argv)
            (tmp_path / "homes" / one / "journal" / "profile.json").write_text("{")
            for argv in (("restore", str(good)), ("plan",)):
                command(found, f"{argv[0]} in a damaged home of that name", *argv)
            if one == names[0] or "\x1b" in one:
                command(found, "doctor in a home of that name", "doctor")
    record_property("figure", f"names as {named}: {len(names):,}, {len(found.wrong)} faults")
    found.settle()


# --- settings --------------------------------------------------------------------------------------


def toml(one: str) -> str:
    """A TOML string of it; a lone surrogate as the escape that TOML has no meaning for."""
    return '"' + "".join(f"\\U{ord(c):08X}" if unicodedata.category(c)[0] == "C" or c in '"\\' else c for c in one) + '"'


def test_settings_of_hostile_texts_are_taken_or_refused_in_one_clean_line(
    tmp_path: Path, found: Found, record_property: Keep
) -> None:
    strings = [*hostile(STRINGS, SEED + 3), "\ud800"]
    shapes = (
        "emergency_number = {}",
        "own_pace_for = [{}]",
        "theme = {}",
        "{} = 1",
        "waking_time = {}",
        "[thresholds]\n{} = 2",
        "strict = {}",
    )
    refused = 0
    for n, one in enumerate(strings):
        path = tmp_path / "settings.toml"
        path.write_text(
            shapes[n % len(shapes)].replace("{}", toml(one)) if n % 9 else one.replace("\ud800", ""), encoding="utf-8"
        )
        try:
            taken = load_settings(path)
            found.look("taken", f"{taken.emergency_number}{''.join(taken.own_pace_for)}")
        except SettingsError as error:
            refused += 1
            found.look("the line of a refusal", str(error), but="")
    record_property("figure", f"{len(strings):,} settings, {refused:,} refused, {len(found.wrong)} faults")
    found.settle()


# --- files of one's own ----------------------------------------------------------------------------

TWO = """[[exercise]]
id = "{id}"
name = {name}
rung = {rung}
{neighbour}
position = {position}
goal = [{text}]
difficulty = "easy"
difficulty_from = "assigned"
dose = {{ sets = 2, reps = 5, hold_s = 3 }}
dose_from = "added"
ladder = {{ start = {{ sets = 1, reps = 3, hold_s = 3 }}, top = {{ sets = 3, reps = 8, hold_s = 5 }} }}
source = {text}
tempo = [{{ word = "UP", s = 2 }}, {{ word = "HOLD" }}]
equipment = ["mat"]
[[exercise.cues]]
big = {big}
say = {text}
muscle = "core"
during = "work"
[[exercise.cues]]
big = {big}
say = {text}
muscle = "core"
during = "ready"
[[exercise.mistakes]]
fault = {text}
mend = {text}
"""
ROUTINE = """id = "own"
name = {text}
about = {text}
source = {text}
[[days]]
id = "day1"
name = {text}
[[days.blocks]]
name = {text}
items = [{items}]
[[days]]
id = "day2"
name = {text}
[[days.blocks]]
name = {text}
items = [{items}]
"""


def _big(one: str) -> str:
    """As much of it as fits into big letters."""
    return next((one[:n] for n in range(15, 0, -1) if width(one[:n]) <= 78 and one[:n].strip()), "x")


def own_files(folder: Path, strings: list[str], played: int = 8) -> None:
    """A ladder of two exercises a string, and a routine of the harder ones of the first few."""
    (folder / "exercises").mkdir(parents=True, exist_ok=True)
    for at in range(0, len(strings), 15):  # a file may have 64 KiB
        parts = ['family = "strange"\nkind = "strength"\n']
        for n, one in enumerate(strings[at : at + 15], at):
            fields = {"name": toml(one), "text": toml(one), "position": toml(one), "big": toml(_big(one))}
            parts.append(TWO.format(id=f"low{n}", rung=2 * n, neighbour=f'harder = "high{n}"', **fields))
            parts.append(TWO.format(id=f"high{n}", rung=2 * n + 1, neighbour=f'easier = "low{n}"', **fields))
        (folder / "exercises" / f"strange{at}.toml").write_text("".join(parts), encoding="utf-8")
    items = ", ".join(f'{{ exercise = "high{n}" }}' for n in range(min(played, len(strings))))
    (folder / "own.toml").write_text(ROUTINE.format(text=toml(strings[0]), items=items), encoding="utf-8")


def test_files_of_ones_own_with_such_texts_are_refused_in_clean_lines(
    tmp_path: Path, found: Found, record_property: Keep
) -> None:
    strings = [*hostile(STRINGS, SEED + 4), "\ud800"]
    refused = 0
    for batch in batches(strings, 50):
        files = []
        for n, one in enumerate(batch):
            files.append(tmp_path / f"{n}.toml")
            family = 'family = "strange"\nkind = "strength"\n' + TWO.format(
                id=f"odd{n}", rung=n, neighbour="", name=toml(one), text='"x"', position='"prone"', big='"X"'
            )
            shapes = (
                family, family.replace('say = "x"', f"say = {toml(one)}", 1), family.replace('"mat"', toml(one)),
                family.replace('fault = "x"', f"fault = {toml(one)}"), family.replace('"core"', toml(one), 1),
                ROUTINE.format(text=toml(one), items='{ exercise = "plank" }'), family + f"{toml(one)} = 1\n",
                ROUTINE.format(text='"x"', items=f"{{ exercise = {toml(one)} }}"), family.replace('"easy"', toml(one)), one,
            )  # fmt: skip
            files[-1].write_text(shapes[n % len(shapes)].replace("\ud800", ""), encoding="utf-8")
        wrong = check(files, shipped("routines"))
        refused += len({problem.file for problem in wrong})
        for problem in wrong:
            found.look("a problem", str(problem), but="")
    record_property("figure", f"{len(strings):,} own files, {refused:,} refused, {len(found.wrong)} faults")
    found.settle()


def drawable(count: int, seed: int) -> list[str]:
    """Those that a file may hold: markup, wide letters, joiners, what is left of the others."""
    kept = (clean(one).strip() for one in hostile(count, seed))
    return [one for one in kept if one and may_be_drawn(one)]


def test_what_the_library_takes_is_drawn_as_it_stands(tmp_path: Path, found: Found, record_property: Keep) -> None:
    """Routines, Library, How-to, Today, the check-in, a session with its steps and notices, the summary."""
    strings = drawable(many(20, 10_000), SEED + 5)
    chance = random.Random(SEED)
    for n, batch in enumerate(batches(list(dict.fromkeys((*MARKUP, *strings))))):
        chance.shuffle(batch)
        screens(tmp_path / f"own{n}", found, _through_own, own=batch)
    record_property("figure", f"{len(strings):,} own texts on {found.looks:,} screens, {len(found.wrong)} faults")
    found.settle()


def test_what_the_library_takes_is_told_by_every_command(tmp_path: Path, home: Path, found: Found, record_property: Keep) -> None:
    strings = drawable(many(8, 3000), SEED + 6)
    for batch in batches([*MARKUP, *strings], 30):
        own_files(home / "routines", batch)
        with Journal(home / "journal") as journal:
            journal.save_profile(Profile(screened=NOW.date()))
        command(found, "play --plain", "play", "own", "--plain", typed=b"1\n\n" + b"n\n\n3\n1\n1\n" * 40)
        shapes = (
            ("plan", "own"),
            ("plan", "own", "--json"),
            ("routines",),
            ("exercises",),
            ("exercises", "high0"),
            ("history",),
            ("export",),
        )
        for argv in shapes:
            command(found, " ".join(argv), *argv)
        assert said("plan", "own")[0] == 0
    record_property("figure", f"{len(strings):,} own texts told by {found.looks} commands, {len(found.wrong)} faults")
    found.settle()


# --- screens ---------------------------------------------------------------------------------------

Act = Callable[[Hands, Callable[..., Any]], Any]


def screens(
    folder: Path, found: Found, act: Act, own: list[str] | None = None, size: tuple[int, int] = TALL, of: str = ""
) -> None:
    """The app over that folder; `act` is given the hands and what presses keys and looks at every screen it comes to."""
    if own:
        own_files(folder / "routines", own)
    exercises, routines, problems = load(shipped("routines"), folder / "routines")
    assert not problems, problems[:3]

    async def played() -> None:
        with Journal(folder / "journal") as journal:
            if journal.profile().screened is None:
                journal.save_profile(Profile(screened=THURSDAY.date(), settings=Stance(strict=True)))
            coach = Coach(exercises, routines, journal, Wall(NOW), SET_UP)
            app = CoreCareApp(lambda: Face(coach, Heard(), Ticks(), "own" if own else None))
            async with app.run_test(size=size, notifications=True) as pilot:
                hands = Hands(app, pilot, folder)
                await app.workers.wait_for_complete()
                await hands.settle()
                await hands.settle()

                async def press(where: str, *keys: str) -> None:
                    for key in keys:
                        await hands.press(key)
                        if app._exception is not None:
                            raise app._exception
                        found.look(f"{where}, {hands.on}", "\n".join(text(app)))

                try:
                    await act(hands, press)
                finally:
                    app._notifications.clear()

    gc.disable()
    try:
        run(played())
    except (Exception, ExceptionGroup, asyncio.CancelledError) as error:
        found.add(f"the app ended{of}: {_origin(error)}", f"{error!s:.300}")
    finally:
        gc.enable()


def _origin(error: BaseException) -> str:
    """Class and innermost place of it."""
    inner = error
    while isinstance(inner, BaseExceptionGroup):
        inner = inner.exceptions[0]
    tb, places = inner.__traceback__, []
    while tb is not None:
        places.append(f"{Path(tb.tb_frame.f_code.co_filename).name}:{tb.tb_lineno}")
        tb = tb.tb_next
    return f"{type(inner).__name__} at {' < '.join(reversed(places[-3:]))}"


async def _through_record(p: Hands, press: Callable[..., Any]) -> None:
    await press("Today", "w", "escape", "j", "j", "k", "S", "j", "j", "c", "escape", "escape", "m", "escape")
    await press("History", "2", "greater_than_sign", "h", *["h"] * 24, *["l"] * 5)
    await press("History, the log", "right_square_bracket", "down", "down", "pagedown", "end", "right_square_bracket")
    await press("Library", "3", "j", "end")
    await press("Routines", "4", "j", "w", "escape", "i", "escape")
    await press("Settings", "5", "j")
    await press("Today", "1", "enter", "0", "enter", "o", "escape", "s", "2", "0", "5", "w", "escape")


def test_no_screen_draws_a_control_character_of_the_record(tmp_path: Path, found: Found, record_property: Keep) -> None:
    strings = list(hostile(STRINGS, SEED + 7))
    for n, batch in enumerate(batches(strings)):
        whole = record(batch)
        whole["profile"]["flags"] += ["one_leg"] if n % 2 else ["limited"]
        by_hand(tmp_path / f"r{n}" / "journal", whole)
        screens(tmp_path / f"r{n}", found, _through_record)
    record_property("figure", f"{len(strings):,} strings on {found.looks:,} screens, {len(found.wrong)} faults")
    found.settle()


NOTICES = {"the cue again": ("r",), "easier": ("e",), "left out": ("n", "p", "3", "1", "0", "0")}


@pytest.mark.parametrize("notice", NOTICES)
def test_a_notice_shows_what_a_file_wrote_letter_by_letter(
    notice: str, tmp_path: Path, found: Found, record_property: Keep
) -> None:
    """`self.notify` of a screen reads markup unless it is told not to, whatever the app's own `notify` does."""
    strings = ("[/]", "[bold]", *MARKUP)[: many(2, len(MARKUP) + 2)]
    for n, one in enumerate(strings):

        async def act(p: Hands, press: Callable[..., Any], one: str = one) -> None:
            await press("a notice", "0", "enter", *NOTICES[notice])
            shown = [str(toast.render()) for toast in p.screen.query(Toast)]
            if not any(one in text for text in shown):
                found.add("the notice", f"{one!r} is shown as {shown}")

        screens(tmp_path / str(n), found, act, own=[one, "plain"], size=(100, 40))
    record_property("figure", f"the notice of {notice}: {len(strings)} texts, {len(found.wrong)} faults")
    found.settle()


async def _through_own(p: Hands, press: Callable[..., Any]) -> None:
    await press("the check-in", "0", "enter")
    await press("a session", "r", "o", "escape", "i", "escape", "e", "n", "r", "n", "n")
    await p.wait(3)
    await press("a session, rated", "p", "3", "1", "0", "1", "enter", "n", "r", "p", "6", "1", "0", "0", "1", "r", "o", "escape")
    await press("its end", "s", "2", "1", "3", "w", "escape", "enter", "escape", "enter")
    await press("Routines", "4", "home", *["j"] * 8, "w", "escape", "i", "escape")
    await press("Library", "3", "end", "pageup", "k", "k", "k", "enter", "right", "escape")
    await press("Today", "1", "w", "escape", "e", "x", "d")


SPOILT = ("routine", "exercise", "day", "slot", "all", "mark", "usual", "sign")


def test_a_session_left_open_with_such_texts_is_offered_and_can_be_gone_on_with(
    tmp_path: Path, found: Found, record_property: Keep
) -> None:
    strings = [one for one in hostile(many(4, 120), SEED + 8) if one]
    for n, one in enumerate(strings):
        spoilt, way = SPOILT[n % len(SPOILT)], WAYS[n % len(WAYS)]
        _left_open(tmp_path / str(n) / "journal", one, spoilt)
        screens(tmp_path / str(n), found, way, size=(100, 40), of=f" ({spoilt} spoilt,{way.__name__.replace('_', ' ')})")
    record_property("figure", f"open sessions: {len(strings)}, {len(found.wrong)} faults")
    found.settle()


async def _gone_on(p: Hands, press: Callable[..., Any]) -> None:
    await press(
        "an open session", "1", "o", "escape", "i", "escape", "space", "s", "2", "0", "3", "w", "escape", "enter", "enter"
    )


async def _closed(p: Hands, press: Callable[..., Any]) -> None:
    await press("an open session, closed", "2", "w", "escape", "2", "h", "right_square_bracket")


async def _discarded(p: Hands, press: Callable[..., Any]) -> None:
    await press("an open session, discarded", "3", "1", "w", "escape", "2")


WAYS = (_gone_on, _closed, _discarded)


def _left_open(folder: Path, one: str, spoilt: str) -> None:
    def put(where: str, usual: str) -> str:
        return one if spoilt in (where, "all") else usual

    dose = {"sets": 2, "reps": None, "hold_s": 20, "rest_s": 20}
    at = (NOW - timedelta(minutes=20)).isoformat()
    result = {
        "exercise": put("exercise", "plank"), "slot": put("slot", "plank"), "usual_exercise": put("usual", "plank"), "at": at,
        "pain": 2, "done": 1.0, "outcome": "done", "dose": dose, "note": one,
    }  # fmt: skip
    held = {
        "id": "held", "started": at, "outcome": "open", "routine": put("routine", "core_restart"), "day": put("day", "day1"),
        "check_in": {"pain": 1, "new_signs": [one] if spoilt in ("sign", "all") else []}, "results": [result],
    }  # fmt: skip
    place = {"exercise": "plank", "dose": dose}
    decision = {"rule": one, "sentence": one, "before": place, "after": place, "because": []}
    item = {"block": one, "exercise": "plank", "dose": dose, "usual": dose, "slot": one, "decisions": [decision]}
    mark = {
        "session": "held",
        "items": [item, item],
        "spot": {"at": 3, "elapsed": 0, "length": None, "shares": []},
        "own_for": [one],
    }
    folder.mkdir(parents=True)
    tables = {"sessions": {"1": held}} | ({"mark": {"1": mark}} if spoilt in ("mark", "all") else {})
    (folder / "current.json").write_text(json.dumps(tables))
    (folder / "profile.json").write_text(json.dumps({"profile": {"1": {"screened": NOW.date().isoformat()}}}))


def test_a_session_left_open_with_such_texts_is_offered_in_lines(home: Path, found: Found, record_property: Keep) -> None:
    strings = [one for one in hostile(many(8, 200), SEED + 9) if one]
    for n, one in enumerate(strings):
        journal, answer, spoilt = home / str(n) / "journal", ("1", "2", "3", "")[n % 4], SPOILT[n % 5]
        _left_open(journal, one, spoilt)
        typed = f"{answer}\ny\n1\n\n".encode() + b"n\n\n2\n1\n1\n" * 30
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CORECARE_HOME", str(journal.parent))
            command(
                found, f"play --plain over an open session ({spoilt} spoilt), answer {answer!r}", "play", "--plain", typed=typed
            )
    record_property("figure", f"open sessions in lines: {len(strings)}, {len(found.wrong)} faults")
    found.settle()


# --- what is damaged -------------------------------------------------------------------------------


def _damage(folder: Path, one: str, n: int) -> None:
    """A file that cannot be read, with the string where the message would have it."""
    started = "2026-11-01T08:00:00+01:00"
    shapes: tuple[object, ...] = (
        {"sessions": {"1": {"id": one, "started": "never"}}},
        {"sessions": {"1": {"id": "a", "started": started, "outcome": one}}},
        {"sessions": {"1": {"id": "a", "started": started, "results": [{"exercise": "plank", "place": one}]}}},
        {"sessions": {one: {"id": "a", "started": started}}},
        {one: {"x": 1}},
        {"sessions": {"1": {"id": one, "started": started}, "2": {"id": one, "started": started, "effort": 2}}},
        {"sessions": {"1": {"id": "a", "started": started, "check_in": {"pain": one}}}},
        {"pains": {"1": {"at": started, "pain": 2, "place": one}}},
    )  # fmt: skip
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sessions-2026.json").write_text(json.dumps(shapes[n % len(shapes)]))


def test_a_damaged_file_is_told_without_what_it_holds(home: Path, found: Found, record_property: Keep) -> None:
    strings = list(hostile(many(45, 2000), SEED + 10))
    for n, one in enumerate(strings):
        _damage(home / "journal", one, n)
        argv = ("history", "doctor", "export", "doctor", "plan")[n % 5]
        command(found, f"{argv} of a damaged file", argv)
    record_property("figure", f"{len(strings):,} damaged files, {len(found.wrong)} faults")
    found.settle()


def test_a_damaged_file_is_offered_to_be_mended_without_what_it_holds(
    tmp_path: Path, found: Found, record_property: Keep
) -> None:
    strings = list(hostile(many(6, 200), SEED + 11))
    for n, one in enumerate(strings):
        folder = tmp_path / str(n)
        _damage(folder, one, n)
        _mend_screen(folder, found)
    record_property("figure", f"{len(strings)} damaged files in the app, {len(found.wrong)} faults")
    found.settle()


def _mend_screen(folder: Path, found: Found) -> None:
    def boot() -> Face:
        try:
            with Journal(folder, write=False) as journal:
                journal.record()
        except Damaged as error:
            raise Unreadable(Mending(error, folder, Backups(folder / "backups"), Wall())) from error
        raise LookupError("nothing damaged")

    app = CoreCareApp(boot)

    async def played() -> None:
        async with app.run_test(size=(100, 40), notifications=True) as pilot:
            await app.workers.wait_for_complete()
            await pilot.pause(0)
            await pilot.pause(0)
            if app.is_running:
                found.look("the Mend screen", "\n".join(text(app)))

    try:
        run(played())
    except (Exception, ExceptionGroup) as error:
        found.add(f"the app ended: {_origin(error)}", f"{error!s:.300}")


# --- a real terminal -------------------------------------------------------------------------------

OURS = re.compile(
    rb"\x1b(?:\[[0-9;:?<=>$]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[=>78()][B0]?|P[^\x1b]*\x1b\\|_[^\x1b]*\x1b\\)|\x1b\[[?0-9;]*\$p"
)
"""What the app says to the terminal by itself."""
NEVER = (b"\x1b]52", b"\x1b]0;", b"\x1b]8;;file", b"\x1b[6n", b"\x1b[5n", b"\x1bc", b"\x1bP+q")


@pytest.mark.parametrize("seed", range(many(1, 10)))
def test_the_byte_stream_of_a_real_terminal_holds_none_of_it(
    tmp_path: Path, home: Path, found: Found, seed: int, record_property: Keep
) -> None:
    strings = [*dict.fromkeys((*SEQUENCES, *BIDI, *MARKUP, *hostile(60, SEED + 20 + seed)))]
    by_hand(home / "journal", record(strings[:BATCH]))
    (home / "settings.toml").write_text('figure = "smooth"\n')
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "/usr/bin:/bin")
        with Terminal(home, cols=200, rows=240) as terminal:
            terminal.until("NEXT SESSION")
            terminal.press("2")
            terminal.until("before")
            for key in ">>>hhhhhhhhhh]":
                terminal.press(key)
                terminal.watch(0.1)
            terminal.watch(0.5)
            terminal.press("\x11")
            code = terminal.until_end()
        assert code == 0, terminal.text
    for one in NEVER:
        if one in terminal.raw:
            found.add("the terminal got", repr(one))
    found.look("the terminal", OURS.sub(b"", terminal.raw).decode("utf-8", "replace"), but="\n\r")
    record_property("figure", f"a real terminal, {len(strings)} strings, {len(terminal.raw):,} bytes, {len(found.wrong)} faults")
    found.settle()
