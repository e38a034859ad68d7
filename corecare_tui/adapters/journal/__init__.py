"""The journal: everything a person said and did, in plain TinyDB files that survive a crash."""

from corecare_tui.adapters.journal.journal import Journal, StillOpen
from corecare_tui.adapters.journal.lock import AlreadyOpen, holder
from corecare_tui.adapters.journal.storage import Damaged, JournalError, Unwritable, set_aside

__all__ = ["AlreadyOpen", "Damaged", "Journal", "JournalError", "StillOpen", "Unwritable", "holder", "set_aside"]
