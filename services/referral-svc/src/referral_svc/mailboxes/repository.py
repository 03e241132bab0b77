"""Questions about the mailboxes of structures."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from referral_svc.known.models import KnownStructure
from referral_svc.mailboxes.models import MutedStructure, StructureMailbox


async def address_of(session: AsyncSession, cpts_id: UUID, structure: str) -> str | None:
    """Where it is written to, once somebody there confirmed it."""
    found = await session.get(StructureMailbox, (cpts_id, structure))
    return found.address if found else None


async def name_of(session: AsyncSession, cpts_id: UUID, structure: str) -> str:
    """Its FINESS number where the directory told nothing of it."""
    known = await session.get(KnownStructure, (cpts_id, structure))
    return known.name if known else structure


async def mailbox_for_act(session: AsyncSession, cpts_id: UUID, structure: str) -> StructureMailbox | None:
    found: StructureMailbox | None = await session.scalar(
        select(StructureMailbox)
        .where(StructureMailbox.cpts_id == cpts_id, StructureMailbox.structure == structure)
        .with_for_update()
    )
    return found


def has_muted(caller: Caller) -> ColumnElement[bool]:
    return select(MutedStructure.account_id).where(MutedStructure.account_id == caller.account_id).exists()
