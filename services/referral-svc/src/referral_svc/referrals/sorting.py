"""What the triage of unscheduled care says of its request: how soon, and where it went when no slot answers it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.known.facts import TriageDisposed, TriageSorted
from referral_svc.referrals import repository, timeline
from referral_svc.referrals.authors import author_elsewhere
from referral_svc.referrals.ports import Ports
from referral_svc.referrals.reasons import RedirectionReason
from referral_svc.referrals.stating import enter_queue
from referral_svc.referrals.usecases import redirected

#: Where it went → why the request ends here. Whoever looks in the pool goes on with it.
ENDS = {
    "emergency": RedirectionReason.EMERGENCY,
    "sas": RedirectionReason.OTHER_SERVICE,
    "sos_medecins": RedirectionReason.OTHER_SERVICE,
    "recourse": RedirectionReason.OTHER_SERVICE,
    "not_snp": RedirectionReason.OUT_OF_SCOPE,
}


async def triage_sorted(session: AsyncSession, fact: TriageSorted, at: datetime) -> None:
    referral = await repository.referral_for_act(session, fact.referral_id)
    if not referral.is_open:
        return
    by = await author_elsewhere(session, referral.cpts_id, fact.by_account_id)
    referral.moved(at)
    details = {"triage_class": fact.triage_class, "due_at": fact.due_at.isoformat()}
    await timeline.add(session, referral.id, "triage_sorted", by, at, details)


async def triage_disposed(session: AsyncSession, ports: Ports, fact: TriageDisposed, at: datetime) -> None:
    """Its participants, the médecin traitant among them, are told as by any other end (rules, section 6)."""
    referral = await repository.referral_for_act(session, fact.referral_id)
    if not referral.is_open:
        return
    by = await author_elsewhere(session, referral.cpts_id, fact.by_account_id)
    referral.moved(at)
    details = {"disposition": fact.disposition}
    if fact.recourse_name:
        details["recourse_name"] = fact.recourse_name
    await timeline.add(session, referral.id, "triage_disposed", by, at, details)
    if reason := ENDS.get(fact.disposition):
        await redirected(session, ports, referral, reason, by, at)
    elif referral.may("qualify"):
        # Who sorted it has checked it: it stands among those to ask professionals for.
        referral.qualify(None, at)
        await enter_queue(session, referral, await ports.blind.criteria(session, referral), by, at)
