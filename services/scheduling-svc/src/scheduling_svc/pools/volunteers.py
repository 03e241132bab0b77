"""Who volunteers, on his own word, and whether his activity is regular."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.errors import ProfessionalUnknown
from scheduling_svc.pools import repository
from scheduling_svc.pools.models import PoolVolunteer
from scheduling_svc.pools.planning import month_of
from scheduling_svc.pools.policies import may_read_pools, may_volunteer
from scheduling_svc.pools.repository import NamedVolunteer
from scheduling_svc.pools.schemas import JoinPool, PoolVolunteerOut, PoolVolunteers
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import zone_of


async def list_volunteers(unit: Unit, caller: Caller, clock: Clock) -> PoolVolunteers:
    may_read_pools(caller)
    async with unit.begin() as session:
        month = local_date(clock.now(), zone := await zone_of(session, caller.cpts)).replace(day=1)
        found = await repository.volunteers(session, *month_of(month, zone))
    items = [_out(one, month) for one in found]
    return PoolVolunteers(items=sorted(items, key=lambda one: not one.is_under_least))


async def join_pool(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, wanted: JoinPool) -> None:
    """Joins, or says anew when, where and how much."""
    may_volunteer(caller, professional_id)
    now = clock.now()
    async with unit.begin() as session:
        if await repository.professional(session, caller.cpts, professional_id) is None:
            raise ProfessionalUnknown
        volunteer = await repository.volunteer_by_id(session, caller.cpts, professional_id, for_update=True)
        if volunteer is None:
            volunteer = PoolVolunteer(cpts_id=caller.cpts, professional_id=professional_id, joined_at=now)
            session.add(volunteer)
        volunteer.communes, volunteer.weekdays = sorted(set(wanted.communes)), sorted(set(wanted.weekdays))
        volunteer.least_hours = wanted.least_hours
        volunteer.changed_by, volunteer.changed_at = account_of(caller), now
        trace(session, caller, professional_id, professional_id, "pool_joined", now)


async def leave_pool(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID) -> None:
    """Covers that he took stay his until he or the practice releases them."""
    may_volunteer(caller, professional_id)
    async with unit.begin() as session:
        volunteer = await repository.volunteer_by_id(session, caller.cpts, professional_id, for_update=True)
        if volunteer is None:
            raise NotFound
        await session.delete(volunteer)
        trace(session, caller, professional_id, professional_id, "pool_left", clock.now())


def _out(named: NamedVolunteer, month: date) -> PoolVolunteerOut:
    one = named.volunteer
    return PoolVolunteerOut(
        professional_id=one.professional_id, name=named.name, profession_code=named.profession_code,
        communes=one.communes, weekdays=one.weekdays, least_hours=one.least_hours, month=month,
        confirmed_hours=named.confirmed_hours, is_under_least=named.confirmed_hours < one.least_hours,
    )  # fmt: skip
