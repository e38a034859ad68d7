"""Records to plain documents and back, strict in what is known and careful with what is not."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeGuard, TypeVar, cast

import msgspec

from corecare_tui.adapters.journal.documents import document as whole
from corecare_tui.domain.mark import Mark, Newest
from corecare_tui.domain.profile import Profile
from corecare_tui.domain.records import PainEntry, Result, Session

Document = dict[str, Any]
"""A record as JSON holds it: every field, scores as int or null, times as ISO 8601 with their offset."""
V = TypeVar("V")
Z = TypeVar("Z", bound=Session | PainEntry | Profile | Mark | Newest | Result)
R = TypeVar("R", bound=Session | PainEntry | Profile | Mark | Newest)


def encode(record: Session | PainEntry | Profile | Mark | Newest) -> Document:
    """The document of a record, exactly as it will be read back. Raises ValueError when it cannot be (a lone surrogate, say)."""
    document: Document = msgspec.json.decode(msgspec.json.encode(_zoned(record)))
    return document


def decode(kind: type[R], document: Mapping[str, Any]) -> R:
    """The record of a document; keys that `kind` does not know are passed over, a naive time is this machine's wall clock.

    Raises ValueError with the path of the wrong value: ``Expected `int | null`, got `bool` - at `$.results[2].pain```.
    """
    return _made(msgspec.convert(dict(document), kind))


def read(kind: type[R], text: msgspec.Raw) -> R:
    """The same of a document's JSON text, in half the time. ValueError, too, for an unknown part that JSON cannot be."""
    record = msgspec.json.decode(text, type=kind)
    if msgspec.json.encode(record) != bytes(text):  # another hand's, or another version's
        whole(text)
    return _made(record)


def _made(record: R) -> R:
    if isinstance(record, Session):
        share(record)
    try:
        return _zoned(record)
    except (OverflowError, ValueError) as error:  # the first hour of year 1 has no place in a zone
        raise ValueError(f"a time without an offset is out of range: {error}") from error


def share(session: Session) -> None:
    """Let equal parts be one object; in place, for a record that was just read is nobody's yet. Ten years: 13 MB, not 22."""
    put = object.__setattr__
    put(session, "check_in", shared(session.check_in))
    put(session, "morning_after", shared(session.morning_after))
    for result in session.results:
        put(result, "exercise", shared(result.exercise))
        put(result, "place", shared(result.place))
        if (dose := result.dose) is not None:  # a tuple: the hash of a dataclass is three times as slow, 36,500 times
            put(result, "dose", _ONE.setdefault((dose.sets, dose.reps, dose.hold_s, dose.rest_s), dose))


def shared(value: V) -> V:
    """The object that stands for all that are equal to it."""
    return cast(V, _ONE.setdefault(value, value))


_ONE: dict[Any, Any] = {}
"""Text, answers and doses, none of which equals another kind: a number would (1 == 1.0 == True)."""


def merge(new: Document, old: Mapping[str, Any]) -> Document:
    """`new`, with the keys that only `old` has, in nested parts too: what a later CoreCare wrote outlives an earlier one."""
    unknown = {key: value for key, value in old.items() if key not in new}
    return {key: _merge_part(value, old.get(key)) for key, value in new.items()} | unknown


def _merge_part(new: Any, old: Any) -> Any:
    if isinstance(new, dict) and isinstance(old, dict):
        return merge(new, old)
    if isinstance(new, list) and isinstance(old, list):
        return _merge_results(new, old)
    return new


def _merge_results(new: list[Any], old: list[Any]) -> list[Any]:
    """Results have no id: the second plank of a session meets the second plank on disk, wherever either stands."""
    waiting = [part for part in old if isinstance(part, dict)]
    merged = []
    for part in new:
        mate = next((w for w in waiting if isinstance(part, dict) and w.get("exercise") == part.get("exercise")), None)
        if mate is not None:
            waiting.remove(mate)
        merged.append(part if mate is None else merge(part, mate))
    return merged


def _zoned(record: Z) -> Z:
    """The record with an offset on every time: a naive one cannot be sorted among the others."""
    times = {name: getattr(record, name, None) for name in ("started", "ended", "at")}
    changed: dict[str, Any] = {name: time.astimezone() for name, time in times.items() if _naive(time)}
    if isinstance(record, Session) and any(_naive(result.at) for result in record.results):
        changed["results"] = tuple(map(_zoned, record.results))
    return replace(record, **changed) if changed else record


def _naive(time: object) -> TypeGuard[datetime]:
    return isinstance(time, datetime) and time.tzinfo is None
