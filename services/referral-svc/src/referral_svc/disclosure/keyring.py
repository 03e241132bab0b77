"""Where keys come from: master key (settings) → key of the CPTS → key of the request."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.disclosure import crypto
from referral_svc.disclosure.errors import BulletinErased
from referral_svc.disclosure.models import DataKey, TenantKey
from referral_svc.settings import Settings


@dataclass(frozen=True)
class KeyRing:
    master_key: bytes = field(repr=False)
    index_key: bytes = field(repr=False)

    @classmethod
    def of(cls, settings: Settings) -> KeyRing:
        return cls(
            base64.b64decode(settings.master_key.get_secret_value()),
            base64.b64decode(settings.index_key.get_secret_value()),
        )

    async def new_data_key(self, session: AsyncSession, cpts_id: UUID, referral_id: UUID, at: datetime) -> bytes:
        tenant_key = await self._tenant_key(session, cpts_id, at)
        key = crypto.new_key()
        wrapped = crypto.seal(tenant_key, key, _data_place(referral_id))
        session.add(DataKey(referral_id=referral_id, cpts_id=cpts_id, wrapped_key=wrapped))
        return key

    async def data_key(self, session: AsyncSession, referral_id: UUID) -> bytes:
        """The key of a request; `BulletinErased` once it was destroyed."""
        row = await session.get(DataKey, referral_id)
        if row is None:
            raise BulletinErased
        tenant_key = await self._known_tenant_key(session, row.cpts_id)
        return crypto.unseal(tenant_key, row.wrapped_key, _data_place(referral_id))

    async def data_keys(self, session: AsyncSession, referral_ids: list[UUID]) -> dict[UUID, bytes]:
        """Those that still exist, in one statement."""
        rows = await session.execute(
            select(DataKey.referral_id, DataKey.wrapped_key, TenantKey.cpts_id, TenantKey.wrapped_key)
            .join(TenantKey, TenantKey.cpts_id == DataKey.cpts_id)
            .where(DataKey.referral_id.in_(referral_ids))
        )
        opened: dict[UUID, bytes] = {}
        keys: dict[UUID, bytes] = {}
        for referral_id, wrapped, cpts_id, tenant_wrapped in rows:
            if cpts_id not in opened:
                opened[cpts_id] = self._unwrap_tenant_key(cpts_id, tenant_wrapped)
            keys[referral_id] = crypto.unseal(opened[cpts_id], wrapped, _data_place(referral_id))
        return keys

    async def erase(self, session: AsyncSession, referral_id: UUID) -> None:
        """Crypto-shredding: what this key sealed is noise from now on, in backups of the data too."""
        await session.execute(delete(DataKey).where(DataKey.referral_id == referral_id))

    async def _known_tenant_key(self, session: AsyncSession, cpts_id: UUID) -> bytes:
        row = await session.get(TenantKey, cpts_id)
        if row is None:
            raise BulletinErased
        return self._unwrap_tenant_key(cpts_id, row.wrapped_key)

    def _unwrap_tenant_key(self, cpts_id: UUID, wrapped: bytes) -> bytes:
        return crypto.unseal(self.master_key, wrapped, _tenant_place(cpts_id))

    async def _tenant_key(self, session: AsyncSession, cpts_id: UUID, at: datetime) -> bytes:
        if await session.get(TenantKey, cpts_id) is None:
            wrapped = crypto.seal(self.master_key, crypto.new_key(), _tenant_place(cpts_id))
            # Two first requests at once: one key wins, both use it.
            await session.execute(
                insert(TenantKey).values(cpts_id=cpts_id, wrapped_key=wrapped, created_at=at).on_conflict_do_nothing()
            )
        return await self._known_tenant_key(session, cpts_id)


def _tenant_place(cpts_id: UUID) -> bytes:
    return f"tenant_key:{cpts_id}".encode()


def _data_place(referral_id: UUID) -> bytes:
    return f"data_key:{referral_id}".encode()
