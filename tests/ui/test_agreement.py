"""Every number of the record is the same on the screen, in the report and in `history --json`, to the digit."""

import json
import re
from datetime import timedelta
from html.parser import HTMLParser

import pytest
from kit import THURSDAY, play
from walks import PAINS
from walks import long as record

from corecare_tui.adapters import report
from corecare_tui.cli.looking import tree
from corecare_tui.domain.insight.story import Story
from corecare_tui.domain.records import PainEntry

RECORDS = {
    "three months": (record(), PAINS),
    "the last days": (record()[-4:], PAINS),
    "only scores": ((), tuple(PainEntry(THURSDAY - timedelta(days=n), n % 6, "low_back") for n in range(1, 20))),
    "nothing": ((), ()),
}


class Words(HTMLParser):
    """The text of a page, a blank between its parts."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(text: str) -> str:
    return " ".join(text.split())


def shown(tmp_path, sessions, pains):
    """(the tree of `history --json`, the texts of the views, the text of the page), of the same thirty days."""
    found = {}

    async def act(p):
        coach = p.app.face.coach
        found["json"] = json.loads(json.dumps(tree(coach.view(30)), default=str))
        story: Story = coach.story(30)
        page = Words()
        page.feed(report.write(story).decode())
        found["page"] = plain(" ".join(page.parts))
        await p.press("2")
        found["chart"] = p.says
        await p.press("right_square_bracket")
        found["exercises"] = plain("\n".join(p.rows))
        await p.press("right_square_bracket")
        found["calendar"] = p.says

    play(tmp_path, act, (120, 36), sessions=sessions, pains=pains)
    return found


@pytest.mark.parametrize("name", RECORDS)
def test_screen_page_and_json_say_the_same(tmp_path, name):
    found = shown(tmp_path, *RECORDS[name])
    numbers, page, chart = found["json"]["numbers"], found["page"], found["chart"]
    assert numbers["trend"] in chart
    if not (RECORDS[name][0] or RECORDS[name][1]):
        assert numbers["sessions"] == numbers["ratings"]["said"] == 0 and "Nothing in these days" in chart
        return
    for key, title, before in (("before", "Before sessions", "Mean before "), ("after", "After sessions", "; after ")):
        one = numbers[key]
        mean = "–" if one["mean"] is None else f"{one['mean']:.1f}"
        counted = f"({one['said']} said" + (f", {one['unsaid']} not)" if one["unsaid"] else ")")
        worst = f", worst {one['worst']} {counted}" if one["said"] else f" {counted}"
        assert f"{before}{mean}{worst}" in chart
        cells = (mean, "–" if one["worst"] is None else one["worst"], one["said"], one["unsaid"])
        assert f"{title} {' '.join(map(str, cells))}" in page
    rated_days = f"{numbers['rated_days']} rated day" + "s" * (numbers["rated_days"] != 1)
    facts = [
        numbers["trend"],
        f"4 or more on {numbers['high_days']} of {rated_days}",
        f"settled by the next morning {numbers['settled']} of {numbers['mornings']}" if numbers["mornings"] else "morning after",
    ]
    if numbers["change"] is not None:
        facts.append(f"pain {numbers['change']:+.1f} on average".replace("-", "−"))
    for fact in facts:
        assert fact in chart and fact in page, fact
    places = sum(count for _, count in numbers["places"])
    for place, count in numbers["places"]:
        told = f"{place.replace('_', ' ').replace('leg', 'down the leg')} {count * 100 / places:.0f} %"
        assert told in chart and told in page


def test_every_exercise_and_what_hurts_agree(tmp_path):
    found = shown(tmp_path, *RECORDS["three months"])
    library = {"glute_bridge": "Glute bridge", "bird_dog": "Bird dog", "plank": "Forearm plank", "side_plank": "Side plank",
               "superman": "Superman", "cat_cow": "Cat-cow"}  # fmt: skip
    assert {one["exercise"] for one in found["json"]["exercises"]} == set(library)
    for one in found["json"]["exercises"]:
        name = library[one["exercise"]]
        row = rf"{name} {one['times']} [▁▂▃▄▅▆▇█·]+ {one['worst']} {one['mean']:.1f} {one['form_lost']} "
        assert re.search(row, found["exercises"]), row
        cells = (one["times"], one["rated"], one["unsaid"], one["worst"], f"{one['mean']:.1f}", one["form_lost"])
        assert f"{name} {' '.join(map(str, cells))}" in found["page"]
    for id in found["json"]["hurting"][:3]:
        one = next(each for each in found["json"]["exercises"] if each["exercise"] == id)
        told = f"{library[id]} worst {one['worst']}, mean {one['mean']:.1f} ({one['rated']}×)"
        assert told in found["chart"] and told in found["page"]


def test_the_calendar_counts_what_json_counts(tmp_path):
    """Its weeks are whole: the same numbers over the same days."""
    days = {}

    async def act(p):
        await p.press("2", "right_square_bracket", "right_square_bracket")
        panel = p.screen.panel
        view = p.app.face.coach.weeks(panel.count)
        told = json.loads(json.dumps(tree(view), default=str))["numbers"]["kept"]
        days["json"], days["screen"] = told, p.says

    play(tmp_path, act, sessions=record(), pains=PAINS)
    kept = days["json"]
    weeks = f"{kept['weeks']} of {kept['of']} weeks with 3 days or more"
    told = f"{kept['sessions']} sessions {weeks} longest gap {kept['longest_gap']} days"
    assert told in days["screen"]
