"""What a plan says, whom it asks, and how it changes one opening. Pure: no clock, no database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from carekit.wire import Input
from scheduling_svc.openings.models import Audience, Modality, OpeningKind, Terms
from scheduling_svc.openings.schemas import Weekday
from scheduling_svc.rounds.schemas import OfferedHours, in_order
from scheduling_svc.wire import CivilTime


class ExtraOpening(Input):
    """Hours that open each week while the plan is on, in a named agenda; beside the titular, at his place, too."""

    professional_id: UUID
    place_id: UUID = Field(description="A practice place of that professional, or of his host")
    host_id: UUID | None = Field(
        default=None, description="The titular beside whom a locum works, at his place (F055); he agrees too"
    )
    weekdays: list[Weekday] = Field(min_length=1, max_length=7)
    from_time: CivilTime
    to_time: CivilTime = Field(description="Later on the same day")
    slot_minutes: int = Field(ge=5, le=240, description="Minutes")
    modalities: list[Modality] = Field(default_factory=lambda: [Modality.AMB], min_length=1, max_length=3)
    audience: list[Audience] = Field(min_length=1, max_length=5)

    def touches(self, professional_id: UUID) -> bool:
        return professional_id in (self.professional_id, self.host_id)

    @model_validator(mode="after")
    def _room_for_a_slot(self) -> Self:
        start, end = time.fromisoformat(self.from_time), time.fromisoformat(self.to_time)
        if (end.hour - start.hour) * 60 + end.minute - start.minute < self.slot_minutes:
            raise ValueError("to_time must leave room for at least one slot after from_time")
        return self

    def terms(self, starts_on: date) -> Terms:
        return Terms(
            place_id=self.place_id, kind=OpeningKind.WEEKLY, weekdays=sorted(set(self.weekdays)),
            starts_on=starts_on, ends_on=None, from_time=time.fromisoformat(self.from_time),
            to_time=time.fromisoformat(self.to_time), slot_minutes=self.slot_minutes,
            modalities=sorted(set(self.modalities)), audience=sorted(set(self.audience)),
        )  # fmt: skip


class WiderAudience(Input):
    """An opening that more people see, at once, while the plan is on."""

    professional_id: UUID
    opening_id: UUID
    audience: list[Audience] = Field(min_length=1, max_length=5, description="Added to those who see it already")


class ExtraRounds(Input):
    """Hours in which a nurse who volunteered for rounds visits at home each week while the plan is on, too."""

    professional_id: UUID
    weekdays: list[Weekday] = Field(min_length=1, max_length=7)
    from_time: CivilTime
    to_time: CivilTime = Field(description="Later on the same day")
    most: int = Field(ge=1, le=30, description="Visits in these hours of a day, at most")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.from_time >= self.to_time:
            raise ValueError("to_time must follow from_time")
        return self

    def hours(self) -> list[OfferedHours]:
        return [
            OfferedHours(weekday=day, from_time=self.from_time, to_time=self.to_time, most=self.most)
            for day in sorted(set(self.weekdays))
        ]


class PlanData(Input):
    """What the switch does."""

    openings: list[ExtraOpening] = Field(default_factory=list, max_length=100)
    widenings: list[WiderAudience] = Field(default_factory=list, max_length=100)
    rounds: list[ExtraRounds] = Field(default_factory=list, max_length=100)
    script_version: Annotated[str, StringConstraints(min_length=1, max_length=40)] | None = Field(
        default=None, description="A published triage script, in force meanwhile; null: the usual one"
    )

    def asks(self) -> list[UUID]:
        """Whose agenda or practice it touches, in the order of the plan."""
        opened = [one for extra in self.openings for one in (extra.professional_id, extra.host_id) if one]
        widened = [one.professional_id for one in self.widenings]
        return list(dict.fromkeys([*opened, *widened, *(one.professional_id for one in self.rounds)]))

    def part_of(self, professional_id: UUID) -> PlanData:
        """What it asks of one professional: what he agrees to."""
        return PlanData(
            openings=[one for one in self.openings if one.touches(professional_id)],
            widenings=[one for one in self.widenings if one.professional_id == professional_id],
            rounds=self.rounds_of(professional_id),
        )

    def rounds_of(self, professional_id: UUID) -> list[ExtraRounds]:
        return [one for one in self.rounds if one.professional_id == professional_id]


def widen(terms: Terms, audience: Sequence[str]) -> Terms:
    """Those named see it at once; who saw it before sees it as before."""
    return replace(
        terms,
        audience=sorted({*terms.audience, *audience}),
        releases=[release for release in terms.releases if release["audience"] not in audience],
    )


def with_rounds(hours: Sequence[dict[str, Any]], rounds: Sequence[ExtraRounds]) -> list[dict[str, Any]]:
    """A volunteer's hours and those of the plan. HoursOverlap: they meet, his own or each other."""
    extra = [each for one in rounds for each in one.hours()]
    return [one.model_dump() for one in in_order([*map(OfferedHours.model_validate, hours), *extra])]


def without_rounds(
    hours: Sequence[dict[str, Any]], before: Sequence[dict[str, Any]], since: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """A volunteer's hours of now without those that a plan gave."""
    return [one for one in hours if one in before or one not in since]


def sight(terms: Terms) -> dict[str, Any]:
    """Who sees an opening, and since when."""
    named = {"shared_with": [str(cpts) for cpts in terms.shared_with]} if terms.shared_with else {}
    return {"audience": list(terms.audience), "releases": list(terms.releases), **named}
