"""Every command but plan and import: what it prints, and what it answers to a slip of the hand."""

import json
import stat
from pathlib import Path

import pytest

from corecare_tui import __version__
from corecare_tui.adapters.places import shipped
from corecare_tui.cli import looking
from corecare_tui.cli.commands import COMMANDS
from corecare_tui.domain.pain import PLACES
from corecare_tui.domain.rules import RULES
from tests.cli.cli_kit import PLANK, file, put, session

NAMES = [command.name for command in COMMANDS]


def test_version(corecare):
    assert corecare("--version") == corecare("--version", "more")
    assert corecare("--version").out == f"corecare {__version__}\n"


def test_help_names_every_command_and_ends_well(corecare):
    said = corecare("--help")
    assert (said.code, said.err) == (0, "")
    flat = " ".join(said.out.split())
    assert all(f"\n  {command.name} " in said.out and f" {command.name} {command.does}" in flat for command in COMMANDS)


@pytest.mark.parametrize("name", NAMES)
def test_help_of_every_command(corecare, name):
    said = corecare(name, "--help")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"usage: corecare {name}")


@pytest.mark.parametrize(
    ("typed", "meant"), [("pla", "play"), ("plann", "plan"), ("exercise", "exercises"), ("hisotry", "history"), ("Plan", "plan")]
)
def test_a_mistyped_command_names_the_nearest(corecare, typed, meant):
    said = corecare(typed, "--json")
    assert said.code == 2
    assert f"did you mean `corecare {meant}`?" in said.line


@pytest.mark.parametrize("typed", ["zzz", "", "42", "x" * 10_000, "a\nb", "\x1b]0;gone\x07", "\u202egninialp"])
def test_a_command_unlike_any_points_to_help(corecare, typed):
    said = corecare(typed)
    assert said.code == 2
    assert said.line.endswith("see `corecare --help`")
    assert len(said.line) < 200


@pytest.mark.parametrize(
    "argv",
    [
        ("-x",), ("--plan",), ("plan", "--js"), ("plan", "three_day", "day1"), ("plan", "--pain"), ("plan", "--pain", "7.0"),
        ("plan", "--pain", "9" * 5000), ("rules", "E1"), ("pain",), ("pain", "x"), ("pain", "3", "4"), ("import",),
        ("where", "x"),
        ("export", "--format", "xls"), ("history", "--days", "ten"), ("schema", "--json"), ("plan", "core_restart", "b\nc"),
    ],
)  # fmt: skip
def test_bad_usage_is_one_line_and_exit_2(corecare, home, argv):
    said = corecare(*argv)
    assert said.code == 2
    assert "--help`" in said.line
    assert not home.exists()


def test_the_app_needs_a_terminal(corecare):
    for argv in ((), ("play",), ("play", "warm_up")):
        said = corecare(*argv)
        assert (said.code, "play --plain" in said.line) == (2, True)


def test_play_in_lines_of_an_unknown_routine(corecare):
    said = corecare("play", "warmup", "--plain")
    assert (said.code, "did you mean warm_up?" in said.line) == (2, True)


def test_rules_one_by_one(corecare):
    assert [rule["id"] for rule in corecare("rules", "--json").json] == [rule.id for rule in RULES]
    assert all(
        set(rule) == {"id", "condition", "action", "sentence", "source", "undo"} for rule in corecare("rules", "--json").json
    )
    page = corecare("rules").out
    assert all(f"\n## {rule.id}\n" in page for rule in RULES)


def test_routines(corecare):
    ids = ["core_restart", "five_good", "gentle", "lower_back", "postpartum", "three_day", "warm_up"]
    assert sorted(routine["id"] for routine in corecare("routines", "--json").json) == ids
    text = corecare("routines")
    assert (text.code, text.err) == (0, "")
    assert all(f"\n{id}" in f"\n{text.out}" for id in ids)
    assert "your rung of plank or side plank" in text.out


def test_exercises(corecare):
    every = corecare("exercises", "--json").json
    assert len(every) >= 40
    assert len(corecare("exercises").out.splitlines()) == len(every)


def test_one_exercise_whole(corecare):
    one = corecare("exercises", "plank", "--json").json
    assert (one["id"], one["family"], one["easier"], one["dose"]["hold_s"]) == ("plank", "plank", "knee_plank", 30)
    page = corecare("exercises", "plank").out
    assert page.startswith("Forearm plank (plank)\n")
    assert "ELBOWS DOWN" in page and "3 × 30 s" in page


@pytest.mark.parametrize("argv", [("exercises", "plnk"), ("history", "plnk"), ("exercises", "plnk", "--json")])
def test_an_unknown_exercise_names_the_nearest(corecare, argv):
    said = corecare(*argv)
    assert (said.code, "did you mean plank?" in said.line) == (2, True)


def test_a_spoilt_file_of_ones_own_is_told_and_the_rest_loads(corecare, home):
    (home / "routines").mkdir(parents=True)
    (home / "routines" / "mine.toml").write_text('id = "mine"\n')
    said = corecare("routines", "--json")
    assert said.code == 0
    assert len(said.json) == 7
    assert "mine.toml:1" in said.err


# --- check, schema, where -----------------------------------------------------------------------


def test_check_of_what_ships(corecare):
    said = corecare("check", "--all")
    assert (said.code, said.out) == (0, "")
    assert "no errors" in said.err


def test_check_tells_file_line_key_and_what(corecare, tmp_path):
    text = (shipped("routines") / "warm_up.toml").read_text()
    bad = tmp_path / "bad.toml"
    bad.write_text(
        text.replace('"low_lunge"', '"low_lunje"').replace('"donkey_kick"', '"donkey"').replace('id = "warm_up"', 'id = "mine"')
    )
    lines = bad.read_text().splitlines()
    said = corecare("check", bad)
    assert said.code == 2
    found = said.out.splitlines()
    assert len(found) == 2
    for line, needle in zip(found, ["low_lunje", "donkey"], strict=True):
        file, number, key, what = line.split(":", 3)
        assert file == str(bad)
        assert needle in lines[int(number) - 1]
        assert key.strip().startswith("days[0].blocks[0].items")
        assert what.strip()
    assert "low_lunge" in found[0]


def test_check_goes_through_every_file_named(corecare, tmp_path):
    good, not_toml = tmp_path / "good.toml", tmp_path / "not.toml"
    good.write_text((shipped("routines") / "gentle.toml").read_text().replace('id = "gentle"', 'id = "mine"'))
    not_toml.write_text("days = [\n")
    said = corecare("check", good, not_toml, tmp_path / "missing.toml", tmp_path)
    assert said.code == 2
    assert [Path(line.split(":")[0]) for line in said.out.splitlines()] == [not_toml, tmp_path / "missing.toml", tmp_path]


def test_check_of_nothing(corecare):
    said = corecare("check")
    assert (said.code, "--all" in said.line) == (2, True)


def test_schema_is_a_json_schema(corecare):
    assert corecare("schema").json["$schema"].startswith(("http://json-schema.org/", "https://json-schema.org/"))


def test_where_names_every_path_and_makes_none(corecare, home):
    said = corecare("where")
    assert [line.split()[0] for line in said.out.splitlines()] == [
        "journal",
        "settings",
        "backups",
        "reports",
        "cache",
        "own",
        "shipped",
        "sounds",
    ]
    assert str(home / "journal") in said.out
    assert not home.exists()


# --- pain, history, export ----------------------------------------------------------------------


def test_pain_is_kept_with_the_hour(corecare):
    said = corecare("pain", 3, "--place", "low_back", "--note", "after gardening")
    assert (said.code, said.out) == (0, "Kept: 3 out of 10, low back, 2026-11-21 09:00.\n")
    assert corecare("export").json["pains"] == [
        {"at": "2026-11-21T09:00:00+01:00", "pain": 3, "place": "low_back", "note": "after gardening"}
    ]


@pytest.mark.parametrize("score", [0, 10])
def test_both_ends_of_the_scale_are_scores(corecare, score):
    assert corecare("pain", score).code == 0
    assert corecare("export").json["pains"][0]["pain"] == score


@pytest.mark.parametrize("score", [-1, 11, 10**30, "7.0", "NaN", "true", "seven", ""])
def test_what_is_no_score_is_refused(corecare, home, score):
    said = corecare("pain", score)
    assert said.code == 2 and said.line
    assert not home.exists()


def test_an_unknown_place_names_them_all(corecare, home):
    said = corecare("pain", 3, "--place", "nose")
    assert said.code == 2
    assert all(place in said.line for place in PLACES)
    assert not home.exists()


def test_a_flare_up_is_kept_as_one(corecare):
    assert corecare("pain", 2, "--flare").code == 0
    (entry,) = corecare("export").json["pains"]
    assert (entry["pain"], entry["flare"]) == (2, True)


def test_a_note_that_no_file_can_hold_is_refused(corecare):
    assert corecare("pain", 3, "--note", "\udcff").code == 2
    assert corecare("export").json["pains"] == []


def test_history_newest_session_first(corecare, tmp_path):
    days = [("2026-11-01", "old"), ("2026-11-19", "a"), ("2026-11-20", "b")]
    plank = {**PLANK, "exercise": "plank"}
    record = file(sessions=[session(id, f"{day}T08:00:00+01:00", results=[plank, {"exercise": "bird_dog"}]) for day, id in days])
    corecare("import", put(tmp_path / "r.json", record))
    said = corecare("history", "--days", 7)
    assert [line[:10] for line in said.out.splitlines()] == ["2026-11-20"] * 2 + ["2026-11-19"] * 2
    assert "pain 3" in said.out and "pain not rated" in said.out
    assert said.err.splitlines() == [
        "2 sessions   longest gap 0 days",
        "Mean of the ratings 3.0, worst 3 (2 said, 2 not)",
        "Too few rated days for a trend yet.",
    ]
    assert len(corecare("history", "plank", "--days", 7).out.splitlines()) == 2
    assert [s["id"] for s in corecare("history", "--json").json["sessions"]] == ["old", "a", "b"]
    assert [s["id"] for s in corecare("history", "side_plank", "--json").json["sessions"]] == []


@pytest.mark.parametrize("days", [0, -5, 36_501, 10**20])
def test_history_of_no_days(corecare, days):
    said = corecare("history", "--days", days)
    assert (said.code, "--days" in said.line) == (2, True)


def test_names_from_a_file_are_drawn_harmless(corecare, tmp_path):
    hostile = "\x1b]52;c;AAAA\x07\u202e\x9b2J\nx"
    corecare(
        "import", put(tmp_path / "r.json", file(sessions=[session("a", "2026-11-20T08:00:00Z", results=[{"exercise": hostile}])]))
    )
    out = corecare("history").out
    assert out.count("\n") == 1
    assert out[:-1].isprintable()


def test_reading_makes_no_folder(corecare, home):
    for argv in (["history"], ["export"], ["plan"], ["routines"], ["rules"], ["where"], ["schema"], ["exercises"]):
        assert corecare(*argv).code == 0
    assert not home.exists()


def test_export_to_a_file_is_for_its_owner_alone(corecare, tmp_path):
    to = tmp_path / "out.json"
    said = corecare("export", to)
    assert (said.code, said.out) == (0, "")
    assert said.err == f"0 sessions and 0 pain scores are in {to}.\n"
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert to.read_text() == corecare("export").out


def test_export_to_where_nothing_can_be_written(corecare, tmp_path):
    for to in (tmp_path, tmp_path / "no" / "out.json", ""):
        said = corecare("export", to)
        assert said.code == 2
        assert "choose a file" in said.line


def test_a_damaged_journal_is_one_line_and_stays_as_it_is(corecare, home):
    corecare("pain", 3)
    damaged = home / "journal" / "sessions-2026.json"
    damaged.write_bytes(b"{")
    for argv in (["export"], ["history"], ["plan"], ["pain", 2]):
        said = corecare(*argv)
        assert (said.code, "sessions-2026.json" in said.line) == (2, True)
    assert damaged.read_bytes() == b"{"


def test_a_mistake_of_our_own_is_one_line_without_what_was_written(corecare, monkeypatch):
    def fails(options):
        raise ValueError("canary: my note")

    monkeypatch.setattr(looking, "history", fails)
    said = corecare("history")
    assert said.code == 1
    assert "ValueError" in said.line
    assert "canary" not in said.err
    monkeypatch.setenv("CORECARE_DEBUG", "1")
    with pytest.raises(ValueError, match="canary"):
        corecare("history")


def test_ctrl_c_is_130(corecare, monkeypatch):
    def interrupted(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(looking, "history", interrupted)
    assert corecare("history").code == 130


def test_json_is_json_everywhere(corecare):
    for command in COMMANDS:
        if any("--json" in one.names for one in command.args) and not any(one.options.get("required") for one in command.args):
            assert json.loads(corecare(command.name, "--json").out) is not None
