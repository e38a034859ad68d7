"""How often a fault is tried: a few times in every run, as often as docs/reliability.md says when CORECARE_MANY is set."""

import os


def many(few: int, all: int) -> int:
    """`few` in every run of the tests, `all` for the table."""
    return all if os.environ.get("CORECARE_MANY") else few
