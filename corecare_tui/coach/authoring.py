"""Routines of one's own: written, copied, kept, taken back, sent, and looked at before they are taken in."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corecare_tui.coach.planning import Planning
from corecare_tui.domain.exercise import Dose, Exercise, Library
from corecare_tui.domain.ladder import steps
from corecare_tui.domain.lengths import day_s
from corecare_tui.domain.plan import Advice, LeftOut
from corecare_tui.domain.routine import Routine

if TYPE_CHECKING:
    from corecare_tui.adapters.library import Problem
    from corecare_tui.adapters.library.own import Change, Own, Shared
    from corecare_tui.domain.linting import Remark


@dataclass(frozen=True, slots=True)
class Offer:
    """A routine that somebody sent, as it would be for this person."""

    routine: Routine
    minutes: tuple[int, ...]
    """Of each day."""
    remarks: tuple["Remark", ...]
    closed: tuple[LeftOut, ...]
    """What the rules would leave out now, on any of its days; each exercise once."""
    blocked: Advice | None
    """Why there would be no session at all now."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What files that somebody sent hold; nothing of it is taken in yet."""

    offers: tuple[Offer, ...]
    exercises: tuple[Exercise, ...]
    """New ones."""
    library: Library
    """All exercises, these among them."""
    problems: tuple["Problem", ...]
    """What is wrong with the files; while there is any, none is taken in."""


class Authoring(Planning):
    """The person's own routines. A method that changes a file raises RoutineError where it cannot, and then changed nothing."""

    @property
    def _own_files(self) -> "Own":
        if self._files is None:
            from corecare_tui.adapters.library.refusing import RoutineError

            raise RoutineError("own routines", "there is no folder for them here", "start CoreCare with one")
        return self._files

    def own_routines(self) -> tuple[Routine, ...]:
        """Those that lie in the person's own folder; none where there is no such folder."""
        return self._files.routines if self._files is not None else ()

    def own_file(self, id: str) -> Path:
        """The file of an own routine, for an editor. Raises RoutineError."""
        return self._own_files.file(id)

    def broken_files(self) -> dict[Path, tuple["Problem", ...]]:
        """Files of the person's own that are left out, with what is wrong in each."""
        found: dict[Path, tuple[Problem, ...]] = {}
        for problem in self._files.now.problems if self._files is not None else ():
            found[Path(problem.file)] = (*found.get(Path(problem.file), ()), problem)
        return found

    # --- a draft: nothing is on disk yet ----------------------------------------------------------

    def free_id(self, name: str) -> str:
        """An id made of that name which no routine has, and no file of the person's own, a broken one neither."""
        from corecare_tui.domain.drafting import id_of

        return id_of(name, {*self.routines, *(self._files.stems() if self._files is not None else ())})

    def new_routine(self, name: str) -> Routine:
        """An empty routine of that name, under an id that is free."""
        from corecare_tui.domain.drafting import blank

        return blank(self.free_id(name), name)

    def copied_routine(self, id: str, name: str) -> Routine:
        """The same days as any routine's, under that name and a free id. Raises KeyError for an unknown one."""
        from corecare_tui.domain.drafting import copied

        return copied(self.routines[id], self.free_id(name), name)

    def remarks(self, routine: Routine) -> tuple["Remark", ...]:
        """What a physiotherapist would remark on it, kept or not."""
        from corecare_tui.domain.linting import lint

        return lint(routine, self.library)

    def lengths(self, routine: Routine) -> tuple[int, ...]:
        """How long each day takes at the doses it asks for."""
        return _minutes(routine, self.library)

    def begin_dose(self, exercise: str) -> Dose:
        """What to begin with in a routine of one's own: the dose reached, else the first step of its ladder."""
        newest = next(iter(self._past().of(exercise)), None)
        return (newest.usual if newest else None) or steps(self.library[exercise])[0]

    # --- on disk ----------------------------------------------------------------------------------

    def start_routine(self, name: str) -> "Change":
        """A commented example under that name in a new file, for an editor; nothing is written over."""
        from corecare_tui.domain.drafting import id_of

        return self._after(self._own_files.start(id_of(name, ()), name))

    def save_routine(self, routine: Routine) -> "Change":
        """Keep it in its file, a new one as ID.toml; comments and lines of a file that is there stay."""
        return self._after(self._own_files.save(routine))

    def delete_routine(self, id: str) -> "Change":
        """Set its file aside; nothing is lost."""
        return self._after(self._own_files.delete(id, self._now()))

    def undo_changes(self, *changes: "Change") -> None:
        """Take changes back, the last first; one whose file was changed since stays."""
        try:
            self._own_files.undo(changes, self._now())
        finally:
            self.reload_routines()

    def reload_routines(self) -> tuple["Problem", ...]:
        """Read all files again, after an editor; what is wrong in the person's own, each with its line."""
        if self._files is None:
            return ()
        one = self._files.reload()
        self.library, self.routines = one.library, one.routines
        return one.problems

    def _after(self, change: "Change") -> "Change":
        self.library, self.routines = self._own_files.now.library, self._own_files.now.routines
        return change

    # --- sent, and taken in -----------------------------------------------------------------------

    def share_routine(self, id: str) -> "Shared":
        """An own routine as it can be sent."""
        return self._own_files.share(id)

    def send_routine(self, id: str) -> tuple[Path, ...]:
        """That as files in the first of the folders `elsewhere` that takes them; nothing is written over. Raises RoutineError."""
        from corecare_tui.adapters.backups import put_somewhere
        from corecare_tui.adapters.library.refusing import RoutineError

        shared = self.share_routine(id)
        files = ((shared.name, shared.data), *shared.exercises)
        found = [put_somewhere(data, self.elsewhere, name) for name, data in files]
        if None in found:
            raise RoutineError(shared.name, "could not be written anywhere", "make room, or use `corecare routines share`")
        return tuple(path for path in found if path is not None)

    def sent(self, paths: Iterable[Path], as_id: str | None = None) -> Sent:
        """What those files hold, and how it would be for this person; `as_id` gives the routine another id."""
        look = self._own_files.preview(tuple(paths), as_id)
        entries = [entry for page in look.pages for _, entry in page.entries]
        routines = [one for one in entries if isinstance(one, Routine)] if not look.problems else []
        exercises = tuple(one for one in entries if isinstance(one, Exercise))
        offers = tuple(self._offer(one, look.library) for one in routines)
        return Sent(offers, exercises, look.library, look.problems)

    def _offer(self, routine: Routine, library: Library) -> Offer:
        from corecare_tui.domain.linting import lint
        from corecare_tui.domain.rules import plan_next

        among = {**self.routines, routine.id: routine}
        history, profile, hour = self.history(), self.profile, self._now().time()
        plans = [
            plan_next(library, among, routine.id, history, profile, None, self.today, day.id, self.own, hour)
            for day in routine.days
        ]
        closed = {out.exercise: out for plan in plans for out in plan.left_out}
        blocked = next((plan.blocked for plan in plans if plan.blocked), None)
        return Offer(routine, _minutes(routine, library), lint(routine, library), tuple(closed.values()), blocked)

    def take_in(self, paths: Iterable[Path], as_id: str | None = None) -> tuple["Change", ...]:
        """Copy those files into the person's folder, all or none; a file with a problem is refused."""
        changes = self._own_files.take_in(tuple(paths), as_id)
        self.library, self.routines = self._own_files.now.library, self._own_files.now.routines
        return changes


def _minutes(routine: Routine, library: Library) -> tuple[int, ...]:
    return tuple(max(1, round(day_s(day, library) / 60)) for day in routine.days)
