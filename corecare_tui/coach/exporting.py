"""What leaves the record as a file: a page for a physiotherapist, a table, everything."""

from pathlib import Path

from corecare_tui.adapters.journal import JournalError
from corecare_tui.coach.correcting import Correcting
from corecare_tui.coach.sessions import Sessions
from corecare_tui.domain.insight.story import Story, story

PAGE_DAYS = 90
"""Days of the page for a physiotherapist: about twelve weeks, the time in which strength work shows."""


class Exporting(Sessions, Correcting):
    """The record as a file."""

    def story(self, length: int | None = PAGE_DAYS) -> Story:
        """What a physiotherapist is told of the last `length` days; None = all of them."""
        return story(self.view(length), self.routines, self.next_plan(), self.settings)

    def written(self, kind: str) -> bytes:
        """The record as `html`, `csv` or `json`. Raises KeyError for another kind."""
        from corecare_tui.adapters import export, report, table  # seldom needed, and no start is to wait for them

        writers = {
            "html": lambda: report.write(self.story()),
            "csv": lambda: table.write(self._journal.record()),
            "json": lambda: export.write(self._journal.record()),
        }
        return writers[kind]()

    def write_out(self, kind: str) -> Path:
        """That into the first of the folders `elsewhere` which takes it; nothing is written over. Raises NotKept."""
        from corecare_tui.adapters.backups import put_somewhere

        path = put_somewhere(self.written(kind), self.elsewhere, f"corecare-{self._now():%Y%m%d-%H%M}.{kind}")
        if path is None:
            tried = self.elsewhere[0] if self.elsewhere else Path()
            raise JournalError(tried, "could not be written", "make room on its disk, or use `corecare export FILE`")
        return path
