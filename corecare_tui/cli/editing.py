"""A file in the person's own editor."""

import os
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

USUAL = ("nano", "vim", "vi", "notepad")
"""Looked for where neither VISUAL nor EDITOR is set, the one that says its keys first."""


def edited(path: Path) -> str | None:
    """Open it and wait until the editor is left; what went wrong in a line, or None."""
    said = os.environ.get("VISUAL") or os.environ.get("EDITOR") or next((one for one in USUAL if shutil.which(one)), "")
    if not said:
        return "no editor was found: set EDITOR, such as EDITOR=nano"
    # Ctrl+C is the editor's. A function, not SIG_IGN: that the editor would inherit.
    ours = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        code = subprocess.run([*shlex.split(said), str(path)], check=False).returncode
    except (OSError, ValueError) as error:  # ValueError: a quote without its end
        return f"{said} could not be started: {getattr(error, 'strerror', None) or error}; set EDITOR to another"
    finally:
        signal.signal(signal.SIGINT, ours)
    return f"{said} ended with {code}" if code else None
