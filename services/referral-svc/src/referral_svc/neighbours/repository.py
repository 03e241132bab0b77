"""Questions about agreements and crossings. Row-level security answers from one's own side alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.pages import decode_cursor, encode_cursor
from referral_svc.known.models import KnownCpts, KnownProfessional
from referral_svc.neighbours.codes import AgreementState
from referral_svc.neighbours.errors import AgreementNotFound, CrossingNotFound
from referral_svc.neighbours.models import CrossedReferral, Crossing, NeighbourAgreement
from referral_svc.referrals.codes import Kind, Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.values import Waiting
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.models import Solicitation

PAST = "past-received"
STANDING = (AgreementState.OFFERED, AgreementState.ACCEPTED)


async def others(session: AsyncSession, own: UUID) -> list[KnownCpts]:
    rows = await session.scalars(select(KnownCpts).where(KnownCpts.cpts_id != own).order_by(KnownCpts.name))
    return list(rows)


async def names_of(session: AsyncSession, cpts_ids: Iterable[UUID]) -> dict[UUID, str]:
    rows = await session.execute(
        select(KnownCpts.cpts_id, KnownCpts.name).where(KnownCpts.cpts_id.in_(set(cpts_ids)))
    )
    return {row.cpts_id: row.name for row in rows}


async def agreements(session: AsyncSession) -> list[NeighbourAgreement]:
    rows = await session.scalars(
        select(NeighbourAgreement)
        .order_by(NeighbourAgreement.offered_at.desc(), NeighbourAgreement.id.desc())
        .limit(100)
    )
    return list(rows)


async def agreement_for_act(session: AsyncSession, agreement_id: UUID) -> NeighbourAgreement:
    """Locked: whoever opens a request under it waits, and then reads that it is revoked."""
    return _found(await session.get(NeighbourAgreement, agreement_id, with_for_update=True))


async def agreement_to_open_under(session: AsyncSession, agreement_id: UUID) -> NeighbourAgreement:
    """Shared: two may open at once, and none while it is being revoked."""
    return _found(await session.get(NeighbourAgreement, agreement_id, with_for_update={"read": True}))


def _found(agreement: NeighbourAgreement | None) -> NeighbourAgreement:
    if agreement is None:
        raise AgreementNotFound
    return agreement


async def standing_between(session: AsyncSession, one: UUID, other: UUID) -> UUID | None:
    found: UUID | None = await session.scalar(
        select(NeighbourAgreement.id).where(
            NeighbourAgreement.state.in_(STANDING),
            or_(
                and_(NeighbourAgreement.from_cpts_id == one, NeighbourAgreement.to_cpts_id == other),
                and_(NeighbourAgreement.from_cpts_id == other, NeighbourAgreement.to_cpts_id == one),
            ),
        )
    )
    return found


async def to_answer(session: AsyncSession, own: UUID) -> Waiting:
    row = (
        await session.execute(
            select(func.count(), func.min(NeighbourAgreement.offered_at)).where(
                NeighbourAgreement.to_cpts_id == own, NeighbourAgreement.state == AgreementState.OFFERED
            )
        )
    ).one()
    return Waiting(row[0], row[1])


async def crossing_of(session: AsyncSession, crossing_id: UUID) -> Crossing:
    """As it is now, whatever this transaction read before it waited for a lock."""
    found = await session.get(Crossing, crossing_id, populate_existing=True)
    if found is None:
        raise CrossingNotFound
    return found


async def crossed_of(session: AsyncSession, crossing: Crossing) -> CrossedReferral:
    """Behind the wall of the CPTS that opened it."""
    return await session.get_one(CrossedReferral, (crossing.from_cpts_id, crossing.id))


async def of_referral(session: AsyncSession, referral_id: UUID) -> list[tuple[Crossing, CrossedReferral]]:
    """Newest first."""
    rows = await session.execute(
        select(Crossing, CrossedReferral)
        .join(CrossedReferral, CrossedReferral.crossing_id == Crossing.id)
        .where(CrossedReferral.referral_id == referral_id)
        .order_by(Crossing.opened_at.desc(), Crossing.id)
        .execution_options(populate_existing=True)
    )
    return [(crossing, crossed) for crossing, crossed in rows]


async def live_of(session: AsyncSession, referral_id: UUID) -> list[Crossing]:
    return [one for one, _ in await of_referral(session, referral_id) if one.ended_at is None]


async def live_under(session: AsyncSession, agreement_id: UUID) -> list[Crossing]:
    rows = await session.scalars(
        select(Crossing)
        .where(Crossing.agreement_id == agreement_id, Crossing.ended_at.is_(None))
        .order_by(Crossing.id)
    )
    return list(rows)


def in_force(today: date) -> ColumnElement[bool]:
    return and_(
        NeighbourAgreement.state == AgreementState.ACCEPTED,
        NeighbourAgreement.starts_on <= today,
        NeighbourAgreement.ends_on >= today,
    )


def _received(own: UUID, kinds: Collection[Kind], today: date, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Crossing)
        .join(NeighbourAgreement, NeighbourAgreement.id == Crossing.agreement_id)
        .join(Referral, Referral.id == Crossing.received_id)
        .where(Crossing.to_cpts_id == own, Crossing.kind.in_(kinds), Crossing.ended_at.is_(None), in_force(today))
    )


async def received(
    session: AsyncSession, own: UUID, kinds: Collection[Kind], today: date
) -> list[tuple[Crossing, Referral]]:
    """What neighbours have open here, the one that waits longest first."""
    rows = await session.execute(
        _received(own, kinds, today, Crossing, Referral).order_by(Crossing.opened_at, Crossing.id).limit(200)
    )
    return [(crossing, referral) for crossing, referral in rows]


async def past(
    session: AsyncSession, own: UUID, kinds: Collection[Kind], cursor: str | None, limit: int
) -> tuple[list[tuple[Crossing, Referral]], str | None]:
    """What neighbours had open here, the one that ended last first."""
    query = (
        select(Crossing, Referral)
        .join(Referral, Referral.id == Crossing.received_id)
        .where(Crossing.to_cpts_id == own, Crossing.kind.in_(kinds), Crossing.ended_at.is_not(None))
        .order_by(Crossing.ended_at.desc(), Crossing.id.desc())
    )
    if cursor is not None:
        before = decode_cursor(PAST, cursor, (datetime, UUID))
        query = query.where(tuple_(Crossing.ended_at, Crossing.id) < tuple_(*before))
    rows = [(crossing, referral) for crossing, referral in await session.execute(query.limit(limit + 1))]
    if len(rows) <= limit:
        return rows, None
    last = rows[limit - 1][0]
    return rows[:limit], encode_cursor(PAST, last.ended_at, last.id)


async def received_one(
    session: AsyncSession, own: UUID, kinds: Collection[Kind], today: date, crossing_id: UUID
) -> tuple[Crossing, Referral]:
    query = _received(own, kinds, today, Crossing, Referral).where(Crossing.id == crossing_id)
    row = (await session.execute(query.execution_options(populate_existing=True))).first()
    if row is None:
        raise CrossingNotFound
    return row[0], row[1]


async def to_work_on(session: AsyncSession, own: UUID, kinds: Collection[Kind], today: date) -> Waiting:
    """Those of which nobody is being asked."""
    waits = select(Solicitation.id).where(
        Solicitation.referral_id == Referral.id, Solicitation.state.in_([State.ASKED, State.YES])
    )
    query = _received(own, kinds, today, func.count(), func.min(Crossing.opened_at)).where(
        Referral.status.in_([Status.QUALIFIED, Status.SEARCHING]), ~waits.exists()
    )
    row = (await session.execute(query)).one()
    return Waiting(row[0], row[1])


async def asked_for(session: AsyncSession, received_ids: Collection[UUID]) -> dict[UUID, list[Any]]:
    """Per received request: (solicitation, professional's name), the first asked first."""
    rows = await session.execute(
        select(Solicitation, KnownProfessional)
        .outerjoin(KnownProfessional, KnownProfessional.professional_id == Solicitation.professional_id)
        .where(Solicitation.referral_id.in_(received_ids))
        .order_by(Solicitation.asked_at, Solicitation.id)
    )
    found: dict[UUID, list[Any]] = {}
    for one, known in rows:
        found.setdefault(one.referral_id, []).append((one, known.name if known else ""))
    return found


async def next_unheard(session: AsyncSession, own: UUID) -> UUID | None:
    """A crossing to this CPTS of which the first standing yes is not the one that was brought back."""
    first_yes = (
        select(Solicitation.professional_id)
        .where(Solicitation.referral_id == Crossing.received_id, Solicitation.state == State.YES)
        .order_by(Solicitation.yes_rank)
        .limit(1)
        .correlate(Crossing)
        .scalar_subquery()
    )
    found: UUID | None = await session.scalar(
        select(Crossing.id)
        .where(
            Crossing.to_cpts_id == own,
            Crossing.ended_at.is_(None),
            Crossing.chosen_at.is_(None),
            first_yes.is_distinct_from(Crossing.proposed_professional_id),
        )
        .order_by(Crossing.opened_at, Crossing.id)
        .limit(1)
    )
    return found


async def next_outlived(session: AsyncSession, own: UUID, today: date) -> UUID | None:
    """A crossing from this CPTS that is still open though the last day of its agreement is over."""
    found: UUID | None = await session.scalar(
        select(Crossing.id)
        .join(NeighbourAgreement, NeighbourAgreement.id == Crossing.agreement_id)
        .where(Crossing.from_cpts_id == own, Crossing.ended_at.is_(None), NeighbourAgreement.ends_on < today)
        .order_by(Crossing.id)
        .limit(1)
    )
    return found


async def home_of(
    session: AsyncSession, own: UUID, professional_id: UUID, referral_id: UUID, today: date
) -> UUID | None:
    """The CPTS of a request for which this professional was chosen across the border, while that stands."""
    found: UUID | None = await session.scalar(
        select(Crossing.from_cpts_id)
        .join(NeighbourAgreement, NeighbourAgreement.id == Crossing.agreement_id)
        .where(
            Crossing.to_cpts_id == own,
            Crossing.chosen_referral_id == referral_id,
            Crossing.proposed_professional_id == professional_id,
            Crossing.ended_at.is_(None),
            in_force(today),
        )
    )
    return found


async def live_counts(session: AsyncSession, agreement_ids: Collection[UUID]) -> dict[UUID, int]:
    rows = await session.execute(
        select(Crossing.agreement_id, func.count())
        .where(Crossing.agreement_id.in_(agreement_ids), Crossing.ended_at.is_(None))
        .group_by(Crossing.agreement_id)
    )
    return {row[0]: row[1] for row in rows}
