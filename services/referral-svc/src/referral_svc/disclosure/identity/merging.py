"""Two requests about one person become one, which keeps the surer identity."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.disclosure.identity.proofs import is_surer
from referral_svc.disclosure.vault import Vault
from referral_svc.referrals.models import Referral


async def keep_surest(session: AsyncSession, vault: Vault, newcomer: Referral, kept: Referral) -> None:
    """The request that stays takes over the surer identity, traits and proofs together, of the same person: birth
    name, first name, sex and year of birth agree. A proof never goes over to other traits."""
    people = await vault.people(session, [newcomer.id, kept.id])
    if newcomer.id not in people or kept.id not in people:
        return
    surer, ours = people[newcomer.id], people[kept.id]
    _, theirs_by_year = vault.same(kept.cpts_id, surer, newcomer.sex.value)
    _, ours_by_year = vault.same(kept.cpts_id, ours, kept.sex.value)
    same_person = theirs_by_year is not None and theirs_by_year == ours_by_year
    if same_person and is_surer(surer.identity_proofs, ours.identity_proofs):
        await vault.take_identity(session, kept, surer)
