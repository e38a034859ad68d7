"""The page as a whole: its head, its parts in their order, its foot."""

from corecare_tui.adapters.report.following import following
from corecare_tui.adapters.report.legend import legend
from corecare_tui.adapters.report.markup import Markup, joined, tag
from corecare_tui.adapters.report.overview import exercises, hurting, numbers, pain, safety
from corecare_tui.adapters.report.sessions import reasons, sessions
from corecare_tui.adapters.report.style import STYLE
from corecare_tui.adapters.report.telling import Telling
from corecare_tui.domain.insight.story import Story

TITLE = "Training and pain record"
HEAD = Markup(
    '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
)
"""The policy: even a mistake of ours could load nothing."""


def write(story: Story) -> bytes:
    """The page: UTF-8; the same story gives the same bytes."""
    telling = Telling(story)
    head = tag("head", HEAD, tag("title", TITLE), tag("style", STYLE))
    body = tag("body", _title(telling), tag("main", *_parts(telling)))
    return joined((Markup("<!DOCTYPE html>\n"), tag("html", head, body, lang="en"), Markup("\n"))).encode()


def _title(telling: Telling) -> Markup:
    view = telling.story.view
    days = f"{view.since.day} {view.since:%B %Y} to {view.until.day} {view.until:%B %Y}"
    told = tag("p", f"For a physiotherapist or doctor. {days}. Written by CoreCare from what one person said of themselves.")
    return tag("header", tag("h1", TITLE), told, tag("p", "Name", class_="name"))


def _parts(telling: Telling) -> tuple[Markup, ...]:
    """What there is to tell; of an empty record that it is."""
    view, end = telling.story.view, legend(telling.story.settings)
    if not (view.points or view.near.pains):
        nothing = tag("p", "No session and no pain was recorded in these days.", class_="empty")
        return nothing, safety(telling), following(telling), reasons(telling), end
    top = tag("div", numbers(telling), tag("div", safety(telling), hurting(telling)), class_="two")
    return top, pain(telling), exercises(telling), following(telling), sessions(telling), reasons(telling), end
