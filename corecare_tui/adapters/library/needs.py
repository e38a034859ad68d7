"""Which exercise files a routine cannot be played without, those that they need in turn among them."""

from corecare_tui.adapters.library.loading import Page
from corecare_tui.domain.exercise import Exercise
from corecare_tui.domain.routine import Routine


def needed(page: Page, families: list[Page]) -> list[Page]:
    """The files among `families` that a routine needs, and those that they need in turn."""
    found: list[Page] = []
    wanted = _named(page)
    while more := [one for one in families if one not in found and _ids(one) & wanted]:
        found += more
        wanted = set().union(*(_named(one) for one in more))
    return found


def _ids(page: Page) -> set[str]:
    return {entry.id for _, entry in page.entries}


def _named(page: Page) -> set[str]:
    """The exercises that a file names."""
    if isinstance(page.content, Routine):
        items = (item for day in page.content.days for _, item in day.items)
        return {id for item in items for id in (item.exercise, *item.rung_of) if id}
    return set().union(*(_neighbours(exercise) for exercise in page.content.exercise))


def _neighbours(one: Exercise) -> set[str]:
    poses = one.figure.poses if one.figure else ()
    likes = {pose.like.split(".")[0] for pose in poses if pose.like and "." in pose.like}
    return likes | {id for id in (one.easier, one.harder, *one.swaps, *one.plays_as) if id}
