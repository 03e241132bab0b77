"""Who visits at home for unscheduled care, on his own word: sectors, skills and hours (F052)."""

from __future__ import annotations

from uuid import UUID

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from scheduling_svc.appointments.trace import trace
from scheduling_svc.openings.errors import ProfessionalUnknown
from scheduling_svc.openings.repository import professional_is_known
from scheduling_svc.pools.policies import may_volunteer
from scheduling_svc.rounds import repository
from scheduling_svc.rounds.models import RoundVolunteer
from scheduling_svc.rounds.policies import sees_volunteers_of
from scheduling_svc.rounds.schemas import RoundVolunteerOut, RoundVolunteers, VolunteerForRounds
from scheduling_svc.slots.policies import account_of


async def list_volunteers(unit: Unit, caller: Caller) -> RoundVolunteers:
    only = sees_volunteers_of(caller)
    async with unit.begin() as session:
        found = await repository.volunteers(session, only)
    return RoundVolunteers(
        items=[
            RoundVolunteerOut.model_validate(
                {name: getattr(one, name) for name in ("professional_id", "communes", "skills", "hours")}
                | {"name": known.display_name, "profession_code": known.profession_code}
            )
            for one, known in found
        ]
    )


async def volunteer(
    unit: Unit, caller: Caller, clock: Clock, professional_id: UUID, wanted: VolunteerForRounds
) -> None:
    """Volunteers, or says anew where, when and for what. What was published stands."""
    may_volunteer(caller, professional_id)
    hours, now = wanted.in_order(), clock.now()
    async with unit.begin() as session:
        if not await professional_is_known(session, professional_id):
            raise ProfessionalUnknown
        one = await repository.volunteer_by_id(session, caller.cpts, professional_id)
        if one is None:
            one = RoundVolunteer(cpts_id=caller.cpts, professional_id=professional_id, joined_at=now)
            session.add(one)
        one.communes, one.skills = sorted(set(wanted.communes)), sorted(set(wanted.skills))
        one.hours = [each.model_dump() for each in hours]
        one.changed_by, one.changed_at = account_of(caller), now
        trace(session, caller, professional_id, professional_id, "rounds_volunteered", now)


async def stop_volunteering(unit: Unit, caller: Caller, clock: Clock, professional_id: UUID) -> None:
    """Visits that were published stay in his agenda until he hands them back."""
    may_volunteer(caller, professional_id)
    async with unit.begin() as session:
        one = await repository.volunteer_by_id(session, caller.cpts, professional_id)
        if one is None:
            raise NotFound
        await session.delete(one)
        trace(session, caller, professional_id, professional_id, "rounds_left", clock.now())
