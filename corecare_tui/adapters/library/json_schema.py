"""The JSON Schema of a routine file, for editors, from the very types the files become."""

from typing import Any

import msgspec

from corecare_tui.domain.drafting import ID
from corecare_tui.domain.exercise import MAX_REPS, MAX_SECONDS, MAX_SETS
from corecare_tui.domain.routine import Routine

_BOUNDS = {"sets": (1, MAX_SETS), "reps": (1, MAX_REPS), "hold_s": (0, MAX_SECONDS), "rest_s": (0, 600)}


def schema() -> dict[str, Any]:
    """Draft 07: no key besides the known ones, a dose within its bounds, ids in their form."""
    _, parts = msgspec.json.schema_components((Routine,), ref_template="#/definitions/{name}")
    for part in parts.values():
        part["additionalProperties"] = False
        part["properties"] = {key: _given(value) for key, value in part["properties"].items()}
        if "id" in part["properties"]:
            part["properties"]["id"]["pattern"] = f"^{ID.pattern}$"
    for key, (low, high) in _BOUNDS.items():
        parts["Dose"]["properties"][key] |= {"minimum": low, "maximum": high}
    parts["Item"]["oneOf"] = [{"required": ["exercise"]}, {"required": ["rung_of"]}]
    return {"$schema": "http://json-schema.org/draft-07/schema#", **parts.pop("Routine"), "definitions": parts}


def _given(value: dict[str, Any]) -> dict[str, Any]:
    """TOML has no null: `X or null, null if missing` is X."""
    if "anyOf" not in value:
        return value
    return next(each for each in value["anyOf"] if each != {"type": "null"})
