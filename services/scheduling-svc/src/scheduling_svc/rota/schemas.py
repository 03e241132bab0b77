"""Rotas, duties and swaps on the wire."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Self
from uuid import UUID

from fastapi import Query
from pydantic import Field, PlainSerializer, StringConstraints, model_validator

from carekit.wire import Input, Output
from scheduling_svc.openings.models import Audience
from scheduling_svc.openings.schemas import Weekday
from scheduling_svc.rostering.problem import RuleKind
from scheduling_svc.rota.models import DutySkill, RotaKind, RotaStatus, SwapStatus
from scheduling_svc.wire import CivilTime, Day, InstantOut

Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Short = Annotated[str, StringConstraints(min_length=1, max_length=200)]
RotaTime = Annotated[time, PlainSerializer(lambda value: value.strftime("%H:%M"), return_type=str)]
Days = Annotated[list[Day], Field(max_length=400)]

#: Ledger points of one duty, unless the rota says otherwise: a Saturday morning is the measure.
WEIGHTS = {RotaKind.SATURDAY: 10, RotaKind.PUBLIC_HOLIDAY: 20, RotaKind.HOUSE: 10}


class DescribeRota(Input):
    """Which days are covered, and the rules between the duties of one person (rules of the profession, section 7)."""

    kind: RotaKind
    name: Name
    starts_on: Day
    ends_on: Day = Field(description="Last day, included; at most 366 days after the first")
    weekdays: list[Weekday] = Field(
        default_factory=list, max_length=7, description="Opening days of a maison de garde"
    )
    closed_on: Days = Field(default_factory=list, description="Days left out")
    from_time: CivilTime = "08:00"
    to_time: CivilTime = Field(default="12:00", description="Later on the same day")
    seats: int = Field(default=1, ge=1, le=5, description="Persons on duty each day")
    skills: list[DutySkill] = Field(
        default_factory=list, max_length=4, description="Each is held by somebody on duty, every day"
    )
    rest_days: int = Field(default=14, ge=1, le=180, description="Days from a duty of a person to his next, at least")
    most: int | None = Field(default=None, ge=1, le=30, description="Duties of a person in `within_days`; null: any")
    within_days: int = Field(default=28, ge=1, le=366, description="Length of the sliding span of `most`, days")
    apart: list[Annotated[list[Day], Field(min_length=2, max_length=2)]] = Field(
        default_factory=list, max_length=20, description="Pairs of days of which nobody does both"
    )
    weight: int | None = Field(
        default=None, ge=1, le=100,
        description="Ledger points of one duty; null: 10 for a Saturday or a maison de garde, 20 for a holiday",
    )  # fmt: skip
    site_name: Name | None = Field(default=None, description="Of a maison de garde")
    site_address: Short | None = None
    site_phone: Annotated[str, StringConstraints(pattern=r"^[0-9+ .]{4,20}$")] | None = None
    slot_minutes: int = Field(default=15, ge=5, le=120, description="Length of the slots that a duty opens, minutes")
    audience: list[Audience] = Field(
        default_factory=lambda: [Audience.CPTS, Audience.PRO, Audience.SNP], min_length=1, max_length=5,
        description="Who sees those slots, of whoever agrees to it; of the others, their own patients",
    )  # fmt: skip

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not 0 <= (self.ends_on - self.starts_on).days <= 366:
            raise ValueError("ends_on must follow starts_on by at most 366 days")
        if self.from_time >= self.to_time:
            raise ValueError("to_time must follow from_time")
        return self


class DescribeRotaMember(Input):
    share: int = Field(default=100, ge=10, le=100, description="Percent of a full part")
    skills: list[DutySkill] = Field(default_factory=list, max_length=4)


class SayDutyWishes(Input):
    """A day may be in one of the three lists only."""

    unavailable: Days = Field(default_factory=list, description="Binds")
    wanted: Days = Field(default_factory=list, description="A wish: says which days, never how many")
    unwanted: Days = Field(default_factory=list, description="A wish")

    @model_validator(mode="after")
    def _once_each(self) -> Self:
        said = [*self.unavailable, *self.wanted, *self.unwanted]
        if len(said) != len(set(said)):
            raise ValueError("a day is unavailable, wanted or unwanted")
        return self


class AgreeToDutyHours(Input):
    agrees: bool = Field(description="His duties open hours to the audience of the rota; false: to his own patients")


class AssignDuty(Input):
    professional_id: UUID
    despite_rules: bool = Field(default=False, description="Though a rule is broken; traced")


class MoveDuty(Input):
    on: Day = Field(description="The new day; holder and open swap stay")
    despite_rules: bool = Field(default=False, description="Though a rule is broken; traced")


class WeighDutyChange(Input):
    """Another holder, another day, or both."""

    professional_id: UUID | None = None
    on: Day | None = None


class OfferSwap(Input):
    in_return: Annotated[list[Day], Field(max_length=60)] = Field(
        default_factory=list, description="Days the holder would take instead; none: he gives it away"
    )


class AcceptSwap(Input):
    professional_id: UUID | None = Field(default=None, description="Who takes it, when the coordinator says so")
    given_duty_id: UUID | None = Field(default=None, description="A duty given in return, on a day asked for")


class BrokenRule(Output):
    """One rule: `rest` and `most` bind everybody, the others a day or a person."""

    kind: RuleKind
    on: date | None
    other_on: date | None
    professional_id: UUID | None
    skill: str | None


class DutyChangeOut(Output):
    """What a change of one duty would do."""

    broken: list[BrokenRule] = Field(description="Rules that it would newly break; whoever builds may insist")
    has_appointments: bool = Field(description="Somebody is booked in its hours: he is moved first")
    keeps_swap: bool = Field(description="It is offered, and stays so")


class DutyOut(Output):
    duty_id: UUID
    rota_id: UUID
    on: date
    professional_id: UUID | None = Field(description="null: nobody yet, or a draft read by who does not build it")
    is_pinned: bool
    swap_id: UUID | None = Field(description="The open swap in which it is offered")


class RotaMemberOut(Output):
    professional_id: UUID
    professional_name: str | None
    share: int
    skills: list[DutySkill]
    unavailable: list[date]
    wanted: list[date]
    unwanted: list[date]
    absent: list[date] = Field(description="Days of the rota in his absences, as the directory says")
    agrees: bool = Field(description="His duties open hours to the audience of the rota; otherwise to his patients")
    duties: int = Field(description="In this rota")
    quota: float = Field(description="His part of this rota, duties")
    burden: int = Field(description="Ledger points of the twelve months before the rota")


class RotaOut(Output):
    rota_id: UUID
    kind: RotaKind
    name: str
    status: RotaStatus
    starts_on: date
    ends_on: date
    weekdays: list[int]
    closed_on: list[date]
    from_time: RotaTime
    to_time: RotaTime
    seats: int
    skills: list[DutySkill]
    rest_days: int
    most: int | None
    within_days: int
    apart: list[list[date]]
    weight: int
    site_name: str | None
    site_address: str | None
    site_phone: str | None
    slot_minutes: int
    audience: list[Audience]
    version: int = Field(description="Also the ETag")


class RotaList(Output):
    """Last to begin first."""

    items: list[RotaOut]


class RotaDetail(Output):
    rota: RotaOut
    members: list[RotaMemberOut]
    duties: list[DutyOut]
    public_holidays: list[date] = Field(description="From its first day to its last, with a duty or without")
    spread: float = Field(description="Between who does most above his quota and who does least, duties")
    broken: list[BrokenRule] = Field(description="Rules that the duties break as they stand")


class RotaSolution(Output):
    """`found`: the duties have their persons. Otherwise nothing changed, and `conflict` names rules that cannot be
    kept together; without any one of them the others can."""

    found: bool
    is_fairest: bool = Field(description="Proved; false: the search was cut, a fairer rota may exist")
    conflict: list[BrokenRule]
    detail: RotaDetail


class SwapOut(Output):
    swap_id: UUID
    duty_id: UUID
    rota_id: UUID
    rota_name: str
    on: date
    offered_by: UUID
    offered_by_name: str | None
    in_return: list[date]
    status: SwapStatus
    accepted_by: UUID | None
    accepted_by_name: str | None
    given_on: date | None = Field(description="Day of the duty given in return")
    offered_at: InstantOut
    settled_at: InstantOut | None
    may_take: bool = Field(description="The caller takes part, does not hold it, and would break no rule")


class SwapList(Output):
    """Open ones first, then by day."""

    items: list[SwapOut]


class PublicDuty(Output):
    """Who is on duty: what hangs on the door of a practice."""

    on: date
    from_time: RotaTime
    to_time: RotaTime
    kind: RotaKind
    professional_name: str | None
    place_label: str | None
    place_line: str | None = Field(description="Street, postal code, commune")
    practice_phone: str | None


class PublicDuties(Output):
    cpts_name: str
    items: list[PublicDuty]


class FindRotas(Input):
    from_: Day | None = Field(default=None, alias="from", description="Only rotas that end on this day or later")


class FindSwaps(Input):
    status: SwapStatus | None = Field(default=None, description="Default: all of the last twelve months")


FindRotasQuery = Annotated[FindRotas, Query()]
FindSwapsQuery = Annotated[FindSwaps, Query()]
WeighDutyChangeQuery = Annotated[WeighDutyChange, Query()]
