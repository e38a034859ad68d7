"""A person's own folder of routines: which file holds which, what they write, what they send, and what was sent to them."""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from corecare_tui.adapters.library.checking import Family, build
from corecare_tui.adapters.library.loading import Given, Loaded, Page, given, loaded
from corecare_tui.adapters.library.meaning import routine_faults
from corecare_tui.adapters.library.needs import needed
from corecare_tui.adapters.library.refusing import RoutineError, not_sound, not_taken_in, told
from corecare_tui.adapters.whole import put_in_own, settle
from corecare_tui.domain.routine import Routine
from corecare_tui.domain.text import drawable


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to one file, and what takes it back."""

    path: Path
    before: bytes | None
    """What it held; None = there was no such file."""
    after: bytes | None
    """What it holds now; None = it was deleted."""
    aside: Path | None = None
    """Where a deleted file lies."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A routine as it can be sent: its file, and the person's own exercise files without which nobody can play it."""

    name: str
    data: bytes
    exercises: tuple[tuple[str, bytes], ...] = ()
    """Name and bytes of each."""


class Own:
    """The folder as it was when last loaded."""

    def __init__(self, folder: Path, shipped: Path) -> None:
        """Nothing is read before it is asked for."""
        self.folder, self._shipped = folder, shipped
        self._loaded: Loaded | None = None

    def reload(self) -> Loaded:
        """Everything read again, the shipped files too: what an editor changed counts from now on."""
        self._loaded = loaded(self._shipped, self.folder)
        return self._loaded

    @property
    def now(self) -> Loaded:
        """As it was when last loaded."""
        return self._loaded or self.reload()

    @property
    def routines(self) -> tuple[Routine, ...]:
        """The person's own, as their files lie in the folder."""
        return tuple(page.content for page in self.now.own if isinstance(page.content, Routine))

    def stems(self) -> frozenset[str]:
        """The names of the routine files that lie there, also of those that cannot be read."""
        return frozenset(path.stem for path in self.folder.glob("*.toml"))

    def file(self, id: str) -> Path:
        """Where that own routine lies. Raises RoutineError where none of that id does."""
        return self._page(id).path

    def _page(self, id: str) -> Page:
        for page in self.now.own:
            if isinstance(page.content, Routine) and page.content.id == id:
                return page
        if id in self.now.routines:
            raise RoutineError(id, "is not your own, it came with CoreCare", "make a copy of it, and change that")
        raise RoutineError(id, f"no routine of yours has this id in {self.folder}", "`corecare routines` lists them")

    # --- writing ----------------------------------------------------------------------------------

    def save(self, routine: Routine) -> Change:
        """The routine into its file, a new one as ID.toml. Raises RoutineError where it could not be loaded again."""
        from corecare_tui.adapters.library.writing import save

        path = self._path_of(routine.id)
        self._sound(routine, path)
        with told(path):
            before = path.read_bytes() if path.exists() else None
            if before is not None and not self._page(routine.id).source.holds(before):
                raise RoutineError(str(path), "was changed by another program meanwhile", "leave this one, and open it anew")
            after = save(path, routine)
        self.reload()
        return Change(path, before, after)

    def start(self, id: str, name: str) -> Change:
        """A commented example under that id and name, for an editor; nothing is ever written over. Raises RoutineError."""
        from corecare_tui.adapters.library.example import example
        from corecare_tui.adapters.library.writing import put_schema

        if id in self.now.routines:
            raise RoutineError(id, "there is a routine of this id already", "choose another name")
        path = self._path_of(id)
        if not drawable(name) or not name.strip():
            raise RoutineError("the name", "is empty or has characters that cannot be seen", "choose another")
        with told(path):
            put_in_own(path, data := example(id, name).encode())
            put_schema(self.folder)
        self.reload()
        return Change(path, None, data)

    def _path_of(self, id: str) -> Path:
        if id in self.now.routines:
            return self.file(id)
        path = self.folder / f"{id}.toml"
        if os.path.lexists(path):
            raise RoutineError(str(path), "is there and cannot be used", "mend or delete that file, or choose another name")
        return path

    def _sound(self, routine: Routine, path: Path) -> None:
        """Raise RoutineError for what the loader would not take: an empty day, a dose out of range, a name it cannot draw."""
        import tomllib

        from corecare_tui.adapters.library.writing import fresh

        made = build(tomllib.loads(fresh(routine)), Routine)
        faults = made if isinstance(made, list) else list(routine_faults(made, self.now.library))
        if faults:
            raise not_sound(routine.name, path, faults)

    def delete(self, id: str, at: datetime) -> Change:
        """Its file becomes NAME.toml.deleted-<utc>, beside it: nothing is lost."""
        from corecare_tui.adapters.library.writing import set_aside

        path = self.file(id)
        with told(path):
            before = path.read_bytes()
            aside = set_aside(path, at)
        self.reload()
        return Change(path, before, None, aside)

    def undo(self, changes: Iterable[Change], at: datetime) -> None:
        """Take those back, the last first. Raises RoutineError where a file is no longer as it was left."""
        for change in reversed(tuple(changes)):
            with told(change.path):
                self._undo(change, at)
        self.reload()

    def _undo(self, change: Change, at: datetime) -> None:
        from corecare_tui.adapters.library.writing import set_aside

        path = change.path
        if (path.read_bytes() if path.exists() else None) != change.after:
            raise RoutineError(str(path), "has changed since", "it stays as it is now")
        if change.aside is not None and change.aside.exists():
            change.aside.rename(path)
            settle(path.parent)
        elif change.before is not None:
            put_in_own(path, change.before)
        else:
            set_aside(path, at)

    # --- sending and taking in --------------------------------------------------------------------

    def preview(self, paths: Iterable[Path], as_id: str | None = None) -> Given:
        """What those files hold, looked at among the shipped ones and one's own; nothing is taken in."""
        return given(paths, self._shipped, self.now.own, as_id)

    def take_in(self, paths: Iterable[Path], as_id: str | None = None) -> tuple[Change, ...]:
        """Copies of those files into the folder, all or none. Raises RoutineError where one has a problem."""
        look = self.preview(paths, as_id)
        if look.problems:
            raise not_taken_in(look.problems)
        if not look.pages:
            raise RoutineError(str(self.folder), "nothing in these files is new to you", "there is nothing to do")
        done: list[Change] = []
        try:
            for page in look.pages:
                done.append(self._take(page))
        except RoutineError:
            for change in done:
                change.path.unlink(missing_ok=True)
            raise
        self.reload()
        return tuple(done)

    def _take(self, page: Page) -> Change:
        from corecare_tui.adapters.library.writing import put_schema

        path = self._new_place(page)
        with told(path):
            data = _bytes(page)
            put_in_own(path, data)
            if isinstance(page.content, Routine):
                put_schema(self.folder)
        return Change(path, None, data)

    def _new_place(self, page: Page) -> Path:
        if isinstance(page.content, Routine):
            path = self.folder / f"{page.content.id}.toml"
            if os.path.lexists(path):
                raise RoutineError(str(path), "holds something else", "mend or delete it, or take this one in under another id")
            return path
        # Named by the folder, not by the sender: a file name may be anything.
        stem = "".join(letter for letter in page.content.family.lower() if letter.isascii() and letter.isalnum()) or "exercises"
        names = (self.folder / "exercises" / f"{stem}{f'_{number}' if number else ''}.toml" for number in count())
        return next(name for name in names if not os.path.lexists(name))

    def share(self, id: str) -> Shared:
        """That own routine as its file stands, with the own exercise files it needs."""
        page = self._page(id)
        families = [other for other in self.now.own if isinstance(other.content, Family)]
        with told(page.path):
            exercises = tuple((family.path.name, family.path.read_bytes()) for family in needed(page, families))
            return Shared(page.path.name, page.path.read_bytes(), exercises)


def _bytes(page: Page) -> bytes:
    """What is copied: the file as it is, but for an id that was chosen anew."""
    from corecare_tui.adapters.library.revising import revised

    data = page.path.read_bytes()
    if not page.source.holds(data):
        raise RoutineError(str(page.path), "was changed while it was looked at", "take it in again")
    if isinstance(page.content, Family) or page.source.tables.get("id") == page.content.id:
        return data
    return revised(page.source.text, page.content).encode()
