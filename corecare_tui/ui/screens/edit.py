"""One row of the log, to be corrected: what was said before is kept beside it."""

from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Label

from corecare_tui.domain.correcting import Said, said
from corecare_tui.domain.exercise import Library, Sides
from corecare_tui.domain.insight.log import Entry
from corecare_tui.domain.records import PainEntry
from corecare_tui.domain.scores import When
from corecare_tui.ui.screens.form import KEYS, FormScreen
from corecare_tui.ui.widgets.form import (
    Field,
    Flag,
    ScoreField,
    effort_field,
    note_field,
    place_field,
    read,
    settled_field,
    side_field,
)
from corecare_tui.ui.widgets.key_bar import KeyBar


class EditScreen(FormScreen[Said]):
    """Dismissed with what is said now."""

    def __init__(self, entry: Entry, library: Library) -> None:
        super().__init__()
        self._entry, self._library = entry, library

    def compose(self) -> ComposeResult:
        """The fields that this kind of row knows."""
        entry, now = self._entry, said(self._entry)
        logged, rated = isinstance(entry.record, PainEntry), entry.result is not None
        with VerticalScroll(id="form", can_focus=False):
            yield Label(f"EDIT   {entry.name(self._library)}, {entry.at:%d %b %Y}", classes="heading", markup=False)
            yield Field("Pain", ScoreField(now.pain))
            if logged or rated:
                yield Field("Where", place_field(now.place))
            if entry.result is not None and self._has_sides(entry.result.exercise):
                yield Field("Side", side_field(now.side))
            if rated:
                yield Field("Effort", effort_field(now.effort))
                yield Field("It was", Flag("sharp or shooting", now.sharp, "sharp"))
                yield Field("It ran", Flag("down a leg", now.leg, "leg"))
            if logged:
                yield Field("It was", Flag("a flare-up", now.flare, "flare"))
            if entry.when is When.MORNING:
                yield Field("Settled", settled_field(now.settled))
            if logged or rated:
                yield Field("Note", note_field(now.note))
            yield from self.ending()
        yield KeyBar(KEYS, keep=("save", "dismiss(None)"))

    def _has_sides(self, exercise: str) -> bool:
        known = self._library.get(exercise)
        return known is not None and known.sides is not Sides.NONE

    def filled(self) -> Said:
        """What is said there now. A note that was not touched stays as it was, blanks at its ends and all."""
        new, old = read(self), said(self._entry)
        return replace(new, note=old.note) if (new.note or "") == (old.note or "").strip() else new
