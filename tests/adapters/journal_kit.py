"""What the journal's tests share: a file from another hand, and an operating system that fails at a chosen call."""

import json
import os
from pathlib import Path
from typing import Any

GOOD = {"id": "s1", "started": "2026-11-01T08:00:00+01:00"}
"""The least a session's document can be."""


def store(folder: Path, name: str, *documents: dict[str, Any]) -> Path:
    """Write a file of sessions as another program would."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.json"
    file.write_text(json.dumps({"sessions": {str(i): document for i, document in enumerate(documents, 1)}}))
    return file


class FailingOs:
    """The `os` module, but its `at`-th call raises: that one call, or (`lasting`) every call from there on."""

    COUNTED = ("open", "write", "fsync", "replace", "stat", "fstat", "close", "unlink")

    def __init__(self, at: int, code: int, lasting: bool) -> None:
        self.at, self.code, self.lasting = at, code, lasting
        self.calls: list[str] = []

    def __getattr__(self, name: str) -> Any:
        real = getattr(os, name)
        return self._failing(name, real) if name in self.COUNTED else real

    def _failing(self, name: str, real: Any) -> Any:
        def call(*args: Any, **named: Any) -> Any:
            self.calls.append(name)
            if len(self.calls) != self.at and not (self.lasting and len(self.calls) > self.at > 0):
                return real(*args, **named)
            if name == "close":
                real(*args)
            if name == "write":
                real(args[0], args[1][:3])  # half a write on disk, then the error
            raise OSError(self.code, os.strerror(self.code))

        return call
