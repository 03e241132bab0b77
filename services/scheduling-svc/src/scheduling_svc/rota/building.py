"""A rota is described, professionals take part, wishes are said; its duties follow its calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, time
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.public_holidays import public_holidays
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.errors import ProfessionalUnknown
from scheduling_svc.openings.repository import professional_is_known
from scheduling_svc.rota import repository
from scheduling_svc.rota.calendar import days_of
from scheduling_svc.rota.errors import RotaEmpty, SiteMissing
from scheduling_svc.rota.hours import describe_hours_again, practices
from scheduling_svc.rota.models import Duty, Rota, RotaKind, RotaMember, RotaStatus
from scheduling_svc.rota.policies import acts_for, agrees_for, may_build, may_read, may_swap
from scheduling_svc.rota.scene import scene_of
from scheduling_svc.rota.schemas import (
    WEIGHTS,
    DescribeRota,
    DescribeRotaMember,
    RotaDetail,
    RotaList,
    RotaOut,
    SayDutyWishes,
)
from scheduling_svc.rota.views import detail_of
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import department_here
from scheduling_svc.slots.upkeep import bring_in_line

#: What one rota may hold, so that its solution stays a matter of seconds.
MOST_DAYS = 130
MOST_MEMBERS = 60


async def list_rotas(unit: Unit, caller: Caller, since: date | None) -> RotaList:
    may_read(caller)
    async with unit.begin() as session:
        return RotaList(items=[RotaOut.model_validate(rota) for rota in await repository.rotas_from(session, since)])


async def read_rota(unit: Unit, caller: Caller, rota_id: UUID) -> RotaDetail:
    may_read(caller)
    async with unit.begin() as session:
        return await shown(session, caller, await known_rota(session, rota_id))


async def make_rota(unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: DescribeRota) -> RotaDetail:
    may_build(caller)
    now = clock.now()
    async with unit.begin() as session:
        await idempotency.claim(session, once, now)
        rota = Rota(
            rota_id=new_id(), cpts_id=caller.cpts, status=RotaStatus.DRAFT.value, version=0,
            made_by=account_of(caller), made_at=now,
        )  # fmt: skip
        _describe(rota, wanted)
        session.add(rota)
        await session.flush()
        await _follow_the_calendar(session, rota)
        trace(session, caller, None, rota.rota_id, "rota_made", now)
        return await idempotency.keep(session, once, await shown(session, caller, rota))


async def revise_rota(
    unit: Unit, caller: Caller, clock: Clock, rota_id: UUID, wanted: DescribeRota, edited: int
) -> RotaDetail:
    """Days that stay keep who is on them."""
    may_build(caller)
    async with unit.begin() as session:
        rota = await draft(session, rota_id)
        check_version(rota.version, edited)
        _describe(rota, wanted)
        await _follow_the_calendar(session, rota)
        trace(session, caller, None, rota_id, "rota_revised", clock.now())
        return await shown(session, caller, rota)


async def drop_rota(unit: Unit, caller: Caller, clock: Clock, rota_id: UUID, edited: int) -> None:
    may_build(caller)
    async with unit.begin() as session:
        rota = await draft(session, rota_id)
        check_version(rota.version, edited)
        await session.delete(rota)
        trace(session, caller, None, rota_id, "rota_dropped", clock.now())


async def take_part(
    unit: Unit, caller: Caller, clock: Clock, rota_id: UUID, professional_id: UUID, wanted: DescribeRotaMember
) -> RotaDetail:
    """Somebody joins, or his share and skills change."""
    may_build(caller)
    async with unit.begin() as session:
        rota = await draft(session, rota_id)
        if not await professional_is_known(session, professional_id):
            raise ProfessionalUnknown
        member = await repository.member_of(session, rota_id, professional_id)
        if member is None:
            if len(await repository.members_of(session, rota_id)) >= MOST_MEMBERS:
                raise RotaEmpty(f"At most {MOST_MEMBERS} professionals take part in a rota")
            member = RotaMember(
                rota_id=rota_id, professional_id=professional_id, cpts_id=caller.cpts,
                unavailable=[], wanted=[], unwanted=[],
            )  # fmt: skip
            session.add(member)
        member.share, member.skills = wanted.share, sorted(set(wanted.skills))
        rota.changed()
        trace(session, caller, professional_id, rota_id, "rota_joined", clock.now())
        return await shown(session, caller, rota)


async def leave_rota(unit: Unit, caller: Caller, clock: Clock, rota_id: UUID, professional_id: UUID) -> RotaDetail:
    """His duties of the draft have nobody."""
    may_build(caller)
    async with unit.begin() as session:
        rota = await draft(session, rota_id)
        member = await repository.member_of(session, rota_id, professional_id)
        if member is None:
            raise NotFound
        await session.delete(member)
        for duty in await repository.duties_of(session, rota_id):
            if duty.professional_id == professional_id:
                duty.professional_id, duty.is_pinned = None, False
        rota.changed()
        trace(session, caller, professional_id, rota_id, "rota_left", clock.now())
        return await shown(session, caller, rota)


async def say_wishes(
    unit: Unit, caller: Caller, clock: Clock, rota_id: UUID, professional_id: UUID, wanted: SayDutyWishes
) -> RotaDetail:
    """Also once the rota is published: what cannot be done any more is then seen when a duty is swapped."""
    acts_for(caller, professional_id)
    async with unit.begin() as session:
        rota = await known_rota(session, rota_id, for_update=True)
        member = await repository.member_of(session, rota_id, professional_id)
        if member is None:
            raise NotFound
        member.unavailable, member.wanted = sorted(wanted.unavailable), sorted(wanted.wanted)
        member.unwanted = sorted(wanted.unwanted)
        rota.changed()
        trace(session, caller, professional_id, rota_id, "duty_wishes_said", clock.now())
        return await shown(session, caller, rota)


async def agree_to_hours(
    unit: Unit, caller: Caller, clock: Clock, rota_id: UUID, professional_id: UUID, agrees: bool
) -> RotaDetail:
    """The owner's act. Duties that he holds already open wider, or to his own patients alone, at once."""
    may_swap(caller)
    now = clock.now()
    async with unit.begin() as session:
        rota = await known_rota(session, rota_id, for_update=True)
        agrees_for(caller, professional_id)
        member = await repository.member_of(session, rota_id, professional_id)
        if member is None:
            raise NotFound
        member.agreed_at = now if agrees else None
        await session.flush()
        at = (await practices(session, rota, [professional_id]))[professional_id]
        for duty in await repository.duties_of(session, rota_id):
            if duty.professional_id == professional_id:
                await describe_hours_again(session, caller, rota, duty, at, now)
        await session.flush()
        await bring_in_line(session, caller.cpts, professional_id, now)
        rota.changed()
        trace(session, caller, professional_id, rota_id, "duty_hours_agreed" if agrees else "duty_hours_kept", now)
        return await shown(session, caller, rota)


async def known_rota(session: AsyncSession, rota_id: UUID, *, for_update: bool = False) -> Rota:
    rota = await repository.rota_by_id(session, rota_id, for_update=for_update)
    if rota is None:
        raise NotFound
    return rota


async def draft(session: AsyncSession, rota_id: UUID) -> Rota:
    rota = await known_rota(session, rota_id, for_update=True)
    rota.must_be_draft()
    return rota


async def shown(session: AsyncSession, caller: Caller, rota: Rota) -> RotaDetail:
    await session.flush()
    swaps = await repository.open_swaps_among(session, rota.rota_id)
    return detail_of(await scene_of(session, rota), swaps, await _holidays_in(session, rota), caller)


def _describe(rota: Rota, wanted: DescribeRota) -> None:
    is_house = wanted.kind is RotaKind.HOUSE
    if is_house and not (wanted.site_name and wanted.weekdays):
        raise SiteMissing
    for name, value in wanted.model_dump(exclude={"from_time", "to_time", "apart", "weight"}).items():
        setattr(rota, name, value)
    rota.weekdays = sorted(set(wanted.weekdays)) if is_house else []
    rota.from_time, rota.to_time = time.fromisoformat(wanted.from_time), time.fromisoformat(wanted.to_time)
    rota.apart = [sorted(day.isoformat() for day in pair) for pair in wanted.apart]
    rota.weight = wanted.weight or WEIGHTS[wanted.kind]
    rota.changed()


async def _holidays_in(session: AsyncSession, rota: Rota) -> list[date]:
    years = range(rota.starts_on.year, rota.ends_on.year + 1)
    every = public_holidays(years, await department_here(session))
    return sorted(day for day in every if rota.starts_on <= day <= rota.ends_on)


async def _follow_the_calendar(session: AsyncSession, rota: Rota) -> None:
    holidays = await _holidays_in(session, rota)
    wanted = days_of(RotaKind(rota.kind), rota.starts_on, rota.ends_on, rota.weekdays, rota.closed_on, holidays)
    if not 1 <= len(wanted) <= MOST_DAYS:
        raise RotaEmpty(f"Between 1 and {MOST_DAYS} days, not {len(wanted)}")
    present: defaultdict[date, list[Duty]] = defaultdict(list)
    # Whoever is on duty keeps his seat when a day has fewer of them.
    for duty in sorted(await repository.duties_of(session, rota.rota_id), key=lambda one: not one.professional_id):
        present[duty.on_day].append(duty)
    for duty in _too_many(present, frozenset(wanted), rota.seats):
        await session.delete(duty)
    for on in wanted:
        for _ in range(rota.seats - len(present[on])):
            session.add(
                Duty(duty_id=new_id(), cpts_id=rota.cpts_id, rota_id=rota.rota_id, on_day=on, is_pinned=False)
            )


def _too_many(present: dict[date, list[Duty]], wanted: frozenset[date], seats: int) -> Iterable[Duty]:
    for on, duties in present.items():
        yield from duties[seats if on in wanted else 0 :]
