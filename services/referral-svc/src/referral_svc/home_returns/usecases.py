"""A return home is refused politely: the address of the right service is given, and the refusal is counted."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from carekit.spreadsheet import csv_text
from referral_svc.context import Context
from referral_svc.home_returns import repository
from referral_svc.home_returns.errors import HospitalUnknown
from referral_svc.home_returns.models import HomeReturnRefusal, Via
from referral_svc.home_returns.schemas import (
    AskHomeReturn,
    HomeReturnCount,
    HomeReturnCounts,
    HomeReturnRefused,
    HospitalOut,
    Hospitals,
    SocialServiceOut,
)
from referral_svc.known.repository import today_of
from referral_svc.partners.models import PartnerRoute
from referral_svc.periods import Period, counted_by_month
from referral_svc.referrals import policies

#: What is counted beside the month.
BESIDE = (HomeReturnRefusal.hospital_name, HomeReturnRefusal.via)


async def hospitals(context: Context) -> Hospitals:
    """For those who ask, and for the office that keeps the addresses."""
    policies.require_may_list(context.caller)
    async with context.unit.begin() as session:
        kept = {one.finess for one in await repository.services(session)}
        return Hospitals(
            items=[
                HospitalOut(
                    finess=one.finess, name=one.name, commune_code=one.commune_code, has_service=one.finess in kept
                )
                for one in await repository.hospitals(session, context.caller.cpts)
            ]
        )


async def ask(context: Context, asked: AskHomeReturn, once: Once) -> HomeReturnRefused:
    policies.require_may_state(context.caller)
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        return await idempotency.keep(session, once, await refused(session, context, asked.finess, "asked"))


async def refused(session: AsyncSession, context: Context, finess: str | None, via: Via) -> HomeReturnRefused:
    """In the caller's transaction."""
    hospital = await repository.hospital_of(session, context.caller.cpts, finess) if finess else None
    if finess is not None and hospital is None:
        raise HospitalUnknown
    name = hospital.name if hospital else None
    session.add(
        HomeReturnRefusal(
            cpts_id=context.caller.cpts,
            refused_on=await today_of(session, context.caller.cpts, context.at),
            finess=finess,
            hospital_name=name,
            via=via,
        )
    )
    await session.flush()
    kept = await repository.services(session)
    own = [one for one in kept if finess is not None and one.finess == finess]
    return HomeReturnRefused(
        hospital_name=name, services=[_service(one) for one in own or kept], is_of_hospital=bool(own)
    )


async def counted(context: Context, filters: Period) -> HomeReturnCounts:
    context.caller.require(*policies.FIGURE_READERS)
    async with context.unit.begin() as session:
        since, until = filters.days(await today_of(session, context.caller.cpts, context.at))
        items = [
            HomeReturnCount(month=row.month, hospital_name=row.hospital_name, via=row.via, count=row.count)
            for row in await counted_by_month(session, HomeReturnRefusal.refused_on, BESIDE, since, until)
        ]
        return HomeReturnCounts(since=since, until=until, total=sum(one.count for one in items), items=items)


async def export(context: Context, filters: Period) -> str:
    found = await counted(context, filters)
    return csv_text(
        ["month", "hospital", "via", "count"],
        [[one.month, one.hospital_name, one.via, one.count] for one in found.items],
    )


def _service(route: PartnerRoute) -> SocialServiceOut:
    return SocialServiceOut(
        route_id=route.id,
        finess=route.finess,
        name=route.name,
        contact_name=route.contact_name,
        phone=route.phone,
        email=route.email,
        place=route.place,
        hours=route.hours,
    )
