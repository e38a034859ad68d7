"""X2: a hostile routine file is refused by `corecare check` with its file and line, soon, and without much memory."""

import json
import random
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from corecare_tui.adapters.library.reading import LARGEST
from tests.adapters.library_kit import FAMILY, ROUTINE
from tests.end_to_end.terminal import ROOT
from tests.reliability.counts import many

SEED = 20261122
FILES = many(15, 100)
MOST_MB = 50
Content = tuple[str | bytes, bool]
"""What a file holds, and whether a line of it can be told."""

MEASURE = """
import io, json, os, resource, sys, time
from contextlib import redirect_stderr, redirect_stdout
from corecare_tui.cli import main

def run(name):
    out, err = io.StringIO(), io.StringIO()
    begun = time.perf_counter()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["check", name])
    return code, (time.perf_counter() - begun) * 1000, out.getvalue(), err.getvalue()

good, *files = sys.argv[1:]
run(good)
usual = min(run(good)[1] for _ in range(3))
told = []
for name in files:
    # a child each: what a file made the process grow by would hide what the next one takes
    read, write = os.pipe()
    if (pid := os.fork()) == 0:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        code, ms, out, err = run(name)
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        os.write(write, json.dumps([code, ms - usual, grown, out, err[:500]]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as end:
        said = end.read()
    os.waitpid(pid, 0)
    told.append(json.loads(said) if said else [-1, 0, 0, "", "died"])
print(json.dumps([usual, told]))
"""


def dose(number: str) -> str:
    return ROUTINE.replace("sets = 2", f"sets = {number}")


def deep(depth: int, left: str = "[", right: str = "]") -> str:
    return "\nx = " + left * depth + right * depth


def of_the_specification() -> list[Content]:
    """Section 5 of the specification, one file a sentence."""
    numbers = (
        "nan",
        "inf",
        "-inf",
        "+nan",
        "1e308",
        "-1",
        "-0",
        "0",
        "51",
        "1000000000",
        "true",
        "false",
        "'2'",
        "2.0",
        "0x7fffff",
    )
    doses = [(dose(number), True) for number in (*numbers, "00:00:30", "1979-05-27", "1979-05-27T07:32:00Z", "[]", "{}", "[[2]]")]
    holds = [
        (ROUTINE.replace("hold_s = 20", f"hold_s = {n}"), True)
        for n in ("3601", "nan", "1e9", "-5", "true", "00:00:30", "9" * 90)
    ]
    rests = [(ROUTINE.replace("rest_s = 20", f"rest_s = {n}"), True) for n in ("601", "inf", "-1", "'20'", "1000000000")]
    large: list[Content] = [
        (dose("1" * 4301), True),
        (dose("0x" + "f" * 50_000), True),
        (dose("-" + "9" * 5000), True),
        (".".join("a" * 5000) + " = 1", True),
        ("\n" + ".".join("a" * 10_000) + " = 1", True),
        (".".join("a" * 20_000) + " = 1", True),
        (".".join("a" * 100_000) + " = 1", False),
        ("[" + ".".join("a" * 20_000) + "]", True),
        ("x = { " + ".".join("a" * 20_000) + " = 1 }", True),
        (deep(1000), True),
        (deep(1000, "{a=", "}"), True),
        (deep(30_000), True),
        (deep(5000, "[", ""), True),
        ("#" * 10_000_000, False),
        ("[[exercise]]\n" * 800_000, False),
        (ROUTINE + "#" * (LARGEST - len(ROUTINE) + 1), False),
        ("[[days]]\n" * 7000, True),
        ("".join(f"k{n}=1\n" for n in range(7000)), True),
        ('"' * 60_000, True),
        ("'" * 60_001, True),
        ('\na = """' + '\\"""' * 15_000, True),
        ("\\" * 60_000, True),
        ("a" * 60_000 + " = 1", True),
        (ROUTINE.replace("{ rung_of", "{ exercise = 'plank' },\n" * 101 + "  { rung_of"), True),
        (ROUTINE.replace('"heel_slide"]', '"heel_slide", ' + '"plank", ' * 3000 + '"no_such"]'), True),
    ]
    texts: list[Content] = [
        (ROUTINE.replace("\n", "\r", 2), True),
        (ROUTINE.replace("Short", "Rücken").encode("latin-1"), True),
        (ROUTINE.encode("utf-16"), True),
        (ROUTINE.encode() + b"# \xc3", True),
        (b'\nname = "\xed\xa0\x80"', True),
        ('\nname = "\\ud800"', True),
        (ROUTINE.replace("about", "name"), True),
        ("[a]\n[a]", True),
        ("\nname = '\0'", True),
        ("\nname = '\x1b[2J'", True),
        ("", True),
        (b"\xef\xbb\xbf", True),
        (b"\xef\xbb\xbf\xef\xbb\xbf" + ROUTINE.encode(), True),
        (bytes(range(256)), True),
        ('{"id": "mine"}', True),
        *((ROUTINE.replace("Mine", n), True) for n in ("\\u001b]52;c;x\\u0007", "\\u0000", "\\u009b2J", "a\\u202eb", "\\n")),
        (ROUTINE.replace("Mine", "a" + "\u0316" * 40), True),
        (ROUTINE + '"\\u001b[2J" = 1', True),
        *((ROUTINE.replace('"mine"', json.dumps(n)), True) for n in ("../../etc/passwd", "/dev/zero", "", "-x", "a" * 41)),
        *((ROUTINE + f'sound = "{n}"\n', True) for n in ("../../etc/passwd", "/dev/zero", "/dev/tty", "a\\u0000b", "http://x/y.wav")),
        (ROUTINE.replace("plank", "no_such"), True),
        (FAMILY.replace('"UP", s = 2', '"UP", s = 1000000000'), True),
        (FAMILY.replace("60]", "1000000000]"), True),
        (FAMILY.replace("sets = 2, reps = 8", "sets = 1000000000, reps = 8"), True),
    ]  # fmt: skip
    return [*large, *texts, *doses, *holds, *rests]


def hostile(count: int) -> list[Content]:
    """Those of the specification, the expensive ones among the first; beyond them two of them in one file."""
    chance, first = random.Random(SEED), of_the_specification()
    others = first[8:]
    chance.shuffle(others)
    first = [*first[:8], *others]
    while len(first) < count:
        one, other = (content for content, _ in chance.sample(first[:90], 2))
        both = (one if isinstance(one, bytes) else one.encode()) + b"\n" + (other if isinstance(other, bytes) else other.encode())
        first.append((both, len(both) <= LARGEST))
    return first[:count]


def test_a_hostile_routine_file_is_refused_with_file_and_line_soon_and_in_little_memory(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    (tmp_path / "good.toml").write_text(ROUTINE)
    contents = hostile(max(FILES, 15))
    files = [tmp_path / f"{number}.toml" for number in range(len(contents))]
    for file, (content, _) in zip(files, contents, strict=True):
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    argv = [sys.executable, "-c", MEASURE, *map(str, (tmp_path / "good.toml", *files))]
    run = subprocess.run(
        argv,
        cwd=ROOT,
        env={"PYTHONPATH": str(ROOT), "CORECARE_HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    _, told = json.loads(run.stdout)
    for file, (content, lined), (code, _, grown, out, err) in zip(files, contents, told, strict=True):
        what = f"{content[:60]!r}: {out[:300]!r} {err[:300]!r}"
        assert code == 2, f"exit {code}: {what}"
        lines = out.splitlines()
        assert lines and all(line.startswith(f"{file}:") for line in lines), what
        assert not lined or lines[0].removeprefix(f"{file}:").split(":")[0].isdecimal(), f"no line: {what}"
        assert all(line.isprintable() for line in lines), what
        assert grown <= MOST_MB, f"{grown:.0f} MB: {what}"
    ms = [extra for _, extra, *_ in told]
    slow = sum(extra > 200 for extra in ms)
    usual, grown = max(0, statistics.median(ms)), max(memory for _, _, memory, *_ in told)
    worst = f"at most {max(0, *ms):.0f} ms (median {usual:.0f}) and {grown:.0f} MB beyond a good file"
    record_property("figure", f"{len(files)} files refused, {worst}, {slow} over 200 ms")


def test_the_measure_can_fail(tmp_path: Path) -> None:
    """A good file is not refused, so the exit code tells something."""
    (tmp_path / "good.toml").write_text(ROUTINE)
    argv = [sys.executable, "-c", MEASURE, str(tmp_path / "good.toml"), str(tmp_path / "good.toml")]
    env = {"PYTHONPATH": str(ROOT), "CORECARE_HOME": str(tmp_path), "PATH": ""}
    run = subprocess.run(argv, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60)
    assert json.loads(run.stdout)[1][0][0] == 0
