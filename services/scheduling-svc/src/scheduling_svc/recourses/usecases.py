"""Where a sorted request goes that no slot answers: the recourses that take it now."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit
from carekit.public_holidays import public_holidays
from scheduling_svc.openings.models import Modality
from scheduling_svc.recourses.repository import recourses_in_use
from scheduling_svc.recourses.routing import Request, Routed, routed
from scheduling_svc.recourses.schemas import FindRecourses, RecourseNow, RecoursesNow
from scheduling_svc.slots.repository import department_here, zone_of
from scheduling_svc.triage import repository
from scheduling_svc.triage.errors import TriageMissing, TriageUnfinished
from scheduling_svc.triage.models import Disposition, disposition_of
from scheduling_svc.triage.policies import may_triage
from scheduling_svc.triage.script import TriageClass
from scheduling_svc.triage.usecases import request_of


async def recourses_of(
    unit: Unit, caller: Caller, clock: Clock, referral_id: UUID, find: FindRecourses
) -> RecoursesNow:
    """`RedFlagFirst` and `TriageUnfinished` as for the hand-over itself: nothing is offered beside the 15."""
    may_triage(caller)
    now = clock.now()
    async with unit.begin() as session:
        await request_of(session, caller, referral_id)
        triage = await repository.triage_of(session, caller.cpts, referral_id)
        if triage is None:
            raise TriageMissing
        triage.check_may(Disposition.RECOURSE)
        if not (triage.triage_class and triage.profession_code and triage.modality):
            raise TriageUnfinished
        request = Request(
            TriageClass(triage.triage_class), triage.profession_code, Modality(triage.modality), find.commune,
            (find.age_from, find.age_to) if find.age_from is not None and find.age_to is not None else None,
        )  # fmt: skip
        zone = await zone_of(session, caller.cpts)
        known = await recourses_in_use(session)
        holidays = await holidays_around(session, now, zone)
    return RecoursesNow(items=[_now(one) for one in routed(known, request, now, zone, holidays)])


async def holidays_around(session: AsyncSession, now: datetime, zone: ZoneInfo) -> frozenset[date]:
    """Those of this year and the next: a fortnight may reach into it."""
    year = local_date(now, zone).year
    return public_holidays((year, year + 1), await department_here(session))


def _now(one: Routed) -> RecourseNow:
    said = one.recourse
    return RecourseNow(
        recourse_id=said.recourse_id, kind=said.kind, name=said.name, disposition=disposition_of(said.kind),
        recourse_phone=said.professional_phone or said.public_phone or "", place_line=said.place_line,
        takes=said.takes, min_age=said.min_age, max_age=said.max_age, unfit=list(one.unfit),
        open_until=one.hours.until, opens_at=one.hours.again,
    )  # fmt: skip
