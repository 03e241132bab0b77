"""Wishes on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.appointments.models import BookingReason, ChoiceRecorded
from scheduling_svc.appointments.schemas import Visited
from scheduling_svc.openings.models import Modality
from scheduling_svc.slots.schemas import FreeSlotOut, Latitude, Longitude, WithinKm
from scheduling_svc.triage.script import TriageClass
from scheduling_svc.wire import CommuneCode, Day, InstantOut, ProfessionCode
from scheduling_svc.wishes.models import WishAct, WishStatus

HalfDayCode = Annotated[
    str,
    StringConstraints(pattern=r"^[1-7]-(morning|afternoon)$"),
    Field(description="ISO weekday and half-day", examples=["2-morning"]),
]


class DescribeWish(Input):
    """Which slots would suit the person. Nothing about her but what a search says too."""

    profession_code: ProfessionCode
    reason_code: BookingReason = BookingReason.SNP
    modality: Modality | None = Field(default=None, description="Null: any")
    half_days: list[HalfDayCode] = Field(default_factory=list, max_length=14, description="Empty: any")
    near_commune: CommuneCode | None = Field(default=None, description="Keeps to slots within `within_km` of it")
    near_lat: Latitude | None = Field(
        default=None, description="Degrees (WGS 84) of a point instead; kept to the hundredth of a degree"
    )
    near_lon: Longitude | None = None
    within_km: WithinKm = 30.0
    professional_id: UUID | None = Field(
        default=None, description="Slots of this agenda alone, wherever they are. Set by itself beside unscheduled "
        "care: whom the person chose",
    )  # fmt: skip
    from_day: Day | None = Field(default=None, description="First civil day that suits; default today")
    until_day: Day | None = Field(
        default=None, description="Last one, at most 90 days from today; default a fortnight. The wish ends with it"
    )


class NoteWish(DescribeWish):
    """Somebody wishes to be called if a slot frees."""

    referral_id: UUID
    appointment_id: UUID | None = Field(
        default=None, description="An appointment of that referral which an earlier one would replace"
    )


class BookFromWish(Visited):
    """One of the free slots, for the reason of the wish. With an appointment to replace, it is moved there.
    `home_commune`: that of the wish where none is said."""

    slot_id: UUID
    reason_code: BookingReason | None = Field(
        default=None, description="Another than the wish's; a moved appointment keeps its own"
    )
    modality: Modality | None = Field(default=None, description="One of the slot's; required where it offers several")
    choice_recorded: ChoiceRecorded | None = Field(
        default=None, description="How the person chose, where the booking or the move is her choice"
    )


class FindWishes(Input):
    """In the order of calling: the class of the triage, who has no appointment, who waits longest."""

    status: WishStatus | None = Field(default=None, description="Default: every one")
    fitting: bool = Field(
        default=False, description="Those that wait and for which the caller sees a free slot now, as the worklist"
    )
    profession: ProfessionCode | None = None
    referral_id: UUID | None = None
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


FindWishesQuery = Annotated[FindWishes, Query()]


class ReplacedAppointment(Output):
    """What an earlier slot would replace, as it stands now."""

    appointment_id: UUID
    slot_id: UUID | None
    professional_id: UUID
    starts_at: InstantOut


class WishOut(Output):
    """Names come from `POST /api/referral/v1/names`, never from here."""

    wish_id: UUID
    referral_id: UUID
    status: WishStatus
    triage_class: TriageClass | None = Field(description="Null while nobody has sorted the request")
    profession_code: str
    reason_code: BookingReason
    modality: Modality | None
    half_days: list[HalfDayCode]
    commune_code: str | None
    commune_name: str | None
    near_lat: float | None
    near_lon: float | None
    within_km: float
    professional_id: UUID | None
    professional_name: str | None
    from_day: date
    until_day: date
    replaces: ReplacedAppointment | None = Field(description="Null: none, or it was cancelled; then any slot suits")
    booked_since_at: InstantOut | None = Field(
        description="Start of an appointment that the request has by another road since the wish was noted"
    )
    is_open: bool = Field(
        description="Slots are looked for: it waits, its request may be booked for and has no other appointment"
    )
    slots: list[FreeSlotOut] = Field(description="The first three that fit and that the caller sees, now")
    noted_by_name: str
    noted_at: InstantOut
    changed_at: InstantOut
    may: list[WishAct]
    version: int = Field(description="Also the ETag")


class WishPage(Page[WishOut]):
    """In the order of calling."""
