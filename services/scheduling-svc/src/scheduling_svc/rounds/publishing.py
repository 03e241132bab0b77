"""Rounds are published: each visit that is placed and not told yet becomes an appointment, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.etag import check_version
from carekit.spreadsheet import csv_text
from scheduling_svc.appointments.errors import ReferralNotBookable
from scheduling_svc.appointments.policies import OPEN_STATES
from scheduling_svc.appointments.trace import trace
from scheduling_svc.rounds import repository
from scheduling_svc.rounds.booking import book_visit
from scheduling_svc.rounds.errors import NothingToTell, RoundsBreakRule
from scheduling_svc.rounds.models import PublishedRounds
from scheduling_svc.rounds.planning import changed, open_day, seen
from scheduling_svc.rounds.policies import may_plan, may_read_rounds
from scheduling_svc.rounds.scene import Scene, scene_of
from scheduling_svc.rounds.schemas import (
    DayOfRounds,
    PublishedRoundsList,
    PublishedRoundsOut,
)
from scheduling_svc.rounds.views import as_members, told_stops
from scheduling_svc.routing.breaches import Breach, breaches
from scheduling_svc.slots.policies import account_of


async def publish_rounds(unit: Unit, caller: Caller, clock: Clock, day: date, edited: int) -> DayOfRounds:
    may_plan(caller)
    now = clock.now()
    async with unit.begin() as session:
        # Before the day, in the order of whoever ends a request.
        requests = await repository.share_referrals(session, await repository.visits_of(session, day))
        of = await open_day(session, caller, day, now)
        check_version(of.version, edited)
        scene = await scene_of(session, caller.cpts, day, now)
        untold = [one for one in scene.visits if one.row.visit_id in scene.placed and not one.is_told]
        if not untold:
            raise NothingToTell
        if rules := _broken_by_untold(scene):
            raise RoundsBreakRule(broken=as_members(rules))
        for one in sorted(untold, key=lambda one: (str(one.row.professional_id), str(one.row.starts_at))):
            status = requests[one.row.referral_id].status
            if status not in OPEN_STATES:
                raise ReferralNotBookable(f"The referral is {status}", referral_status=status)
            await book_visit(session, caller, one.row, now)
        of.published += 1
        await session.flush()
        told = told_stops(await scene_of(session, caller.cpts, day, now))
        session.add(
            PublishedRounds(
                cpts_id=caller.cpts, day=day, number=of.published,
                stops=[stop.model_dump(mode="json") for stop in told],
                published_by=account_of(caller), published_by_name=caller.name, published_at=now,
            )
        )  # fmt: skip
        trace(session, caller, None, of.rounds_id, "rounds_published", now)
        return await changed(session, caller, of, now)


async def list_publications(unit: Unit, caller: Caller, day: date) -> PublishedRoundsList:
    may_read_rounds(caller)
    async with unit.begin() as session:
        found = await repository.published(session, day)
        return PublishedRoundsList(items=[PublishedRoundsOut.model_validate(one) for one in found])


async def export_rounds(unit: Unit, caller: Caller, clock: Clock, day: date) -> str:
    """One line per visit, those without place last. No name and no address: a file lies about."""
    may_read_rounds(caller)
    async with unit.begin() as session:
        rounds = await seen(session, caller, day, clock.now())
    header = [
        "professional_name", "round_from", "starts_at", "minutes", "commune_code", "commune_name", "skills",
        "travel_minutes", "status", "unplaced_reason", "referral_id",
    ]  # fmt: skip
    return csv_text(header, _lines(rounds))


def _lines(rounds: DayOfRounds) -> Iterator[list[object]]:
    placed = ((one.professional_name, one.from_time, visit) for one in rounds.rounds for visit in one.visits)
    for name, from_time, visit in chain(placed, ((None, None, visit) for visit in rounds.unplaced)):
        yield [
            name, from_time and f"{from_time:%H:%M}", visit.starts_at and visit.starts_at.isoformat(), visit.minutes,
            visit.commune_code, visit.commune_name, ",".join(visit.skills), visit.travel_minutes, visit.status,
            visit.unplaced_reason, visit.referral_id,
        ]  # fmt: skip


def _broken_by_untold(scene: Scene) -> set[Breach]:
    """What was told stands, whatever its nurse offers since."""
    told = {one.row.visit_id for one in scene.visits if one.is_told}
    only_told = {key: tuple(one for one in order if one in told) for key, order in scene.plan.items()}
    return breaches(scene.problem, scene.plan) - breaches(scene.problem, only_told)
