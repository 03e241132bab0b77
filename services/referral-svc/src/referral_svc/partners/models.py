"""Routes to partners, as the CPTS keeps them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ARRAY, Text
from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.partners.kinds import REPORT_KINDS, PartnerKind


class PartnerRoute(Base):
    """One partner body. Words about the body, never about a person."""

    __tablename__ = "partner_route"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    kind: Mapped[PartnerKind] = mapped_column(coded(PartnerKind, "kind"))
    name: Mapped[str]
    #: Of the hospital whose social service it is.
    finess: Mapped[str | None]
    contact_name: Mapped[str]
    phone: Mapped[str]
    email: Mapped[str]
    place: Mapped[str]
    hours: Mapped[str]
    #: For whom and for what to turn to it, in the words of the agreement with it.
    serves: Mapped[str]
    #: What the CPTS agreed to tell it of a person: `name`, `care`, `social`; beside the need, always.
    may_tell: Mapped[list[str]] = mapped_column(ARRAY(Text))
    #: The convention with it says that it acts only with the recorded agreement of the médecin traitant.
    needs_doctor_agreement: Mapped[bool] = mapped_column(default=False)
    #: Who pays for it, and how to be paid: the words of a scheme (F087).
    funding: Mapped[str] = mapped_column(default="")
    #: Places it has free, and the day on which it said so; both or neither (F092).
    places_free: Mapped[int | None]
    places_said_on: Mapped[date | None]
    is_active: Mapped[bool]
    version: Mapped[int] = mapped_column()
    edited_at: Mapped[datetime]
    edited_by_name: Mapped[str]

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012

    @property
    def hears_reports(self) -> bool:
        return self.kind in REPORT_KINDS
