"""A pain rating on the 0–10 numeric rating scale (NRS-11), where not said is a value of its own, and its words."""

from dataclasses import dataclass

PLACES = ("low_back", "buttock_hip", "leg", "upper_back", "neck", "belly", "shoulder_wrist", "knee_other")
"""Where it hurt, in the order of the digit keys 1–8."""
PLACE_NAMES = dict(
    zip(
        PLACES,
        ("low back", "buttock / hip", "down the leg", "upper back", "neck", "belly / abs", "shoulder / wrist", "knee / other"),
        strict=True,
    )
)

SIDES = ("left", "right")
Score = int | None
"""0 = no pain … 10 = the worst you can imagine; None = not said, which is never 0."""


def check_score(name: str, score: object) -> None:
    """Raise ValueError unless `score` is None or a whole number from 0 to 10 (True, 7.0 and "7" are not)."""
    if score is not None and (type(score) is not int or not 0 <= score <= 10):
        raise ValueError(f"{name} must be a whole number from 0 to 10, or null, not {str(score)[:20]!r}")


def sound(score: object) -> Score:
    """`score`, or "not said" for what is none: whatever slips past `check_score` holds, and neither raises nor eases (law L8)."""
    return score if type(score) is int and 0 <= score <= 10 else None


@dataclass(frozen=True, slots=True)
class Pain:
    """What a person says after an exercise."""

    score: Score = None
    place: str | None = None
    """One of PLACES."""
    sharp: bool = False
    """Sharp or shooting."""
    leg: bool = False
    """It runs down a leg."""


def word(score: Score) -> str:
    """The word beside the number: none, mild 1–3, moderate 4–6, severe 7–10 (Boonstra 2016, the low cut)."""
    if score is None:
        return "not rated"
    return "none" if score == 0 else "mild" if score <= 3 else "moderate" if score <= 6 else "severe"


MEANING = {
    "none": "no pain at all",
    "mild": "noticeable, does not change how you move",
    "moderate": "hard to ignore, changes how you move",
    "severe": "stops you from doing things",
    "not rated": "not said",
}
"""What each word means, in one line."""
