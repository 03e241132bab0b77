"""Holds and appointments on the wire."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import Query
from pydantic import Field, StringConstraints, model_validator

from carekit.pages import Page
from carekit.wire import Input, Output
from scheduling_svc.agendas.models import AgendaKind
from scheduling_svc.appointments.models import (
    Appointment,
    AppointmentAct,
    AppointmentStatus,
    BookingReason,
    CancellationReason,
    CancelledBy,
    ChoiceRecorded,
    NoShowReason,
    Outcome,
    WorklistKey,
)
from scheduling_svc.openings.models import Modality
from scheduling_svc.openings.schemas import NamedCpts
from scheduling_svc.wire import CommuneCode, Instant, InstantOut, ProfessionCode


class HoldOut(Output):
    """A slot kept aside for the caller for a few minutes."""

    hold_id: UUID
    slot_id: UUID
    until: InstantOut = Field(description="When it ends by itself, for the countdown")


class HoldSlot(Input):
    """What the slot is held for: a reason longer than a slot keeps the next ones aside too."""

    reason_code: BookingReason | None = None
    referral_id: UUID | None = Field(
        default=None, description="The sorted request of unscheduled care it is held for, as in the search"
    )


class Visited(Input):
    """Whether a brigade goes where the person lives, asked by every road that takes a slot for her."""

    home_commune: CommuneCode | None = Field(
        default=None, description="Where the person lives, of a visit by a brigade: one that it serves"
    )
    outside_area: bool = Field(default=False, description="The brigade goes there though it does not serve it")


class BookAppointment(Visited):
    """Books a slot, from the caller's own hold or directly."""

    slot_id: UUID
    referral_id: UUID | None = Field(
        default=None, description="The referral it answers; null for a slot that shows « réservé »"
    )
    hold_id: UUID | None = Field(default=None, description="The caller's hold on this slot")
    reason_code: BookingReason
    modality: Modality | None = Field(default=None, description="One of the slot's; required where it offers several")
    overbook: bool = Field(
        default=False, description="Beside the appointment that a booked slot has, as far as its owner allows"
    )
    shared_by: UUID | None = Field(
        default=None, description="Of a slot of `GET /slots/shared`: the CPTS in whose agenda it stands, named there"
    )
    choice_recorded: ChoiceRecorded | None = Field(
        default=None,
        description="How the person chose this slot. Required for an SNP referral that nobody was chosen for yet: "
        "the booking places her with the slot's owner",
    )

    @model_validator(mode="after")
    def only_an_owners_own_cpts_overbooks(self) -> BookAppointment:
        if self.shared_by is not None and self.overbook:
            raise ValueError("What another CPTS shares is not overbooked")
        return self


class CancelAppointment(Input):
    by: CancelledBy
    reason_code: CancellationReason


class MoveAppointment(Visited):
    """To another slot in one act, from the caller's own hold on it or directly. The reason goes with it."""

    slot_id: UUID
    by: CancelledBy = Field(description="At whose wish; the practice's is said by who keeps the agenda it leaves")
    modality: Modality | None = Field(default=None, description="One of the slot's; required where it offers several")
    choice_recorded: ChoiceRecorded | None = Field(
        default=None,
        description="How the person chose the new slot. Required when an SNP referral goes to another professional: "
        "the move places her with him",
    )


class RecordOutcome(Input):
    outcome: Outcome
    no_show_reason: NoShowReason | None = Field(default=None, description="With `no_show`, and with it alone")

    @model_validator(mode="after")
    def an_absence_has_its_reason(self) -> RecordOutcome:
        if (self.outcome is Outcome.NO_SHOW) != (self.no_show_reason is not None):
            raise ValueError("A no-show has a reason, and nothing else has one")
        return self


class FindAppointments(Input):
    """Soonest first. Without a filter, the caller's own: his agenda's and those he booked."""

    worklist: WorklistKey | None = Field(default=None, description="The appointments that this worklist counts")
    referral_id: UUID | None = Field(
        default=None,
        description="All of that referral for its coordinator, its author's structure and the professional chosen "
        "(for SNP also the regulator); for others the caller's own among them",
    )
    professional_id: UUID | None = None
    from_: Instant | None = Field(default=None, alias="from", description="Those that end after it")
    to: Instant | None = Field(default=None, description="Those that start before it")
    cursor: Annotated[str, StringConstraints(max_length=500)] | None = Field(
        default=None, description="`next` of the page before"
    )
    limit: int = Field(default=50, ge=1, le=100, description="Rows on a page")


FindAppointmentsQuery = Annotated[FindAppointments, Query()]


class BookedFrom(Output):
    """Who booked from another CPTS: never for whom."""

    cpts_name: str
    name: str | None = Field(description="As the account was called then")
    roles: list[str]


class AppointmentOut(Output):
    appointment_id: UUID
    slot_id: UUID | None
    professional_id: UUID
    referral_id: UUID | None = Field(description="Names come from `POST /api/referral/v1/names`, never from here")
    starts_at: InstantOut
    ends_at: InstantOut
    modality: Modality
    place_label: str | None
    commune_code: str | None
    status: AppointmentStatus
    reason_code: BookingReason
    booked_at: InstantOut
    cancel_reason: CancellationReason | None
    cancelled_at: InstantOut | None
    outcome_at: InstantOut | None
    no_show_reason: NoShowReason | None
    version: int

    @classmethod
    def of(cls, appointment: Appointment, referral_id: UUID | None = None) -> AppointmentOut:
        """`referral_id` is known where it was booked, of one that stands in another CPTS."""
        out = cls.model_validate(appointment)
        return out.model_copy(update={"referral_id": referral_id}) if referral_id else out


class StatedBy(Output):
    """Who brought an appointment to its present status."""

    at: InstantOut
    name: str | None = Field(description="Null of acts from before names were kept, and of what followed by itself")
    roles: list[str]


class ListedAppointment(AppointmentOut):
    professional_name: str | None = Field(description="Whose agenda it stands in; null when no longer known")
    profession_code: ProfessionCode | None
    agenda_kind: AgendaKind | None = Field(
        description="As of a free slot: in a `tele_booth` the person is assisted at `place_label`"
    )
    booked_from: BookedFrom | None = Field(description="Of one that was booked from another CPTS, for this one")
    shared_by: NamedCpts | None = Field(description="In whose agenda it stands, of one booked from here; else null")
    stated_by: StatedBy | None = Field(
        description="Who booked, moved, cancelled, or said how it came out; null of one that stands in another CPTS"
    )
    allowed_acts: list[AppointmentAct] = Field(description="What the caller may do with it now")


class AppointmentPage(Page[ListedAppointment]):
    """Soonest first."""
