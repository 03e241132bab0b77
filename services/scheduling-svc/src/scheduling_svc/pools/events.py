"""What this service tells of replacements: which hours are sought, and whose they are; nothing of any patient."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from carekit.events import Event
from carekit.outbox import Subscriptions


class AskedToCover(BaseModel):
    """A volunteer whose days and sectors these hours suit."""

    model_config = ConfigDict(frozen=True)

    professional_id: UUID
    days: list[date]


class HoursToCover(BaseModel):
    """Civil times, HH:MM."""

    model_config = ConfigDict(frozen=True)

    on: date
    from_time: str
    to_time: str


class SeekingTeam(BaseModel):
    """The team whose seats these are, under the name that the CPTS gave it."""

    model_config = ConfigDict(frozen=True)

    team_id: UUID
    label: str


class CoverPublished(Event):
    """A practice seeks a locum, or a team volunteers of one profession, for one day or several. `cover_id`: the first
    of its hours; `asked`: those under their least hours first.
    """

    type: ClassVar[str] = "cover.published.v1"

    cover_id: UUID
    hours: list[HoursToCover]
    commune_name: str | None
    asked: list[AskedToCover]
    team: SeekingTeam | None = None

    def subject(self) -> str:
        return str(self.cover_id)


class CoverChange(StrEnum):
    CLAIMED = "claimed"
    CONFIRMED = "confirmed"
    REOPENED = "reopened"
    """The confirmation is taken back; the locum still offers himself."""
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


class CoverChanged(Event):
    """Hours of one locum were taken, confirmed or given back, in one act. `cover_id`: the first of them.

    `decided_by`: the professional of the practice, or who leads the team; none: the coordination alone.
    `by_professional_id`: whose own act it was, when a professional did it himself; `by_account_id`: who did it.
    """

    type: ClassVar[str] = "cover.changed.v1"

    cover_id: UUID
    change: CoverChange
    hours: list[HoursToCover]
    decided_by: UUID | None
    locum_id: UUID
    by_professional_id: UUID | None
    by_account_id: UUID | None = None
    team: SeekingTeam | None = None

    def subject(self) -> str:
        return str(self.cover_id)


SUBSCRIPTIONS = Subscriptions({"referral-svc": frozenset({CoverPublished.type, CoverChanged.type})})
