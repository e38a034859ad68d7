"""One row of the rule table: what `corecare rules` prints, what docs/rules.md says, and the sentence a person reads."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as people read it; the function that decides stands beside its row."""

    id: str
    condition: str
    action: str
    sentence: str
    """Template of the one sentence for the person; fields in braces."""
    source: str
    """With its provenance label: [SEEN] [SEEN-2nd] [GK] [CHOICE] [SEED]."""
    undo: str
    """What takes it back, in one sentence for the person."""

    def say(self, **values: object) -> str:
        """The sentence with its fields filled in; KeyError when one is missing."""
        return self.sentence.format(**values)
