"""How to read the page: what the numbers mean to the rules, as the limits of this person stand."""

from collections.abc import Iterator
from dataclasses import asdict

from corecare_tui.adapters.report.markup import Markup, section, tag
from corecare_tui.domain import thresholds as t
from corecare_tui.domain.insight.days import LEAST_DAYS, SOLID_DAYS
from corecare_tui.domain.settings import STRICT, Settings

LOG = (
    "This is a log of what a person said of themselves. Its rules are a documented design and not a validated treatment; "
    "CoreCare is no medical device, and nobody has checked these answers."
)
LEGEND = {
    "Scale": "0 no pain, 1–3 mild, 4–6 moderate, 7–10 severe. A dash was not said, which never counts as 0. "
    "From {amber} a score stands in a thin box, from {red} in a thick one. 4 (was 6): corrected afterwards.",
    "Green": "below {amber}, and less than {rise_amber} above the check-in. Twice, in good form, with a settled morning: one "
    "step more; at most {raises_a_session} a session, one an exercise in {raise_every_days} days.",
    "Amber": "from {amber}, or {rise_amber} above the check-in: the same dose. Twice running, from {amber_high}, or "
    "{rise_amber_high} above the check-in: one step easier.",
    "Red": "from {red}, or sharp: the exercise stops, and rests for {swap_days} days or more. From {severe} the session ends, "
    "days of rest: {rest_days}; from {seek_advice} a professional is advised.",
    "Check-in": "fewer sets and nothing harder from {sore_start}, gentle movement alone from {recovery}, none from {severe}.",
    "Morning": "not settled at {morning_rise} or more above the check-in, or where the person says so: what hurt gets easier.",
    "Weeks": "a 7-day mean takes {least} rated days, {solid} to be solid. A change of {real:g} points or {share:.0%} is real; "
    "{mean_rise} up mean {deload_days} lighter days.",
}
ON = f"on: any {STRICT} leaves the exercise out of the session and eases it the next time."
"""The documents' own stance."""


def legend(settings: Settings) -> Markup:
    """The whole of it."""
    return section("How to read this page", tag("dl", *_rows(settings)), tag("p", LOG), class_="legend")


def _rows(settings: Settings) -> Iterator[Markup]:
    """The texts with this person's limits in them."""
    limits = asdict(settings.limits) | {"least": LEAST_DAYS, "solid": SOLID_DAYS, "real": t.REAL_CHANGE, "share": t.REAL_SHARE}
    for name, text in (LEGEND | ({"Strict": ON} if settings.strict else {})).items():
        yield tag("div", tag("dt", name), tag("dd", text.format_map(limits)))
