"""The CPTS keeps its routes to partners."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.etag import check_version
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.known.repository import today_of
from referral_svc.partners.errors import PartnerRouteNotFound, PlacesUndated
from referral_svc.partners.kinds import purpose_of
from referral_svc.partners.models import PartnerRoute
from referral_svc.partners.schemas import PartnerRouteOut, PartnerRoutes, WritePartnerRoute
from referral_svc.referrals.policies import COORDINATORS, LISTERS

KEEPERS = COORDINATORS | {"director", "secretary"}


async def listed(context: Context) -> PartnerRoutes:
    context.caller.require(*LISTERS)
    async with context.unit.begin() as session:
        rows = await session.scalars(
            select(PartnerRoute).order_by(PartnerRoute.is_active.desc(), PartnerRoute.name).limit(500)
        )
        return PartnerRoutes(items=[out(row) for row in rows])


async def add(context: Context, act: WritePartnerRoute, once: Once) -> PartnerRouteOut:
    context.caller.require(*KEEPERS)
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        row = PartnerRoute(cpts_id=context.caller.cpts)
        await _write(session, row, act, context)
        session.add(row)
        await session.flush()
        return await idempotency.keep(session, once, out(row))


async def change(context: Context, route_id: UUID, act: WritePartnerRoute, edited: int) -> PartnerRouteOut:
    """What was handed over by it before keeps the name it had."""
    context.caller.require(*KEEPERS)
    async with context.unit.begin() as session:
        row = await route_of(session, route_id, lock=True)
        check_version(row.version, edited)
        await _write(session, row, act, context)
        await session.flush()
        return out(row)


async def route_of(session: AsyncSession, route_id: UUID, *, lock: bool = False) -> PartnerRoute:
    query = select(PartnerRoute).where(PartnerRoute.id == route_id)
    row: PartnerRoute | None = await session.scalar(query.with_for_update() if lock else query)
    if row is None:
        raise PartnerRouteNotFound
    return row


def _require_dated(act: WritePartnerRoute, today: date) -> None:
    if (act.places_free is None) != (act.places_said_on is None):
        raise PlacesUndated
    if act.places_said_on is not None and act.places_said_on > today:
        raise PlacesUndated("The day is in the future")


async def _write(session: AsyncSession, row: PartnerRoute, act: WritePartnerRoute, context: Context) -> None:
    _require_dated(act, await today_of(session, context.caller.cpts, context.at))
    row.kind = act.kind
    row.name = act.name
    row.finess = act.finess
    row.contact_name = act.contact_name
    row.phone = act.phone
    row.email = act.email
    row.place = act.place
    row.hours = act.hours
    row.serves = act.serves
    row.may_tell = sorted(set(act.may_tell))
    row.funding = act.funding
    row.places_free = act.places_free
    row.places_said_on = act.places_said_on
    row.needs_doctor_agreement = act.needs_doctor_agreement
    row.is_active = act.is_active
    row.edited_at, row.edited_by_name = context.at, context.caller.name


def out(row: PartnerRoute) -> PartnerRouteOut:
    purpose = purpose_of(row.kind)
    return PartnerRouteOut(
        route_id=row.id, kind=row.kind, name=row.name, finess=row.finess, contact_name=row.contact_name,
        phone=row.phone, email=row.email, place=row.place, hours=row.hours, serves=row.serves, may_tell=row.may_tell,
        funding=row.funding, places_free=row.places_free, places_said_on=row.places_said_on,
        is_active=row.is_active, needs_doctor_agreement=row.needs_doctor_agreement,
        hears_reports=row.hears_reports, edited_at=row.edited_at,
        edited_by_name=row.edited_by_name, version=row.version, for_kinds=list(purpose.kinds),
        for_needs=list(purpose.needs), for_relay=purpose.relay, for_complex=purpose.is_complex,
    )  # fmt: skip
