"""What a person agreed to, and the needs of those who said no."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from carekit.identifiers import new_id
from referral_svc.base import Base, coded
from referral_svc.referrals.codes import (
    Kind,
)


class Consent(Base):
    """What the person agreed to. The name of who informed them is sealed with the bulletin."""

    __tablename__ = "consent"

    referral_id: Mapped[UUID] = mapped_column(primary_key=True)
    cpts_id: Mapped[UUID]
    search: Mapped[bool]
    bulletin_sharing: Mapped[bool]
    given: Mapped[str]
    given_at: Mapped[datetime]
    recorded_by: Mapped[UUID | None]
    withdrawn_at: Mapped[datetime | None]
    #: How, when and by whom the agreement to share was recorded, when it came after the agreement to the search.
    sharing_given: Mapped[str | None]
    sharing_given_at: Mapped[datetime | None]
    sharing_recorded_by: Mapped[UUID | None]

    def agree_to_share(self, given: str, at: datetime, recorded_by: UUID | None) -> None:
        self.bulletin_sharing = True
        self.sharing_given = given
        self.sharing_given_at = at
        self.sharing_recorded_by = recorded_by


class RefusedConsent(Base):
    """A need that exists although the person said no: counted, without identity."""

    __tablename__ = "refused_consent"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    cpts_id: Mapped[UUID]
    kind: Mapped[Kind] = mapped_column(coded(Kind, "kind"))
    commune_code: Mapped[str | None]
    refused_on: Mapped[date]
    recontact_on: Mapped[date | None]
    recontacted_on: Mapped[date | None]
    referrer_account_id: Mapped[UUID | None]
    referrer_structure: Mapped[str | None]
