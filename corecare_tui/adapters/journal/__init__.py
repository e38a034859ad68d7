"""The journal: everything a person said and did, in plain TinyDB files that survive a crash."""

from corecare_tui.adapters.journal.journal import Journal
from corecare_tui.adapters.journal.storage import JournalError

__all__ = ["Journal", "JournalError"]
