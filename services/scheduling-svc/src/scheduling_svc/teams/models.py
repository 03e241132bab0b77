"""A team that the CPTS carries: a brigade that goes to people's homes, or a centre where people come."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from scheduling_svc.base import Base
from scheduling_svc.known.models import KnownCommune, KnownPlace
from scheduling_svc.openings.models import Modality
from scheduling_svc.teams.errors import TeamClosed


class TeamKind(StrEnum):
    BRIGADE = "brigade"
    CENTRE = "centre"


@dataclass(frozen=True)
class TeamTerms:
    """What is said of a team, without who said it."""

    label: str
    reason_code: str
    slot_minutes: int
    commune_code: str
    communes: list[str]
    site: str | None
    accessible: bool | None
    lead_id: UUID | None
    audience: list[str]
    confirms_at_once: bool
    opens_on: date
    closes_on: date | None


class Team(Base):
    """Its slots stand in the agendas of its members, at its own place: nobody's agenda is the team's."""

    __tablename__ = "team"

    cpts_id: Mapped[UUID] = mapped_column(primary_key=True)
    team_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str]
    label: Mapped[str]
    #: The act that it does: its slots are taken for nothing else.
    reason_code: Mapped[str]
    slot_minutes: Mapped[int]
    #: Where it receives, or from where it leaves.
    commune_code: Mapped[str]
    #: Of a brigade: where it goes.
    communes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: Building and street, as whoever comes needs them.
    site: Mapped[str | None]
    #: In a wheelchair; None where nobody said.
    accessible: Mapped[bool | None]
    #: The professional who leads it beside the coordination; None: the coordination alone.
    lead_id: Mapped[UUID | None]
    audience: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: Whoever takes a seat has it, without anybody's confirmation.
    confirms_at_once: Mapped[bool]
    opens_on: Mapped[date]
    closes_on: Mapped[date | None]
    made_by: Mapped[UUID]
    made_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    version: Mapped[int]

    def describe(self, terms: TeamTerms) -> None:
        """Seats that were published stay as they are: whoever took one agreed to what he read."""
        self.must_be_open()
        for name, value in asdict(terms).items():
            setattr(self, name, value)
        self.version += 1

    def close(self, at: datetime) -> None:
        self.must_be_open()
        self.closed_at = at
        self.version += 1

    def must_be_open(self) -> None:
        if self.closed_at is not None:
            raise TeamClosed

    def works_on(self, day: date) -> bool:
        return self.opens_on <= day <= (self.closes_on or day)

    @property
    def modality(self) -> Modality:
        return Modality.HH if self.kind == TeamKind.BRIGADE else Modality.AMB

    def place(self, commune: KnownCommune) -> KnownPlace:
        """As it is lent to whoever receives there; under this name searches show its slots."""
        return KnownPlace(
            cpts_id=self.cpts_id, professional_id=self.team_id, place_id=self.team_id, label=self.label,
            address=self.site, commune_code=commune.code, commune_name=commune.name, lat=commune.lat,
            lon=commune.lon, accessible=self.accessible,
        )  # fmt: skip
