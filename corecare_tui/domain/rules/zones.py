"""The zone of a rating: green, amber, red, and what lies between (evidence 1.5)."""

from enum import IntEnum

from corecare_tui.domain.pain import Score
from corecare_tui.domain.rules import thresholds as t


class Zone(IntEnum):
    """Evidence 1.5, gravest last; UNKNOWN neither raises nor eases."""

    GREEN = 0
    UNKNOWN = 1
    HOLD = 2
    """At the pain the person came with."""
    AMBER = 3
    AMBER_HIGH = 4
    RED = 5
    SEVERE = 6


def zone(pain: Score, pre: Score) -> Zone:
    """The zone of a rating, given the check-in. Without a check-in only what the number alone says is taken."""
    if pain is None:
        return Zone.UNKNOWN
    if pain >= t.RED:
        return Zone.SEVERE if pain >= t.SEVERE else Zone.RED
    if pre is None:
        return _zone_alone(pain)
    rise = pain - pre
    if t.BASELINE[0] <= pre <= t.BASELINE[1] and pain >= t.AMBER and rise <= t.BASELINE_RISE:
        return Zone.HOLD
    if pain >= t.AMBER_HIGH or rise >= t.RISE_AMBER_HIGH:
        return Zone.AMBER_HIGH
    return Zone.AMBER if pain >= t.AMBER or rise >= t.RISE_AMBER else Zone.GREEN


def _zone_alone(pain: int) -> Zone:
    """A 2 may be a rise of 2 or none, so it is unknown; a 0 or 1 is green whatever came before."""
    if pain >= t.AMBER_HIGH:
        return Zone.AMBER_HIGH
    if pain >= t.AMBER:
        return Zone.AMBER
    return Zone.GREEN if pain < t.RISE_AMBER else Zone.UNKNOWN
