"""Where things lie: the data folders that ship with the program, and the folders of the person who uses it."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

LEAST_ROOM = 20_000_000
"""Bytes. A rendered line has 50 kB, a year of the record 1.5 MB, written beside the old one."""
_PACKAGE = Path(__file__).parents[1]


def shipped(kind: str) -> Path:
    """The shipped folder of that kind, "routines" or "sounds": in the package of a wheel, beside the package in a checkout."""
    packed = _PACKAGE / "_data" / kind
    return packed if packed.is_dir() else _PACKAGE.parent / kind


def roomy(folder: Path) -> bool:
    """May something that can be made again be put there? The last room of a disk is the record's."""
    try:
        return shutil.disk_usage(folder).free > LEAST_ROOM
    except OSError:
        return False


@dataclass(frozen=True, slots=True)
class Places:
    """A person's folders. Nothing here exists for certain; whoever writes creates it, for its owner alone (0700)."""

    data: Path
    config: Path
    cache: Path
    """What can be made again: what a voice rendered."""

    @classmethod
    def here(cls, environ: Mapping[str, str]) -> "Places":
        """CORECARE_HOME for everything if it is set and not empty, else the platform's data, config and cache folders."""
        if home := environ.get("CORECARE_HOME"):
            one = Path(home).expanduser().absolute()
            return cls(one, one, one / "cache")
        import platformdirs  # here: whoever names a folder needs no look at the platform's

        folders = (platformdirs.user_data_path, platformdirs.user_config_path, platformdirs.user_cache_path)
        return cls(*(folder("corecare", False) for folder in folders))

    @property
    def journal(self) -> Path:
        """The folder of the record."""
        return self.data / "journal"

    @property
    def routines(self) -> Path:
        """The folder of the person's own routines, with `exercises` in it."""
        return self.data / "routines"

    @property
    def backups(self) -> Path:
        """The folder of the copies of the record."""
        return self.data / "backups"

    @property
    def reports(self) -> Path:
        """Where it is written down what went wrong in CoreCare itself."""
        return self.data / "reports"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"
