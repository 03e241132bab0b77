"""The account of each professional and the figures of all, from plain counts: the rules are those of matching."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from math import fsum
from uuid import UUID
from zoneinfo import ZoneInfo

from referral_svc.matching.fairness import WINDOW_DAYS, Share, fair_shares, weight
from referral_svc.matching.plan_figures import Spread, spread
from referral_svc.matching.rules import RuleSet
from referral_svc.solicitations.practices import Known
from referral_svc.spread.codes import OutsideReason
from referral_svc.spread.repository import Counts

#: Under so many who share, a figure of all would say what one colleague took.
FEWEST_SHOWN = 5

GENERAL_PRACTICE = "10"


@dataclass(frozen=True)
class Accounts:
    """Everybody of one profession, who shares and who does not, at one instant."""

    profession: str
    rules: RuleSet
    now: datetime
    zone: ZoneInfo
    known: Mapping[UUID, Known]
    counts: Mapping[UUID, Counts]

    @property
    def since(self) -> datetime:
        return self.now - timedelta(days=WINDOW_DAYS)

    @cached_property
    def shares(self) -> Mapping[UUID, Share]:
        """Counted among all who share; in a search, among those whom its conditions and its ring leave."""
        return fair_shares((one.load for one in self.known.values() if takes_part(one)), self.rules.bound)

    @cached_property
    def spread(self) -> Spread:
        return spread((share.placements + share.calibration, share.weight) for share in self.shares.values())

    @cached_property
    def total_weight(self) -> float:
        return fsum(share.weight for share in self.shares.values())

    @property
    def months(self) -> list[str]:
        """Every calendar month that the window touches, the oldest first."""
        first, last = self.since.astimezone(self.zone), self.now.astimezone(self.zone)
        numbers = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        return [f"{number // 12}-{number % 12 + 1:02}" for number in numbers]

    def of(self, who: UUID) -> Counts:
        return self.counts.get(who) or Counts()

    def part(self, who: UUID) -> float | None:
        share = self.shares.get(who)
        if share is None:
            return None
        return share.weight / self.total_weight if self.total_weight > 0 else 1 / len(self.shares)

    def weight(self, who: UUID) -> float:
        share = self.shares.get(who)
        return share.weight if share else weight(self.known[who].load, 0.0)

    def placements_by_month(self) -> Counter[str]:
        """Of all who share, as in their targets."""
        return _summed(self.of(who).placements for who in self.shares)

    def asked_by_month(self) -> Counter[str]:
        return _summed(self.of(who).asked for who in self.shares)

    def outside(self) -> Counter[OutsideReason]:
        total: Counter[OutsideReason] = Counter()
        for who in self.shares:
            total.update(self.of(who).outside)
        return total


def takes_part(one: Known) -> bool:
    """Who could be asked this year: what passes (a pause, an absence, no place left) takes nobody out."""
    practice = one.practice
    fits = practice.profession_code != GENERAL_PRACTICE or practice.is_general_practitioner
    return fits and (practice.is_member or practice.is_volunteer) and practice.accepts_new_patients is not False


def _summed(series: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in series:
        total.update(one)
    return total
