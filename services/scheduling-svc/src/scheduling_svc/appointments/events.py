"""What this service tells the others: facts about appointments tied to a referral, without any identity."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Literal
from uuid import UUID

from carekit.events import Event
from carekit.outbox import Subscriptions
from scheduling_svc.agendas.models import AgendaKind
from scheduling_svc.appointments.models import Appointment, CancellationReason, CancelledBy, ChoiceRecorded
from scheduling_svc.openings.models import Modality


@dataclass(frozen=True)
class Address:
    street: str
    postal_code: str | None


@dataclass(frozen=True)
class SeenBy:
    """Who learns the name, what profession sees the person, and in which kind of agenda without a login, if any;
    where people come to it, if that is known here alone."""

    reader: UUID
    profession_code: str
    agenda_kind: AgendaKind | None = None
    address: Address | None = None

    @property
    def told(self) -> dict[str, str | None]:
        """As the events say it, but for who learns the name."""
        return {
            "agenda_kind": self.agenda_kind, "profession_code": self.profession_code,
            "place_street": self.address.street if self.address else None,
            "place_postal_code": self.address.postal_code if self.address else None,
        }  # fmt: skip


class AppointmentBooked(Event):
    """An appointment was booked for a referral; the slot's owner may now learn the name (rules, section 7).

    `choice_recorded`: for unscheduled care that nobody was chosen for, the person chose by this booking.
    `agenda_kind`: absent or null of a professional's own agenda; in a `tele_booth` the person goes to `place_label`,
    where somebody assists her. `profession_code`: who sees her (TRE_G15). `place_street`, `place_postal_code`: of an
    agenda without a login or a team, whose address the directory does not tell.
    """

    type: ClassVar[str] = "appointment.booked.v1"

    appointment_id: UUID
    referral_id: UUID
    professional_id: UUID
    starts_at: datetime
    ends_at: datetime
    modality: Modality
    place_label: str | None
    commune_code: str | None
    booked_by_account_id: UUID
    choice_recorded: ChoiceRecorded | None
    agenda_kind: AgendaKind | None = None
    profession_code: str | None = None
    place_street: str | None = None
    place_postal_code: str | None = None

    def subject(self) -> str:
        return str(self.appointment_id)

    @classmethod
    def of(
        cls, appointment: Appointment, seen_by: SeenBy, referral_id: UUID, choice: ChoiceRecorded | None
    ) -> AppointmentBooked:
        return cls(
            appointment_id=appointment.appointment_id, referral_id=referral_id,
            professional_id=seen_by.reader, starts_at=appointment.starts_at,
            ends_at=appointment.ends_at, modality=Modality(appointment.modality),
            place_label=appointment.place_label, commune_code=appointment.commune_code,
            booked_by_account_id=appointment.booked_by, choice_recorded=choice,
            **seen_by.told,
        )  # fmt: skip


class AppointmentMoved(Event):
    """An appointment booked for a referral stands elsewhere: it was neither cancelled nor booked again.

    `choice_recorded`: how the person chose, when it went to somebody else; `moved_by`: at whose wish it left;
    `agenda_kind` and what follows as of a booking.
    """

    type: ClassVar[str] = "appointment.moved.v1"

    appointment_id: UUID
    referral_id: UUID
    previous_professional_id: UUID
    previous_starts_at: datetime
    professional_id: UUID
    starts_at: datetime
    ends_at: datetime
    modality: Modality
    place_label: str | None
    commune_code: str | None
    moved_by: CancelledBy
    moved_by_account_id: UUID
    choice_recorded: ChoiceRecorded | None
    agenda_kind: AgendaKind | None = None
    profession_code: str | None = None
    place_street: str | None = None
    place_postal_code: str | None = None

    def subject(self) -> str:
        return str(self.appointment_id)


class AppointmentCancelled(Event):
    """An appointment booked for a referral was cancelled; its slot is free again."""

    type: ClassVar[str] = "appointment.cancelled.v1"

    appointment_id: UUID
    referral_id: UUID
    professional_id: UUID
    cancelled_by: CancelledBy
    reason_code: CancellationReason

    def subject(self) -> str:
        return str(self.appointment_id)


class AppointmentCameOut(Event):
    """How an appointment booked for a referral came out: somebody was seen, or nobody was there."""

    type: ClassVar[str] = "appointment.came_out.v1"

    appointment_id: UUID
    referral_id: UUID
    professional_id: UUID
    outcome: Literal["fulfilled", "no_show"]
    by_account_id: UUID

    def subject(self) -> str:
        return str(self.appointment_id)


TOLD: tuple[type[Event], ...] = (AppointmentBooked, AppointmentMoved, AppointmentCancelled, AppointmentCameOut)
SUBSCRIPTIONS = Subscriptions({"referral-svc": frozenset(one.type for one in TOLD)})
