"""The processes that are measured: this checkout, run by this interpreter, with a home of its own."""

import os
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
CORECARE = (sys.executable, "-m", "corecare_tui")


def environ(home: Path) -> dict[str, str]:
    """What such a process is told; nothing of the person who runs the bench but where programs are."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    return {**kept, "CORECARE_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
