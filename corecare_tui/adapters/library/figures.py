"""What a figure's tables mean: its poses exist, its loop follows the tempo, its mistakes and cues name what there is."""

from collections.abc import Iterator

from corecare_tui.adapters.library.checking import Family, meant, shown
from corecare_tui.adapters.library.reading import Fault
from corecare_tui.domain.exercise import Exercise, Library
from corecare_tui.figure.muscles import MUSCLES
from corecare_tui.figure.resolving import Figures, mistakes


def figure_faults(family: Family, library: Library) -> Iterator[Fault]:
    """What is wrong with the figures of a family among those of `library`, which holds them too."""
    figures: Figures = {one.id: one.figure for one in library.values() if one.figure}
    for index, exercise in enumerate(family.exercise):
        for path, what in _of(exercise, figures):
            yield Fault(("exercise", index, *path), what)


def _of(exercise: Exercise, figures: Figures) -> Iterator[Fault]:
    own = exercise.figure
    if own is not None:
        words = tuple(phase.word for phase in exercise.tempo)
        # its own, also where an earlier exercise has taken its id
        for wrong in mistakes({**figures, exercise.id: own}, exercise.id, words):
            yield Fault(("figure", *wrong.path), wrong.what)
    for index, cue in enumerate(exercise.cues):
        if cue.muscle not in MUSCLES:
            known = ", ".join(MUSCLES)
            yield Fault(("cues", index, "muscle"), f"must be one of {known}, not {shown(cue.muscle)}{meant(cue.muscle, MUSCLES)}")
    names = [pose.name for pose in own.poses] if own else []
    for index, mistake in enumerate(exercise.mistakes):
        for key in ("wrong", "right"):
            named = getattr(mistake, key)
            if named is not None and named not in names:
                yield Fault(("mistakes", index, key), f"{shown(named)} is no pose of its figure{meant(named, names)}")
