"""Questions about plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import load_only

from referral_svc.known.models import KnownCommune
from referral_svc.plans.codes import PlanState, RowState
from referral_svc.plans.errors import PlanNotFound, PlanRowNotFound
from referral_svc.plans.models import DepartureCase, Plan, PlanRow
from referral_svc.referrals.codes import HANDED_OVER, Kind, Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.repository import OWN
from referral_svc.solicitations.codes import State
from referral_svc.solicitations.models import Solicitation

#: Requests that one plan takes at most: the first of the queue.
MOST = 5_000
#: A social request has its own coordinator; an unscheduled one is booked on a slot.
PLANNED_KINDS = [kind for kind in Kind if kind not in HANDED_OVER | {Kind.SNP}]
#: All that planning reads of a request.
_FACTS = load_only(
    Referral.id, Referral.cpts_id, Referral.kind, Referral.need_codes, Referral.age_band, Referral.commune_code,
    Referral.constraints, Referral.usual_professional_id, Referral.priority_class, Referral.other_classes_met,
    Referral.qualified_at, Referral.stated_at, Referral.target_at, Referral.specialty, Referral.relay_to,
    Referral.needed_at, Referral.bundle_id,
    raiseload=True,
)  # fmt: skip


@dataclass(frozen=True)
class Commune:
    name: str
    lat: float | None
    lon: float | None


async def backlog_of(session: AsyncSession, departure_id: UUID | None) -> list[Referral]:
    """Requests that wait and for which nobody is being asked, the first of the queue first."""
    asked = select(Solicitation.id).where(
        Solicitation.referral_id == Referral.id, Solicitation.state.in_([State.ASKED, State.YES])
    )
    underway = (
        select(PlanRow.id)
        .join(Plan, Plan.id == PlanRow.plan_id)
        .where(PlanRow.referral_id == Referral.id, PlanRow.state == RowState.PLANNED, Plan.state == PlanState.STARTED)
    )
    query = (
        select(Referral)
        .options(_FACTS)
        .where(
            OWN,
            Referral.status.in_([Status.QUALIFIED, Status.SEARCHING]),
            Referral.kind.in_(PLANNED_KINDS),
            ~asked.exists(),
            ~underway.exists(),
        )
        .order_by(
            Referral.priority_class,
            Referral.other_classes_met.desc(),
            func.coalesce(Referral.qualified_at, Referral.stated_at),
            Referral.id,
        )
        .limit(MOST)
    )
    if departure_id is not None:
        of_departure = select(DepartureCase.referral_id).where(DepartureCase.departure_id == departure_id)
        query = query.where(Referral.id.in_(of_departure))
    return list(await session.scalars(query))


async def asked_before(session: AsyncSession, referral_ids: Sequence[UUID]) -> dict[UUID, set[UUID]]:
    """Per request: who was asked for it and would not be asked again."""
    rows = await session.execute(
        select(Solicitation.referral_id, Solicitation.professional_id).where(
            Solicitation.referral_id.in_(list(referral_ids)),
            Solicitation.state.not_in([State.RELEASED, State.THANKED]),
        )
    )
    found: dict[UUID, set[UUID]] = {}
    for referral_id, professional_id in rows:
        found.setdefault(referral_id, set()).add(professional_id)
    return found


async def communes(session: AsyncSession) -> dict[str, Commune]:
    rows = await session.execute(select(KnownCommune.code, KnownCommune.name, KnownCommune.lat, KnownCommune.lon))
    return {row.code: Commune(row.name, row.lat, row.lon) for row in rows}


async def placed_since(session: AsyncSession, since: datetime) -> list[tuple[str, UUID, int]]:
    """How often a person of that commune was placed with that professional."""
    rows = await session.execute(
        select(Referral.commune_code, Referral.placed_professional_id, func.count())
        .where(
            Referral.placed_at > since,
            Referral.commune_code.is_not(None),
            Referral.placed_professional_id.is_not(None),
        )
        .group_by(Referral.commune_code, Referral.placed_professional_id)
    )
    return [(code or "", who, count) for code, who, count in rows if who is not None]


async def plan_of(session: AsyncSession, plan_id: UUID, *, locked: bool = False) -> Plan:
    found = await session.get(Plan, plan_id, with_for_update=locked)
    if found is None:
        raise PlanNotFound
    return found


async def row_of(session: AsyncSession, plan_id: UUID, row_id: UUID) -> PlanRow:
    """With its row locked."""
    found = await session.get(PlanRow, row_id, with_for_update=True)
    if found is None or found.plan_id != plan_id:
        raise PlanRowNotFound
    return found


async def plans_before(session: AsyncSession, before: tuple[datetime, UUID] | None, limit: int) -> list[Plan]:
    """The newest first."""
    query = select(Plan).order_by(Plan.made_at.desc(), Plan.id.desc()).limit(limit)
    if before is not None:
        query = query.where(tuple_(Plan.made_at, Plan.id) < tuple_(*before))
    return list(await session.scalars(query))


async def drafts(session: AsyncSession) -> list[Plan]:
    return list(await session.scalars(select(Plan).where(Plan.state == PlanState.DRAFT).with_for_update()))


async def rows_of(session: AsyncSession, plan_id: UUID) -> list[PlanRow]:
    return list(
        await session.scalars(
            select(PlanRow)
            .options(
                load_only(PlanRow.professional_id, PlanRow.km, PlanRow.waited_days, PlanRow.is_overdue, PlanRow.state)
            )
            .where(PlanRow.plan_id == plan_id)
        )
    )


async def page_of_rows(
    session: AsyncSession, plan_id: UUID, state: RowState | None, professional_id: UUID | None, after: int, limit: int
) -> list[tuple[PlanRow, Referral]]:
    conditions: list[ColumnElement[bool]] = [PlanRow.plan_id == plan_id, PlanRow.position > after]
    if state is not None:
        conditions.append(PlanRow.state == state)
    if professional_id is not None:
        conditions.append(PlanRow.professional_id == professional_id)
    rows = await session.execute(
        select(PlanRow, Referral)
        .join(Referral, Referral.id == PlanRow.referral_id)
        .where(*conditions)
        .order_by(PlanRow.position)
        .limit(limit)
    )
    return [(row, referral) for row, referral in rows]


async def counts_of(session: AsyncSession, plan_ids: Sequence[UUID]) -> dict[UUID, dict[RowState, int]]:
    rows = await session.execute(
        select(PlanRow.plan_id, PlanRow.state, func.count())
        .where(PlanRow.plan_id.in_(list(plan_ids)))
        .group_by(PlanRow.plan_id, PlanRow.state)
    )
    found: dict[UUID, dict[RowState, int]] = {plan_id: {} for plan_id in plan_ids}
    for plan_id, state, count in rows:
        found[plan_id][state] = count
    return found


async def given_to(session: AsyncSession, plan_id: UUID, professional_id: UUID, but: Sequence[UUID]) -> int:
    """How many other rows of the plan go to him."""
    found = await session.scalar(
        select(func.count())
        .select_from(PlanRow)
        .where(
            PlanRow.plan_id == plan_id,
            PlanRow.professional_id == professional_id,
            PlanRow.id.not_in(but),
            PlanRow.state == RowState.PLANNED,
        )
    )
    return found or 0


async def given_by(session: AsyncSession, plan_id: UUID) -> dict[UUID, int]:
    """How many rows of the plan go to each professional, those sent and skipped included."""
    rows = await session.execute(
        select(PlanRow.professional_id, func.count())
        .where(PlanRow.plan_id == plan_id, PlanRow.professional_id.is_not(None))
        .group_by(PlanRow.professional_id)
    )
    return {who: count for who, count in rows if who is not None}


async def started_plan(session: AsyncSession, at: datetime) -> Plan | None:
    """One that has a row whose turn has come, or none left; locked, and left to whoever locked it first."""
    planned = select(PlanRow.id).where(PlanRow.plan_id == Plan.id, PlanRow.state == RowState.PLANNED)
    due = planned.where(or_(PlanRow.next_try_at.is_(None), PlanRow.next_try_at <= at))
    found = await session.scalars(
        select(Plan)
        .where(Plan.state == PlanState.STARTED, due.exists() | ~planned.exists())
        .order_by(Plan.started_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    return found.first()


async def next_to_send(session: AsyncSession, plan_id: UUID, at: datetime) -> PlanRow | None:
    found = await session.scalars(
        select(PlanRow)
        .where(
            PlanRow.plan_id == plan_id, PlanRow.state == RowState.PLANNED,
            or_(PlanRow.next_try_at.is_(None), PlanRow.next_try_at <= at),
        )
        .order_by(PlanRow.position)
        .limit(1)
        .with_for_update()
    )  # fmt: skip
    return found.first()


async def is_being_asked(session: AsyncSession, referral_id: UUID) -> bool:
    found = await session.scalar(
        select(func.count())
        .select_from(Solicitation)
        .where(Solicitation.referral_id == referral_id, Solicitation.state.in_([State.ASKED, State.YES]))
    )
    return bool(found)


async def wake_sender(session: AsyncSession) -> None:
    """The worker starts on it at once instead of at its next round."""
    await session.execute(text("select pg_notify('plan', '')"))
