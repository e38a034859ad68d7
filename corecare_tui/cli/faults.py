"""What went wrong in CoreCare itself, written down for those who mend it: where, and no value of anything a person said."""

import platform
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from corecare_tui import __version__
from corecare_tui.adapters.places import Places

MOST_KEPT = 10
"""Reports; the oldest go."""
_OURS = Path(__file__).parents[2]


def report(error: BaseException, places: Places) -> Path | None:
    """Write where it happened; the file, or None where it cannot be written.

    The messages of errors are left out, and so are variables: both may hold what a person wrote (reliability 8).
    """
    try:
        places.reports.mkdir(mode=0o700, parents=True, exist_ok=True)
        old = sorted(places.reports.glob("report-*.txt"))
        for path in old[: max(0, len(old) + 1 - MOST_KEPT)]:
            path.unlink()
        file = places.reports / f"report-{datetime.now(UTC):%Y%m%dT%H%M%S%fZ}.txt"
        file.write_text("\n".join(_lines(error)) + "\n", encoding="utf-8")
    except OSError:
        return None
    return file


def told(error: BaseException, places: Places) -> str:
    """One line for the person."""
    file = report(error, places)
    where = f"; where it happened, and nothing that you said, is in {file}" if file else ""
    what = f"this is a mistake of CoreCare's own ({type(error).__name__}); what you answered is kept"
    return f"{what}{where}. CORECARE_DEBUG=1 shows all"


@contextmanager
def threads_reported(places: Places) -> Iterator[None]:
    """While inside, what goes wrong in a thread is written down; by itself it would be painted over the screen."""
    before = threading.excepthook

    def hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            report(args.exc_value, places)

    threading.excepthook = hook
    try:
        yield
    finally:
        threading.excepthook = before


def _lines(error: BaseException) -> Iterator[str]:
    yield f"CoreCare {__version__}, Python {sys.version.split()[0]}, {platform.platform()}"
    chain: BaseException | None = error
    while chain is not None:
        yield f"{type(chain).__module__}.{type(chain).__qualname__}"
        for frame in traceback.extract_tb(chain.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}"
        chain = _behind(chain)
        if chain is not None:
            yield "because of"


def _behind(error: BaseException) -> BaseException | None:
    """What an error came from; that of a failed worker is in its `error`."""
    inner = getattr(error, "error", None)
    if isinstance(inner, BaseException):
        return inner
    return error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _place(file: str) -> str:
    """A file as far as it is anybody's business: a path may hold a person's name."""
    path = Path(file)
    if path.is_relative_to(_OURS):
        return str(path.relative_to(_OURS))
    parts = path.parts
    return "/".join(parts[parts.index("site-packages") + 1 :] if "site-packages" in parts else parts[-2:])
