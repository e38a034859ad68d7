"""Why a routine file cannot be written or taken in, and how that is mended."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corecare_tui.adapters.library.reading import Fault, Problem

_TAKEN = "is taken by"


class RoutineError(Exception):
    """A routine file cannot be written, taken in or found; every file is as it was."""

    def __init__(self, where: str, what: str, mend: str, problems: tuple[Problem, ...] = ()) -> None:
        super().__init__(f"{where}: {what}; {mend}")
        self.problems = problems
        """Each line that has to be mended, where that is the reason."""


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Raises RoutineError for what the disk refuses there."""
    try:
        yield
    except OSError as error:
        mend = "see that there is room and that the folder is yours"
        raise RoutineError(str(path), error.strerror or str(error), mend) from error


def not_sound(name: str, path: Path, faults: list[Fault]) -> RoutineError:
    """A routine that the loader would not take, for the first of these faults."""
    keys = (".".join(str(part) for part in fault.path) for fault in faults)
    problems = tuple(Problem(str(path), None, key, fault.what) for key, fault in zip(keys, faults, strict=True))
    return RoutineError(name, _plainly(faults[0]), "change that, then save", problems)


def not_taken_in(problems: tuple[Problem, ...]) -> RoutineError:
    """Files that cannot be taken in, for the first of these problems."""
    return RoutineError(problems[0].file, _first(problems), _mend(problems), problems)


def _first(problems: tuple[Problem, ...]) -> str:
    more = len(problems) - 1
    first = problems[0]
    line = f"line {first.line}: " if first.line else ""
    return f"{line}{first.key}{': ' if first.key else ''}{first.what}" + (f" (and {more} more)" if more else "")


def _mend(problems: tuple[Problem, ...]) -> str:
    if all(problem.key == "id" and _TAKEN in problem.what for problem in problems):
        return "take it in under another id (`corecare routines add FILE --as ID`)"
    return "nothing was taken in; ask for a file that `corecare check` finds sound"


def _plainly(fault: Fault) -> str:
    """A fault without its path, which means nothing where there is no file yet."""
    return f"{fault.path[-1]} {fault.what}" if fault.path and isinstance(fault.path[-1], str) else fault.what
