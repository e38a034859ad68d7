"""What a person told us of themselves: the safety screening, its flags, the kit at hand."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Closes(StrEnum):
    """What a yes to a screening question does."""

    EMERGENCY = "E1"
    """Close and lock: emergency care now."""
    TODAY = "E2"
    """Close and lock: medical advice today."""
    PROFESSIONAL = "G1"
    """Lock until a professional has cleared them."""
    REFUSE = "G1!"
    """CoreCare is not made for this; clearing does not open it."""
    GATE = "G3"
    """Closes single exercises only."""
    ADVISE = "E6"
    """Closes nothing: to be seen by somebody is advised until that was done."""
    TODAY_ONLY = "E7"
    """No session today; afterwards it closes single exercises."""


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the screening, in our own words."""

    id: str
    """The flag it sets; fixed, stored, listed in docs/data.md."""
    text: str
    closes: Closes
    why: str
    """What the answer is asked for, in one sentence."""


QUESTIONS = (
    Question(
        "saddle_numb",
        "New numbness around the groin; bladder, bowel or sexual change",
        Closes.EMERGENCY,
        "Nerves low in the spine may be pressed: that needs an emergency department, not exercise.",
    ),
    Question(
        "both_legs",
        "New pain, tingling or weakness in both legs",
        Closes.EMERGENCY,
        "Both legs at once can mean pressure on the nerves of the spine.",
    ),
    Question(
        "chest",
        "Chest discomfort, faintness or unusual breathlessness",
        Closes.EMERGENCY,
        "The heart and lungs come before the back.",
    ),
    Question("leg_weak", "A leg or foot that is getting weaker", Closes.TODAY, "Growing weakness is looked at the same day."),
    Question(
        "unwell",
        "Fever, unexplained weight loss, or night pain that never eases",
        Closes.TODAY,
        "Back pain with these signs can come from something that exercise does not help.",
    ),
    Question(
        "fall", "A fall, crash or blow to the back in the last 6 weeks", Closes.TODAY, "A fracture has to be ruled out first."
    ),
    Question(
        "limited",
        "Told by a clinician to limit exercise (heart, lungs, other)",
        Closes.PROFESSIONAL,
        "They know what is safe for you; ask them about these exercises.",
    ),
    Question(
        "bone_or_immune",
        "Ever: cancer, spinal fracture, long steroids, inflamed spine",
        Closes.PROFESSIONAL,
        "With these a professional decides whether back exercises fit.",
    ),
    Question(
        "disc_or_surgery",
        "Ever: a disc problem or back surgery",
        Closes.PROFESSIONAL,
        "Many people train well after these, once a professional has said yes.",
    ),
    Question(
        "pregnant", "Pregnant now", Closes.REFUSE, "CoreCare does not plan for pregnancy: a midwife or physiotherapist does."
    ),
    Question(
        "under_18", "Younger than 18", Closes.REFUSE, "The rules here were written for adults: ask a doctor or physiotherapist."
    ),
    Question(
        "one_leg",
        "Pain or tingling down one leg, below the knee",
        Closes.GATE,
        "Moves at the end of bending stay off the list until someone has looked at it.",
    ),
    Question("osteoporosis", "Osteoporosis", Closes.GATE, "Loaded bending and twisting stay off the list."),
    Question(
        "extension_sensitive",
        "Bending backwards makes it worse, or a narrowed spinal canal",
        Closes.GATE,
        "Back-bending moves stay off the list.",
    ),
    Question(
        "postpartum",
        "Gave birth in the last 12 months",
        Closes.GATE,
        "The stronger belly work waits until the check-up is done and there is no doming, leaking or heaviness.",
    ),
    Question(
        "six_weeks",
        "This spell of back pain has lasted more than six weeks",
        Closes.ADVISE,
        "Most spells are clearly better by then; if not, it is worth having it looked at once.",
    ),
)
"""The screening of evidence.md 2.3, gravest first."""


PREFERENCES = ("wrist", "knee", "shoulder", "fall_risk")
"""Flags a person may set so that exercises which ask for that part are left out."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One line of the check-in: is it new since last time?"""

    id: str
    """The flag it sets; stored in check_in.new_signs."""
    words: str
    closes: Closes
    only_with: tuple[str, ...] = ()
    """Asked only where one of these flags is set, cleared or not."""


NEW_SIGNS = (
    Sign("saddle_numb", "numb groin, or bladder or bowel change", Closes.EMERGENCY),
    Sign("both_legs", "pain or tingling in both legs", Closes.EMERGENCY),
    Sign("chest", "chest pain, collapse, or hardly any breath", Closes.EMERGENCY),
    Sign("leg_weak", "a leg getting weaker", Closes.TODAY),
    Sign("unwell", "fever, feeling ill, or night pain that never eases", Closes.TODAY),
    Sign("fall", "a fall or a blow to the back", Closes.TODAY),
    Sign("new_pain", "a new pain, unlike the usual one", Closes.TODAY, ("bone_or_immune", "osteoporosis")),
    Sign("one_leg", "pain or tingling down one leg, below the knee", Closes.GATE),
    Sign("pelvic", "leaking, heaviness, doming, or heavier bleeding", Closes.TODAY_ONLY, ("postpartum",)),
)
"""Asked in one screen at every check-in, gravest first."""
SIGNS = {sign.id: sign for sign in NEW_SIGNS}
BY_ID = {sign.id: Question(sign.id, sign.words, sign.closes, "") for sign in NEW_SIGNS} | {q.id: q for q in QUESTIONS}
"""Every flag that means something to the rules, as a question: of the screening, or of the check-in alone."""
LOCKS = (Closes.EMERGENCY, Closes.TODAY, Closes.REFUSE, Closes.PROFESSIONAL)
"""What closes every session, gravest first."""


@dataclass(frozen=True, slots=True)
class Stance:
    """What changes the plan and travels with the record."""

    strict: bool = False
    """The documents' own stance: any 3 skips the exercise."""


class Chose(StrEnum):
    """What a person may decide about an exercise, or say about a flag."""

    DECLINE = "decline"
    """Not harder yet."""
    EASE = "ease"
    """Easier, from that day on."""
    SKIP = "skip"
    """Not on that day."""
    ENABLE = "enable"
    """A parked exercise may come back."""
    BLOCK = "block"
    """Not at all, from then on."""
    UNBLOCK = "unblock"
    """What was blocked may come back."""
    CLEAR = "clear"
    """A professional has cleared this flag."""
    SIGN = "sign"
    """A sign told at a check-in that allowed no session."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision of the person, dated: the rules read it like any other record."""

    at: datetime
    """With its offset."""
    what: Chose
    of: str
    """An exercise, or a flag."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The person, as far as the rules need them."""

    screened: date | None = None
    """The day of the last full screening; None = never."""
    flags: tuple[str, ...] = ()
    """Ids of QUESTIONS answered yes, and of PREFERENCES."""
    cleared: tuple[str, ...] = ()
    """Those flags that a professional has cleared."""
    equipment: tuple[str, ...] = ("mat",)
    settings: Stance = field(default_factory=Stance)
    choices: tuple["Choice", ...] = ()
    """What the person decided, oldest first."""

    def has(self, flag: str) -> bool:
        """Is that flag set and not cleared?"""
        return flag in self.flags and flag not in self.cleared

    def chose(self, what: Chose, of: str) -> datetime | None:
        """When that was last chosen; None = never."""
        return max((c.at for c in self.choices if c.what is what and c.of == of), default=None)

    def asked(self, sign: Sign) -> bool:
        """Is that sign asked of this person?"""
        return not sign.only_with or any(flag in self.flags for flag in sign.only_with)

    @property
    def closing(self) -> tuple[Question, ...]:
        """The set, uncleared flags that lock sessions, gravest first."""
        uncleared = (q for q in BY_ID.values() if q.id in self.flags and (q.id not in self.cleared or q.closes is Closes.REFUSE))
        return tuple(sorted((q for q in uncleared if q.closes in LOCKS), key=lambda q: LOCKS.index(q.closes)))
