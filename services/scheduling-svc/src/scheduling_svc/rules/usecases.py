"""Reading and setting the rules of a CPTS."""

from __future__ import annotations

from dataclasses import asdict
from datetime import time

from sqlalchemy.exc import IntegrityError

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import PreconditionFailed
from carekit.etag import check_version
from scheduling_svc.rules.models import AgendaRule, Rules
from scheduling_svc.rules.repository import rules_in_force
from scheduling_svc.rules.schemas import SetAgendaRules
from scheduling_svc.slots.policies import may_search
from scheduling_svc.slots.repository import forget_horizons


async def read_rules(unit: Unit, caller: Caller) -> Rules:
    may_search(caller)
    async with unit.begin() as session:
        return await rules_in_force(session)


async def set_rules(unit: Unit, caller: Caller, clock: Clock, wanted: SetAgendaRules, edited: int) -> Rules:
    """The worker stretches or shortens the horizon at its next round; another school zone moves every agenda."""
    caller.require("director")
    try:
        async with unit.begin() as session:
            present = await rules_in_force(session)
            check_version(present.version, edited)
            said = wanted.model_dump() | {"afternoon_from": time.fromisoformat(wanted.afternoon_from)}
            rules = Rules(present.version + 1, **said)
            session.add(
                AgendaRule(cpts_id=caller.cpts, **asdict(rules), set_by=caller.account_id, set_at=clock.now())
            )
            if rules.school_zone != present.school_zone:
                await forget_horizons(session)
            return rules
    except IntegrityError as twin:  # the primary key: somebody set the same version meanwhile
        raise PreconditionFailed from twin
