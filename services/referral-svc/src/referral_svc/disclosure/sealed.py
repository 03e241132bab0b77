"""What the other folders may have done to sealed content, without seeing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import and_
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.disclosure import reading_log
from referral_svc.disclosure.blind import correct_criteria
from referral_svc.disclosure.confirmations import usecases as confirmations
from referral_svc.disclosure.confirmations.coming_back import with_one_not_arrived
from referral_svc.disclosure.confirmations.models import What
from referral_svc.disclosure.drafts import usecases as drafts
from referral_svc.disclosure.identity.merging import keep_surest
from referral_svc.disclosure.models import SealedCareBulletin, SealedSocialBulletin
from referral_svc.disclosure.threads.usecases import unread_by
from referral_svc.disclosure.vault import Vault
from referral_svc.disclosure.wishes import usecases as wishes
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import WorklistKey
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS
from referral_svc.referrals.repository import coordinated_by
from referral_svc.referrals.values import Criteria, Listed, SealedGroups, Waiting


@dataclass(frozen=True)
class SealedDisclosure:
    """Implements `referrals.sealed_ports.Disclosure`."""

    vault: Vault

    async def compared_groups(self, session: AsyncSession, referral_ids: Sequence[UUID]) -> dict[UUID, SealedGroups]:
        opened = await self.vault.columns(session, referral_ids, ("cover", "wishes"))
        return {
            referral_id: SealedGroups(values["cover"], _language_group(values["wishes"]))
            for referral_id, values in opened.items()
        }

    def worklists(self, caller: Caller, at: datetime) -> list[Listed]:
        if not caller.has(*COORDINATORS):
            return []
        lists = {
            WorklistKey.NEW_MESSAGES: unread_by(caller),
            WorklistKey.FAILED_CONFIRMATIONS: with_one_not_arrived(at),
        }
        return [Listed(key, and_(coordinated_by(caller), rows), since) for key, (rows, since) in lists.items()]

    async def erase(self, session: AsyncSession, referral_id: UUID) -> None:
        await self.vault.erase(session, referral_id)

    async def forget_readings(self, session: AsyncSession, before: datetime) -> int:
        return await reading_log.forget(session, before)

    async def visit_changed(
        self, session: AsyncSession, referral: Referral, appointment_id: UUID, what: str, at: datetime
    ) -> None:
        await confirmations.correct(session, referral, appointment_id, What(what), at)

    async def settle_wishes(
        self, session: AsyncSession, referral: Referral, professional_id: UUID, at: datetime
    ) -> None:
        await wishes.settle(session, self.vault, referral, professional_id, at)

    async def reopen_wishes(self, session: AsyncSession, referral: Referral) -> None:
        await wishes.unsettle(session, self.vault, referral)

    async def require_language(self, session: AsyncSession, referral: Referral, *, imperative: bool) -> None:
        wished = (await self.vault.person(session, referral.id)).wishes
        changed = {**wished, "language_imperative": imperative and bool(wished["languages"])}
        if changed != wished:
            await self.vault.change_person(session, referral.id, {"wishes": changed})

    async def correct_criteria(
        self, session: AsyncSession, referral: Referral, corrections: Mapping[Any, str]
    ) -> Criteria:
        return await correct_criteria(self.vault, session, referral, corrections)

    async def copy_person(self, session: AsyncSession, referral: Referral, to_id: UUID, at: datetime) -> bool:
        people = await self.vault.people(session, [referral.id])
        if referral.id not in people:
            return False
        person, sex = people[referral.id], referral.sex.value
        person = replace(person, wishes=wishes.as_wished(person.wishes))
        await self.vault.put_person(session, referral.cpts_id, to_id, person, sex, at)
        return True

    async def keep_surest_identity(self, session: AsyncSession, newcomer: Referral, kept: Referral) -> None:
        await keep_surest(session, self.vault, newcomer, kept)

    async def copy_bulletins(
        self, session: AsyncSession, from_id: UUID, to: Referral, by: Author, at: datetime
    ) -> None:
        care = await session.get(SealedCareBulletin, from_id)
        if care is not None:
            words = await self.vault.open_bulletin(session, care)
            await self.vault.put_bulletin(session, SealedCareBulletin, to, words, by.name, at)
        social = await session.get(SealedSocialBulletin, from_id)
        if social is not None:
            words = await self.vault.open_bulletin(session, social)
            await self.vault.put_bulletin(session, SealedSocialBulletin, to, words, by.name, at)

    async def same_person(self, session: AsyncSession, referral: Referral) -> UUID | None:
        person = await self.vault.person(session, referral.id)
        sex = referral.sex.value
        found = await self.vault.open_request_of_the_same_person(session, referral.cpts_id, person, sex)
        return found if found != referral.id else None

    async def own_drafts(self, session: AsyncSession, caller: Caller, at: datetime) -> Waiting:
        return await drafts.waiting(session, caller, at)

    async def erase_old_drafts(self, session: AsyncSession, at: datetime) -> int:
        return await drafts.erase_old(session, at)


def _language_group(wishes: dict[str, Any]) -> str:
    """Whether a language besides French was said, and whether it excludes professionals."""
    if not set(wishes["languages"]) - {"fr"}:
        return "none"
    return "imperative" if wishes["language_imperative"] else "not_imperative"
