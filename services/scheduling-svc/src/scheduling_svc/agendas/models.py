"""An agenda that nobody logs in to: a locum, a room, a centre, a chair. A named professional answers for it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base


class AgendaKind(StrEnum):
    LOCUM = "locum"
    ROOM = "room"
    SNP_CENTRE = "snp_centre"
    TELE_BOOTH = "tele_booth"
    DENTAL_CHAIR = "dental_chair"
    OTHER = "other"


@dataclass(frozen=True)
class AgendaTerms:
    """What is said of an agenda, without who said it."""

    label: str
    street: str | None
    postal_code: str | None
    commune_code: str
    accessible: bool | None
    responsible_id: UUID


class Agenda(Base):
    """Its id stands where the id of a professional stands in openings, slots and appointments, so that every rule
    of an agenda (never two at once, sovereignty) holds for it as it is."""

    __tablename__ = "agenda"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    agenda_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    label: Mapped[str]
    #: Of a centre with several lines, which one.
    line: Mapped[int | None]
    profession_code: Mapped[str]
    #: Street and number, and postal code: where a confirmation sends the person; None where nobody said.
    street: Mapped[str | None]
    postal_code: Mapped[str | None]
    commune_code: Mapped[str]
    #: In a wheelchair; None where nobody said.
    accessible: Mapped[bool | None]
    #: Who decides who sees its slots, and reads the names that bookings open.
    responsible_id: Mapped[UUID]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    version: Mapped[int]

    def describe(self, terms: AgendaTerms) -> None:
        """Says anew what it is; the next version."""
        for name, value in asdict(terms).items():
            setattr(self, name, value)
        self.version += 1

    @property
    def display_name(self) -> str:
        return f"{self.label} {self.line}" if self.line else self.label
