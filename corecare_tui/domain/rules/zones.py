"""The zone of a rating: green, amber, red, and what lies between (evidence 1.5)."""

from enum import IntEnum

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.pain import Score, sound
from corecare_tui.domain.thresholds import STANDARD, Limits


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


def zone(pain: Score, pre: Score, limits: Limits = STANDARD) -> Zone:
    """The zone of a rating, given the check-in. Without a check-in only what the number alone says is taken."""
    pain, pre = sound(pain), sound(pre)
    if pain is None:
        return Zone.UNKNOWN
    if pain >= min(limits.red, limits.severe):
        return Zone.SEVERE if pain >= limits.severe else Zone.RED
    if pre is None:
        return _zone_alone(pain, limits)
    rise = pain - pre
    standard = limits.amber_high == STANDARD.amber_high  # who lowers the ceiling means it, whatever the back came with
    if standard and t.BASELINE[0] <= pre <= t.BASELINE[1] and pain >= limits.amber and rise <= t.BASELINE_RISE:
        return Zone.HOLD
    if pain >= limits.amber_high or rise >= limits.rise_amber_high:
        return Zone.AMBER_HIGH
    return Zone.AMBER if pain >= limits.amber or rise >= limits.rise_amber else Zone.GREEN


def _zone_alone(pain: int, limits: Limits) -> Zone:
    """A 2 may be a rise of 2 or none, so it is unknown; a 0 or 1 is green whatever came before."""
    if pain >= limits.amber_high:
        return Zone.AMBER_HIGH
    if pain >= limits.amber:
        return Zone.AMBER
    return Zone.GREEN if pain < limits.rise_amber else Zone.UNKNOWN
