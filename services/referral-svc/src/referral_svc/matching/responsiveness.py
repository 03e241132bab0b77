"""How likely a professional is to say yes, and how soon (rules of the profession, section 3).

Learned from his own solicitations alone: never from who the persons were, and never shown to anybody but
himself. Two conjugate estimates, each a weighted mean of what he did and of what his profession does:

    chance of a yes = (average_weight x average + yeses) / (average_weight + yeses + noes + silences)
    hours to answer = (average_weight x average hours + hours of his answers) / (average_weight + answers)

Somebody who objects, or was never asked, is expected to answer like the average. An answer comes at an
exponential pace: what is known of a deadline is only whether it is short or long against his usual delay.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from referral_svc.matching.rule_parts import ResponsivenessRule
from referral_svc.matching.rules import RuleSet


@dataclass(frozen=True)
class History:
    """What became of one professional's solicitations within the rules' memory, since his own last word."""

    yes: int = 0
    no: int = 0
    silent: int = 0
    """Deadlines that passed without a word; a late answer counts as the answer it is."""
    answers: int = 0
    answer_hours: float = 0.0
    """Clock hours from asked to answered, summed over `answers`."""
    last_asked_at: datetime | None = None

    @property
    def heard(self) -> int:
        return self.yes + self.no + self.silent


NEVER_ASKED = History()

IN_TIME_HOURS = 48.0
"""The answer delay of most requests: a yes that comes after it mostly comes too late."""


@dataclass(frozen=True)
class Average:
    """How a profession answers in the CPTS."""

    yes: float
    """Chance that a solicitation ends in a yes, 0 to 1."""
    hours: float


@dataclass(frozen=True)
class Expectation:
    """What may be expected of one professional."""

    yes: float
    hours: float

    def yes_within(self, hours: float) -> float:
        """The chance that a yes comes before the deadline."""
        return self.yes * (1 - math.exp(-hours / self.hours))


def average_of(rule: ResponsivenessRule, histories: Iterable[History]) -> Average:
    """From all the histories of a profession; from the rules' starting figures while there are few."""
    known = list(histories)
    heard = sum(one.heard for one in known)
    answers = sum(one.answers for one in known)
    return Average(
        yes=(rule.start_weight * rule.usual_yes + sum(one.yes for one in known)) / (rule.start_weight + heard),
        hours=(rule.start_weight * rule.usual_hours + sum(one.answer_hours for one in known))
        / (rule.start_weight + answers),
    )


def expectation(rule: ResponsivenessRule, history: History, average: Average) -> Expectation:
    own = rule.average_weight
    return Expectation(
        yes=(own * average.yes + history.yes) / (own + history.heard),
        hours=(own * average.hours + history.answer_hours) / (own + history.answers),
    )


def rests_until(rule: ResponsivenessRule, history: History, average: Average) -> datetime | None:
    """Until when he is left in peace; None when it is his turn as any other's.

    Whoever says yes in time as often as the average does not rest. Half as often: `rest_days` after each
    solicitation; a third as often: twice that, and so on up to the longest.
    """
    if history.last_asked_at is None:
        return None
    usual = Expectation(average.yes, average.hours).yes_within(IN_TIME_HOURS)
    fits = usual / expectation(rule, history, average).yes_within(IN_TIME_HOURS) - 1
    days = min(max(0.0, rule.rest_days * fits), rule.longest_rest_days)
    return history.last_asked_at + timedelta(days=days) if days > 0 else None


@dataclass(frozen=True)
class Sizing:
    """How many to ask at once."""

    size: int
    likely: bool
    """Whether a yes within the delay is then as probable as the rules want; if not, all who may are asked."""


def size_wave(rules: RuleSet, medical_class: int, hours: float, expected: Sequence[Expectation]) -> Sizing:
    """The first so many of `expected`, in order, among whom a yes is likely enough for the class."""
    rule = rules.responsiveness
    if rule is None:
        return Sizing(min(rules.wave_size, len(expected)), likely=False)
    wanted = rule.likely_enough[medical_class - 1]
    nobody = 1.0
    for size, one in enumerate(expected[: rule.largest_wave], start=1):
        nobody *= 1 - one.yes_within(hours)
        if 1 - nobody >= wanted and size >= rule.smallest_wave:
            return Sizing(size, likely=True)
    return Sizing(min(rule.largest_wave, len(expected)), likely=1 - nobody >= wanted)
