"""playsound3 as this program needs it: nothing from the web, and a quicker start of aplay."""

import os
import shutil
import sys
from functools import cache
from types import ModuleType
from typing import Any

WEB = "urllib.request"
"""What playsound3 fetches a sound from the web with, and all that comes with it: mail, HTTP, TLS."""


def playsound3() -> Any:
    """The library, which cannot go to the web: every sound of ours is a file here, and it is 1 MB less.

    Raises what importing it raises, which may be anything; it runs four programs: 95 ms, or for ever.
    """
    unread = {"playsound3", WEB}.isdisjoint(sys.modules)
    if unread:
        sys.modules[WEB] = ModuleType(WEB)
    try:
        import playsound3 as found
    finally:
        if unread:
            del sys.modules[WEB]  # whoever else asks for it gets the real one
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
