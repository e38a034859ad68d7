"""P2: whole processes, from start to exit."""

import subprocess
import sys
from pathlib import Path

from tests.bench.measure import Row, alternate, compare, milliseconds
from tests.bench.world import CHECKOUT, CORECARE, environ

NOTHING = (sys.executable, "-c", "pass")


def measure(rounds: int, home: Path, empty: Path) -> list[Row]:
    """`--version`, `where` and `plan` against a Python that does nothing."""
    times = alternate(
        rounds,
        version=lambda: whole((*CORECARE, "--version"), empty),
        where=lambda: whole((*CORECARE, "where"), empty),
        plan=lambda: whole((*CORECARE, "plan"), empty),
        plan_of_years=lambda: whole((*CORECARE, "plan"), home),
        python_c_pass=lambda: whole(NOTHING, empty),
    )
    return [
        compare("P2", "corecare --version", times, "version", "python_c_pass", 3),
        compare("P2", "corecare where", times, "where", "python_c_pass", 3),
        compare("P2", "corecare plan, empty record", times, "plan", "python_c_pass", 12),
        compare("", "corecare plan, 10 years", times, "plan_of_years", "python_c_pass"),
    ]


def whole(command: tuple[str, ...], home: Path) -> float:
    """Milliseconds of that process. Raises CalledProcessError if it fails."""
    return milliseconds(lambda: subprocess.run(command, cwd=CHECKOUT, env=environ(home), stdout=subprocess.DEVNULL, check=True))
