"""A need is stated. Called by `disclosure/intake/`, which has put the person's identity away first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.complexity.codes import ComplexityCriterion
from referral_svc.kinds.codes import Advice, Door, Relay, RequestReason
from referral_svc.known.repository import commune_of, professional_of, today_of
from referral_svc.referrals import events, repository, timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Kind, Sex, Status, Urgency
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.constraints import BesideThePerson, Teleconsultation
from referral_svc.referrals.criteria import AgeBand
from referral_svc.referrals.errors import CommuneNotServed, UsualDoctorUnknown
from referral_svc.referrals.models import Referral
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.values import Criteria
from referral_svc.referrals.weighing import weigh
from referral_svc.rulebook.repository import rules_in_force


@dataclass(frozen=True)
class Facts:
    """What a request holds of a need: nothing that names anybody."""

    kind: Kind
    need_codes: list[str]
    urgency: Urgency
    age_band: AgeBand
    sex: Sex
    commune_code: str | None
    home_visit: bool
    advance_choice: bool
    usual_professional_id: UUID | None
    expert_class: int | None
    possible_duplicate_of: UUID | None
    request_reason: RequestReason
    door: Door
    specialty: str | None = None
    relay_to: Relay | None = None
    teleconsultation: Teleconsultation | None = None
    accompanied_by: BesideThePerson | None = None
    advice: Advice = Advice.NOT_ASKED
    on_behalf_of_name: str | None = None
    on_behalf_of_structure: str | None = None
    bundle_id: UUID | None = None
    needed_at: datetime | None = None
    complexity: tuple[ComplexityCriterion, ...] = ()

    @classmethod
    def said_again(cls, before: Referral) -> Facts:
        """Of a request that follows another. The person is asked before anybody is given her name again."""
        return cls(
            kind=before.kind,
            need_codes=list(before.need_codes),
            urgency=before.urgency,
            age_band=before.age_band,
            sex=before.sex,
            commune_code=before.commune_code,
            home_visit=bool(before.constraints.get("home_visit")),
            advance_choice=False,
            usual_professional_id=before.usual_professional_id,
            expert_class=before.expert_class,
            possible_duplicate_of=None,
            request_reason=before.request_reason,
            teleconsultation=before.constraints.get("teleconsultation"),
            accompanied_by=before.constraints.get("accompanied_by"),
            door=before.door,
            specialty=before.specialty,
            relay_to=before.relay_to,
            advice=before.advice,
            on_behalf_of_name=before.on_behalf_of_name,
            on_behalf_of_structure=before.on_behalf_of_structure,
            complexity=tuple(map(ComplexityCriterion, before.complexity_criteria)),
        )


@dataclass(frozen=True)
class Agreement:
    """The person's consent, without the name of who collected it."""

    search: bool
    bulletin_sharing: bool
    given: str
    at: datetime


async def state(
    session: AsyncSession,
    ports: Ports,
    referral_id: UUID,
    caller: Caller,
    facts: Facts,
    criteria: Criteria,
    agreement: Agreement,
    at: datetime,
    *,
    since: datetime | None = None,
) -> Referral:
    """In the transaction that sealed the person: draft, then stated if the person agreed to the search. `since`: the
    person had asked before it was written here, and keeps the rank."""
    referral = await _draft(session, referral_id, caller, facts, criteria, at)
    referral.state(agreed_to_search=agreement.search, at=at)
    referral.stated_at = since or at
    weigh(await rules_in_force(session), referral, criteria, at)
    session.add(referral)
    await session.flush()
    await agreed(session, ports, referral, agreement, Author.of(caller), at)
    return referral


async def wait_for_consent(
    session: AsyncSession,
    referral_id: UUID,
    caller: Caller,
    facts: Facts,
    criteria: Criteria,
    at: datetime,
    *,
    since: datetime | None = None,
) -> Referral:
    """A need that came without the person's agreement stays a draft: nobody is asked, told or shown it but its
    coordinator, who asks the person."""
    referral = await _draft(session, referral_id, caller, facts, criteria, at)
    referral.stated_at, referral.last_movement_at = since or at, at
    weigh(await rules_in_force(session), referral, criteria, at)
    session.add(referral)
    await session.flush()
    await timeline.add(session, referral.id, "awaits_consent", Author.of(caller), at)
    return referral


async def agreed(
    session: AsyncSession, ports: Ports, referral: Referral, agreement: Agreement, by: Author, at: datetime
) -> None:
    """The agreement is written down beside the request that it allowed, and others may hear of it."""
    session.add(
        Consent(
            referral_id=referral.id,
            cpts_id=referral.cpts_id,
            search=agreement.search,
            bulletin_sharing=agreement.bulletin_sharing,
            given=agreement.given,
            given_at=agreement.at,
            recorded_by=by.account_id,
        )
    )
    await timeline.add(session, referral.id, "stated", by, at, {"consent_given": agreement.given})
    await ports.loop.opened(session, referral, at)
    await events.record(session, events.ReferralStated, referral)


async def enter_queue(
    session: AsyncSession, referral: Referral, criteria: Criteria, by: Author, at: datetime
) -> None:
    """Qualified just now: it is weighed by the rules in force, and others may hear of it."""
    weigh(await rules_in_force(session), referral, criteria, at)
    details = {"class": referral.priority_class, "rule_version": referral.priority_rule_version}
    await timeline.add(session, referral.id, "qualified", by, at, details)
    await events.record(session, events.ReferralQualified, referral)


async def _draft(
    session: AsyncSession, referral_id: UUID, caller: Caller, facts: Facts, criteria: Criteria, at: datetime
) -> Referral:
    if facts.commune_code and not await commune_of(session, caller.cpts, facts.commune_code):
        raise CommuneNotServed(facts.commune_code)
    usual = facts.usual_professional_id
    if usual and not await professional_of(session, caller.cpts, usual):
        raise UsualDoctorUnknown
    year = (await today_of(session, caller.cpts, at)).year
    referral = Referral(
        id=referral_id, cpts_id=caller.cpts, case_year=year,
        case_counter=await repository.next_case_number(session, caller.cpts, year),
        kind=facts.kind, status=Status.DRAFT, need_codes=facts.need_codes, urgency=facts.urgency,
        age_band=facts.age_band, sex=facts.sex, commune_code=facts.commune_code,
        constraints={
            "home_visit": facts.home_visit, "teleconsultation": facts.teleconsultation,
            "accompanied_by": facts.accompanied_by,
        }, advance_choice=facts.advance_choice,
        medical_criteria=sorted(criteria.medical), usual_professional_id=facts.usual_professional_id,
        expert_class=facts.expert_class, bundle_id=facts.bundle_id, needed_at=facts.needed_at,
        possible_duplicate_of=facts.possible_duplicate_of,
        referrer_account_id=caller.account_id, referrer_professional_id=caller.professional_id,
        referrer_name=caller.name, referrer_structure=caller.structure,
        request_reason=facts.request_reason, door=facts.door, specialty=facts.specialty, relay_to=facts.relay_to,
        advice=facts.advice,
        on_behalf_of_name=facts.on_behalf_of_name, on_behalf_of_structure=facts.on_behalf_of_structure,
    )  # fmt: skip
    referral.put_complexity(facts.complexity)
    return referral
