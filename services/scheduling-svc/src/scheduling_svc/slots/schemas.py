"""Slots on the wire."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.agendas.models import AgendaKind
from scheduling_svc.appointments.models import AppointmentStatus, BookingReason, NoShowReason
from scheduling_svc.appointments.schemas import BookedFrom
from scheduling_svc.openings.models import AppointmentType, Audience, Modality
from scheduling_svc.openings.schemas import NamedCpts, TimedRelease
from scheduling_svc.rules.half_days import Half
from scheduling_svc.slots.models import SlotStatus
from scheduling_svc.wire import CommuneCode, Day, Instant, InstantOut, LanguageCode, ProfessionCode


class CellState(StrEnum):
    FREE = "free"
    FULL = "full"
    NONE = "none"


WithinKm = Annotated[float, Field(gt=0, le=200, description="Distance as the crow flies, kilometres")]


Latitude = Annotated[float, Field(ge=-90, le=90, description="Degrees (WGS 84) of a point to search around")]
Longitude = Annotated[float, Field(ge=-180, le=180, description="Degrees (WGS 84) of a point to search around")]


class SlotCriteria(Input):
    """Which slots, of whom, around where: the same words for the list, the table and the day."""

    profession: ProfessionCode | None = None
    professional_id: UUID | None = None
    near_commune: CommuneCode | None = Field(default=None, description="Orders by distance, keeps `within_km`")
    near_lat: Latitude | None = None
    near_lon: Longitude | None = None
    within_km: WithinKm | None = Field(default=None, description="Kilometres around it; default 30")
    modality: Modality | None = None
    reason: BookingReason | None = Field(
        default=None, description="Free are the slots that take it, with as much free time after them as it lasts"
    )
    language: LanguageCode | None = Field(default=None, description="Spoken by the professional (ISO 639)")
    wheelchair_accessible: bool = Field(
        default=False, description="Only places known to be so; care at home and at a distance asks for none"
    )


class FindFreeSlots(SlotCriteria):
    """Which free slots. Without `from`, from now on; without `to`, over the whole horizon."""

    from_: Instant | None = Field(default=None, alias="from")
    to: Instant | None = None
    referral_id: UUID | None = Field(
        default=None,
        description="A sorted request of unscheduled care: whoever sorts it also sees what its own doctor keeps for "
        "his own patients",
    )
    half_day: Half | None = None
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=20, ge=1, le=100, description="Rows on a page")


class FindSharedSlots(SlotCriteria):
    """Which free slots of other CPTS. Without `from`, from now on; without `to`, over the whole horizon."""

    from_: Instant | None = Field(default=None, alias="from")
    to: Instant | None = None
    half_day: Half | None = None


class HalfDayTable(SlotCriteria):
    """Which week and whom."""

    week: Day = Field(description="Any day of the week wanted; the table runs from its Monday to its Sunday")
    limit: int = Field(default=100, ge=1, le=200, description="Professionals at most")


class ReadBoard(SlotCriteria):
    """Which day, or which days from it on."""

    day: Day
    days: int = Field(default=1, ge=1, le=7)
    limit: int = Field(default=30, ge=1, le=100, description="Agendas at most, nearest or by name first")


class AgendaSpan(Input):
    """Which span of an agenda: at most 62 days; default the seven days from now."""

    from_: Instant | None = Field(default=None, alias="from")
    to: Instant | None = None


class PreviewSlots(Input):
    """At most 62 days; default the seven days from `at`."""

    at: Instant | None = Field(default=None, description="The instant at which it is looked at; default now")
    from_: Instant | None = Field(default=None, alias="from")
    to: Instant | None = None


FindSharedSlotsQuery = Annotated[FindSharedSlots, Query()]
FindFreeSlotsQuery = Annotated[FindFreeSlots, Query()]
HalfDayTableQuery = Annotated[HalfDayTable, Query()]
ReadBoardQuery = Annotated[ReadBoard, Query()]
AgendaSpanQuery = Annotated[AgendaSpan, Query()]
PreviewSlotsQuery = Annotated[PreviewSlots, Query()]


class FreeSlotOut(Output):
    """A free slot as a booking person sees it."""

    slot_id: UUID
    professional_id: UUID
    professional_name: str = Field(description='e.g. "Dr Jeanne Exemple"')
    profession_code: str = Field(description="TRE_G15")
    place_label: str | None
    commune_code: str | None
    commune_name: str | None
    starts_at: InstantOut
    ends_at: InstantOut
    modalities: list[Modality] = Field(description="Who books chooses one")
    agenda_kind: AgendaKind | None = Field(
        description="Of an agenda that nobody logs in to, else null. In a `tele_booth` the person is assisted there: "
        "VR is then at `place_label`"
    )
    appointment_type: AppointmentType
    reasons: dict[str, int] = Field(
        description="Minutes by reason, longer than the slot where the reason takes the next ones too; "
        "empty: every reason, one slot"
    )
    distance_km: float | None = Field(description="As the crow flies from the commune or point; null without")


class FreeSlotPage(Page[FreeSlotOut]):
    """Soonest first, then nearest first."""


class SharedSlotOut(FreeSlotOut):
    """A free slot in an agenda of another CPTS, whose owner shares it with this one."""

    shared_by: UUID = Field(description="That CPTS, for `shared_by` of its booking")
    cpts_name: str
    cpts_phone: str | None = Field(description="Of its coordination")


class SharedSlotList(Output):
    """The 50 soonest, then nearest first."""

    items: list[SharedSlotOut]


class Widens(Output):
    audience: Audience
    at: InstantOut = Field(description="From when it finds the slot, before the slot begins")


class SharedSight(Output):
    cpts_id: UUID
    at: InstantOut | None = Field(description="From when its members find the slot; null: already")


class PreviewedSlot(FreeSlotOut):
    """A free slot, and who finds it."""

    seen_by: list[Audience] = Field(description="At that instant; own patients once their request was sorted")
    widens: list[Widens] = Field(description="Audiences that a timed release lets find it later")
    shared: list[SharedSight] = Field(description="Other CPTS whose members find it, or will")


class Preview(Output):
    """Free slots of one agenda with everybody's eyes, soonest first, 1000 at most."""

    at: InstantOut
    shared_with: list[NamedCpts] = Field(description="Other CPTS with which one of these slots is shared, by name")
    items: list[PreviewedSlot]


class HalfDayCell(Output):
    day: date
    half: Half
    free: int = Field(description="Free slots of that half-day that the caller may book")
    first_at: datetime | None = Field(description="Start of the first of them")
    slot_ids: list[UUID] = Field(description="Free slots in order, at most 20")
    state: CellState = Field(description="`full`: slots exist, none is free; `none`: no slot at all")


class HalfDayRow(Output):
    professional_id: UUID
    name: str
    profession_code: str
    commune_name: str | None
    distance_km: float | None
    cells: list[HalfDayCell] = Field(description="14 cells, Monday morning to Sunday afternoon")


class HalfDayTableOut(Output):
    days: list[date] = Field(description="Monday to Sunday")
    rows: list[HalfDayRow] = Field(description="Professionals who have a slot that week, nearest or by name first")


class BoardSlot(FreeSlotOut):
    """A slot that the caller may book, or that somebody has: never whom it is for."""

    state: SlotStatus
    held_until: InstantOut | None = Field(description="When a hold ends by itself")
    appointments: int = Field(description="That stand at this time; more than one where it was overbooked")
    room: int = Field(description="Appointments that its owner still allows beyond those (`overbook` of a booking)")


class BoardColumn(Output):
    professional_id: UUID
    name: str
    profession_code: str
    commune_name: str | None = Field(description="Of the first slot")
    distance_km: float | None
    slots: list[BoardSlot] = Field(description="That have not begun, by start")


class BoardOut(Output):
    days: list[date]
    columns: list[BoardColumn] = Field(description="An agenda each, nearest or by name first")
    more: bool = Field(description="Whether other agendas have slots too")


class AgendaSlot(Output):
    slot_id: UUID
    opening_id: UUID
    starts_at: InstantOut
    ends_at: InstantOut
    modalities: list[Modality]
    appointment_type: AppointmentType
    reasons: dict[str, int] = Field(description="Minutes by reason; empty: every reason, one slot")
    overbooking: int = Field(description="Appointments that the owner allows beyond the first")
    cpts_from: InstantOut | None = Field(description="Since when the CPTS sees it; null: never. Likewise the next")
    pro_from: InstantOut | None
    snp_from: InstantOut | None
    public_from: InstantOut | None
    audience: list[Audience] = Field(description="Who may see and book it, from the instants above on")
    releases: list[TimedRelease]
    shared_with: list[UUID] = Field(description="Other CPTS whose members see it as those of this one do")
    own_audience: bool = Field(description="Said of this slot alone, whatever its opening says")
    place_label: str | None
    status: SlotStatus
    held_until: InstantOut | None = Field(description="When a hold ends, for the countdown")


class AgendaAppointment(Output):
    appointment_id: UUID
    slot_id: UUID | None
    referral_id: UUID | None = Field(description="Names come from `POST /api/referral/v1/names`, never from here")
    starts_at: InstantOut
    ends_at: InstantOut
    modality: Modality
    place_label: str | None
    profession_code: ProfessionCode
    agenda_kind: AgendaKind | None = Field(
        description="As of a free slot: in a `tele_booth` the person is assisted at `place_label`"
    )
    status: AppointmentStatus
    no_show_reason: NoShowReason | None
    reason_code: BookingReason
    overbooked: bool = Field(description="Beside another at the same time, as the owner allows")
    booked_from: BookedFrom | None = Field(description="Of one that was booked from another CPTS")
    version: int


class AgendaAbsence(Output):
    """Days without slots, as the directory says; not why."""

    starts_on: date
    ends_on: date = Field(description="The last day, included")


class AgendaOut(Output):
    """What the owner sees of his own time."""

    professional_id: UUID
    absences: list[AgendaAbsence] = Field(description="Those that touch the days asked for")
    slots: list[AgendaSlot]
    appointments: list[AgendaAppointment]
