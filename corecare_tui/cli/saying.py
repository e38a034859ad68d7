"""The only way from a command to stdout and stderr: no control or bidi character of a file or an argument gets through."""

import json
import sys
from pathlib import Path
from typing import Any

from corecare_tui.cli.run import Bad
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


def put(file: str | None, data: bytes) -> None:
    """A whole file to where the person said, else to stdout, as its adapter wrote it. Raises Bad where that cannot be."""
    if file is None:
        if sys.stdout is None:
            raise Bad("stdout is closed; name a file to write to")
        sys.stdout.buffer.write(data)
        return
    try:
        Path(file).write_bytes(data)
    except OSError as error:
        raise Bad(f"{Path(file)}: {error.strerror}; choose a file in a folder you may write to") from None
