"""Agendas without a login on the wire."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from carekit.wire import Input, Output
from scheduling_svc.agendas.models import AgendaKind, AgendaTerms
from scheduling_svc.wire import CommuneCode, InstantOut, ProfessionCode

Street = Annotated[str, StringConstraints(min_length=2, max_length=200, pattern=r"^[^\x00-\x1f<>]+$")]
PostalCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{5}$")]


class DescribeAgenda(Input):
    """What an agenda that nobody logs in to is called, where it stands and who answers for it."""

    label: Annotated[str, StringConstraints(min_length=2, max_length=80, pattern=r"^[^\x00-\x1f<>]+$")] = Field(
        description="As searches show it; never a patient's name"
    )
    street: Street | None = Field(
        default=None, description="Number and street: a confirmation says it rather than the label"
    )
    postal_code: PostalCode | None = None
    commune_code: CommuneCode
    wheelchair_accessible: bool | None = Field(default=None, description="Null: nobody said")
    responsible_id: UUID = Field(description="The member who answers for it, decides who sees it and reads its names")

    def terms(self) -> AgendaTerms:
        return AgendaTerms(
            label=self.label, street=self.street, postal_code=self.postal_code, commune_code=self.commune_code,
            accessible=self.wheelchair_accessible, responsible_id=self.responsible_id,
        )  # fmt: skip


class MakeAgenda(DescribeAgenda):
    """Makes an agenda that nobody logs in to; several lines of a centre are as many agendas."""

    kind: AgendaKind
    profession_code: ProfessionCode
    lines: int = Field(default=1, ge=1, le=12, description="How many people can be received at one time")


class AgendaWithoutLogin(Output):
    agenda_id: UUID = Field(description="Stands where `professional_id` stands in openings, slots and appointments")
    kind: AgendaKind
    label: str
    line: int | None = Field(description="Of a centre with several lines")
    profession_code: str
    street: str | None
    postal_code: str | None
    commune_code: str
    wheelchair_accessible: bool | None
    place_id: UUID = Field(description="The practice place of its openings")
    responsible_id: UUID
    responsible_name: str | None
    made_at: InstantOut
    version: int = Field(description="Also the ETag")


class AgendaList(Output):
    """By label, then line."""

    items: list[AgendaWithoutLogin]
