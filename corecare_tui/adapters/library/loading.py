"""All the files together: the library and routines of those that are sound, and every problem of those that are not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path

from corecare_tui.adapters.library.checking import MOST, Family, build, shown
from corecare_tui.adapters.library.lines import KeyPath
from corecare_tui.adapters.library.meaning import family_faults, routine_faults
from corecare_tui.adapters.library.reading import Fault, Problem, Source, read
from corecare_tui.domain.exercise import Exercise, Library
from corecare_tui.domain.routine import Routine, Routines


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """A file whose tables have the right form."""

    path: Path
    source: Source
    content: Family | Routine
    ours: bool
    """Shipped, and checked pose by pose before it was: it is drawn 20 ms sooner."""

    @property
    def entries(self) -> tuple[tuple[tuple[str | int, ...], Exercise | Routine], ...]:
        """What it adds, each with its path in the file."""
        if isinstance(self.content, Routine):
            return (((), self.content),)
        return tuple((("exercise", index), exercise) for index, exercise in enumerate(self.content.exercise))

    def line(self, day: int | None = None, row: int | None = None) -> int:
        """The line, from 1, of that row of that day, by their indexes; of the day, or of the whole, where one is None."""
        path: KeyPath = () if day is None else ("days", day)
        if day is not None and row is not None and isinstance(self.content, Routine):
            blocks = self.content.days[day].blocks
            places = [("blocks", n, "items", i) for n, block in enumerate(blocks) for i in range(len(block.items))]
            path = (*path, *places[row])
        return self.source.line(path)


@dataclass(frozen=True, slots=True)
class Loaded:
    """All that is sound, by id, and what is wrong with the rest."""

    library: Library
    routines: Routines
    problems: tuple[Problem, ...]
    own: tuple[Page, ...] = ()
    """The person's own files that are sound."""


@dataclass(frozen=True, slots=True)
class Given:
    """Files that somebody gave, looked at among the others."""

    library: Library
    routines: Routines
    """Both with the others, as if the files were taken in."""
    pages: tuple[Page, ...]
    """The files of the right form; one that holds nothing new is not among them."""
    problems: tuple[Problem, ...]


class _World:
    """What some pages add up to; of two things with one id the earlier counts."""

    def __init__(self, pages: Iterable[Page]) -> None:
        self.library: Library = {}
        self.routines: Routines = {}
        self._homes: dict[tuple[type, str], tuple[Exercise | Routine, str]] = {}
        for page in pages:
            for _, entry in page.entries:
                self._homes.setdefault((type(entry), entry.id), (entry, page.source.file))
                if isinstance(entry, Routine):
                    self.routines.setdefault(entry.id, entry)
                else:
                    self.library.setdefault(entry.id, entry)

    def problems(self, page: Page) -> list[Problem]:
        """What is wrong with one of the pages among the others, from its first line on."""
        return _in_order(page.source, islice(chain(self._taken(page), self._faults(page)), MOST))

    def _faults(self, page: Page) -> Iterator[Fault]:
        if isinstance(page.content, Routine):
            yield from routine_faults(page.content, self.library)
            return
        yield from family_faults(page.content, self.library)
        if not page.ours:
            from corecare_tui.adapters.library.figures import figure_faults

            yield from figure_faults(page.content, self.library)

    def _taken(self, page: Page) -> Iterator[Fault]:
        for path, entry in page.entries:
            first, home = self._homes[type(entry), entry.id]
            if first is not entry:
                yield Fault((*path, "id"), f"{shown(entry.id)} is taken by {home}; choose another")


def load(shipped: Path, own: Path | None, thorough: bool = False) -> tuple[Library, Routines, tuple[Problem, ...]]:
    """`loaded` without the files: the library, the routines, the problems."""
    one = loaded(shipped, own, thorough)
    return one.library, one.routines, one.problems


def loaded(shipped: Path, own: Path | None, thorough: bool = False) -> Loaded:
    """Everything that is sound under the shipped folder and the person's own, both by id, and what is wrong with the rest.

    A file with a problem is left out whole, and so is one that needs it. The person's files add to the shipped ones and
    replace nothing. Folders that do not exist are empty. `thorough` looks into the shipped figures, too. Raises nothing.
    """
    pages, problems = _pages(_shipped(shipped), ours=not thorough)
    more, others = _pages(_own(own))
    pages, problems = [*pages, *more], [*problems, *others]
    world = _World(pages)
    while wrong := {page: found for page in pages if (found := world.problems(page))}:
        problems += chain.from_iterable(wrong.values())
        pages = [page for page in pages if page not in wrong]
        world = _World(pages)
    return Loaded(world.library, world.routines, tuple(problems), tuple(page for page in pages if page in more))


def given(paths: Iterable[Path], shipped: Path, others: Iterable[Page], as_id: str | None = None) -> Given:
    """These files among the shipped ones and `others`; `as_id` renames the routine, if there is but one. Raises nothing.

    An exercise file whose exercises are all there already, the same, holds nothing new: two routines may need it.
    """
    base, _ = _pages(_shipped(shipped), ours=True)
    base += others
    there = _World(base).library
    pages, problems = _pages([(path, str(path)) for path in {_place(path): path for path in paths}.values()])
    pages = [page for page in pages if not _known(page, there)]
    if as_id is not None:
        pages = [replace(p, content=replace(p.content, id=as_id)) if isinstance(p.content, Routine) else p for p in pages]
    world = _World([*base, *pages])
    problems += chain.from_iterable(world.problems(page) for page in pages)
    return Given(world.library, world.routines, tuple(pages), tuple(problems))


def _known(page: Page, library: Library) -> bool:
    return isinstance(page.content, Family) and all(library.get(one.id) == one for one in page.content.exercise)


def check(paths: Iterable[Path], shipped: Path) -> tuple[Problem, ...]:
    """Every problem of these routine or exercise files, among the shipped ones and each other. Raises nothing."""
    given = {_place(path): path for path in paths}
    base, _ = _pages([(path, name) for path, name in _shipped(shipped) if _place(path) not in given], ours=True)
    pages, problems = _pages([(path, str(path)) for path in given.values()])
    world = _World([*base, *pages])
    return (*problems, *(problem for page in pages for problem in world.problems(page)))


def remarks(paths: Iterable[Path], shipped: Path) -> tuple[str, ...]:
    """FILE:LINE: remark: sentence, of what a physiotherapist would remark on the routines of these files, which are sound."""
    from corecare_tui.domain.linting import lint

    given = {_place(path): path for path in paths}
    base, _ = _pages([(path, name) for path, name in _shipped(shipped) if _place(path) not in given], ours=True)
    pages, _ = _pages([(path, str(path)) for path in given.values()])
    library = _World([*base, *pages]).library
    routines = [(page, page.content) for page in pages if isinstance(page.content, Routine)]
    return tuple(
        f"{page.source.file}:{page.line(one.day, one.row)}: remark: {one.sentence}"
        for page, routine in routines
        for one in lint(routine, library)
    )


def opened(path: Path, shipped: Path) -> tuple[Library, tuple[str, ...], tuple[Problem, ...]]:
    """The shipped library with the exercises of one file, which are the file's, and what is wrong with it. Raises nothing."""
    base, _ = _pages([(each, name) for each, name in _shipped(shipped) if _place(each) != _place(path)], ours=True)
    pages, problems = _pages([(path, str(path))])
    world = _World([*pages, *base])
    problems += [problem for page in pages for problem in world.problems(page)]
    own = tuple(entry.id for page in pages for _, entry in page.entries if isinstance(entry, Exercise))
    return world.library, own, tuple(problems)


def _place(path: Path) -> Path:
    """The one name of a file, so that a shipped file named by way of `..` or a link is not taken by itself."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # links in a circle, a NUL: `read` will say so
        return path


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("exercises/*.toml")) + sorted(folder.glob("*.toml"))


def _own(folder: Path | None) -> list[tuple[Path, str]]:
    return [] if folder is None else [(path, str(path)) for path in _files(folder)]


def _shipped(folder: Path) -> list[tuple[Path, str]]:
    """The shipped files and what they are called."""
    return [(path, path.relative_to(folder.parent).as_posix()) for path in _files(folder)]


def _pages(named: Iterable[tuple[Path, str]], ours: bool = False) -> tuple[list[Page], list[Problem]]:
    """The files of the right form, and what is wrong with the others."""
    pages: list[Page] = []
    problems: list[Problem] = []
    for path, name in named:
        source = read(path, name, guarded=not ours)
        if isinstance(source, Problem):
            problems.append(source)
            continue
        exercises = "exercise" in source.tables and "days" not in source.tables
        content = build(source.tables, Family) if exercises else build(source.tables, Routine)
        if isinstance(content, list):
            problems += _in_order(source, content)
        else:
            pages.append(Page(path, source, content, ours))
    return pages, problems


def _in_order(source: Source, faults: Iterable[Fault]) -> list[Problem]:
    return sorted((source.problem(fault) for fault in faults), key=lambda problem: problem.line or 0)
