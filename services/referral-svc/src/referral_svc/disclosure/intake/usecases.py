"""A need is stated: the person is put away here, the rest goes on without identity."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.idempotency import Once
from carekit.identifiers import new_id
from referral_svc.bundles.codes import BundleKind
from referral_svc.bundles.errors import TwoLegsAreDental
from referral_svc.bundles.tying import tie
from referral_svc.context import Context
from referral_svc.disclosure.blind import split_answers
from referral_svc.disclosure.drafts import usecases as drafts
from referral_svc.disclosure.errors import BirthInTheFuture, ConsentInTheFuture, RepresentativeMissing
from referral_svc.disclosure.identity import proofs
from referral_svc.disclosure.intake.schemas import Statement, StateNeed
from referral_svc.disclosure.models import SealedCareBulletin, SealedSocialBulletin
from referral_svc.disclosure.schemas import CareBulletinIn, SocialBulletinIn
from referral_svc.disclosure.vault import Person, Vault
from referral_svc.kinds.answers import checked, criteria_said, relay_said
from referral_svc.kinds.codes import Sheet
from referral_svc.kinds.doors import CameIn, came_in
from referral_svc.known.repository import today_of
from referral_svc.referrals import policies, stating, views
from referral_svc.referrals.codes import Kind
from referral_svc.referrals.criteria import age_band
from referral_svc.referrals.errors import ConsentMissing
from referral_svc.referrals.models import Referral
from referral_svc.referrals.schemas import ReferralOut
from referral_svc.referrals.stating import Agreement, Facts
from referral_svc.referrals.values import Criteria


async def state_need(context: Context, vault: Vault, need: StateNeed, once: Once) -> ReferralOut:
    """Seals the person and the bulletins, then states the request, in one transaction."""
    require_agreed(context, need)
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        twin = await twin_of(session, context, vault, need)
        with_others = await _first_leg(session, context, need)
        referral = await seal_and_state(session, context, vault, need, twin=twin, tied=with_others)
        await drafts.stated(session, vault, context.caller, need.draft_id)
        await session.flush()
        return await idempotency.keep(session, once, await views.one(session, context, referral))


async def _first_leg(session: AsyncSession, context: Context, need: StateNeed) -> StatedWith | None:
    if not need.two_legs:
        return None
    if need.kind != Kind.DENTAL:
        raise TwoLegsAreDental
    return StatedWith((await tie(session, context.caller.cpts, BundleKind.DENTAL, context.at)).id)


@dataclass(frozen=True)
class StatedWith:
    """What ties a request to those that are stated with it."""

    bundle_id: UUID
    needed_at: datetime | None = None


def require_agreed(context: Context, said: Statement) -> None:
    """Nothing is stated without the person's agreement to the search."""
    policies.require_may_state(context.caller)
    if not said.consent.search:
        raise ConsentMissing
    if said.consent.given == "representative" and said.representative is None:
        raise RepresentativeMissing
    if said.consent.at is not None and said.consent.at > context.at:
        raise ConsentInTheFuture


async def twin_of(session: AsyncSession, context: Context, vault: Vault, said: Statement) -> UUID | None:
    """The open request of the same person, if there is one before this."""
    sex = said.patient.sex.value
    return await vault.open_request_of_the_same_person(session, context.caller.cpts, person_of(said, []), sex)


async def seal_and_state(
    session: AsyncSession,
    context: Context,
    vault: Vault,
    need: StateNeed,
    *,
    twin: UUID | None,
    tied: StatedWith | None = None,
) -> Referral:
    """In the caller's transaction."""
    referral_id, cpts_id = new_id(), context.caller.cpts
    said = criteria_said(need.kind, [code.value for code in need.need], need.answers)
    medical, social = split_answers(need.criteria.model_dump(), said)
    person = person_of(need, social)
    if need.patient.identity is not None:
        # Who states it has the person before him: what he checked goes under his name.
        checked_by = context.caller.name
        known = proofs.after(None, need.patient.identity, checked_by, context.at, within="patient.identity.")
        person = replace(person, identity_proofs=known)
    today = await today_of(session, cpts_id, context.at)
    if person.birth_date and person.birth_date > today:
        raise BirthInTheFuture(field="patient.birth.date")
    if (need.patient.birth.year or 0) > today.year:
        raise BirthInTheFuture(field="patient.birth.year")
    await vault.put_person(session, cpts_id, referral_id, person, need.patient.sex.value, context.at)
    came = await came_in(session, context.caller, need)
    facts = facts_of(need, person, twin, today, came)
    if tied is not None:
        facts = replace(facts, bundle_id=tied.bundle_id, needed_at=tied.needed_at)
    criteria = Criteria(frozenset(medical), frozenset(social))
    agreement = _agreement(need, context.at)
    referral = await stating.state(
        session, context.ports, referral_id, context.caller, facts, criteria, agreement, context.at
    )
    await put_bulletins(session, vault, referral, need, context.caller.name, context.at)
    return referral


async def put_bulletins(
    session: AsyncSession, vault: Vault, referral: Referral, need: StateNeed, by_name: str, at: datetime
) -> None:
    sheets = checked(need.kind, [code.value for code in need.need], need.answers)
    care = (need.care or CareBulletinIn()).model_dump() | {"answers": sheets[Sheet.CARE]}
    await vault.put_bulletin(session, SealedCareBulletin, referral, care, by_name, at)
    social = (need.social or SocialBulletinIn()).model_dump() | {"answers": sheets[Sheet.SOCIAL]}
    await vault.put_bulletin(session, SealedSocialBulletin, referral, social, by_name, at)


def facts_of(need: StateNeed, person: Person, twin: UUID | None, today: date, came: CameIn) -> Facts:
    return Facts(
        kind=need.kind,
        need_codes=list(dict.fromkeys(code.value for code in need.need)),
        urgency=need.urgency,
        age_band=age_band(person.birth_date, need.patient.birth.year, today),
        sex=need.patient.sex,
        commune_code=need.residence.commune_code,
        home_visit=need.constraints.home_visit,
        teleconsultation=need.constraints.teleconsultation,
        accompanied_by=need.constraints.accompanied_by,
        advance_choice=need.constraints.advance_choice,
        usual_professional_id=need.usual_professional_id,
        expert_class=need.expert_class,
        possible_duplicate_of=twin,
        relay_to=relay_said(need.kind, need.answers),
        complexity=tuple(need.complexity),
        **came,
    )


def _agreement(need: Statement, at: datetime) -> Agreement:
    consent = need.consent
    return Agreement(consent.search, consent.bulletin_sharing, consent.given, consent.at or at)


def person_of(need: Statement, social_criteria: list[str]) -> Person:
    birth: dict[str, Any] = {}
    if need.patient.birth.date is not None:
        birth = {"date": need.patient.birth.date.isoformat()}
    elif need.patient.birth.year is not None:
        birth = {"year": need.patient.birth.year}
    constraints = need.constraints
    return Person(
        family_name=need.patient.family_name,
        birth_name=need.patient.birth_name,
        given_name=need.patient.given_name,
        birth=birth,
        address=need.residence.address,
        contact=need.contact.model_dump(),
        nir=need.patient.nir,
        cover=need.criteria.cover,
        wishes={
            "wheelchair": constraints.wheelchair,
            "languages": constraints.language_codes,
            "language_imperative": False,  # until the coordinator says so (rules, section 3)
            "doctor_sex": constraints.doctor_sex,
            "doctor_sex_imperative": constraints.doctor_sex_imperative,
        },
        social_criteria=social_criteria,
        informed_by=need.consent.informed_by,
        representative=need.representative.model_dump() if need.representative else None,
    )
