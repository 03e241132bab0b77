"""Dental care in two legs (rules of the profession, section 1): a hospital or a PASS, then a private dentist."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.identifiers import new_id
from referral_svc.kinds.codes import Advice
from referral_svc.referrals import stating, timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import Outcome, Status
from referral_svc.referrals.consents import Consent
from referral_svc.referrals.models import Referral
from referral_svc.referrals.needs import Need
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.stating import Agreement, Facts

#: Only what was done leads on: a visit that was not honoured ends the pathway.
DONE = frozenset({Outcome.FOLLOWED, Outcome.CARE_GIVEN})


def is_done(first: Referral) -> bool:
    """By the professional with whom it was placed."""
    return first.status == Status.CLOSED and Outcome(first.outcome_code or Outcome.OTHER) in DONE


async def open_second_leg(
    session: AsyncSession, ports: Ports, caller: Caller, first: Referral, at: datetime
) -> Referral | None:
    """Just after the first leg ended: the same person, consent and words under a key of their own, searched anew.

    Its referrer is that of the first leg, who follows the person; the end of that one says who opened it. None when
    its consent was withdrawn or its content is gone.
    """
    consent = await session.get_one(Consent, first.id)
    second_id = new_id()
    if consent.withdrawn_at is not None or not await ports.disclosure.copy_person(session, first, second_id, at):
        return None
    criteria = await ports.blind.criteria(session, first)
    agreement = Agreement(consent.search, consent.bulletin_sharing, consent.given, consent.given_at)
    second = await stating.state(
        session, ports, second_id, _referrer_of(first, caller), _facts(first), criteria, agreement, at
    )
    by = Author.of(caller)
    await ports.disclosure.copy_bulletins(session, first.id, second, by, at)
    second.qualify(None, at)
    await stating.enter_queue(session, second, criteria, by, at)
    for one, other in ((first, second), (second, first)):
        await timeline.add(session, one.id, "second_leg_opened", by, at, {"case_number": other.case_number})
    return second


def _referrer_of(first: Referral, caller: Caller) -> Caller:
    return Caller(
        account_id=first.referrer_account_id or caller.account_id,
        name=first.referrer_name,
        cpts_id=caller.cpts,
        roles=frozenset(),
        professional_id=first.referrer_professional_id,
        structure=first.referrer_structure,
    )


def _facts(first: Referral) -> Facts:
    """An emergency was met by the first leg: what follows is care."""
    needs = [code for code in first.need_codes if code != Need.DENTAL_EMERGENCY] or [Need.DENTAL_CARE.value]
    return replace(
        Facts.said_again(first),
        need_codes=needs,
        usual_professional_id=None,
        advice=Advice.NOT_ASKED,
        bundle_id=first.bundle_id,
    )
