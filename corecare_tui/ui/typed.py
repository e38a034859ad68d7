"""The number that a key stands for."""

from textual import events


def digit(event: events.Key) -> int | None:
    """0–9, in the digits of any script; None for any other key, the ² of a French one among them (`isdigit`, but no `int`)."""
    typed = event.character or ""
    return int(typed) if typed.isdecimal() else None
