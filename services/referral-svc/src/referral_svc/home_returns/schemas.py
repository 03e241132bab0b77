"""Returns home, as they go over the wire: hospitals and their social services, never a person."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from pydantic import Field

from carekit.identifiers import Finess
from carekit.wire import Input, Output


class AskHomeReturn(Input):
    finess: Finess | None = Field(default=None, description="Of the hospital the person leaves; null when not known")


class SocialServiceOut(Output):
    """The social service of a hospital, as the CPTS keeps it among its partners."""

    route_id: UUID
    finess: str | None
    name: str
    contact_name: str
    phone: str
    email: str
    place: str
    hours: str


class HomeReturnRefused(Output):
    """What to say: the CPTS does not stand in for the hospital's social service (rules, section 1)."""

    hospital_name: str | None
    services: list[SocialServiceOut] = Field(
        description="That of the hospital; all that are kept when none is kept for it, or when it was not said"
    )
    is_of_hospital: bool = Field(description="Whether `services` is that of the very hospital that was named")


class HospitalOut(Output):
    finess: str
    name: str
    commune_code: str | None
    has_service: bool = Field(description="Whether the address of its social service is kept")


class Hospitals(Output):
    items: list[HospitalOut] = Field(description="In the order of names")


class HomeReturnCount(Output):
    month: str = Field(description="YYYY-MM")
    hospital_name: str | None
    via: Literal["asked", "redirected"]
    count: int


class HomeReturnCounts(Output):
    since: date
    until: date
    total: int
    items: list[HomeReturnCount] = Field(description="The latest month first")
