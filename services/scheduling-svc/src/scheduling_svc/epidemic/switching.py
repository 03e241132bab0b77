"""One switch on, one off. The dry run is the switch itself, taken back: it says what would happen because it did."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock, local_date
from carekit.db import Unit, constraint_of
from carekit.errors import NotFound
from carekit.identifiers import new_id
from scheduling_svc.appointments.trace import trace
from scheduling_svc.epidemic import repository
from scheduling_svc.epidemic.errors import EpidemicModeOff, EpidemicModeOn
from scheduling_svc.epidemic.models import EpidemicPlan, EpidemicSwitch
from scheduling_svc.epidemic.plan import ExtraOpening, PlanData, sight, widen, with_rounds, without_rounds
from scheduling_svc.epidemic.policies import may_switch
from scheduling_svc.epidemic.schemas import (
    EpidemicChange,
    EpidemicChanges,
    EpidemicRounds,
    EpidemicSwitchOut,
    LeftOut,
    LeftOutReason,
)
from scheduling_svc.epidemic.visits import Gained, more_visits
from scheduling_svc.openings.models import Opening
from scheduling_svc.openings.repository import opening_by_id, owners_of, place_is_his
from scheduling_svc.openings.usecases import publish, revise, withdraw
from scheduling_svc.pools.places import lend_place, place_of, take_place_back
from scheduling_svc.pools.repository import professional
from scheduling_svc.rounds.errors import HoursOverlap
from scheduling_svc.rounds.repository import communes, volunteer_by_id
from scheduling_svc.slots.policies import account_of
from scheduling_svc.slots.repository import agendas_in_hand, zone_of
from scheduling_svc.slots.upkeep import bring_in_line
from scheduling_svc.triage.publishing import script_in_force


async def try_plan(unit: Unit, caller: Caller, clock: Clock, plan_id: UUID) -> EpidemicChanges:
    may_switch(caller)
    async with unit.begin() as session:
        plan = await _plan(session, plan_id)
        attempt = await session.begin_nested()
        changes = await _switch(session, caller, plan, clock.now())
        await attempt.rollback()
        for change in changes.changes:
            change.opening_id = None if change.is_new else change.opening_id
        return changes


async def switch_on(unit: Unit, caller: Caller, clock: Clock, plan_id: UUID) -> EpidemicChanges:
    may_switch(caller)
    try:
        async with unit.begin() as session:
            return await _switch(session, caller, await _plan(session, plan_id), clock.now())
    except IntegrityError as error:
        if constraint_of(error) == "one_epidemic_at_a_time":
            raise EpidemicModeOn from error
        raise


async def switch_off(unit: Unit, caller: Caller, clock: Clock) -> EpidemicSwitchOut:
    """What the switch made is withdrawn, what it widened is as before; booked slots stay, and so does what an owner
    said of his opening since."""
    may_switch(caller)
    now = clock.now()
    async with unit.begin() as session:
        switch = await repository.switch_in_force(session, for_update=True)
        if switch is None:
            raise EpidemicModeOff
        await agendas_in_hand(session, await _agendas_of(session, switch))
        for made in switch.made:
            opening = await opening_by_id(session, UUID(made["opening_id"]), for_update=True)
            # Switches of before 2026-11-23 do not name the place.
            place_id = made.get("place_id") or (opening.place_id if opening else None)
            if opening is not None:
                await withdraw(session, caller, opening, now)
            if place_id is not None:
                await take_place_back(session, UUID(made["professional_id"]), UUID(str(place_id)))
        for widened in switch.widened:
            await _narrow_again(session, caller, widened, now)
        for given in switch.rounds:
            await _take_hours_back(session, caller, given, now)
        switch.off_by, switch.off_by_name, switch.off_at = account_of(caller), caller.name, now
        return EpidemicSwitchOut.model_validate(switch)


async def _agendas_of(session: AsyncSession, switch: EpidemicSwitch) -> list[UUID]:
    """Of a locum too who has withdrawn the hours himself: his place is taken back."""
    widened = await owners_of(session, [UUID(one["opening_id"]) for one in switch.widened])
    return [*widened, *(UUID(one["professional_id"]) for one in switch.made)]


async def _switch(session: AsyncSession, caller: Caller, plan: EpidemicPlan, now: datetime) -> EpidemicChanges:
    if await repository.switch_in_force(session) is not None:
        raise EpidemicModeOn
    data = PlanData.model_validate(plan.data)
    script_before, _ = await script_in_force(session)
    switch = EpidemicSwitch(
        cpts_id=caller.cpts, switch_id=new_id(), plan_id=plan.plan_id, plan_version=plan.version, title=plan.title,
        script_version=data.script_version, made=[], widened=[], rounds=[], on_by_name=caller.name,
        on_by=account_of(caller), on_at=now,
    )  # fmt: skip
    run = _Run(session, caller, switch, now, await repository.names(session, data.asks()))
    said = await repository.agreements(session, plan.plan_id)
    agreed = {one for one in data.asks() if one in said and said[one].is_to(data.part_of(one))}
    await agendas_in_hand(session, agreed)
    for professional_id in data.asks():
        if professional_id not in agreed:
            run.leave_out(professional_id, LeftOutReason.NOT_AGREED)
            continue
        await run.open(professional_id, data, agreed)
        await run.widen(professional_id, data)
        await run.give_rounds(professional_id, data)
        await bring_in_line(session, caller.cpts, professional_id, now)
    session.add(switch)
    await session.flush()
    free = await repository.free_slots_of(session, [one.opening_id for one in run.changes if one.opening_id])
    for change in run.changes:
        change.free_slots = free.get(change.opening_id, 0) if change.opening_id else 0
    named = {code: one.name for code, one in (await communes(session)).items()}
    return EpidemicChanges(
        changes=run.changes, rounds=run.rounds, more_visits=more_visits(run.gained, named), left_out=run.left_out,
        script_before=script_before, script=data.script_version or script_before,
    )  # fmt: skip


class _Run:
    """One switching on: what it did so far."""

    def __init__(
        self, session: AsyncSession, caller: Caller, switch: EpidemicSwitch, now: datetime, names: dict[UUID, str]
    ) -> None:
        self.session, self.caller, self.switch, self.now, self.names = session, caller, switch, now, names
        self.changes: list[EpidemicChange] = []
        self.rounds: list[EpidemicRounds] = []
        self.gained: list[Gained] = []
        self.left_out: list[LeftOut] = []

    async def open(self, professional_id: UUID, data: PlanData, agreed: set[UUID]) -> None:
        """In his own agenda. A host who has not agreed is named by himself, and his locum stays away."""
        zone = await zone_of(self.session, self.caller.cpts)
        for extra in data.openings:
            if extra.professional_id != professional_id or (extra.host_id and extra.host_id not in agreed):
                continue
            if not await self._place_stands(extra):
                self.leave_out(professional_id, LeftOutReason.PLACE_GONE)
                continue
            terms = extra.terms(local_date(self.now, zone))
            (made,) = await publish(
                self.session, self.caller, professional_id, [terms], self.now, agreed=terms.audience
            )
            self.switch.made = [
                *self.switch.made,
                {
                    "professional_id": str(professional_id),
                    "opening_id": str(made.opening_id),
                    "place_id": str(extra.place_id),
                },
            ]
            self._note(made, [], is_new=True)

    async def _place_stands(self, extra: ExtraOpening) -> bool:
        """Lends the host's place to the locum."""
        if extra.host_id is not None:
            place = await place_of(self.session, self.caller.cpts, extra.host_id, extra.place_id)
            locum = await professional(self.session, self.caller.cpts, extra.professional_id)
            if place is None or locum is None:
                return False
            await lend_place(self.session, place, locum)
        return await place_is_his(self.session, extra.professional_id, extra.place_id)

    async def widen(self, professional_id: UUID, data: PlanData) -> None:
        for wider in data.widenings:
            if wider.professional_id != professional_id:
                continue
            opening = await opening_by_id(self.session, wider.opening_id, for_update=True)
            if opening is None or opening.professional_id != professional_id:
                self.leave_out(professional_id, LeftOutReason.OPENING_GONE)
                continue
            before = opening.terms()
            after = widen(before, wider.audience)
            await revise(self.session, self.caller, opening, after, self.now, agreed=wider.audience)
            self.switch.widened = [
                *self.switch.widened,
                {"opening_id": str(opening.opening_id), "before": sight(before), "since": sight(after)},
            ]
            await self.session.flush()
            self._note(opening, before.audience, is_new=False)

    async def give_rounds(self, professional_id: UUID, data: PlanData) -> None:
        """All of them or none: what a nurse agreed to is one part."""
        extra = data.rounds_of(professional_id)
        if not extra:
            return
        volunteer = await volunteer_by_id(self.session, self.caller.cpts, professional_id)
        if volunteer is None:
            self.leave_out(professional_id, LeftOutReason.NO_VOLUNTEER)
            return
        before = volunteer.hours
        try:
            volunteer.hours = with_rounds(before, extra)
        except HoursOverlap:
            self.leave_out(professional_id, LeftOutReason.HOURS_OVERLAP)
            return
        given = {"professional_id": str(professional_id), "before": before, "since": volunteer.hours}
        self.switch.rounds = [*self.switch.rounds, given]
        trace(self.session, self.caller, professional_id, professional_id, "epidemic_rounds_given", self.now)
        self.gained.append(Gained(extra, volunteer.communes))
        self.rounds += [
            EpidemicRounds.model_validate(
                one.model_dump()
                | {"weekdays": sorted(set(one.weekdays)), "professional_name": self.names.get(professional_id, "")}
            )
            for one in extra
        ]

    def leave_out(self, professional_id: UUID, reason: LeftOutReason) -> None:
        self.left_out.append(
            LeftOut(
                professional_id=professional_id, professional_name=self.names.get(professional_id, ""), reason=reason
            )
        )

    def _note(self, opening: Opening, before: list[str], *, is_new: bool) -> None:
        self.changes.append(
            EpidemicChange.model_validate(
                {
                    "opening_id": opening.opening_id, "professional_id": opening.professional_id,
                    "professional_name": self.names.get(opening.professional_id, ""), "is_new": is_new,
                    "weekdays": opening.weekdays, "starts_on": opening.starts_on, "from_time": opening.from_time,
                    "to_time": opening.to_time, "audience_before": before, "audience": opening.audience,
                    "free_slots": 0,
                }
            )
        )  # fmt: skip


async def _narrow_again(session: AsyncSession, caller: Caller, widened: dict[str, Any], now: datetime) -> None:
    """Unless its owner said something else since: that is his word, and newer."""
    opening = await opening_by_id(session, UUID(widened["opening_id"]), for_update=True)
    if opening is None or sight(opening.terms()) != widened["since"]:
        return
    before = widened["before"]
    terms = replace(opening.terms(), audience=before["audience"], releases=before["releases"])
    await revise(session, caller, opening, terms, now, agreed=before["audience"])
    trace(session, caller, opening.professional_id, opening.opening_id, "epidemic_ended", now)
    await session.flush()
    await bring_in_line(session, caller.cpts, opening.professional_id, now)


async def _take_hours_back(session: AsyncSession, caller: Caller, given: dict[str, Any], now: datetime) -> None:
    """Those of the plan go, whatever the nurse said of her others since: her form sends all of them back. Those that
    she changed are her word. Visits that were published stay hers."""
    professional_id = UUID(given["professional_id"])
    volunteer = await volunteer_by_id(session, caller.cpts, professional_id)
    if volunteer is None:
        return
    volunteer.hours = without_rounds(volunteer.hours, given["before"], given["since"])
    trace(session, caller, professional_id, professional_id, "epidemic_rounds_ended", now)


async def _plan(session: AsyncSession, plan_id: UUID) -> EpidemicPlan:
    plan = await repository.plan_by_id(session, plan_id)
    if plan is None:
        raise NotFound
    return plan
