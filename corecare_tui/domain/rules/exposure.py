"""One exercise as one session had it, with its zone; done twice in a session, the worse answer of each kind counts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from corecare_tui.domain import thresholds as t
from corecare_tui.domain.exercise import Dose
from corecare_tui.domain.pain import Score, sound
from corecare_tui.domain.plan import Because
from corecare_tui.domain.records import Outcome, Result, Session
from corecare_tui.domain.rules.zones import Zone, zone
from corecare_tui.domain.thresholds import STANDARD, Limits


@dataclass(frozen=True)
class Exposure:
    """One exercise as one session had it; done twice in a session, the worse answer of each kind counts."""

    session: Session
    result: Result
    limits: Limits = STANDARD

    @cached_property
    def zone(self) -> Zone:
        """Of its rating; sharp pain is at least RED (S1)."""
        found = zone(self.result.pain, self.session.pre, self.limits)
        return max(found, Zone.RED) if self.result.sharp else found

    @property
    def too_much(self) -> bool:
        """AMBER-HIGH or worse. Most ratings are too low for it whatever came before: that is seen without their zone."""
        least = min(self.limits.amber_high, self.limits.rise_amber_high, self.limits.red)
        if not self.result.sharp and (sound(self.result.pain) or 0) < least:
            return False
        return self.zone >= Zone.AMBER_HIGH

    @property
    def fine(self) -> bool:
        """Green, or no more than the person came with: what was lightened for that day may come back."""
        return self.zone in (Zone.GREEN, Zone.HOLD)

    @property
    def usual(self) -> Dose | None:
        """The dose of this exercise without that day's lightening."""
        own = self.result.usual if self.result.usual_exercise is None else None
        return own or self.result.dose

    @property
    def failed(self) -> bool:
        """Less than 80 % done, or form lost (D3)."""
        done = self.result.done
        return (done is not None and done < t.DONE_LEAST) or self.result.form_held is False

    def because(self, what: str = "rating") -> Because:
        """The reference a Decision carries."""
        return Because(self.session.id, self.result.exercise, self.result.pain, what)


def worse(a: Result, b: Result) -> Result:
    """Two results of one exercise in one session as one."""
    pains = [sound(r.pain) for r in (a, b)]
    told = None not in pains or max_of(pains) >= STANDARD.amber
    dones = [r.done for r in (a, b) if r.done is not None]
    held = [r.form_held for r in (a, b)]
    efforts = [r.effort for r in (a, b)]
    return replace(
        b,
        pain=max((p for p in pains if p is not None), default=None) if told else None,
        done=min(dones, default=None),
        form_held=False if False in held else (None if None in held else True),
        effort=None if None in efforts else max(e for e in efforts if e is not None),
        sharp=a.sharp or b.sharp,
        leg=a.leg or b.leg,
    )


def max_of(scores: Iterable[Score]) -> int:
    """The greatest said score; -1 when nothing was said."""
    return max((s for s in scores if s is not None), default=-1)


def merged(session: Session) -> dict[str, Result]:
    """Exercise → its result, in the order done; what was skipped untried is no exposure."""
    found: dict[str, Result] = {}
    for result in session.results:
        if result.outcome is Outcome.SKIPPED and sound(result.pain) is None:
            continue
        before = found.get(result.exercise)
        found[result.exercise] = worse(before, result) if before else result
    return found
