"""One key put into the settings file; comments, order and every other key stay as the person wrote them."""

import errno
import os
import tempfile
from pathlib import Path

from corecare_tui.adapters.settings.reading import load


def save(path: Path, key: str, value: str | bool | int | list[str]) -> None:
    """Set a top-level key. The file is replaced whole or not at all, for its owner only.

    Raises SettingsError when the file that stands there has a mistake, OSError when it cannot be written; it is as it was then.
    """
    import tomlkit  # here: 30 ms that only a change of settings pays

    load(path)
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, "is read-only", str(path))
    target = Path(os.path.realpath(path))
    text = target.read_bytes().decode() if target.exists() else ""  # bytes: its line ends stay its own
    mark, text = ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)
    document = tomlkit.parse(text)
    if key in document:
        document[key] = value
        text = tomlkit.dumps(document)
    else:  # above whatever stands there: a key below [thresholds] would be one of its own
        end = "\r\n" if "\r\n" in text else "\n"
        text = f"{key} = {tomlkit.item(value).as_string()}{end}{text}"
    _replace(target, mark + text)


def _replace(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".settings-")  # 0600 from its first moment
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
