"""How often a return home was asked of the CPTS, and of which hospital it should have been."""

from __future__ import annotations

from datetime import date
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base

#: Asked before anything was stated, or found among the requests and redirected.
Via = Literal["asked", "redirected"]


class HomeReturnRefusal(Base):
    """A figure: neither the person, nor the request, nor who asked."""

    __tablename__ = "home_return_refusal"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    refused_on: Mapped[date]
    #: Of the hospital, when it was said; with the name it had that day.
    finess: Mapped[str | None]
    hospital_name: Mapped[str | None]
    via: Mapped[str]
