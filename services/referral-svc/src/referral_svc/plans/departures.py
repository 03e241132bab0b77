"""Questions about announced departures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.models import KnownProfessional
from referral_svc.plans.errors import DepartureNotFound
from referral_svc.plans.models import Departure, DepartureCase
from referral_svc.referrals.codes import Kind, Status
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.models import Referral
from referral_svc.referrals.repository import OWN


async def standing_of(session: AsyncSession, professional_id: UUID) -> Departure | None:
    """The one that stands."""
    found = await session.scalars(
        select(Departure).where(Departure.professional_id == professional_id, Departure.cancelled_at.is_(None))
    )
    return found.first()


async def with_name(
    session: AsyncSession, departure_id: UUID, *, locked: bool = False
) -> tuple[Departure, KnownProfessional | None]:
    departure = await session.get(Departure, departure_id, with_for_update=locked)
    if departure is None:
        raise DepartureNotFound
    return departure, await session.get(KnownProfessional, (departure.cpts_id, departure.professional_id))


async def listed(session: AsyncSession) -> list[tuple[Departure, KnownProfessional | None]]:
    """The latest announcement first."""
    rows = await session.execute(
        select(Departure, KnownProfessional)
        .join(KnownProfessional, KnownProfessional.professional_id == Departure.professional_id, isouter=True)
        .order_by(Departure.announced_at.desc(), Departure.id)
        .limit(100)
    )
    return [(departure, known) for departure, known in rows]


async def placed_with(
    session: AsyncSession, professional_id: UUID, since: datetime, *, locked: bool
) -> list[Referral]:
    """His persons of the sliding months who looked for a médecin traitant, the first placed first."""
    query = (
        select(Referral)
        .where(
            OWN, Referral.placed_professional_id == professional_id, Referral.kind == Kind.MEDECIN_TRAITANT,
            Referral.status.in_([Status.PLACED, Status.CLOSED]), Referral.placed_at > since,
        )
        .order_by(Referral.id)
    )  # fmt: skip
    return list(await session.scalars(query.with_for_update() if locked else query))


async def agreements(session: AsyncSession, referral_ids: Sequence[UUID]) -> dict[UUID, Consent]:
    """Consents that stand."""
    rows = await session.scalars(
        select(Consent).where(Consent.referral_id.in_(list(referral_ids)), Consent.withdrawn_at.is_(None))
    )
    return {row.referral_id: row for row in rows}


async def to_end(session: AsyncSession, today: date) -> list[Departure]:
    rows = await session.scalars(
        select(Departure)
        .where(Departure.ended_at.is_(None), Departure.leaves_on < today)
        .order_by(Departure.id)
        .with_for_update(skip_locked=True)
    )
    return list(rows)


async def waiting_because_of(
    session: AsyncSession, departure_id: UUID, *, locked: bool
) -> list[tuple[DepartureCase, Referral]]:
    """In the order of their identifiers, as every act on several requests locks them."""
    query = (
        select(DepartureCase, Referral)
        .join(Referral, Referral.id == DepartureCase.referral_id)
        .where(DepartureCase.departure_id == departure_id, DepartureCase.undone_at.is_(None))
        .order_by(Referral.id)
    )
    rows = await session.execute(query.with_for_update() if locked else query)
    return [(case, referral) for case, referral in rows]
