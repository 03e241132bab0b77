"""What a professional opens, and the spans he closes again."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, Date, SmallInteger, Text, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base


class OpeningKind(StrEnum):
    ONE_OFF = "one_off"
    WEEKLY = "weekly"


class Modality(StrEnum):
    """In practice, at home, remote (v3-ActCode)."""

    AMB = "AMB"
    HH = "HH"
    VR = "VR"


class AppointmentType(StrEnum):
    """With or without appointment (v2-0276)."""

    ROUTINE = "ROUTINE"
    WALKIN = "WALKIN"


class SchoolHolidayRule(StrEnum):
    """What a weekly opening does in the school holidays of the CPTS's zone."""

    OPEN = "open"
    CLOSED = "closed"
    ONLY = "only"


class Audience(StrEnum):
    """Who may see and book a slot (TRE_R314 and the owner's own patients)."""

    OWN_PATIENTS = "own_patients"
    CPTS = "cpts"
    PRO = "pro"
    SNP = "snp"
    PUBLIC = "public"


@dataclass(frozen=True)
class Terms:
    """What an opening says, without whose it is. What has a default is what most openings leave as it is."""

    place_id: UUID | None
    kind: str
    weekdays: list[int]
    starts_on: date
    ends_on: date | None
    from_time: time
    to_time: time
    slot_minutes: int
    modalities: list[str]
    audience: list[str]
    releases: list[dict[str, Any]] = field(default_factory=list)
    appointment_type: str = AppointmentType.ROUTINE
    reasons: dict[str, int] = field(default_factory=dict)
    overbooking: int = 0
    school_holidays: str = SchoolHolidayRule.OPEN
    exceptions: list[date] = field(default_factory=list)
    shared_with: list[UUID] = field(default_factory=list)


_WHEN = ("place_id", "kind", "weekdays", "starts_on", "ends_on", "from_time", "to_time", "slot_minutes")


class Opening(Base):
    """A rule from which slots are derived. Civil times of the CPTS; `weekdays` are ISO, 1 is Monday.

    `reasons` gives the minutes that each reason takes; without any, every reason takes one slot. `releases` are rows
    of `Release`; an audience without one sees the slots at once. The audience `cpts` is the CPTS where the agenda
    stands, and the `shared_with` that the owner names.
    """

    __tablename__ = "opening"

    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    opening_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    place_id: Mapped[UUID | None]
    kind: Mapped[str]
    weekdays: Mapped[list[int]] = mapped_column(ARRAY(SmallInteger))
    starts_on: Mapped[date]
    ends_on: Mapped[date | None]
    from_time: Mapped[time]
    to_time: Mapped[time]
    slot_minutes: Mapped[int]
    modalities: Mapped[list[str]] = mapped_column(ARRAY(Text))
    appointment_type: Mapped[str]
    reasons: Mapped[dict[str, int]] = mapped_column(JSONB)
    overbooking: Mapped[int] = mapped_column(SmallInteger)
    audience: Mapped[list[str]] = mapped_column(ARRAY(Text))
    releases: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    school_holidays: Mapped[str]
    exceptions: Mapped[list[date]] = mapped_column(ARRAY(Date))
    shared_with: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid))
    version: Mapped[int]
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    changed_by: Mapped[UUID]
    changed_at: Mapped[datetime]

    def terms(self) -> Terms:
        return Terms(**{one.name: getattr(self, one.name) for one in fields(Terms)})

    def is_same_time(self, terms: Terms) -> bool:
        """The same slots at the same place, whoever sees them."""
        mine, theirs = asdict(self.terms()), asdict(terms)
        return all(mine[one] == theirs[one] for one in _WHEN) and set(self.modalities) == set(terms.modalities)

    def describe(self, terms: Terms, *, by: UUID, at: datetime) -> None:
        """Says anew what is opened; the next version."""
        for name, value in asdict(terms).items():
            setattr(self, name, value)
        self.version += 1
        self.changed_by, self.changed_at = by, at


class Closure(Base):
    """A span the owner closed in one act; free slots in it are gone until he reopens it."""

    __tablename__ = "closure"

    professional_id: Mapped[UUID] = mapped_column(primary_key=True)
    closure_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    closed_by: Mapped[UUID]
    closed_at: Mapped[datetime]
