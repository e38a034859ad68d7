"""The page for a physiotherapist: whole, the app's own numbers, nothing from outside, no text that becomes markup."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings

from corecare_tui.adapters.report import write
from corecare_tui.cli.looking import tree
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.insight import words
from corecare_tui.domain.insight.story import MOST_SESSIONS, Story
from corecare_tui.domain.profile import Choice, Chose, Profile
from corecare_tui.domain.records import CheckIn, Edit, MorningAfter, PainEntry, Record, Result, Session, SessionOutcome
from corecare_tui.domain.settings import USUAL_CARE, Settings
from corecare_tui.domain.thresholds import with_limits
from tests.adapters.report_kit import story_of, twelve_weeks
from tests.cli.cli_kit import records
from tests.test_docs import NEVER

UNTIL = date(2026, 11, 22)
AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
PLANK = Result("plank", AT + timedelta(minutes=5), Dose(3, None, 20, 30), done=1.0, pain=2)
SESSION = Session("s1", AT, "core_restart", "day1", None, SessionOutcome.FINISHED, CheckIn(2), (PLANK,), 3)
SCREENED = Profile(UNTIL)
LIVED = story_of(twelve_weeks(UNTIL), UNTIL)
"""Read by every test and changed by none."""
VOID = {"meta"}
WEEK = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
BLOCKS = {"caption", "dd", "dt", "li", "p", "td", "th"}


class Page(HTMLParser):
    """A page as it is read: every element with its attributes, and the text under each heading."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.title = ""
        """The heading that is read under."""
        self.parts: dict[str, str] = {}
        self.rows: list[list[str]] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in BLOCKS:
            self.parts[self.title] = self.parts.get(self.title, "") + "\n"

    def handle_data(self, data: str) -> None:
        if "style" in self.open:
            return
        if "h2" in self.open:
            self.title = data
        self.parts[self.title] = self.parts.get(self.title, "") + ("" if "h2" in self.open else data)
        if {"td", "th"} & {*self.open}:
            self.rows[-1][-1] += data

    @property
    def text(self) -> str:
        return "\n".join(self.parts.values())


def page(told: Story) -> Page:
    return Page(write(told))


def of(*sessions: Session, pains: tuple[PainEntry, ...] = (), profile: Profile = SCREENED, **more: Any) -> Page:
    """The page of a small record."""
    return page(story_of(Record(profile, sessions, pains), UNTIL, **more))


def rated(**said: Any) -> Session:
    """A session with one rating."""
    return replace(SESSION, results=(replace(PLANK, **said),))


# --- the page as such -------------------------------------------------------------------------------


def test_it_is_whole_and_every_element_is_closed() -> None:
    read = page(LIVED)
    assert read.open == []
    assert write(LIVED).startswith(b'<!DOCTYPE html>\n<html lang="en">')
    assert [tag for tag, _ in read.elements].count("h1") == 1


def test_it_needs_and_reaches_nothing_outside() -> None:
    read, data = page(LIVED), write(LIVED).decode()
    assert {"script", "link", "img", "iframe", "object", "embed", "form", "base"} & {tag for tag, _ in read.elements} == set()
    attributes = [(name, value or "") for _, attrs in read.elements for name, value in attrs.items()]
    assert {name for name, _ in attributes if name in ("src", "srcset", "action", "style") or name.startswith("on")} == set()
    assert [value for name, value in attributes if name == "href" and not value.startswith("#r")] == []
    assert re.findall(r"https?:|//|@import|url\(", data) == []
    assert "default-src 'none'" in data


def test_a_screen_reader_finds_its_way() -> None:
    read = page(LIVED)
    names = [tag for tag, _ in read.elements]
    assert names.count("table") == names.count("caption") == 3
    assert {attrs.get("scope") for tag, attrs in read.elements if tag == "th"} == {"col", "row"}
    drawing = next(attrs for tag, attrs in read.elements if tag == "svg")
    told = {attrs["id"] for tag, attrs in read.elements if tag in ("title", "desc") and "id" in attrs}
    assert {*str(drawing["aria-labelledby"]).split()} == told
    ids = [attrs["id"] for _, attrs in read.elements if "id" in attrs]
    assert len(ids) == len({*ids})
    assert [attrs["href"] for tag, attrs in read.elements if tag == "a" and str(attrs["href"])[1:] not in ids] == []


def test_the_same_story_gives_the_same_bytes() -> None:
    assert write(LIVED) == write(LIVED) == write(story_of(twelve_weeks(UNTIL), UNTIL))


def test_it_promises_nothing_and_says_what_it_is() -> None:
    text = page(LIVED).text
    assert NEVER.findall(text) == []
    assert "a documented design and not a validated treatment" in text


# --- the numbers ------------------------------------------------------------------------------------


def test_every_number_is_the_one_that_history_prints() -> None:
    told, text = tree(LIVED.view)["numbers"], page(LIVED).parts["In numbers"]
    kept, days = told.pop("kept"), (told.pop("since"), told.pop("until"))
    places = [count for _, count in told.pop("places")]
    scores = [value for kind in ("before", "after", "ratings") for value in told.pop(kind).values()]
    for number in (*kept.values(), *places, *scores, *told.values()):
        assert re.search(rf"(?<![\d.]){re.escape(str(number))}(?![\d]|\.\d)", text), number
    assert days == ("2026-08-25", "2026-11-22")
    assert "25 August 2026 to 22 November 2026" in page(LIVED).text


def test_the_scores_of_each_kind_stand_in_their_row() -> None:
    rows = {row[0]: row[1:] for row in page(LIVED).rows}
    numbers = LIVED.view.numbers
    for name, told in (("Before sessions", numbers.before), ("After sessions", numbers.after), ("Exercises", numbers.ratings)):
        assert rows[name] == [words.tenth(told.mean), str(told.worst), str(told.said), str(told.unsaid)]


def test_each_exercise_has_its_row() -> None:
    rows = {row[0]: row[1:] for row in page(LIVED).rows}
    assert len(LIVED.view.exercises) > 8
    for one in LIVED.view.exercises:
        row = rows[words.called(one.exercise, LIVED.library)]
        worst = "–" if one.worst is None else str(one.worst)
        assert row[:6] == [
            str(len(one.times)),
            str(len(one.scores)),
            str(one.unsaid),
            worst,
            words.tenth(one.mean),
            str(one.form_lost),
        ]
        assert row[6].count("×") == len(one.ladder)
    for one in LIVED.view.hurting:
        assert words.hurts(one, LIVED.library) in page(LIVED).parts["What hurts"]


def test_the_chart_has_every_session_and_its_gaps_stay_gaps() -> None:
    kinds = [attrs.get("class") for _, attrs in page(LIVED).elements]
    assert kinds.count("before") == sum(point.before is not None for point in LIVED.view.points)
    assert kinds.count("after") == sum(point.after is not None for point in LIVED.view.points)
    alone = of(replace(SESSION, check_in=None), replace(SESSION, id="s2", started=AT - timedelta(30)))
    kinds = [attrs.get("class") for _, attrs in alone.elements]
    assert [kinds.count(kind) for kind in ("before", "after", "mean", "mean few", "band")] == [1, 2, 0, 0, 0]


def test_a_mean_of_few_days_is_dashed() -> None:
    few = [replace(SESSION, id=f"{n}", started=AT - timedelta(n)) for n in range(3)]
    assert [attrs["class"] for _, attrs in of(*few).elements if "mean" in str(attrs.get("class"))] == ["mean few", "mean few"]
    assert [attrs["class"] for _, attrs in of(*few[:2]).elements if "mean" in str(attrs.get("class"))] == []


# --- the sessions -----------------------------------------------------------------------------------


def test_each_session_tells_what_was_felt_and_what_the_rules_changed() -> None:
    rows = [row for row in page(LIVED).rows if len(row) == 5 and row[0][:3] in WEEK and row[0][3] == " "]
    assert len(rows) == len(LIVED.sessions) == len(LIVED.view.points)
    for told, row in zip(LIVED.sessions, rows, strict=True):
        assert row[1] == ("–" if told.session.pre is None else str(told.session.pre))
        asked = [f"{one.exercise.replace('_', ' ')} {one.dose.sets}×" for one in told.session.results if one.dose]
        assert [one for one in (*asked, *(one.rule for one in told.decisions)) if one not in row[2]] == []


def test_every_reason_is_told_once() -> None:
    read = page(LIVED)
    reasons = read.parts["Reasons, each with its rule"]
    assert "U1 Two clean green sessions of …: one step up." in reasons
    assert reasons.count("U1") == 1
    linked = {attrs["href"] for tag, attrs in read.elements if tag == "a"}
    assert linked == {f"#{attrs['id']}" for tag, attrs in read.elements if tag == "li" and "id" in attrs}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"pain": 4, "edits": (Edit(AT, 6),)}, "plank 3×20\u00a0s\u00a04 (was 6)"),
        ({"pain": 4, "edits": (Edit(AT, 6), Edit(AT, 5))}, "4 (was 6, 5)"),
        ({"pain": 0, "edits": (Edit(AT),)}, "0 (was not said)"),
        ({"pain": None, "edits": (Edit(AT, 7),)}, "– (was 7)"),
        ({"pain": 4, "edits": (Edit(AT, 4, "leg"),)}, "4 (edited)"),
        ({"pain": 4, "place": "leg", "sharp": True, "leg": True}, "4, down the leg, sharp, down a leg"),
        ({"pain": 4, "place": "low_back", "form_held": False, "done": 0.6}, "plank 3×20\u00a0s 60\u00a0% done\u00a04, form lost"),
        ({"pain": None, "done": 0.0, "outcome": "skipped"}, "0\u00a0% done (skipped)\u00a0–"),
        ({"dose": Dose(2, 8, 3, 30)}, "plank 2×8/3\u00a0s\u00a02"),
        ({"note": "a  b\nc"}, "2, “a  b c”"),
    ],
)
def test_a_rating_in_its_row(said: dict[str, Any], told: str) -> None:
    assert told in of(rated(**said)).parts["Session by session"]


def test_the_scores_of_a_session_tell_their_corrections_too() -> None:
    edits = (Edit(AT, 6, of="check-in"), Edit(AT, 1, of="end"), Edit(AT, None, of="morning after"))
    row = of(replace(SESSION, edits=edits, morning_after=MorningAfter(5, False), effort=7)).rows[-1]
    assert row[1] == "2 (was 6)"
    assert row[3:] == ["3 (was 1)effort 7", "5 (was not said)not settled"]


def test_what_was_set_down_later_and_what_happened_in_between() -> None:
    flare = PainEntry(AT + timedelta(1), 7, "leg", "in the garden", True, AT + timedelta(2), (Edit(AT, 8),))
    text = of(replace(SESSION, added=AT + timedelta(1)), pains=(flare,)).parts["Session by session"]
    assert "Fri 20 Novset down later" in text
    assert "between sessions: 7 (was 8), down the leg, flare-up, “in the garden”, set down later" in text


def test_signs_are_told_above_and_in_their_place() -> None:
    choices = (Choice(AT - timedelta(2), Chose.SIGN, "leg_weak"), Choice(AT - timedelta(1), Chose.CLEAR, "leg_weak"))
    profile = Profile(UNTIL, ("leg_weak", "osteoporosis", "knee"), ("leg_weak",), ("mat", "kettlebell"), choices=choices)
    read = of(replace(SESSION, check_in=CheckIn(2, ("one_leg",))), profile=profile)
    assert "Yes: A leg or foot that is getting weaker, cleared by a professional" in read.parts["Safety answers and kit"]
    assert "Yes: Osteoporosis, not cleared" in read.parts["Safety answers and kit"]
    assert "Asked to be spared: knee.\nKit at hand: mat, kettlebell." in read.parts["Safety answers and kit"]
    for part in ("Safety answers and kit", "Session by session"):
        assert "told at a check-in, so there was no session" in read.parts[part]
        assert "cleared by a professional, as the person says" in read.parts[part]
    assert "new: Pain or tingling down one leg, below the knee" in read.parts["Session by session"]


def test_what_differs_from_what_was_done_is_said() -> None:
    told = LIVED.sessions[-1]
    assert told.decisions
    bare = replace(LIVED, sessions=(replace(told, session=replace(told.session, results=())),))
    assert "not done: (" in page(bare).parts["Session by session"]


def test_of_a_long_time_the_newest_sessions_are_told_one_by_one() -> None:
    many = [replace(SESSION, id=f"{n:03}", started=AT - timedelta(n)) for n in range(MOST_SESSIONS + 7)]
    text = of(*many, pains=(PainEntry(AT - timedelta(60), 9),)).parts["Session by session"]
    assert "7 earlier sessions of these days" in text
    assert "between sessions" not in text


def test_of_very_many_scores_between_sessions_the_newest_are_told() -> None:
    pains = tuple(PainEntry(AT - timedelta(hours=n), 3) for n in range(50))
    text = of(SESSION, pains=pains).parts["Session by session"]
    assert text.count("between sessions: 3") == 40
    assert "Of the scores between sessions the newest 40." in text


# --- what comes next, and how to read it --------------------------------------------------------------


def test_the_next_session_with_its_doses() -> None:
    text = page(LIVED).parts["Next session"]
    for item in LIVED.plan.items:
        assert f"{LIVED.library[item.exercise].name} {item.dose.text}" in text
    for advice in (*LIVED.plan.advice, *LIVED.plan.left_out):
        assert f"{advice.rule} {advice.sentence}" in text


def test_a_plan_that_is_closed_says_why() -> None:
    read = of(SESSION, profile=Profile(UNTIL, ("pregnant",)))
    assert "None for now. G1 CoreCare is not made for this situation yet" in read.parts["Next session"]
    assert "Yes: Pregnant now, not cleared" in read.parts["Safety answers and kit"]


def test_an_empty_record_says_so() -> None:
    read = of(profile=Profile())
    assert "No session and no pain was recorded in these days." in read.text
    assert "The safety questions were never answered." in read.text
    assert [*read.parts][-1] == "How to read this page"
    assert of(pains=(PainEntry(AT, 3),)).parts["Pain over time"]


def test_the_legend_has_this_persons_limits() -> None:
    careful = Settings(limits=with_limits({"red": 5, "rest_days": 3, "recovery": 4}), strict=True)
    text = of(SESSION, settings=careful).parts["How to read this page"]
    assert "Red from 5, or sharp" in text.replace("Red\n", "Red ")
    assert "days of rest: 3" in text
    assert "gentle movement alone from 4" in text
    assert "any 3 leaves the exercise out" in text
    assert "any 3" not in of(SESSION, settings=USUAL_CARE).parts["How to read this page"]


def test_scores_are_told_by_their_boxes_not_by_colour() -> None:
    read = of(replace(SESSION, check_in=CheckIn(2), results=(replace(PLANK, pain=3),), end_pain=6))
    assert [attrs["class"] for tag, attrs in read.elements if tag == "b" and "class" in attrs] == ["green", "amber", "red"]
    assert set(re.findall(r"(?:color|background|fill|stroke): (#\w+)", write(LIVED).decode())) <= GREYS


GREYS = {"#111", "#444", "#555", "#999", "#ddd", "#eee", "#fff", "#e9eaec"}


# --- hostile texts ----------------------------------------------------------------------------------


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'onmouseover='x",
    "</style></title><h2>Mine</h2>",
    "&lt;b&gt; \u202eevil\u2066 \x1b[31m \ud800 \0",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_person_becomes_markup(text: str) -> None:
    session = replace(
        rated(exercise=text, slot=text, note=text, place="leg"), routine=text, day=text, check_in=CheckIn(1, (text,)), id=text
    )
    profile = Profile(UNTIL, (text, "wrist"), (text,), (text, "mat"), choices=(Choice(AT, Chose.SIGN, text),))
    pains = (PainEntry(AT, 3, None, text),)
    harmless = of(
        rated(exercise="mine", note="n", place="leg"), pains=(PainEntry(AT, 3, None, "n"),), profile=Profile(UNTIL, ("wrist",))
    )
    read = of(session, pains=pains, profile=profile)
    assert {tag for tag, _ in read.elements} <= {tag for tag, _ in harmless.elements} | {"small"}
    assert {name for _, attrs in read.elements for name in attrs} <= {name for _, attrs in harmless.elements for name in attrs}
    data = write(story_of(Record(profile, (session,), pains), UNTIL)).decode()
    assert re.findall("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", data) == []


@hypothesis_settings(max_examples=20, deadline=None)
@given(records)
def test_whatever_is_kept_makes_a_page(record: Record) -> None:
    read = page(story_of(record, UNTIL, days=20_000))
    assert read.open == []
    assert {"script", "img"} & {tag for tag, _ in read.elements} == set()
