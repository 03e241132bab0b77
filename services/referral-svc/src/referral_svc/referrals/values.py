"""Plain values that requests and other folders hand each other through the ports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression

from referral_svc.referrals.codes import WorklistKey


@dataclass(frozen=True)
class DeclaredPractice:
    """What a professional declares, as far as it is compared with sealed facts."""

    professional_id: UUID
    sex: str | None
    languages: frozenset[str]
    wheelchair_accessible: bool | None


@dataclass(frozen=True)
class Compatibility:
    """How a declared practice meets the sealed wishes of one person.

    `unmet` holds the codes of the hard conditions not met: `not_accessible`, `language_required`,
    `sex_required`; empty means « compatible with your declared practice ». `wishes_met` counts soft wishes (a
    woman or a man, when not imperative); a soft language never counts, because two requests that differ only in
    it must ask the same professionals. Distance needs nothing sealed: it is measured from the commune.
    """

    unmet: frozenset[str] = frozenset()
    wishes_met: int = 0

    @property
    def compatible(self) -> bool:
        return not self.unmet


@dataclass(frozen=True)
class Comparisons:
    """Many requests against the same practices. Requests with the same sealed wishes share one comparison: what
    they wish is not told, only that they are alike. A request whose seal is broken for good is in none."""

    of_request: Mapping[UUID, int]
    """Index in `comparisons`."""
    comparisons: Sequence[Mapping[UUID, Compatibility]]


@dataclass(frozen=True)
class Criteria:
    """Codes of a request's criteria (`matching.rules.CRITERIA`), those of the age included.

    `social` holds those of P4: for the order of the queue, nothing else.
    """

    medical: frozenset[str]
    social: frozenset[str]


@dataclass(frozen=True)
class SealedGroups:
    """To which groups a person belongs, for figures over many; never beside the request it was read from."""

    cover_group: str
    language_group: str
    """`none`, `not_imperative` or `imperative`: whether a language besides French was said, never which."""


@dataclass(frozen=True)
class Opening:
    """What is opened to whom: a professional, or by `account_id` somebody who is none."""

    bulletin: str
    """`care`, `social`, or `name` alone."""
    ground: str
    """Lawful ground: `care_team`, `recorded_consent`, `identified_exchange` or `named_handover`."""
    professional_id: UUID | None = None
    account_id: UUID | None = None
    to_name: str | None = None
    """Of whoever is no professional: the timeline names him."""
    appointment_id: UUID | None = None
    """With which it closes."""
    handover_id: UUID | None = None
    """With which it closes."""
    expires_at: datetime | None = None


@dataclass(frozen=True)
class Waiting:
    """How many wait, and since when."""

    count: int
    oldest_at: datetime | None


@dataclass(frozen=True)
class StandingProposal:
    """A yes that awaits the person."""

    professional_id: UUID
    answered_at: datetime
    condition: str | None


@dataclass(frozen=True)
class AnswerCounts:
    asked: int = 0
    yes: int = 0
    no: int = 0
    silent: int = 0
    answer_by: datetime | None = None
    """Until when those who were asked and said nothing yet may answer."""


@dataclass(frozen=True)
class Listed:
    """A worklist of requests: the rows it holds for one caller, and the instant since which each waits."""

    key: WorklistKey
    rows: ColumnElement[bool]
    since: SQLColumnExpression[Any]


@dataclass(frozen=True)
class Tie:
    """What a request was stated together with, and how many they are."""

    bundle_id: UUID
    kind: str
    count: int
