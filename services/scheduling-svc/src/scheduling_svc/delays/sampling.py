"""The weekly look at the agendas of a CPTS, taken by the worker."""

from __future__ import annotations

from uuid import UUID

from carekit.clock import Clock
from carekit.db import Database
from carekit.identifiers import new_id
from scheduling_svc.delays import repository
from scheduling_svc.delays.models import DelayRound
from scheduling_svc.delays.third_next import days_until, sample_due
from scheduling_svc.known.models import days_of
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.slots.repository import zone_of


async def sample_delays(database: Database, cpts_id: UUID, clock: Clock) -> int:
    """Once on Mondays; returns how many lines were measured."""
    now = clock.now()
    async with database.begin(cpts_id) as session:
        zone = await zone_of(session, cpts_id)
        week_of = sample_due(now, zone)
        if week_of is None:
            return 0
        rules = await rules_in_force(session)
        taken = DelayRound(cpts_id=cpts_id, week_of=week_of, measured_at=now, horizon_weeks=rules.horizon_weeks)
        if not await repository.take_round(session, taken):
            return 0
        samples = [
            {
                "cpts_id": cpts_id, "sample_id": new_id(), "week_of": week_of,
                "professional_id": line.professional_id, "professional_name": line.display_name,
                "profession_code": line.profession_code, "commune_code": line.commune_code,
                "place_label": line.label, "modality": line.modality,
                "days": days_until(line.third_at, now, zone, days_of(line.absences)) if line.third_at else None,
            }
            for line in await repository.lines(session, now, zone.key)
        ]  # fmt: skip
        await repository.keep(session, samples)
        return len(samples)
