"""playsound3 as this program needs it: without what goes to the web, and with a quicker start of aplay."""

import os
import shutil
import sys
import urllib
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

WEB = "urllib.request"
"""What playsound3 fetches a sound from the web with, and mail and HTTP come with it: 1 MB. Every sound of ours is a file."""


class Unread(ModuleType):
    """A module that is read in when something of it is asked for. importlib's LazyLoader reads it in when imported again."""

    def __getattr__(self, name: str) -> Any:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return getattr(import_module(self.__name__), name)


def playsound3() -> Any:
    """The library. Raises what importing it raises, which may be anything; it runs four programs: 95 ms, or for ever."""
    if WEB not in sys.modules:
        sys.modules[WEB] = urllib.request = Unread(WEB)
    import playsound3 as found

    return found


@cache
def aplay() -> Any:
    """playsound3's alsa backend for a wav, started without its preexec_fn; "alsa" where it cannot be told.

    That one makes Python fork (14 ms until the child runs) where it could vfork (4 ms). The price: a wav that sounds when
    CoreCare is killed plays on to its end, some seconds.
    """
    try:
        from playsound3.playsound3 import SoundBackend
    except ImportError:  # it moved in another version: its own way is slower and as good
        return "alsa"

    import subprocess  # here: a session without a sound needs it not

    class Aplay(SoundBackend):
        def check(self) -> bool:
            return True

        def play(self, sound: str) -> Any:
            nothing = subprocess.DEVNULL
            return subprocess.Popen(["aplay", "--quiet", sound], stdin=nothing, stdout=nothing, stderr=nothing)

    return Aplay()


def backends(default: str | None) -> list[str | None]:
    """What to try, best first: aplay starts a wav after 16 ms, the default order's gstreamer and ffplay after 45 and 105."""
    if "PLAYSOUND3_BACKEND" in os.environ or shutil.which("aplay") is None:
        return [default]
    # playsound3 offers alsa only beside mpg123, which a wav does not need.
    return ["alsa"] if default in (None, "alsa") else ["alsa", default]
