"""Somebody says how sure the identity is."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.context import Context
from referral_svc.disclosure import reading_log
from referral_svc.disclosure.bulletins import grounds_of
from referral_svc.disclosure.identity import proofs
from referral_svc.disclosure.identity.schemas import IdentityReliability, StateIdentity
from referral_svc.disclosure.vault import Vault
from referral_svc.referrals import repository, timeline
from referral_svc.referrals.errors import ReferralNotFound
from referral_svc.referrals.models import Referral


async def state(context: Context, vault: Vault, referral_id: UUID, act: StateIdentity) -> IdentityReliability:
    """By whoever may read one of the bulletins: he has the person, or her document, before him. Logged as a reading,
    because the answer shows what was known."""
    async with context.unit.begin() as session:
        referral = await repository.referral_for_act(session, referral_id)
        ground = await _ground(session, context, referral)
        referral.require_open("identity-status")
        person = await vault.person(session, referral_id)
        known = proofs.after(person.identity_proofs, act, context.caller.name, context.at)
        await vault.change_person(session, referral_id, {"identity_proofs": known})
        shown = {referral_id: ground}
        await reading_log.note(session, referral.cpts_id, shown, "identity_status", context.caller, context.at)
        referral.moved(context.at)
        # Everybody who follows a case reads its timeline: how sure the identity is, is not for all of them.
        await timeline.add(session, referral_id, "identity_stated", context.by, context.at)
        return proofs.reliability(known)


async def _ground(session: AsyncSession, context: Context, referral: Referral) -> str:
    for bulletin in ("care", "social"):
        grounds = await grounds_of(session, context, [referral], bulletin)
        if referral.id in grounds:
            return grounds[referral.id]
    raise ReferralNotFound
