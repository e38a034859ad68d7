"""The pain scores as a FHIR R4 bundle of Observations, for the systems of a clinic."""

import uuid
from collections.abc import Iterator
from typing import Any

import msgspec

from corecare_tui.domain.history import History
from corecare_tui.domain.pain import PLACE_NAMES
from corecare_tui.domain.records import Record
from corecare_tui.domain.scores import Said, When, felt, rated
from corecare_tui.domain.text import clean, escaped

LOINC = {
    "system": "http://loinc.org",
    "code": "72514-3",
    "display": "Pain severity - 0-10 verbal numeric rating [Score] - Reported",
}
SURVEY = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "survey", "display": "Survey"}
OF_CORECARE = uuid.UUID("6f0c1f52-3d0c-5b1e-9d57-0c7e5b6f5a10")
"""The namespace of the ids: the same score has the same id in every export."""


def write(record: Record) -> bytes:
    """A `collection` of one Observation a score, oldest first, as JSON; no name and no birth date: CoreCare knows none.

    The score is `valueInteger`, 0–10; a score that was not said is no Observation. `note` says on what occasion it was given.
    """
    entries = list(_entries(History.of(record.sessions, record.pains)))
    # FHIR knows no empty list.
    bundle = {"resourceType": "Bundle", "type": "collection", **({"entry": entries} if entries else {})}
    text = msgspec.json.format(msgspec.json.encode(bundle), indent=1).decode()
    return escaped(text).encode() + b"\n"  # it may be told to a terminal


def _entries(history: History) -> Iterator[dict[str, Any]]:
    times: dict[str, int] = {}
    for said in sorted((*felt(history), *rated(history)), key=lambda said: said.order):
        name = "/".join((said.session or "", said.when, said.exercise or "", _moment(said)))
        times[name] = times.get(name, 0) + 1
        id = str(uuid.uuid5(OF_CORECARE, f"{name}/{times[name]}".encode("utf-8", "replace").decode()))
        yield {"fullUrl": f"urn:uuid:{id}", "resource": {"resourceType": "Observation", "id": id, **_observation(said)}}


def _observation(said: Said) -> dict[str, Any]:
    place = {"bodySite": {"text": PLACE_NAMES[said.place]}} if said.place else {}
    return {
        "status": "final",
        "category": [{"coding": [SURVEY]}],
        "code": {"coding": [LOINC], "text": "Pain, 0-10"},
        "effectiveDateTime": _moment(said),
        "valueInteger": said.score,
        "note": [{"text": _occasion(said)}],
        **place,
    }


def _moment(said: Said) -> str:
    """To the second with its offset, or the day where no more is known."""
    if said.at is None:
        return said.day.isoformat()
    return said.at.isoformat(timespec="seconds")


def _occasion(said: Said) -> str:
    return f"after the exercise {clean(said.exercise or '')}" if said.when is When.EXERCISE else _OCCASIONS[said.when]


_OCCASIONS = {
    When.CHECK_IN: "before the session",
    When.END: "at the end of the session",
    When.MORNING: "on the morning after the session",
    When.BETWEEN: "between sessions",
}
