"""Grants: per professional and bulletin, dated, revocable, naming their lawful ground."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.disclosure import reading_log
from referral_svc.disclosure.blind import correct_criteria
from referral_svc.disclosure.drafts import usecases as drafts
from referral_svc.disclosure.identity.merging import keep_surest
from referral_svc.disclosure.models import Grant, SealedCareBulletin, SealedSocialBulletin
from referral_svc.disclosure.threads.usecases import unread_by
from referral_svc.disclosure.vault import Vault
from referral_svc.disclosure.wishes import usecases as wishes
from referral_svc.referrals import timeline
from referral_svc.referrals.authors import Author
from referral_svc.referrals.codes import WorklistKey
from referral_svc.referrals.models import Referral
from referral_svc.referrals.policies import COORDINATORS, RECEIVERS
from referral_svc.referrals.repository import coordinated_by
from referral_svc.referrals.values import Criteria, Listed, SealedGroups, Waiting

#: What each grant opens: a bulletin opens the name too, a booking the name alone.
OPENS = {"care": ("care", "name"), "social": ("social", "name"), "name": ("name",)}


@dataclass(frozen=True)
class SealedDisclosure:
    """Implements `referrals.ports.Disclosure`."""

    vault: Vault

    async def compared_groups(self, session: AsyncSession, referral_ids: Sequence[UUID]) -> dict[UUID, SealedGroups]:
        opened = await self.vault.columns(session, referral_ids, ("cover", "wishes"))
        return {
            referral_id: SealedGroups(values["cover"], _language_group(values["wishes"]))
            for referral_id, values in opened.items()
        }

    async def open_grant(
        self,
        session: AsyncSession,
        referral: Referral,
        professional_id: UUID | None,
        *,
        bulletin: str,
        ground: str,
        by: Author,
        at: datetime,
        appointment_id: UUID | None = None,
        account_id: UUID | None = None,
        to_name: str | None = None,
        handover_id: UUID | None = None,
        expires_at: datetime | None = None,
    ) -> None:
        session.add(
            Grant(
                cpts_id=referral.cpts_id, referral_id=referral.id, professional_id=professional_id,
                bulletin=bulletin, ground=ground, opened_at=at, opened_by_account_id=by.account_id,
                opened_by_name=by.name, appointment_id=appointment_id, account_id=account_id, to_name=to_name,
                handover_id=handover_id, expires_at=expires_at,
            )
        )  # fmt: skip
        details = {"bulletin": bulletin, "ground": ground}
        details |= {"professional_id": str(professional_id)} if professional_id else {"to": to_name or ""}
        code = "name_opened" if bulletin == "name" else "bulletin_opened"
        await timeline.add(session, referral.id, code, by, at, details)

    async def revoke_grants(
        self,
        session: AsyncSession,
        referral_id: UUID,
        *,
        reason: str,
        at: datetime,
        professional_id: UUID | None = None,
        appointment_id: UUID | None = None,
        handover_id: UUID | None = None,
    ) -> None:
        """All that stand, or those of one professional, or what an appointment or a hand-over opened."""
        standing = update(Grant).where(Grant.referral_id == referral_id, Grant.revoked_at.is_(None))
        if professional_id is not None:
            standing = standing.where(Grant.professional_id == professional_id)
        if appointment_id is not None:
            standing = standing.where(Grant.appointment_id == appointment_id)
        if handover_id is not None:
            standing = standing.where(Grant.handover_id == handover_id)
        await session.execute(standing.values(revoked_at=at, revoked_reason=reason))

    async def opened_to(self, session: AsyncSession, caller: Caller, at: datetime) -> set[UUID]:
        return set(await session.scalars(select(Grant.referral_id).where(standing_for(caller, at))))

    async def is_opened_to(self, session: AsyncSession, caller: Caller, referral_id: UUID, at: datetime) -> bool:
        found = select(Grant.id).where(Grant.referral_id == referral_id, standing_for(caller, at)).limit(1)
        return await session.scalar(found) is not None

    def worklists(self, caller: Caller) -> list[Listed]:
        if not caller.has(*COORDINATORS):
            return []
        rows, since = unread_by(caller)
        return [Listed(WorklistKey.NEW_MESSAGES, and_(coordinated_by(caller), rows), since)]

    async def erase(self, session: AsyncSession, referral_id: UUID) -> None:
        await self.vault.erase(session, referral_id)

    async def forget_readings(self, session: AsyncSession, before: datetime) -> int:
        return await reading_log.forget(session, before)

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


async def closed_by_erasure(session: AsyncSession, referral_ids: list[UUID], professional_id: UUID) -> set[UUID]:
    """Those of which this professional could still know the person on the day they were erased."""
    rows = await session.scalars(
        select(Grant.referral_id).where(
            Grant.referral_id.in_(referral_ids),
            Grant.professional_id == professional_id,
            Grant.revoked_reason == "erased",
        )
    )
    return set(rows)


def standing_for(caller: Caller, at: datetime, *, delegate: bool = False) -> ColumnElement[bool]:
    """Grants by which this caller may read now: his own as a professional, and those of his account by name.

    `delegate`: a professional's delegate too, who keeps the agenda and knows who comes.
    """
    mine: list[ColumnElement[bool]] = []
    if caller.professional_id is not None and caller.has("professional", *(["delegate"] if delegate else [])):
        mine.append(Grant.professional_id == caller.professional_id)
    if caller.account_id is not None and caller.has(*RECEIVERS):
        mine.append(Grant.account_id == caller.account_id)
    stands = and_(Grant.revoked_at.is_(None), or_(Grant.expires_at.is_(None), Grant.expires_at > at))
    return and_(stands, or_(false(), *mine))


async def ground_of(
    session: AsyncSession, referral_ids: list[UUID], caller: Caller, what: str, at: datetime
) -> dict[UUID, str]:
    """The ground on which a grant lets this caller read `what` (care, social, name) of each request."""
    kinds = [kind for kind, opened in OPENS.items() if what in opened]
    rows = await session.execute(
        select(Grant.referral_id, Grant.ground)
        .where(
            Grant.referral_id.in_(referral_ids),
            Grant.bulletin.in_(kinds),
            standing_for(caller, at, delegate=what == "name"),
        )
        .order_by(Grant.opened_at.desc())
    )
    return {row.referral_id: row.ground for row in rows}


def _language_group(wishes: dict[str, Any]) -> str:
    """Whether a language besides French was said, and whether it excludes professionals."""
    if not set(wishes["languages"]) - {"fr"}:
        return "none"
    return "imperative" if wishes["language_imperative"] else "not_imperative"
