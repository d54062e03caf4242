"""What became of stolen assets, in words: one row an outcome, for every chart, card and table that names it."""

from dataclasses import dataclass
from typing import Final

from language.messages import mark


@dataclass(frozen=True)
class OutcomeWords:
    """The messages of one outcome, to be said by `tr`.

    `heading` stands alone, `within` in a sentence; `meaning` is what is counted; `known` says of how many thefts it can
    be told at all, with the parts `n` and `thefts`.
    """

    heading: str
    within: str
    meaning: str
    known: str


OUTCOME_WORDS: Final = {
    "stolen": OutcomeWords(
        heading=mark("Stolen"),
        within=mark("stolen"),
        meaning=mark("what was taken"),
        known=mark("An amount is known for {n} of {thefts}; the rest is unknown"),
    ),
    "recovered": OutcomeWords(
        heading=mark("Recovered"),
        within=mark("recovered"),
        meaning=mark("what was given back to those who lost it"),
        known=mark("A recovered sum is known for {n} of {thefts}; the rest is unknown"),
    ),
    "seized": OutcomeWords(
        heading=mark("Seized"),
        within=mark("seized"),
        meaning=mark("what authorities took or filed to forfeit, which is not yet given back"),
        known=mark("A seized sum is known for {n} of {thefts}; the rest is unknown"),
    ),
    "frozen": OutcomeWords(
        heading=mark("Frozen"),
        within=mark("frozen"),
        meaning=mark("what can no longer be moved, which is not yet given back"),
        known=mark("A frozen sum is known for {n} of {thefts}; the rest is unknown"),
    ),
    "net": OutcomeWords(
        heading=mark("Net of what was recovered"),
        within=mark("net of what was recovered"),
        meaning=mark("what was stolen less what was recovered; freezes and seizures are not taken off"),
        known=mark("The net sum is known for {n} of {thefts}; the rest is unknown"),
    ),
}
"""By the outcome, as `subjects.outcomes` names it, in the order in which they are offered."""
