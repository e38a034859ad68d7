"""The only way from a command to stdout and stderr: no control or bidi character of a file or an argument gets through."""

import json
import sys
from typing import Any

from corecare_tui.domain.text import escaped, harmless


def say(text: object) -> None:
    """Print it."""
    print(harmless(str(text)))


def say_json(value: Any) -> None:
    """Print it as JSON."""
    print(escaped(json.dumps(value, indent=1, ensure_ascii=False)))


def warn(text: object) -> None:
    """One line of talk, on stderr."""
    print(f"corecare: {harmless(str(text), '')}", file=sys.stderr)


def remark(text: object) -> None:
    """A line on stderr that is no warning."""
    print(harmless(str(text)), file=sys.stderr)
