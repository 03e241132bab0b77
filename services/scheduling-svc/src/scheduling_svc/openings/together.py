"""Several openings of one agenda in one act: changed alike, or copied with their week."""

from __future__ import annotations

from datetime import timedelta

from pydantic import ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound
from carekit.etag import check_version
from carekit.idempotency import Once
from scheduling_svc.agendas.keeping import check_keeper
from scheduling_svc.openings import repository
from scheduling_svc.openings.errors import ChangeDoesNotFit, PlaceUnknown, ProfessionalUnknown, WeekUnchanged
from scheduling_svc.openings.models import Opening, Terms
from scheduling_svc.openings.schemas import (
    ChangeOpenings,
    CopyWeek,
    DescribeOpening,
    OpeningList,
    OpeningOut,
    ReviseOpenings,
)
from scheduling_svc.openings.usecases import publish, revise
from scheduling_svc.openings.week_copy import copied_week
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots.policies import may_keep_agenda
from scheduling_svc.slots.repository import agendas_in_hand, department_here
from scheduling_svc.slots.upkeep import bring_in_line, days_off_of


async def revise_openings(unit: Unit, caller: Caller, clock: Clock, wanted: ReviseOpenings) -> OpeningList:
    may_keep_agenda(caller)
    now = clock.now()
    async with unit.begin() as session:
        await check_keeper(session, caller, wanted.professional_id)
        versions = {edited.opening_id: edited.version for edited in wanted.openings}
        openings = await repository.openings_by_id(session, wanted.professional_id, list(versions))
        if len(openings) < len(versions):
            raise NotFound
        for opening in openings:
            check_version(opening.version, versions[opening.opening_id])
            await revise(session, caller, opening, await _changed(session, opening, wanted.change), now)
        await session.flush()
        await bring_in_line(session, caller.cpts, wanted.professional_id, now)
        return _list(openings)


async def copy_week(unit: Unit, caller: Caller, clock: Clock, once: Once, wanted: CopyWeek) -> OpeningList:
    may_keep_agenda(caller)
    source, *targets = (day - timedelta(days=day.weekday()) for day in (wanted.from_week, *wanted.to_weeks))
    now = clock.now()
    async with unit.begin() as session:
        await check_keeper(session, caller, wanted.professional_id)
        if source in targets:
            raise WeekUnchanged
        await idempotency.claim(session, once, now)
        professional = (await agendas_in_hand(session, [wanted.professional_id])).get(wanted.professional_id)
        if professional is None:
            raise ProfessionalUnknown
        rules = await rules_in_force(session)
        openings = await repository.openings_by_id(session, wanted.professional_id)
        years = [day.year for day in (source, *targets)]
        department = await department_here(session)
        days_off = days_off_of(professional, department, rules.school_zone, min(years), max(years) + 1)
        copies = [one for target in sorted(set(targets)) for one in copied_week(openings, days_off, source, target)]
        made = await publish(session, caller, wanted.professional_id, copies, now)
        await bring_in_line(session, caller.cpts, wanted.professional_id, now)
        return await idempotency.keep(session, once, _list(made))


async def _changed(session: AsyncSession, opening: Opening, change: ChangeOpenings) -> Terms:
    """The opening's own description with the change in it, held to the rules of any opening."""
    said = OpeningOut.model_validate(opening).model_dump(mode="json", include=set(DescribeOpening.model_fields))
    try:
        described = DescribeOpening.model_validate(said | change.model_dump(mode="json", exclude_none=True))
    except ValidationError as wrong:
        raise ChangeDoesNotFit(wrong.errors()[0]["msg"], opening_id=str(opening.opening_id)) from wrong
    if not await repository.place_is_his(session, opening.professional_id, described.place_id):
        raise PlaceUnknown
    return described.terms()


def _list(openings: list[Opening]) -> OpeningList:
    return OpeningList(items=[OpeningOut.model_validate(opening) for opening in openings])
