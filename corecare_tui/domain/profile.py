"""What a person told us of themselves: the safety screening, its flags, the kit at hand."""

from dataclasses import dataclass, field
from datetime import date
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
)
"""The screening of evidence.md 2.3, gravest first."""

BY_ID = {question.id: question for question in QUESTIONS}

PREFERENCES = ("wrist", "knee", "shoulder", "fall_risk")
"""Flags a person may set so that exercises which ask for that part are left out."""

NEW_SIGNS = (
    ("saddle_numb", "numb groin, or bladder or bowel change", Closes.EMERGENCY),
    ("both_legs", "pain or tingling in both legs", Closes.EMERGENCY),
    ("leg_weak", "a leg getting weaker", Closes.TODAY),
    ("one_leg", "pain or tingling down one leg, below the knee", Closes.GATE),
    ("unwell", "fever, or feeling ill", Closes.TODAY),
    ("fall", "a fall or a blow to the back", Closes.TODAY),
)
"""(id, words, what it closes): asked in one screen at every check-in."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices that change the plan and travel with the record."""

    strict: bool = False
    """The documents' own stance: any 3 skips the exercise."""


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
    settings: Settings = field(default_factory=Settings)

    def has(self, flag: str) -> bool:
        """Is that flag set and not cleared?"""
        return flag in self.flags and flag not in self.cleared

    @property
    def closing(self) -> tuple[Question, ...]:
        """The set, uncleared flags that lock sessions, gravest first."""
        locks = (Closes.EMERGENCY, Closes.TODAY, Closes.PROFESSIONAL, Closes.REFUSE)
        uncleared = (q for q in QUESTIONS if q.id in self.flags and (q.id not in self.cleared or q.closes is Closes.REFUSE))
        return tuple(q for q in uncleared if q.closes in locks)
