"""An appointment and the ways it may go. It carries a referral's id at most, never a person."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, SmallInteger, Text
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.appointments.errors import AppointmentBegun, AppointmentNotBegun, TransitionRefused
from scheduling_svc.base import Base
from scheduling_svc.slots.models import Slot


class AppointmentStatus(StrEnum):
    """`held` is a hold of a few minutes that may become an appointment; the others are rules, section 7."""

    HELD = "held"
    BOOKED = "booked"
    ARRIVED = "arrived"
    FULFILLED = "fulfilled"
    NO_SHOW = "no_show"
    CANCELLED_BY_PATIENT = "cancelled_by_patient"
    CANCELLED_BY_PRACTICE = "cancelled_by_practice"


class BookingReason(StrEnum):
    SNP = "snp"
    FIRST_VISIT = "first_visit"
    FOLLOW_UP = "follow_up"
    CARE = "care"
    OTHER = "other"
    VACCINATION = "vaccination"
    SCREENING_TEST = "screening_test"
    DIABETES_EDUCATION = "diabetes_education"
    HEART_FAILURE_EDUCATION = "heart_failure_education"
    RESPIRATORY_FAILURE_EDUCATION = "respiratory_failure_education"
    CARDIOVASCULAR_RISK = "cardiovascular_risk"
    MEMORY_SCREENING = "memory_screening"
    CHILD_OBESITY = "child_obesity"


_R = BookingReason

#: Why anybody comes to anybody. The others are acts that somebody has the skill and the means for, such as the six
#: themes of an Asalée nurse (F117): found and booked only where the opening names them.
EVERYBODYS = frozenset({_R.SNP, _R.FIRST_VISIT, _R.FOLLOW_UP, _R.CARE, _R.OTHER})


class ChoiceRecorded(StrEnum):
    """How the person said that the slot suits her, to whoever books it for her."""

    ORAL = "oral"
    PHONE = "phone"
    WRITTEN = "written"
    INTERPRETER = "interpreter"


class Outcome(StrEnum):
    ARRIVED = "arrived"
    FULFILLED = "fulfilled"
    NO_SHOW = "no_show"


class NoShowReason(StrEnum):
    """Why somebody was not seen, as far as the practice knows."""

    UNANNOUNCED = "unannounced"
    ANNOUNCED_TOO_LATE = "announced_too_late"
    LEFT_UNSEEN = "left_unseen"
    NOT_FOUND = "not_found"
    UNKNOWN = "unknown"


class CancelledBy(StrEnum):
    PATIENT = "patient"
    PRACTICE = "practice"


class CancellationReason(StrEnum):
    """Why, in one word: the first four are a patient's, the next three a practice's."""

    UNAVAILABLE = "unavailable"
    NO_LONGER_NEEDED = "no_longer_needed"
    FOUND_ELSEWHERE = "found_elsewhere"
    HOSPITALISED = "hospitalised"
    PROFESSIONAL_ABSENT = "professional_absent"
    EMERGENCY = "emergency"
    MOVED = "moved"
    MISTAKE = "mistake"
    OTHER = "other"


class AppointmentAct(StrEnum):
    MOVE = "move"
    CANCEL = "cancel"
    OUTCOME = "outcome"


class WorklistKey(StrEnum):
    """`outcome_missing`: over, and nobody said how it went; `to_rebook`: cancelled by the practice, none since."""

    OUTCOME_MISSING = "outcome_missing"
    TO_REBOOK = "to_rebook"


_S = AppointmentStatus

#: The only ways from one status to another; whatever is absent is refused.
TRANSITIONS: dict[AppointmentStatus, frozenset[AppointmentStatus]] = {
    _S.HELD: frozenset({_S.BOOKED}),
    _S.BOOKED: frozenset({_S.ARRIVED, _S.FULFILLED, _S.NO_SHOW, _S.CANCELLED_BY_PATIENT, _S.CANCELLED_BY_PRACTICE}),
    # Said of the wrong person, or she left unseen: what is said next corrects it.
    _S.ARRIVED: frozenset({_S.FULFILLED, _S.NO_SHOW, _S.CANCELLED_BY_PATIENT, _S.CANCELLED_BY_PRACTICE}),
    _S.FULFILLED: frozenset(),
    _S.NO_SHOW: frozenset(),
    _S.CANCELLED_BY_PATIENT: frozenset(),
    _S.CANCELLED_BY_PRACTICE: frozenset(),
}

#: Statuses that take the professional's time; the exclusion constraint looks at these.
OCCUPYING = (_S.HELD, _S.BOOKED, _S.ARRIVED, _S.FULFILLED, _S.NO_SHOW)
#: What stands in an agenda, as it is stored; holds of a few minutes are not worth naming.
STANDING = [status.value for status in OCCUPYING if status is not _S.HELD]


class Appointment(Base):
    """One span of a professional's time taken for one person, or for nobody named (« réservé »)."""

    __tablename__ = "appointment"

    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    appointment_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    slot_id: Mapped[UUID | None]
    referral_id: Mapped[UUID | None]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    modality: Mapped[str]
    #: 0, or the how manieth overbooking: no two appointments of one lane overlap (`appointment_never_overlaps`).
    lane: Mapped[int] = mapped_column(SmallInteger)
    place_label: Mapped[str | None]
    commune_code: Mapped[str | None]
    status: Mapped[str]
    reason_code: Mapped[str]
    booked_by: Mapped[UUID]
    #: The CPTS of whoever booked it, where that is not the one of the agenda; its referral is known there alone.
    booked_from: Mapped[UUID | None]
    booked_at: Mapped[datetime]
    cancel_reason: Mapped[str | None]
    cancelled_at: Mapped[datetime | None]
    outcome_at: Mapped[datetime | None]
    no_show_reason: Mapped[str | None]
    version: Mapped[int]

    @classmethod
    def for_slot(
        cls,
        slot: Slot,
        appointment_id: UUID,
        status: AppointmentStatus,
        reason: BookingReason,
        by: UUID,
        at: datetime,
        *,
        modality: str,
        ends_at: datetime | None = None,
        referral_id: UUID | None = None,
        place_label: str | None = None,
        commune_code: str | None = None,
        booked_from: UUID | None = None,
    ) -> Appointment:
        """The first version: a hold, or a booking; `ends_at` when it takes slots after this one too."""
        return cls(
            professional_id=slot.professional_id, appointment_id=appointment_id, cpts_id=slot.cpts_id,
            slot_id=slot.slot_id, referral_id=referral_id, starts_at=slot.starts_at, ends_at=ends_at or slot.ends_at,
            modality=modality, lane=0, place_label=place_label, commune_code=commune_code, status=status.value,
            reason_code=reason.value, booked_by=by, booked_from=booked_from, booked_at=at, cancel_reason=None,
            cancelled_at=None, outcome_at=None, no_show_reason=None, version=1,
        )  # fmt: skip

    @property
    def overbooked(self) -> bool:
        return self.lane > 0

    def cancel(self, by: CancelledBy, reason: CancellationReason, at: datetime) -> None:
        self._go_to(_S.CANCELLED_BY_PATIENT if by is CancelledBy.PATIENT else _S.CANCELLED_BY_PRACTICE)
        self.cancel_reason = reason.value
        self.cancelled_at = at

    def must_be_movable(self, at: datetime) -> None:
        """Booked, and still to come."""
        if self.status != _S.BOOKED:
            raise TransitionRefused(f"What is {self.status} is not moved", status_now=self.status)
        if self.starts_at <= at:
            raise AppointmentBegun

    def moved_to(
        self, slot: Slot, ends_at: datetime, *, modality: str, place_label: str | None, commune_code: str | None
    ) -> Appointment:
        """The same appointment elsewhere: its identifier, reason, referral and booker go with it."""
        moved = Appointment.for_slot(
            slot, self.appointment_id, _S.BOOKED, BookingReason(self.reason_code), self.booked_by, self.booked_at,
            modality=modality, ends_at=ends_at, referral_id=self.referral_id, place_label=place_label,
            commune_code=commune_code, booked_from=self.booked_from,
        )  # fmt: skip
        moved.version = self.version + 1
        return moved

    def came_out_as(
        self, outcome: Outcome, at: datetime, *, why: NoShowReason | None = None, known_from: datetime | None = None
    ) -> None:
        """What happened is known once the appointment has begun, not before; of a round, once its day has: she may be
        ahead of the hour that was planned."""
        if at < (known_from or self.starts_at):
            raise AppointmentNotBegun
        self._go_to(AppointmentStatus(outcome.value))
        self.no_show_reason = why.value if why else None
        self.outcome_at = at

    def _go_to(self, status: AppointmentStatus) -> None:
        present = AppointmentStatus(self.status)
        if status not in TRANSITIONS[present]:
            raise TransitionRefused(f"From {present} there is no way to {status}", status_now=present.value)
        self.status = status.value
        self.version += 1


class BookingElsewhere(Base):
    """Booked from here in an agenda that another CPTS's owner shares: whose it is and what for, known here alone."""

    __tablename__ = "booking_elsewhere"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    appointment_id: Mapped[UUID] = mapped_column(primary_key=True)
    #: Where the agenda, and the appointment itself, stand.
    at_cpts_id: Mapped[UUID]
    referral_id: Mapped[UUID | None]
    booked_by: Mapped[UUID]


class AgendaAct(Base):
    """Who did what to an agenda, when and why: written with the act itself, never changed."""

    __tablename__ = "agenda_act"

    act_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    professional_id: Mapped[UUID | None]
    subject_id: Mapped[UUID]
    act: Mapped[str]
    reason_code: Mapped[str | None]
    #: None when it followed from another service's fact; `author_roles` then names that service.
    author_id: Mapped[UUID | None]
    author_roles: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: As the account was called then; None of acts from before it was kept, and of other services' facts.
    author_name: Mapped[str | None]
    at: Mapped[datetime]
    #: Of a move: in whose agenda and when it stood before, and when it begins now in `professional_id`'s. Of what was
    #: said of one slot, when that begins.
    from_professional_id: Mapped[UUID | None]
    from_starts_at: Mapped[datetime | None]
    to_starts_at: Mapped[datetime | None]
