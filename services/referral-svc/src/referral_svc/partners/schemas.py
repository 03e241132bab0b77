"""Partner routes, as they go over the wire."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from carekit.identifiers import Finess
from carekit.wire import Input, Output
from referral_svc.kinds.codes import Relay
from referral_svc.partners.kinds import PartnerKind
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.needs import Need

Told = Literal["name", "care", "social"]
Line = Annotated[str, Field(max_length=200)]
Words = Annotated[str, Field(max_length=1_000)]


class WritePartnerRoute(Input):
    """A partner body; words about the body alone, never about a person."""

    kind: PartnerKind
    name: Annotated[str, Field(min_length=2, max_length=200)]
    finess: Finess | None = Field(default=None, description="Of the hospital whose social service it is")
    contact_name: Line = ""
    phone: Annotated[str, Field(max_length=40)] = ""
    email: Annotated[str, Field(max_length=200)] = ""
    place: Line = ""
    hours: Line = ""
    serves: Words = Field(default="", description="For whom and for what; e.g. the complexity criteria of the DAC")
    may_tell: list[Told] = Field(
        default_factory=list,
        max_length=3,
        description="What may be told of a person beside the need: the name, the care or the medico-social bulletin",
    )
    funding: Words = Field(
        default="", description="Who pays and how, e.g. the scheme that pays interpreters in private practices"
    )
    places_free: Annotated[int, Field(ge=0, le=1_000)] | None = Field(
        default=None, description="Places it has free; null when it does not say"
    )
    places_said_on: date | None = Field(
        default=None, description="Day on which it said so (ISO 8601), today or before; with `places_free` alone"
    )
    needs_doctor_agreement: bool = Field(
        default=False,
        description="The convention with it asks for the médecin traitant's agreement, recorded before a hand-over",
    )
    is_active: bool = True


class PartnerRouteOut(Output):
    route_id: UUID
    kind: PartnerKind
    name: str
    finess: str | None
    contact_name: str
    phone: str
    email: str
    place: str
    hours: str
    serves: str
    may_tell: list[Told]
    funding: str
    places_free: int | None
    places_said_on: date | None
    needs_doctor_agreement: bool
    is_active: bool
    hears_reports: bool = Field(description="A recipient of signalements")
    for_kinds: list[Kind] = Field(description="The kinds of request that such a body is turned to for")
    for_needs: list[Need] = Field(description="The needs that such a body is turned to for")
    for_relay: Relay | None = Field(description="The answer `relay_to` of psychiatry that leads to such a body")
    for_complex: bool = Field(description="Turned to for a complex situation, whatever the kind")
    edited_at: datetime
    edited_by_name: str
    version: int


class PartnerRoutes(Output):
    items: list[PartnerRouteOut]
