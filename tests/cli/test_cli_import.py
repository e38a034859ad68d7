"""Everything out, everything in: byte for byte, as often as one likes, and never by half."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corecare_tui.adapters import export as files
from corecare_tui.adapters.journal import Journal
from corecare_tui.cli import main
from corecare_tui.domain.records import CheckIn, Session, SessionOutcome
from tests.cli.cli_kit import NOW, PLANK, RICH, file, fresh_home, put, records, session

START = "2026-11-01T08:00:00+01:00"
ONE = session("a", START)
MANY = int(os.environ.get("CORECARE_MANY", "0"))


@pytest.fixture
def rich(corecare, tmp_path):
    """A home with the rich record in it, and its export."""
    assert corecare("import", put(tmp_path / "rich.json", RICH)).code == 0
    return corecare("export").out


def test_export_of_nothing(corecare):
    profile = {"screened": None, "flags": [], "cleared": [], "equipment": ["mat"], "settings": {"strict": False}}
    assert corecare("export").json == file(profile=profile, sessions=[], pains=[])


def test_the_rich_record_comes_out_as_it_went_in(rich):
    out = json.loads(rich)
    assert list(out) == ["format", "version", "profile", "sessions", "pains"]
    assert out["profile"] == RICH["profile"]
    assert sorted(out["pains"], key=str) == sorted(RICH["pains"], key=str)
    for put_in, found in zip(RICH["sessions"], out["sessions"], strict=True):
        assert {key: found[key] for key in put_in if key != "results"} == {key: put_in[key] for key in put_in if key != "results"}
        for a, b in zip(put_in.get("results", []), found["results"], strict=True):
            assert {key: b[key] for key in a} == a


def test_export_import_export_is_byte_identical(corecare, rich, tmp_path):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    assert corecare("export", first).code == 0
    with fresh_home():
        assert corecare("import", first).code == 0
        assert corecare("export", second).code == 0
    assert first.read_bytes() == second.read_bytes() == rich.encode()


@settings(max_examples=1000 if MANY else 30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records)
def test_any_record_survives_export_and_import(capsys, tmp_path, record):
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    first.write_bytes(files.write(record))
    with fresh_home():
        assert main(["import", str(first)]) == 0, capsys.readouterr().err
        assert main(["export", str(second)]) == 0
        assert second.read_bytes() == first.read_bytes()
        assert main(["import", str(second)]) == 0
        assert main(["export", str(second)]) == 0
        assert second.read_bytes() == first.read_bytes()


def test_twice_is_once(corecare, rich, tmp_path):
    for _ in range(2):
        said = corecare("import", tmp_path / "rich.json")
        assert (said.code, said.out) == (0, "Read: 3 sessions and 2 pain scores.\n")
    assert corecare("export").out == rich


def test_a_dry_run_reads_and_changes_nothing(corecare, home, tmp_path):
    said = corecare("import", put(tmp_path / "rich.json", RICH), "--dry-run")
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{tmp_path / 'rich.json'}: 3 sessions and 2 pain scores would be read; nothing was changed.\n"
    assert not home.exists()
    assert corecare("import", put(tmp_path / "no.json", b"no"), "--dry-run").code == 2


def test_what_is_there_and_not_in_the_file_stays(corecare, rich, tmp_path):
    corecare("import", put(tmp_path / "one.json", file(sessions=[session("new", START)])))
    out = corecare("export").json
    assert sorted(s["id"] for s in out["sessions"]) == ["a1", "b2", "c3", "new"]
    assert len(out["pains"]) == 2


def test_a_session_is_replaced_by_its_id(corecare, tmp_path):
    for pain in (3, 5):
        corecare("import", put(tmp_path / "one.json", file(sessions=[session("a", START, end_pain=pain)])))
    assert [s["end_pain"] for s in corecare("export").json["sessions"]] == [5]


def test_a_session_whose_year_was_corrected_is_one_session(corecare, tmp_path):
    for started in ("2025-12-31T23:59:00Z", "2026-01-01T00:01:00Z"):
        assert corecare("import", put(tmp_path / "one.json", file(sessions=[session("a", started)]))).code == 0
    assert [s["started"] for s in corecare("export").json["sessions"]] == ["2026-01-01T00:01:00Z"]


# --- what may be missing ------------------------------------------------------------------------

RESULT_FIELDS = ("at", "slot", "dose", "usual", "done", "outcome", "form_held", "effort", "pain", "place", "sharp", "leg", "note")
SESSION_FIELDS = ("routine", "day", "ended", "outcome", "check_in", "results", "end_pain", "effort", "morning_after")
BARE = {"exercise": "plank"}
LEAST = [
    file(),
    file(profile=None, sessions=None, pains=None),
    file(profile={}, sessions=[], pains=[]),
    file(profile={"screened": None, "flags": None, "cleared": None, "equipment": None, "settings": None}),
    file(profile={"settings": {}}),
    file(profile={"settings": {"strict": None}}),
    file(sessions=[ONE]),
    file(sessions=[{**ONE, **dict.fromkeys(SESSION_FIELDS)}]),
    file(sessions=[{**ONE, "check_in": {}, "morning_after": {}}]),
    file(sessions=[{**ONE, "check_in": {"pain": None, "new_signs": None}, "morning_after": {"pain": None, "settled": None}}]),
    file(sessions=[{**ONE, "results": [BARE]}]),
    file(sessions=[{**ONE, "results": [{**BARE, **dict.fromkeys(RESULT_FIELDS)}]}]),
    file(sessions=[{**ONE, "results": [{**BARE, "dose": {}}]}]),
    file(sessions=[{**ONE, "results": [{**BARE, "dose": dict.fromkeys(["sets", "reps", "hold_s", "rest_s"])}]}]),
    file(sessions=[{**ONE, "results": [{**BARE, "dose": {"reps": 8}}]}]),
    file(pains=[{"at": START}]),
    file(pains=[{"at": START, "pain": None, "place": None, "note": None}]),
]


@pytest.mark.parametrize("least", LEAST)
def test_what_may_be_missing_may_be_missing(corecare, tmp_path, least):
    said = corecare("import", put(tmp_path / "least.json", least))
    assert (said.code, said.err) == (0, "")
    first = corecare("export").out
    with fresh_home():
        assert corecare("import", put(tmp_path / "first.json", first.encode())).code == 0
        assert corecare("export").out == first
    for argv in (["history"], ["history", "--json"], ["plan", "three_day"]):
        assert corecare(*argv).code == 0


def test_not_said_is_null_and_never_0(corecare, tmp_path):
    corecare("import", put(tmp_path / "one.json", file(sessions=[{**ONE, "results": [BARE]}], pains=[{"at": START}])))
    out = corecare("export").json
    (one,) = out["sessions"]
    assert (one["results"][0]["pain"], one["end_pain"], one["check_in"], out["pains"][0]["pain"]) == (None,) * 4


def test_unknown_keys_are_passed_over(corecare, tmp_path):
    much = json.loads(json.dumps(RICH))
    for table in (much, much["profile"], *much["sessions"], much["sessions"][0]["results"][0], *much["pains"]):
        table["heart_rate"] = {"mean": [121, None, {"deep": True}]}
    assert corecare("import", put(tmp_path / "much.json", much)).code == 0
    assert "heart_rate" not in corecare("export").out


def test_a_time_without_an_offset_is_local(corecare, tmp_path, monkeypatch):
    import time

    monkeypatch.setenv("TZ", "XYZ-3:30")
    time.tzset()
    try:
        one = {**ONE, "started": "2026-11-01T08:00:00", "ended": "2026-11-01T08:10:00"}
        one["results"] = [{**BARE, "at": "2026-11-01T08:05:00"}]
        corecare("import", put(tmp_path / "one.json", file(sessions=[one], pains=[{"at": "2026-11-01T09:00:00"}])))
    finally:
        monkeypatch.undo()
        time.tzset()
    out = corecare("export").json if "CORECARE_HOME" in os.environ else json.loads(_export(tmp_path))
    (found,) = out["sessions"]
    assert found["started"] == "2026-11-01T08:00:00+03:30"
    assert found["ended"] == "2026-11-01T08:10:00+03:30"
    assert found["results"][0]["at"] == "2026-11-01T08:05:00+03:30"
    assert out["pains"][0]["at"] == "2026-11-01T09:00:00+03:30"


def _export(tmp_path: Path) -> str:
    with Journal(tmp_path / "home" / "journal", write=False) as journal:
        from corecare_tui.domain.records import Record

        history = journal.history()
        return files.write(Record(journal.profile(), history.sessions, history.pains)).decode()


@pytest.mark.parametrize("offset", ["+01:00", "Z", "-11:00", "+05:45", "+14:00", "-00:30"])
def test_offsets_stay_as_given(corecare, tmp_path, offset):
    at = f"2026-11-01T08:00:00.000001{offset}"
    corecare("import", put(tmp_path / "one.json", file(sessions=[session("a", at)], pains=[{"at": at}])))
    out = corecare("export").json
    assert (out["sessions"][0]["started"], out["pains"][0]["at"]) == (at, at)


# --- the open session ---------------------------------------------------------------------------


def test_a_session_exported_as_open(corecare, home, tmp_path):
    with Journal(home / "journal") as journal:
        journal.keep(Session("open", NOW, "warm_up", "day1", outcome=SessionOutcome.OPEN, check_in=CheckIn(2)))
    first = corecare("export").out
    assert [s["outcome"] for s in json.loads(first)["sessions"]] == ["open"]
    with fresh_home():
        assert corecare("import", put(tmp_path / "first.json", first.encode())).code == 0
        assert corecare("export").out == first


def test_one_that_is_open_here_stays_open(corecare, home, tmp_path):
    running = Session("open", NOW, "warm_up", "day1", outcome=SessionOutcome.OPEN)
    with Journal(home / "journal") as journal:
        journal.keep(running)
    first = corecare("export").out
    assert corecare("import", put(tmp_path / "first.json", first.encode())).code == 0
    with Journal(home / "journal") as journal:
        assert journal.current() == running
    assert corecare("export").out == first


def test_one_that_is_open_here_and_finished_in_the_file_is_finished(corecare, home, tmp_path):
    with Journal(home / "journal") as journal:
        journal.keep(Session("a", NOW, outcome=SessionOutcome.OPEN))
    done = session("a", NOW.isoformat(), outcome="finished")
    assert corecare("import", put(tmp_path / "done.json", file(sessions=[done]))).code == 0
    assert [s["outcome"] for s in corecare("export").json["sessions"]] == ["finished"]


# --- the profile --------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", [None, {}, {"flags": []}])
def test_a_file_that_says_nothing_of_the_person_unlocks_nothing(corecare, tmp_path, profile):
    locked = {"screened": "2026-11-01", "flags": ["saddle_numb"]}
    corecare("import", put(tmp_path / "locked.json", file(profile=locked)))
    assert corecare("plan").code == 3
    corecare("import", put(tmp_path / "silent.json", file(profile=profile, sessions=[ONE])))
    assert corecare("plan").code == 3
    assert corecare("export").json["profile"]["flags"] == ["saddle_numb"]


# --- hostile files ------------------------------------------------------------------------------


def result(**parts):
    return file(sessions=[{**ONE, "results": [BARE, {**PLANK, **parts}]}])


def raw(text):
    """The pain of the second result, as these very bytes."""
    return json.dumps(result(pain="@")).replace('"@"', text).encode()


HOSTILE = {
    "no JSON": (b"pain: 3", "is not JSON"),
    "empty": (b"", "is not JSON"),
    "blank": (b" \n", "is not JSON"),
    "NULs": (b"\0" * 4096, "is not JSON"),
    "cut off": (json.dumps(RICH).encode()[:-20], "is not JSON"),
    "twice": (json.dumps(file()).encode() * 2, "is not JSON"),
    "latin-1": ('{"format": "corecare", "version": 1, "x": "ü"}'.encode("latin-1"), "is not JSON"),
    "a surrogate": (rb'{"format": "corecare", "version": 1, "x": "\ud800"}', "is not JSON"),
    "a list": ([], '"format": "corecare"'),
    "null": (None, '"format": "corecare"'),
    "no format": ({"version": 1}, '"format": "corecare"'),
    "other format": ({**file(), "format": "strava"}, '"format": "corecare"'),
    "version 2": ({**file(), "version": 2}, "version 2"),
    "version 0": ({**file(), "version": 0}, "version 0"),
    "version true": ({**file(), "version": True}, "version True"),
    "version 1.0": ({**file(), "version": 1.0}, "version 1.0"),
    "version '1'": ({**file(), "version": "1"}, "version '1'"),
    "no version": ({"format": "corecare"}, "version None"),
    "escapes": ({**file(), "version": "\x1b]0;x\x07\n\u202e"}, "version"),
    "sessions a table": (file(sessions={}), "sessions: "),
    "a session null": (file(sessions=[None]), "sessions[0]: "),
    "no id": (file(sessions=[{"started": START}]), "sessions[0]: "),
    "id null": (file(sessions=[session(None, START)]), "`id`"),
    "id empty": (file(sessions=[session("", START)]), "sessions[0].id: "),
    "id a number": (file(sessions=[session(7, START)]), "sessions[0].id: "),
    "no start": (file(sessions=[{"id": "a"}]), "`started`"),
    "an id twice": (file(sessions=[ONE, session("b", START), ONE]), "sessions[2].id: 'a'"),
    "no exercise": (file(sessions=[{**ONE, "results": [{}]}]), "sessions[0].results[0]: "),
    "no time": (file(sessions=[session("a", "yesterday")]), "sessions[0].started: "),
    "a time in seconds": (file(sessions=[session("a", 1_700_000_000)]), "sessions[0].started: "),
    "the year 1": (file(sessions=[session("a", "0001-01-01T00:00:00")]), "sessions[0].started: "),
    "the year 1, aware": (file(pains=[{"at": START}, {"at": "0001-01-01T00:00:00+14:00"}]), "pains[1].at: "),
    "the year 9999": (file(sessions=[{**ONE, "ended": "9999-12-31T23:59:59-12:00"}]), "sessions[0].ended: "),
    "a far result": (result(at="9999-12-31T23:59:59"), "sessions[0].results[1].at: "),
    "outcome": (file(sessions=[{**ONE, "outcome": "won"}]), "sessions[0].outcome: "),
    "place": (result(place="nose"), "sessions[0].results[1]: place"),
    "place with escapes": (result(place="\x1b[2J\n"), "sessions[0].results[1]: place"),
    "sharp 1": (result(sharp=1), "sessions[0].results[1].sharp: "),
    "done 11": (result(done=11), "sessions[0].results[1]: done"),
    "exercise effort": (result(effort=5), "sessions[0].results[1]: effort"),
    "no sets": (result(dose={"sets": 0, "reps": 8}), "sessions[0].results[1].dose: sets"),
    "10^9 sets": (result(dose={"sets": 10**9, "reps": 8}), "sessions[0].results[1].dose: sets"),
    "settings": (file(profile={"settings": {"strict": "yes"}}), "profile.settings.strict: "),
    "flags": (file(profile={"flags": [1]}), "profile.flags[0]: "),
    "a nest of lists": (b"[" * 100_000, "is not JSON"),
    "a nest of tables": (b'{"a":' * 100_000, "is not JSON"),
    "a nest in a key": (
        json.dumps(file(x="@")).replace('"@"', "[" * 100_000 + "]" * 100_000).encode(), "is not JSON",
    ),
}  # fmt: skip
SCORES = {
    "11": "pain", "-1": "pain", "true": "", "false": "", "7.0": "", "7.5": "", "1e0": "", '"7"': "", "NaN": "not JSON", "[7]": "",
    "Infinity": "not JSON", "-Infinity": "not JSON", "1e400": "not JSON", "1" + "0" * 400: "", "-1" + "0" * 400: "", "{}": "",
    "99999999999999999999": "", '"NaN"': "", "07": "not JSON", "+7": "not JSON", "7,": "not JSON", "١": "not JSON",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_whole(corecare, rich, tmp_path, name):
    content, says = HOSTILE[name]
    path = put(tmp_path / "hostile.json", content)
    said = corecare("import", path)
    assert said.code == 2
    assert said.line.startswith(f"{path}: ")
    assert says in said.line
    assert corecare("export").out == rich


@pytest.mark.parametrize("text", SCORES)
def test_what_is_no_score_is_refused_with_its_path(corecare, rich, tmp_path, text):
    path = put(tmp_path / "hostile.json", raw(text))
    said = corecare("import", path)
    assert said.code == 2
    assert said.line.startswith(f"{path}: ")
    assert ("is not JSON" if "not JSON" in SCORES[text] else "sessions[0].results[1]") in said.line
    assert len(said.line) < 300
    assert corecare("export").out == rich


SCORED = {
    "end_pain": lambda bad: file(sessions=[{**ONE, "end_pain": bad}]),
    "effort": lambda bad: file(sessions=[{**ONE, "effort": bad}]),
    "check_in": lambda bad: file(sessions=[{**ONE, "check_in": {"pain": bad}}]),
    "morning_after": lambda bad: file(sessions=[{**ONE, "morning_after": {"pain": bad}}]),
    "pains[1]": lambda bad: file(pains=[{"at": START}, {"at": START, "pain": bad}]),
}
bad_scores = (
    st.booleans() | st.floats() | st.text() | st.integers(max_value=-1) | st.integers(min_value=11) | st.lists(st.integers(0, 10))
)


@settings(max_examples=10_000 if MANY else 100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(SCORED)), bad_scores)
def test_no_other_value_becomes_a_score_anywhere(capsys, tmp_path, where, bad):
    path = put(tmp_path / "bad.json", SCORED[where](bad))
    capsys.readouterr()
    assert main(["import", str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert where in err or "is not JSON" in err
    assert not (tmp_path / "home").exists()


def test_a_refused_file_makes_no_folder(corecare, home, tmp_path):
    assert corecare("import", put(tmp_path / "no.json", b"no")).code == 2
    assert not home.exists()


def test_what_is_no_file(corecare, rich, tmp_path):
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "gone").symlink_to(tmp_path / "nothing")
    for path in (tmp_path, tmp_path / "missing.json", tmp_path / "loop", tmp_path / "gone", "", "a\nb", "x" * 5000):
        said = corecare("import", path)
        assert said.code == 2
        assert "`corecare export`" in said.line
    assert corecare("export").out == rich


def test_a_link_is_followed(corecare, rich, tmp_path):
    (tmp_path / "link.json").symlink_to(tmp_path / "rich.json")
    with fresh_home():
        assert corecare("import", tmp_path / "link.json").code == 0
        assert corecare("export").out == rich


def test_a_file_without_end_is_left_after_the_limit(corecare, rich, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1_000_000)
    said = corecare("import", "/dev/zero")
    assert (said.code, said.line) == (2, "/dev/zero: is larger than 1000000 bytes; this is no record of CoreCare")
    assert corecare("export").out == rich


def test_the_limit_is_far_above_ten_years():
    assert files.LARGEST >= 16 * 15_000_000


# --- another one at work ------------------------------------------------------------------------

HOLD = """
import sys
from pathlib import Path
from corecare_tui.adapters.journal import Journal
with Journal(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_while_another_process_holds_the_journal_nothing_is_written(corecare, home, rich, tmp_path):
    held = [sys.executable, "-c", HOLD, str(home / "journal")]
    with subprocess.Popen(held, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"
        for _ in range(100):
            said = corecare("import", put(tmp_path / "one.json", file(sessions=[ONE])))
            assert (said.code, "already open" in said.line) == (2, True)
        assert corecare("pain", 3).code == 2
        assert corecare("export").out == rich  # reading goes on
        assert corecare("plan").code == 0
        other.stdin.close()
        assert other.wait(20) == 0
    assert corecare("import", tmp_path / "one.json").code == 0
    assert "a" in [s["id"] for s in corecare("export").json["sessions"]]


# --- the table


@pytest.fixture
def seen(corecare, tmp_path):
    """The rich record without its control character, which a table leaves out, and its export."""
    text = json.dumps(RICH).replace("\\u0007 ", "")
    assert corecare("import", put(tmp_path / "rich.json", json.loads(text))).code == 0
    return corecare("export").out


def test_the_table_brings_back_all_but_the_profile(corecare, seen, tmp_path):
    table = tmp_path / "table.csv"
    assert corecare("export", str(table), "--format", "csv").code == 0
    with fresh_home():
        assert corecare("import", str(table)).code == 0
        found = corecare("export").json
    before = json.loads(seen)
    assert (found["sessions"], found["pains"]) == (before["sessions"], before["pains"])
    assert found["profile"] != before["profile"]


def test_the_table_is_once_and_leaves_the_profile(corecare, seen, tmp_path):
    table = tmp_path / "table.csv"
    corecare("export", str(table), "--format", "csv")
    assert corecare("import", str(table), "--dry-run").out.startswith(f"{table}: ")
    assert corecare("import", str(table)).code == 0
    assert corecare("export").out == seen


def test_a_table_with_a_mistake_changes_nothing(corecare, seen, tmp_path):
    table = tmp_path / "table.csv"
    corecare("export", str(table), "--format", "csv")
    table.write_bytes(table.read_bytes().replace(b"rating,", b"rowing,", 1))
    said = corecare("import", str(table))
    assert said.code == 2
    assert said.err.startswith(f"corecare: {table}:")
    assert ": kind: 'rowing' is none of session, rating, pain" in said.err
    assert corecare("export").out == seen
