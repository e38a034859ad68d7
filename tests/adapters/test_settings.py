"""The settings file: what it may say, and that every mistake in it is one line with its place, its reason and its mend."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date, datetime, time
from pathlib import Path

import pytest
import tomlkit
from hypothesis import example, given
from hypothesis import strategies as st

from corecare_tui.adapters.settings.reading import LARGEST, SettingsError, load
from corecare_tui.adapters.settings.values import KEYS
from corecare_tui.domain.settings import DAYS, MOTIONS, SPANS, Settings
from corecare_tui.domain.thresholds import LOWER, STANDARD, Limits
from corecare_tui.domain.wanted import LEVELS, Sort

WHOLE = """\
# mine
strict = true
emergency_number = "+49 (0)30/112-0"
waking_time = "05:45"

[thresholds]  # ] not a bracket
red = 5
rest_days = 3
"""


def written(folder: Path, content: str | bytes) -> Path:
    file = folder / "settings.toml"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


def refusal(file: Path) -> str:
    """The one line of its refusal, from the line number on."""
    with pytest.raises(SettingsError) as caught:
        load(file)
    said = str(caught.value)
    assert said.startswith(str(file)) and said.isprintable() and len(said) < len(str(file)) + 300
    return said.removeprefix(str(file))


# --- what it may say ----------------------------------------------------------------------------


def test_without_a_file_everything_is_the_default(tmp_path: Path) -> None:
    assert load(tmp_path / "none" / "settings.toml") == Settings()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "[thresholds]\n", b"\xef\xbb\xbf# a mark in front"])
def test_a_file_that_says_nothing_is_the_default(content: str | bytes, tmp_path: Path) -> None:
    assert load(written(tmp_path, content)) == Settings()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_file_that_says_everything(ends: str, tmp_path: Path) -> None:
    found = load(written(tmp_path, WHOLE.replace("\n", ends)))
    assert found == Settings(True, "+49 (0)30/112-0", time(5, 45), Limits(red=5, rest_days=3))


@pytest.mark.parametrize(
    "content",
    ["[thresholds]\nred = 5", "thresholds.red = 5", "thresholds = { red = 5 }", "['thresholds']\n\"red\" = 0x5"],
)
def test_every_way_to_write_a_table(content: str, tmp_path: Path) -> None:
    assert load(written(tmp_path, content)).limits == Limits(red=5)


@pytest.mark.parametrize("hour", ["07:00:00", '"07:00"', "'07:00'"])
def test_the_hour_is_text_or_a_local_time(hour: str, tmp_path: Path) -> None:
    assert load(written(tmp_path, f"waking_time = {hour}")).wakes_at == time(7)


@pytest.mark.parametrize("name", [f.name for f in fields(Limits)])
def test_every_threshold_moves_in_the_careful_direction_only(name: str, tmp_path: Path) -> None:
    standard: int = getattr(STANDARD, name)
    step = -1 if name in LOWER else 1
    for value in (standard, standard + step):
        found = load(written(tmp_path, f"[thresholds]\n{name} = {value}"))
        assert getattr(found.limits, name) == value
    said = refusal(written(tmp_path, f"[thresholds]\n{name} = {standard - step}"))
    assert said.startswith(f":2: thresholds.{name}: {standard - step} is not")
    assert said.endswith(f"it may only be made {'lower' if step < 0 else 'higher'}, the careful way")


SWITCHES = ["strict", "sounds", "own_pace", "hold_past", "flash", "awake"]
HEARD: dict[str, dict[str, object]] = {
    **{f"{key} = {str(on).lower()}": {key: on} for key in SWITCHES for on in (True, False)},
    **{f"volume = {said}": {"volume": value} for said, value in {"0": 0, "33": 33, "100": 100, "0x32": 50, "+1_0": 10}.items()},
    **{f'voice = "{level}"': {"voice": level} for level in LEVELS},
    **{f"sound_{sort} = true": {"off": frozenset({Sort.SECONDS} - {sort})} for sort in Sort},
    **{f"sound_{sort} = false": {"off": frozenset({Sort.SECONDS, sort})} for sort in Sort},
    "\n".join(f"sound_{sort} = false" for sort in Sort): {"off": frozenset(Sort)},
    **{f"{key} = {value}": {key: value} for key, span in SPANS.items() for value in span},
    **{f'reduced_motion = "{how}"': {"reduced_motion": how} for how in MOTIONS},
    'routine = "three_day"': {"routine": "three_day"},
    "days = []": {"days": ()},
    'days = ["fri", "mon", "fri"]': {"days": ("mon", "fri")},
    f"days = {list(DAYS)}": {"days": DAYS},
    "keys = {}": {"keys": ()},
    '[keys]\n"today.start" = "enter,s"\nhelp.close = "q"': {"keys": (("today.start", "enter,s"), ("help.close", "q"))},
    '[keys]\ntoday.start = "s"\ntoday.quit = "Q"': {"keys": (("today.start", "s"), ("today.quit", "Q"))},
    '[keys.today]\nstart = ""': {"keys": (("today.start", ""),)},
    "own_pace_for = []": {"own_pace_for": ()},
    'own_pace_for = ["plank"]': {"own_pace_for": ("plank",)},
    "own_pace_for = [\n  'side_plank', # the left\n  'plank',\n  'side_plank',\n]": {"own_pace_for": ("side_plank", "plank")},
}


@pytest.mark.parametrize("content", HEARD)
def test_what_is_heard_and_at_whose_pace(content: str, tmp_path: Path) -> None:
    assert load(written(tmp_path, content)) == replace(Settings(), **HEARD[content])  # and nothing else changed


def test_the_file_is_only_read(tmp_path: Path) -> None:
    file = written(tmp_path, WHOLE)
    file.chmod(0o400)
    before = file.stat()
    load(file)
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert file.read_text() == WHOLE
    assert list(tmp_path.iterdir()) == [file]


# --- what it may not ----------------------------------------------------------------------------

NOT_TRUE = "is neither true nor false; write strict = true, without quotes"
NOT_TEXT = 'is not text; put it in quotes, such as emergency_number = "112"'
NO_CALL = "is no number to call; write at most 20 digits, spaces and + - ( ) /, or leave the key out"
NO_HOUR = 'is no time of day; write hours and minutes from 00:00 to 23:59, such as waking_time = "07:00"'
NOT_WHOLE = "is not a whole number; write 6 or lower, without quotes: it may only be made more careful"
NO_TABLE = "write [thresholds] on a line of its own, and its keys below it"
NOT_TOML = '; write key = value, one a line, text in "quotes"'
TWICE = "this key or table stood further up already; keep one of the two"
NO_VOLUME = "is no whole number from 0 to 100; write volume = 50, without quotes"
NO_EXERCISES = (
    "is no list of exercises; write ids of exercises in brackets, "
    'such as own_pace_for = ["glute_bridge"]; `corecare exercises` lists them'
)
NO_ROUTINE = 'is no id of a routine; write one in quotes, such as routine = "core_restart"; `corecare routines` lists them'
NO_DAYS = 'is no list of days; write some of mon, tue, wed, thu, fri, sat, sun in brackets, such as days = ["mon", "wed", "fri"]'
NO_MOTION = "is none of auto, on, off; write reduced_motion ="
NO_LEVEL = "is none of off, names, cues, everything; write voice ="
LIKELY = {"own_pace": "true", "hold_past": "true"} | dict.fromkeys(
    ["flash", "awake", *(f"sound_{sort}" for sort in Sort)], "false"
)
KINDS = {"nan": "nan", "inf": "inf", "[]": "a list", "{}": "a table", "1979-05-27": "1979-05-27", "2.0": "2.0"}
MISTAKES: dict[str, str | None] = {
    **{f"\nstrict = {v}": f":2: strict: {said} {NOT_TRUE}" for v, said in {**KINDS, "1": "1", '"true"': "'true'"}.items()},
    **{f"emergency_number = {v}": f":1: emergency_number: {said} {NOT_TEXT}" for v, said in {**KINDS, "112": "112"}.items()},
    **{
        f'emergency_number = "{v}"': f":1: emergency_number: {v!r} {NO_CALL}"
        for v in ("", " ", "+", "1" * 21, "0800 HELP", "112;", "１１２", "112\u202e")
    },
    'emergency_number = "112\\n"': f":1: emergency_number: '112\\n' {NO_CALL}",
    'emergency_number = """\n112\n"""': f":1: emergency_number: '112\\n' {NO_CALL}",
    **{
        f"waking_time = {v}": f":1: waking_time: {said} {NO_HOUR}"
        for v, said in {**KINDS, "7": "7", "1979-05-27T07:00:00": "1979-05-27 07:00:00", "true": "true"}.items()
    },
    **{
        f'waking_time = "{v}"': f":1: waking_time: {v!r} {NO_HOUR}"
        for v in ("25:00", "24:00", "07:60", "7:00", "07:00:00", "0７:00", " 07:00", "", "-1:00")
    },
    **{
        f"[thresholds]\n\nred = {v}": f":3: thresholds.red: {said} {NOT_WHOLE}"
        for v, said in {**KINDS, "true": "true", '"5"': "'5'", "07:00:00": "07:00:00"}.items()
    },
    **{
        f"{key} = {v}": f":1: {key}: {said} is neither true nor false; write {key} = {likely}, without quotes"
        for key, likely in LIKELY.items()
        for v, said in {**KINDS, "1": "1", "0": "0", '"on"': "'on'", '"false"': "'false'", "[true]": "a list"}.items()
    },
    **{
        f"\nvolume = {v}": f":2: volume: {said} {NO_VOLUME}"
        for v, said in {
            **KINDS,
            "-1": "-1",
            "101": "101",
            "true": "true",
            "false": "false",
            "50.0": "50.0",
            '"50"': "'50'",
            "[50]": "a list",
            "9" * 60: "9" * 39 + "…",
        }.items()
    },
    **{
        f"voice = {v}": f':1: voice: {said} {NO_LEVEL} "{near}", in quotes'
        for v, said, near in [
            ('"Cues"', "'Cues'", "cues"),
            ('"name"', "'name'", "names"),
            ('"all"', "'all'", "off"),
            ('""', "''", "off"),
            ('"cues "', "'cues '", "cues"),
            ("false", "false", "off"),
            ("2", "2", "off"),
            ('["cues"]', "a list", "cues"),
            ("{ cues = true }", "a table", "off"),
            ("nan", "nan", "off"),
            ("1979-05-27", "1979-05-27", "off"),
        ]
    },
    **{
        f"own_pace_for = {v}": f":1: own_pace_for: {said} {NO_EXERCISES}"
        for v, said in {
            '"plank"': "'plank'",
            "true": "true",
            "3": "3",
            "{ plank = true }": "a table",
            "1979-05-27": "1979-05-27",
            **dict.fromkeys(
                ['["plank", 3]', '[["plank"]]', "[true]", '["side plank"]', '[""]', '["-w"]', '["plank\\n"]'], "a list"
            ),
        }.items()
    },
    **{
        f"{key} = {value}": f":1: {key}: {said} is no whole number from {least} to {most}; write {key} = {such}, without quotes"
        for key, (least, most), such in [("ready", (3, 60), 10), ("ready_between", (3, 30), 5), ("switch", (5, 30), 8)]
        for value, said in {
            **KINDS,
            str(least - 1): str(least - 1),
            str(most + 1): str(most + 1),
            "10.0": "10.0",
            "true": "true",
            '"10"': "'10'",
        }.items()
    },
    **{
        f"reduced_motion = {value}": f':1: reduced_motion: {said} {NO_MOTION} "{near}", in quotes'
        for value, said, near in [
            ('"of"', "'of'", "off"),
            ("true", "true", "auto"),
            ('"On"', "'On'", "auto"),
            ("[]", "a list", "auto"),
        ]
    },
    **{
        f"routine = {value}": f":1: routine: {said} {NO_ROUTINE}"
        for value, said in {**KINDS, "true": "true", '""': "''", '"core restart"': "'core restart'", '"../x"': "'../x'"}.items()
    },
    **{
        f"days = {value}": f":1: days: {said} {NO_DAYS}"
        for value, said in {
            '"mon"': "'mon'",
            "3": "3",
            "true": "true",
            **dict.fromkeys(['["Mon"]', '["mon", 2]', "[0]", '[["mon"]]', '["monday"]'], "a list"),
        }.items()
    },
    "theme = 5": ':1: theme: 5 is none of dark, light, contrast; write theme = "dark", in quotes',
    "\nkeys = 5": ":2: keys: 5 is no table; write [keys] on a line of its own, and its keys below it",
    '[keys]\n"today.start" = 5': ":2: keys.today.start: 5 is not text; "
    'write "today.start" = "enter", in quotes, several with commas',
    "[keys]\ntoday.start = true": ":2: keys.today.start: true is not text; "
    'write "today.start" = "enter", in quotes, several with commas',
    '[keys]\ntoday.start = ["s"]': ":2: keys.today.start: a list is not text; "
    'write "today.start" = "enter", in quotes, several with commas',
    '[keys]\ntoday.start.x = "s"': ":2: keys.today.start: a table is not text; "
    'write "today.start" = "enter", in quotes, several with commas',
    '[keys]\n"today.start" = "s"\ntoday.start = "x"': f":3: keys.today.start: {TWICE}",
    '[keys]\ntheme = "light"': ":2: keys.theme: there is no such key here; did you mean theme, above the line [keys]?",
    "[keys]\nred = 5": ":2: keys.red: there is no such key here; did you mean red, below the line [thresholds]?",
    "[thresholds]\ndays = []": ":2: thresholds.days: there is no such key here; did you mean days, above the line [thresholds]?",
    '[key]\n"today.start" = "s"': ":1: key: there is no such key here; did you mean [keys]?",
    "redy = 5": ":1: redy: there is no such key here; did you mean ready?",
    "switches = 5": ":1: switches: there is no such key here; did you mean switch?",
    "routines = []": ":1: routines: there is no such key here; did you mean routine?",
    "day = []": ":1: day: there is no such key here; did you mean days?",
    'reduce_motion = "on"': ":1: reduce_motion: there is no such key here; did you mean reduced_motion?",
    "volumes = 50": ":1: volumes: there is no such key here; did you mean volume?",
    "sound_second = true": ":1: sound_second: there is no such key here; did you mean sound_seconds?",
    "[thresholds]\nvolume = 50": ":2: thresholds.volume: there is no such key here; "
    "did you mean volume, above the line [thresholds]?",
    "thresholds.red.x = 5": f":1: thresholds.red: a table {NOT_WHOLE}",
    "thresholds = { rest_days = 0 }": ":1: thresholds.rest_days: 0 is not a whole number from 1 to 365; "
    "it may only be made higher, the careful way",
    "[thresholds]\nred = -1": ":2: thresholds.red: -1 is not a whole number from 1 to 6; "
    "it may only be made lower, the careful way",
    "[thresholds]\nred = " + "9" * 400: f":2: thresholds.red: {'9' * 39}… is not a whole number from 1 to 6; "
    "it may only be made lower, the careful way",
    "thresholds = 5": f":1: thresholds: 5 is no table; {NO_TABLE}",
    "\n[[thresholds]]\nred = 5": f":2: thresholds: a list is no table; {NO_TABLE}",
    "\n[thresholds]\nredd = 5": ":3: thresholds.redd: there is no such key here; did you mean red?",
    "Strict = true": ":1: Strict: there is no such key here; did you mean strict?",
    "[thresholds]\nxyz = 1": ":2: thresholds.xyz: there is no such key; docs/settings.md lists all",
    "[tresholds]\nred = 5": ":1: tresholds: there is no such key here; did you mean [thresholds]?",
    "red = 5": ":1: red: there is no such key here; did you mean red, below the line [thresholds]?",
    "[thresholds]\nstrict = true": ":2: thresholds.strict: there is no such key here; "
    "did you mean strict, above the line [thresholds]?",
    "q = [\n'''\nq = 1''',\n]\n": ":1: q: there is no such key; there are strict, emergency_number, waking_time, routine, days, "
    "figure, theme, reduced_motion, sounds, volume…; "
    "docs/settings.md lists all",
    "strict = true\nstrict = true": f":2: {TWICE}",
    "strict = true\nstrict = true\n[thresholds]\n": f":2: {TWICE}",
    "[thresholds]\n[thresholds]\n": f":2: {TWICE}",
    "[thresholds]\nred = 5\nred = 4\n": f":3: {TWICE}",
    "thresholds.red = 5\nthresholds = {}\n": f":2: {TWICE}",
    "\nwaking_time = 07:00\n": None,
    "strict": None,
    "strict = yes\n": None,
    'emergency_number = "112\n': None,
    "\0": None,
}


@pytest.mark.parametrize("content", MISTAKES)
def test_a_mistake_is_one_line_with_its_place_reason_and_mend(content: str, tmp_path: Path) -> None:
    expected = MISTAKES[content]
    said = refusal(written(tmp_path, content))
    if expected is None:  # in the parser's own words
        assert re.fullmatch(rf":{2 if content[0] == chr(10) else 1}: is not TOML \(.+\){re.escape(NOT_TOML)}", said)
    else:
        assert said == "".join(c if c.isprintable() else "?" for c in expected)


@pytest.mark.parametrize("written_as", ['"today.start" = "s"', "today.start = 's'", "today . 'start' = \"s\""])
def test_what_the_judge_says_of_a_command_is_told_on_its_line(written_as: str, tmp_path: Path) -> None:
    file = written(tmp_path, f'strict = true\n[keys]\n"help.close" = "q"\n{written_as}\n')
    asked: list[dict[str, str]] = []

    def judge(remap: Mapping[str, str]) -> tuple[str, str] | None:
        asked.append(dict(remap))
        return "today.start", "s is taken; take another"

    with pytest.raises(SettingsError) as caught:
        load(file, judge)
    assert str(caught.value) == f"{file}:4: keys.today.start: s is taken; take another"
    assert asked == [{"help.close": "q", "today.start": "s"}]


def test_a_judge_is_content_or_not_asked(tmp_path: Path) -> None:
    assert load(written(tmp_path, '[keys]\na.b = "x"'), lambda remap: None).keys == (("a.b", "x"),)
    assert load(written(tmp_path, "[keys]"), lambda remap: ("a.b", "never asked")) == Settings()
    said = refusal(written(tmp_path, '[keys]\na.b = "x"\nstrict = 1'))
    assert said.startswith(":3: keys.strict: there is no such key here; did you mean strict, above the line [keys]?")


def test_a_theme_that_is_gone_is_told_and_dark_is_worn(tmp_path: Path) -> None:
    file = written(tmp_path, '# mine\ntheme = "lihgt"\nvolume = 50\n')
    found = load(file)
    assert (found.theme, found.volume) == ("dark", 50)
    remark = (
        f"{file}:2: theme: 'lihgt' is none of dark, light, contrast; write theme = \"light\", in quotes; until then it is dark"
    )
    assert found.remarks == (remark,)
    assert load(written(tmp_path, 'theme = "light"')).remarks == ()
    said = refusal(written(tmp_path, 'theme = "gone"\nvolume = 101'))
    assert said.startswith(":2: volume: ")  # what is wrong still stops


def test_settings_can_be_compared_and_hashed(tmp_path: Path) -> None:
    whole = written(tmp_path, 'days = ["mon"]\nown_pace_for = ["plank"]\n[keys]\na.b = "x"\n[thresholds]\nred = 5\n')
    assert hash(load(whole)) == hash(load(whole))
    assert load(written(tmp_path, 'theme = "gone"')) == Settings()


def test_a_mistake_stands_on_its_own_line_below_what_looks_like_it(tmp_path: Path) -> None:
    above = '# red = 9\nwaking_time = \'07:00\' # [thresholds]\n\n[thresholds] # """\n# red = 8\nsore = 2 # red = 7\n'
    assert refusal(written(tmp_path, above + "red = 7")).startswith(":7: thresholds.red: 7 is")


def test_the_first_mistake_is_told(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, "strict = 1\nx = 1\n[thresholds]\nred = 9")).startswith(":1: strict: ")


def test_the_key_is_told_short_and_visible(tmp_path: Path) -> None:
    assert refusal(written(tmp_path, '"\\u001b[2J\\u202e" = 1')).startswith(":1: ?[2J?: there is no such key")
    assert refusal(written(tmp_path, "k" * 400 + " = 1")).startswith(f":1: {'k' * 39}…: there is no such key")


BAD_FILES: dict[str, tuple[bytes, str]] = {
    "Latin-1": (b"# fine\n# R\xfccken", ":2: is not UTF-8 text (byte 0xfc); save it as UTF-8"),
    "UTF-16": ("strict = true".encode("utf-16"), ":1: is not UTF-8 text (byte 0xff); save it as UTF-8"),
    "too large": (b"#" * (LARGEST + 1), ": is larger than 64 KB; keep only the keys that you change"),
    "a long line": (b"\n" + b".".join([b"a"] * 30_000) + b" = 1", ":2: the line is longer than 500 letters; shorten it"),
    "deep": (b"strict = " + b"[\n" * 30_000, ": is nested too deep; no key here needs brackets inside brackets"),
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_that_cannot_be_parsed_is_refused(name: str, tmp_path: Path) -> None:
    content, expected = BAD_FILES[name]
    assert refusal(written(tmp_path, content)) == expected


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    assert load(written(tmp_path, "strict = true\n" + "#" * (LARGEST - 14))).strict


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    (tmp_path / "plain").touch()
    assert refusal(tmp_path) == ": is a folder, not a file; move it away"
    assert refusal(tmp_path / "pipe") == ": is a device or a pipe, not a file; move it away"
    assert refusal(tmp_path / "link") == ": is a link to a file that is not there; put the file back or remove the link"
    assert refusal(tmp_path / "plain" / "settings.toml").startswith(": cannot be read (Not a directory); ")


def test_a_link_to_a_file_is_that_file(tmp_path: Path) -> None:
    written(tmp_path, WHOLE)
    (tmp_path / "link").symlink_to(tmp_path / "settings.toml")
    assert load(tmp_path / "link").strict


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    file = written(tmp_path, WHOLE)
    monkeypatch.setattr(Path, "open", closed)
    assert refusal(file) == ": cannot be read (Permission denied); make it readable for you, or move it away"


# --- whatever it holds --------------------------------------------------------------------------

pieces = st.sampled_from(
    [
        *("strict", "thresholds", "red", "=", " = ", ".", "\n", "[", "]", "{", "}", ",", "true", "5", "07:00:00", "#", "\\"),
        *('"', "'", '"""', "'''"),
    ]
)


@given(st.binary(max_size=200) | st.lists(pieces, max_size=30).map("".join).map(str.encode))
@example(b"x = " + b"[" * 240 + b"]" * 240)
@example(b"\n".join(b"[" * 100 for _ in range(5)))
def test_any_bytes_are_settings_or_a_settings_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = written(tmp_path_factory.getbasetemp(), content)
    try:
        assert isinstance(load(file), Settings)
    except SettingsError as error:
        said = str(error).removeprefix(str(file))
        assert said.isprintable() and len(said) < 300
        line = re.match(r":(\d+): ", said)
        assert line is None or 1 <= int(line[1]) <= content.count(b"\n") + 1


TYPES: dict[str, tuple[type, ...]] = {
    **dict.fromkeys((*SWITCHES, *LIKELY), (bool,)),
    **dict.fromkeys(("emergency_number", "figure", "theme", "voice", "routine", "reduced_motion"), (str,)),
    "waking_time": (str, time),
    **dict.fromkeys(SPANS, (int,)),
    **dict.fromkeys(("own_pace_for", "days"), (list,)),
    **dict.fromkeys(("thresholds", "keys"), (dict,)),
}
"""Of each key: what its value may be."""
tame = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from([*LEVELS, "true", "50", "112", "07:00"])
plain = st.one_of(
    st.booleans().map(lambda one: str(one).lower()),
    (st.integers(-200, 200) | st.integers()).map(str),
    st.floats().map(repr),
    tame.map(lambda text: tomlkit.item(text).as_string()),
    st.sampled_from([date(2026, 11, 1), time(7), time(7, 0, 1, 5), datetime(2026, 11, 1, 7), "2026-11-01T07:00:00Z"]).map(
        lambda one: one if isinstance(one, str) else one.isoformat()
    ),
)
literals = st.recursive(
    plain,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda ones: f"[{', '.join(ones)}]") | inner.map(lambda one: f"{{ red = {one} }}")
    ),
    max_leaves=4,
)


def test_every_key_has_its_types_here() -> None:
    assert TYPES.keys() == KEYS.keys()


@pytest.mark.parametrize("key", TYPES)
@given(literals)
def test_no_value_of_the_wrong_type_is_ever_taken(tmp_path_factory: pytest.TempPathFactory, key: str, literal: str) -> None:
    content = f"# above\n{key} = {literal}\n"
    file = written(tmp_path_factory.getbasetemp(), content)
    value = tomllib.loads(content)[key]
    try:
        found = load(file)
    except SettingsError as error:
        said = str(error).removeprefix(str(file))
        assert re.match(rf":2: {key}(\.red(\.red)*)?: .+[;?].*", said) and said.isprintable() and len(said) < 300
    else:
        assert type(value) in TYPES[key]
        assert key not in SPANS or (type(getattr(found, key)), getattr(found, key)) == (int, value)
        assert key != "days" or set(found.days) == set(value) <= set(DAYS)
        assert key != "own_pace_for" or (set(map(type, value)) <= {str} and set(found.own_pace_for) == set(value))
