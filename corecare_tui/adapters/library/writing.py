"""A routine as the file a person would write, on disk whole or not at all; a file that is there keeps what it may."""

import errno
import json
import os
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from corecare_tui.adapters.library.lines import comments
from corecare_tui.adapters.whole import put_in_own, settle
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.routine import Block, Day, Item, Routine

SCHEMA = "routine.schema.json"
"""What an editor is told of a routine file; it lies beside them."""
_TOP = f"""#:schema ./{SCHEMA}
# Change it here or in CoreCare: your comments stay. `corecare check FILE` says what is wrong and what may be better.
"""
_TOLD = {
    "[[days]]\n": "[[days]]                     # several days are a rotation\n",
    "[[days.blocks]]\n": "[[days.blocks]]              # warm_up, main, close: only names\n",
}
"""What a new file says once of its headers."""


def save(path: Path, routine: Routine) -> bytes:
    """Write it, with the schema beside it; what the file holds now. Comments, order and lines of a file that is there are kept.

    The file is replaced whole or not at all, for its owner only. Raises OSError; everything is as it was then.
    """
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    target = Path(os.path.realpath(path))
    data = _over(target.read_bytes(), routine) if target.exists() else fresh(routine).encode()
    put_in_own(target, data)
    put_schema(path.parent)
    return data


def _over(old: bytes, routine: Routine) -> bytes:
    """The text of `old` with what the routine says; its byte order mark and its line ends stay its own."""
    from corecare_tui.adapters.library.revising import revised

    try:
        text = old.decode("utf-8")
    except UnicodeDecodeError:
        return fresh(routine).encode()
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    new = revised(text.replace("\r\n", "\n"), routine)
    return (mark + (new.replace("\n", "\r\n") if "\r\n" in text else new)).encode()


def put_schema(folder: Path) -> None:
    """The JSON Schema into a folder of routines, where it is not there already and can be: it only helps an editor."""
    from corecare_tui.adapters.library.json_schema import schema

    path, data = folder / SCHEMA, (json.dumps(schema(), indent=1) + "\n").encode()
    with suppress(OSError):
        if not path.exists() or path.read_bytes() != data:
            put_in_own(path, data)


def set_aside(path: Path, at: datetime) -> Path:
    """Rename it to NAME.deleted-<utc>, that name; nothing is ever written over. Raises OSError."""
    stem = f"{path.name}.deleted-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    names = (path.with_name(stem + (f"-{number}" if number else "")) for number in count())
    aside = next(name for name in names if not os.path.lexists(name))
    path.rename(aside)
    settle(path.parent)
    return aside


def fresh(routine: Routine, kept: tuple[str, ...] = ()) -> str:
    """The text of a new file, with those comments under its own first ones."""
    told = comments(_TOP)
    notes = "".join(f"{comment}\n" for comment in kept if comment not in told)
    days = "".join("\n" + day_text(day) for day in routine.days)
    for header, told_of in _TOLD.items():
        days = days.replace(header, told_of, 1)
    return _TOP + notes + head(routine) + days


def head(routine: Routine) -> str:
    """What stands above the days."""
    return "".join(f"{key} = {literal(value)}\n" for key, value in of_routine(routine).items() if value or key == "source")


def of_routine(routine: Routine) -> dict[str, Any]:
    """Its own keys, in the order of a new file; the last two are left out where they say nothing."""
    return {
        "id": routine.id,
        "name": routine.name,
        "source": routine.source,
        "about": routine.about,
        "composed": routine.composed,
    }


def day_text(day: Day) -> str:
    """A day with its blocks."""
    own = f"id = {literal(day.id)}\nname = {literal(day.name)}\n"
    return f"[[days]]\n{own}" + "".join("\n" + block_text(block) for block in day.blocks)


def block_text(block: Block) -> str:
    """A block with its items, one a line."""
    rows = "".join(f"  {item_text(item)},\n" for item in block.items)
    return f"[[days.blocks]]\nname = {literal(block.name)}\nitems = [\n{rows}]\n"


def item_text(item: Item) -> str:
    """One item as an inline table."""
    what = f"exercise = {literal(item.exercise)}" if item.exercise is not None else f"rung_of = {literal(list(item.rung_of))}"
    return f"{{ {what}, dose = {_dose_text(item.dose)} }}" if item.dose is not None else f"{{ {what} }}"


def _dose_text(dose: Dose) -> str:
    given = {"sets": dose.sets, "reps": dose.reps, "hold_s": dose.hold_s, "rest_s": dose.rest_s}
    return "{ " + ", ".join(f"{key} = {value}" for key, value in given.items() if value is not None) + " }"


def literal(value: str | bool | list[str]) -> str:
    """A value as TOML writes it: as JSON does, which lets DEL stand."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
