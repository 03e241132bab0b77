"""What a referrer has begun to type: sealed like the rest of identity, and open to its author alone.

No consent covers it yet. So no colleague, coordinator or search ever sees it, and it lives seven days after the
last edit (docs/decisions, « A draft is its author's alone »).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller, RoleRefused
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from referral_svc.context import Context
from referral_svc.disclosure import crypto
from referral_svc.disclosure.drafts.models import SealedDraft
from referral_svc.disclosure.drafts.schemas import DraftItem, DraftKept, Drafts, KeepDraft, WholeDraft
from referral_svc.disclosure.errors import DraftNotFound, TooManyDrafts
from referral_svc.disclosure.keyring import KeyRing
from referral_svc.disclosure.models import DataKey
from referral_svc.disclosure.vault import Vault
from referral_svc.referrals import policies
from referral_svc.referrals.values import Waiting

LIFE = timedelta(days=7)
MOST = 50
BATCH = 200


async def keep(context: Context, vault: Vault, draft: KeepDraft, once: Once) -> DraftKept:
    author = _author(context.caller)
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        if await _count(session, author) >= MOST:
            raise TooManyDrafts(most=MOST)
        cpts_id = context.caller.cpts
        row = SealedDraft(id=new_id(), cpts_id=cpts_id, author_account_id=author, version=0)
        key = await vault.keys.new_data_key(session, cpts_id, row.id, context.at)
        _seal(key, row, draft, context.at)
        session.add(row)
        await session.flush()
        return await idempotency.keep(session, once, _kept(row))


async def edit(context: Context, vault: Vault, draft_id: UUID, draft: KeepDraft, edited: int) -> DraftKept:
    author = _author(context.caller)
    async with context.unit.begin() as session:
        row = await _own(session, author, draft_id, context.at, lock=True)
        check_version(row.version, edited)
        _seal(await vault.keys.data_key(session, row.id), row, draft, context.at)
        return _kept(row)


async def read(context: Context, vault: Vault, draft_id: UUID) -> WholeDraft:
    author = _author(context.caller)
    async with context.unit.begin() as session:
        row = await _own(session, author, draft_id, context.at)
        words = _open(await vault.keys.data_key(session, row.id), row)
        return WholeDraft.model_validate({**_kept(row).model_dump(), **words})


async def listed(context: Context, vault: Vault) -> Drafts:
    """Last edited first."""
    author = _author(context.caller)
    async with context.unit.begin() as session:
        rows = list(
            await session.scalars(
                select(SealedDraft)
                .where(SealedDraft.author_account_id == author, SealedDraft.edited_at > context.at - LIFE)
                .order_by(SealedDraft.edited_at.desc(), SealedDraft.id)
            )
        )
        keys = await vault.keys.data_keys(session, [row.id for row in rows])
        return Drafts(
            items=[
                DraftItem.model_validate({**_kept(row).model_dump(), **_open(keys[row.id], row, "kind", "label")})
                for row in rows
            ]
        )


async def discard(context: Context, vault: Vault, draft_id: UUID) -> None:
    author = _author(context.caller)
    async with context.unit.begin() as session:
        row = await _own(session, author, draft_id, context.at, lock=True)
        await _shred(session, vault.keys, row)


async def stated(session: AsyncSession, vault: Vault, caller: Caller, draft_id: UUID | None) -> None:
    """The request exists: its draft does not any longer. A draft that is gone already hinders nothing."""
    if draft_id is None:
        return
    row = await session.get(SealedDraft, draft_id, with_for_update=True)
    if row is not None and row.author_account_id == caller.account_id:
        await _shred(session, vault.keys, row)


async def waiting(session: AsyncSession, caller: Caller, at: datetime) -> Waiting:
    """How many of the caller's own wait to be finished."""
    if caller.account_id is None or not caller.has(*policies.STATERS):
        return Waiting(0, None)
    count, oldest = (
        await session.execute(
            select(func.count(), func.min(SealedDraft.edited_at)).where(
                SealedDraft.author_account_id == caller.account_id, SealedDraft.edited_at > at - LIFE
            )
        )
    ).one()
    return Waiting(count, oldest)


async def erase_old(session: AsyncSession, at: datetime) -> int:
    """Seven days after the last edit, key and words go."""
    old = list(
        await session.scalars(
            select(SealedDraft.id)
            .where(SealedDraft.edited_at <= at - LIFE)
            .limit(BATCH)
            .with_for_update(skip_locked=True)
        )
    )
    if old:
        await session.execute(delete(DataKey).where(DataKey.referral_id.in_(old)))
        await session.execute(delete(SealedDraft).where(SealedDraft.id.in_(old)))
    return len(old)


def _author(caller: Caller) -> UUID:
    """A person with an account: a partner's system states what is finished, and keeps its own drafts."""
    policies.require_may_state(caller)
    if caller.account_id is None:
        raise RoleRefused("A draft belongs to a person's account")
    return caller.account_id


async def _own(
    session: AsyncSession, author: UUID, draft_id: UUID, at: datetime, *, lock: bool = False
) -> SealedDraft:
    """Past its seven days it does not exist, even when the worker has not come by yet."""
    row = await session.get(SealedDraft, draft_id, with_for_update=lock or None)
    if row is None or row.author_account_id != author or row.edited_at <= at - LIFE:
        raise DraftNotFound
    return row


async def _count(session: AsyncSession, author: UUID) -> int:
    query = select(func.count()).where(SealedDraft.author_account_id == author)
    return (await session.execute(query)).scalar_one()


async def _shred(session: AsyncSession, keys: KeyRing, row: SealedDraft) -> None:
    await keys.erase(session, row.id)
    await session.delete(row)


def _seal(key: bytes, row: SealedDraft, draft: KeepDraft, at: datetime) -> None:
    row.version += 1
    row.edited_at = at
    words = draft.model_dump(mode="json")
    for column, value in crypto.seal_record(key, row.__tablename__, row.id, row.version, words).items():
        setattr(row, column, value)


def _open(key: bytes, row: SealedDraft, *columns: str) -> dict[str, Any]:
    sealed = {column: getattr(row, column) for column in columns or row.SEALED}
    return crypto.unseal_record(key, row.__tablename__, row.id, row.version, sealed)


def _kept(row: SealedDraft) -> DraftKept:
    return DraftKept(draft_id=row.id, edited_at=row.edited_at, erased_at=row.edited_at + LIFE, version=row.version)
