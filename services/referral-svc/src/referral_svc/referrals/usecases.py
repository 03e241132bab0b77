"""Acts of the coordinator and transitions that other folders cause. Each names who, when and why."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from referral_svc.context import Context
from referral_svc.home_returns.usecases import refused as home_return_refused
from referral_svc.referrals import events, links, policies, repository, timeline, views
from referral_svc.referrals.acts import DecideClass, Hold, Merge, Qualify, Redirect, Withdraw
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.erasure import consent_withdrawn
from referral_svc.referrals.errors import MergeImpossible
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reasons import HoldReason, RedirectionReason, WithdrawalReason
from referral_svc.referrals.schemas import ReferralOut
from referral_svc.referrals.stating import enter_queue
from referral_svc.referrals.values import Opening
from referral_svc.referrals.weighing import weigh
from referral_svc.rulebook.repository import rules_in_force


async def qualify(context: Context, referral_id: UUID, act: Qualify, once: Once) -> ReferralOut:
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        await qualified(session, context, referral, act)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def qualified(session: AsyncSession, context: Context, referral: Referral, act: Qualify) -> None:
    """With the request's row locked."""
    referral.qualify(act.expert_class, context.at)
    if referral.holder_account_id is None and context.caller.account_id is not None:
        # Who takes it from the queue follows it, until she hands it to another.
        referral.be_followed_by(context.caller.account_id, context.caller.name)
    if act.language_imperative is not None:
        await context.ports.disclosure.require_language(session, referral, imperative=act.language_imperative)
    if act.criteria:
        criteria = await context.ports.disclosure.correct_criteria(session, referral, act.criteria)
    else:
        criteria = await context.ports.blind.criteria(session, referral)
    await enter_queue(session, referral, criteria, context.by, context.at)
    await context.ports.handovers.settle(session, context.ports, referral, context.by, context.at)


async def decide_class(context: Context, referral_id: UUID, act: DecideClass, once: Once) -> ReferralOut:
    """The class computed and the one an expert proposed stay in the explanation, beside this decision."""
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        before = referral.priority_class
        referral.decide_class(act.decided_class, act.reason_code, context.at)
        criteria = await context.ports.blind.criteria(session, referral)
        weigh(await rules_in_force(session), referral, criteria, context.at)
        details = {
            "from": before,
            "class": referral.priority_class,
            "decided": act.decided_class,
            "reason_code": act.reason_code.value,
            "rule_version": referral.priority_rule_version,
        }
        await timeline.add(session, referral.id, "class_decided", context.by, context.at, details)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def hold(context: Context, referral_id: UUID, act: Hold, once: Once) -> ReferralOut:
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        await held(session, context, referral, act.reason_code, act.until)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def held(
    session: AsyncSession, context: Context, referral: Referral, reason: HoldReason, until: datetime | None
) -> None:
    """By the coordinator, or by the attempts that did not reach the person. Until the rule's days when not said."""
    rules = await rules_in_force(session)
    referral.hold(reason, until or context.at + timedelta(days=rules.hold_days), context.at)
    await context.ports.solicitations.stopped(session, referral, "on_hold", context.by, context.at)
    if reason == HoldReason.REFUSES_FOR_NOW:
        await context.ports.grants.revoke(session, referral.id, reason="refuses_for_now", at=context.at)
        await context.ports.handovers.stopped(session, referral.id, "refuses_for_now", context.at)
    await timeline.add(session, referral.id, "held", context.by, context.at, {"reason_code": reason.value})
    await events.record(session, events.ReferralHeld, referral)
    await session.flush()


async def resume(context: Context, referral_id: UUID, once: Once) -> ReferralOut:
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        await resumed(session, context.ports, referral, context.by, context.at)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def redirect(context: Context, referral_id: UUID, act: Redirect, once: Once) -> ReferralOut:
    async with context.unit.begin() as session:
        referral = await coordinated(session, context, referral_id)
        await idempotency.claim(session, once, context.at)
        if act.reason_code == RedirectionReason.HOME_RETURN:
            await _sent_to_its_hospital(session, context, referral, act)
        await redirected(session, context.ports, referral, act.reason_code, context.by, context.at)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def redirected(
    session: AsyncSession, ports: Ports, referral: Referral, reason: RedirectionReason, by: Author, at: datetime
) -> None:
    """With the request's row locked."""
    referral.redirect(reason, at)
    await _ended(session, ports, referral, "redirected", by, at)


async def _sent_to_its_hospital(session: AsyncSession, context: Context, referral: Referral, act: Redirect) -> None:
    """The CPTS does not stand in for the hospital's social service: its address is written where all read it."""
    refused = await home_return_refused(session, context, act.finess, "redirected")
    for one in refused.services if refused.is_of_hospital else []:
        details = {"service": one.name, "phone": one.phone}
        await timeline.add(session, referral.id, "home_return_refused", context.by, context.at, details)


async def withdraw(context: Context, referral_id: UUID, act: Withdraw, once: Once) -> ReferralOut:
    """The withdrawal of consent stops the search, closes every bulletin and erases it in this very transaction.

    It was given once for all that was stated together about the person: all of it stops.
    """
    async with context.unit.begin() as session:
        same_person = [referral_id]
        if act.reason_code == WithdrawalReason.CONSENT_WITHDRAWN:
            same_person = await context.ports.bundles.of_the_same_person(session, referral_id) or same_person
        locked = {one: await repository.referral_for_act(session, one) for one in same_person}
        referral = locked[referral_id]
        takes_part = await links.takes_part(session, context, referral_id)
        policies.require_may_withdraw(context.caller, referral, takes_part=takes_part)
        await idempotency.claim(session, once, context.at)
        referral.require("withdraw")
        for one in locked.values():
            if one.is_open:
                await withdrawn(session, context, one, act.reason_code)
            elif one.is_erasable and act.reason_code == WithdrawalReason.CONSENT_WITHDRAWN:
                await timeline.add(session, one.id, "consent_withdrawn", context.by, context.at)
                await consent_withdrawn(session, context.ports, one, context.by, context.at)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def withdrawn(session: AsyncSession, context: Context, referral: Referral, reason: WithdrawalReason) -> None:
    """With the request's row locked."""
    referral.withdraw(reason, context.at)
    await _ended(session, context.ports, referral, "withdrawn", context.by, context.at)
    if reason == WithdrawalReason.CONSENT_WITHDRAWN:
        await consent_withdrawn(session, context.ports, referral, context.by, context.at)


async def merge(context: Context, referral_id: UUID, act: Merge, once: Once) -> ReferralOut:
    """The newcomer is withdrawn as a duplicate; the request that stays is told in its timeline."""
    async with context.unit.begin() as session:
        if act.into == referral_id:
            raise MergeImpossible("A request does not merge into itself")
        # Always locked in the same order, so that two merges cannot wait for each other.
        locked = {i: await coordinated(session, context, i) for i in sorted((referral_id, act.into))}
        await idempotency.claim(session, once, context.at)
        referral, kept = locked[referral_id], locked[act.into]
        if not kept.is_open:
            raise MergeImpossible("The request that stays must be open")
        referral.withdraw(WithdrawalReason.DUPLICATE, context.at)
        referral.merged_into = kept.id
        await context.ports.disclosure.keep_surest_identity(session, referral, kept)
        kept.moved(context.at)
        await timeline.add(
            session, kept.id, "duplicate_merged", context.by, context.at, {"case_number": referral.case_number}
        )
        await _ended(session, context.ports, referral, "withdrawn", context.by, context.at)
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def search_started(session: AsyncSession, referral: Referral, by: Author, at: datetime) -> None:
    """A first wave left. A later one is only a movement."""
    if referral.may("start_search"):
        referral.start_search(at)
        await timeline.add(session, referral.id, "search_started", by, at)
    else:
        referral.moved(at)


async def proposal_received(session: AsyncSession, referral: Referral, by: Author, at: datetime) -> None:
    """A professional said yes: the first one turns the request to the person. (`placing.chosen_in_advance`
    then places it when the choice was given beforehand.)"""
    if referral.may("propose"):
        referral.propose(at)
        await timeline.add(session, referral.id, "proposed", by, at)
    else:
        referral.moved(at)


async def back_to_search(session: AsyncSession, referral: Referral, by: Author, at: datetime) -> None:
    """No proposal stands any longer. Rank and dates are kept."""
    referral.back_to_search(at)
    await timeline.add(session, referral.id, "back_to_search", by, at)


async def resumed(session: AsyncSession, ports: Ports, referral: Referral, by: Author, at: datetime) -> None:
    """By the coordinator, or by the timer at the end of the hold. What a refusal had closed opens again; no timer
    resumes that."""
    refused = referral.reason_code == HoldReason.REFUSES_FOR_NOW
    referral.resume(at)
    if refused and referral.placed_professional_id is not None:
        await open_bulletin(session, ports, referral, referral.placed_professional_id, by, at)
    await timeline.add(session, referral.id, "resumed", by, at, {"status": referral.status.value})
    await events.record(session, events.ReferralResumed, referral)
    await ports.handovers.settle(session, ports, referral, by, at)


async def open_bulletin(
    session: AsyncSession,
    ports: Ports,
    referral: Referral,
    professional_id: UUID,
    by: Author,
    at: datetime,
    appointment_id: UUID | None = None,
) -> None:
    """The bulletin when the person agreed to share it; else the name alone, between identified professionals."""
    consent = await session.get_one(Consent, referral.id)
    bulletin = "social" if referral.kind == Kind.SOCIAL else "care"
    ground = "recorded_consent"
    if not consent.bulletin_sharing:
        bulletin, ground = "name", "identified_exchange"
    opening = Opening(bulletin, ground, professional_id=professional_id, appointment_id=appointment_id)
    await ports.grants.open(session, referral, opening, by, at)


async def coordinated(session: AsyncSession, context: Context, referral_id: UUID) -> Referral:
    """The request, locked, for an act that only its coordinator may do."""
    referral = await repository.referral_for_act(session, referral_id)
    takes_part = await links.takes_part(session, context, referral_id)
    policies.require_coordinates(context.caller, referral, takes_part=takes_part)
    return referral


async def _ended(session: AsyncSession, ports: Ports, referral: Referral, how: str, by: Author, at: datetime) -> None:
    """Redirected or withdrawn: links and grants close, participants are told, bookings end."""
    await ports.solicitations.stopped(session, referral, how, by, at)
    await ports.grants.revoke(session, referral.id, reason=how, at=at)
    await ports.handovers.stopped(session, referral.id, how, at)
    await timeline.add(session, referral.id, how, by, at, {"reason_code": referral.reason_code})
    await ports.loop.inform(session, referral, how, at)
    await events.record(session, events.ReferralWithdrawn, referral)
