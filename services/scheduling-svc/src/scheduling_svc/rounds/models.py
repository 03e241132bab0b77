"""Who volunteers to visit at home, what is to be visited on a day, and the rounds that were published.

A visit names a request and a commune: neither a person nor an address.
"""

from __future__ import annotations

from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base
from scheduling_svc.rounds.errors import VisitEnded


class VisitStatus(StrEnum):
    """`told`: published, an appointment stands for it. The last three are said at the door."""

    TO_PLACE = "to_place"
    PLACED = "placed"
    TOLD = "told"
    DONE = "done"
    NOT_FOUND = "not_found"
    TO_SEE_AGAIN = "to_see_again"


class VisitOutcome(StrEnum):
    DONE = "done"
    NOT_FOUND = "not_found"
    TO_SEE_AGAIN = "to_see_again"


class RoundVolunteer(Base):
    """A professional's own word: where he visits (communes, none: anywhere), what he can do, and when.

    `hours`: rows of `OfferedHours`, civil times, at most so many visits in each.
    """

    __tablename__ = "round_volunteer"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    communes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    skills: Mapped[list[str]] = mapped_column(ARRAY(Text))
    hours: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    joined_at: Mapped[datetime]
    changed_by: Mapped[UUID]
    changed_at: Mapped[datetime]


class RoundDay(Base):
    """The rounds of one day. Every change counts `version` up; its row makes two who change them take turns."""

    __tablename__ = "round_day"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    rounds_id: Mapped[UUID]
    version: Mapped[int]
    #: How often they were published.
    published: Mapped[int]


class PublishedRounds(Base):
    """What the nurses of a day were told, as it was then; never changed."""

    __tablename__ = "published_rounds"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    #: Rows of `ToldStop`.
    stops: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    published_by: Mapped[UUID]
    published_by_name: Mapped[str]
    published_at: Mapped[datetime]


class RoundVisit(Base):
    """A visit to do. Once it was published its appointment says who comes and when, whoever moved that since."""

    __tablename__ = "round_visit"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    visit_id: Mapped[UUID] = mapped_column(primary_key=True)
    day: Mapped[date]
    referral_id: Mapped[UUID]
    commune_code: Mapped[str]
    minutes: Mapped[int]
    #: Civil times between which it may begin.
    from_time: Mapped[time]
    to_time: Mapped[time]
    profession_code: Mapped[str]
    skills: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: How the person said that somebody may come.
    choice_recorded: Mapped[str]
    #: Nurses who handed it back.
    barred: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    #: In whose hours it stands (those that begin at `hours_from`), from when; all three or none.
    professional_id: Mapped[UUID | None]
    hours_from: Mapped[time | None]
    starts_at: Mapped[datetime | None]
    is_pinned: Mapped[bool]
    appointment_id: Mapped[UUID | None]
    outcome: Mapped[str | None]
    outcome_at: Mapped[datetime | None]
    #: The visit that ended with nobody there, or with another to be made.
    follows: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    noted_by: Mapped[UUID]
    noted_by_name: Mapped[str]
    noted_at: Mapped[datetime]

    def place(self, professional_id: UUID, hours_from: time, starts_at: datetime) -> None:
        self._must_stand()
        self.professional_id, self.hours_from, self.starts_at = professional_id, hours_from, starts_at
        self.appointment_id = None

    def take_out(self) -> None:
        self._must_stand()
        self.professional_id = self.hours_from = self.starts_at = self.appointment_id = None
        self.is_pinned = False

    def hand_back(self, professional_id: UUID) -> None:
        """To be placed with anybody else."""
        self.take_out()
        self.barred = sorted({*self.barred, professional_id})

    def tell(self, appointment_id: UUID) -> None:
        self._must_stand()
        self.appointment_id = appointment_id

    def came_out_as(self, outcome: VisitOutcome, at: datetime) -> None:
        self._must_stand()
        self.outcome, self.outcome_at = outcome.value, at

    def withdraw(self, at: datetime) -> None:
        self._must_stand()
        self.withdrawn_at = at

    def again(self, visit_id: UUID, day: date, by: UUID, by_name: str, at: datetime) -> RoundVisit:
        """The same visit on another day."""
        return RoundVisit(
            cpts_id=self.cpts_id, visit_id=visit_id, day=day, referral_id=self.referral_id,
            commune_code=self.commune_code, minutes=self.minutes, from_time=self.from_time, to_time=self.to_time,
            profession_code=self.profession_code, skills=self.skills, choice_recorded=self.choice_recorded,
            barred=self.barred, is_pinned=False, follows=self.visit_id, noted_by=by, noted_by_name=by_name,
            noted_at=at,
        )  # fmt: skip

    def _must_stand(self) -> None:
        if self.outcome is not None or self.withdrawn_at is not None:
            raise VisitEnded
