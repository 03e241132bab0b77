"""Short messages between those who take part in a request (rules of the profession, section 6).

Sealed like a bulletin and erased with it; whoever is only asked, or only booked, takes no part.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, SQLColumnExpression, func, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency
from carekit.auth import Caller
from carekit.idempotency import Once
from carekit.identifiers import new_id
from referral_svc.context import Context
from referral_svc.disclosure import crypto, reading_log
from referral_svc.disclosure.errors import MessageNotFound
from referral_svc.disclosure.taking_part import ground_of
from referral_svc.disclosure.threads.models import ThreadMessage, ThreadReader
from referral_svc.disclosure.threads.schemas import MessageOut, MessageSent, ReadThread, Thread, WriteMessage
from referral_svc.disclosure.vault import Vault
from referral_svc.referrals import repository, timeline
from referral_svc.referrals.models import Referral

_TABLE = ThreadMessage.__tablename__


async def read(context: Context, vault: Vault, referral_id: UUID) -> Thread:
    """Each time it shows something new to the caller, the reading log says so."""
    async with context.unit.begin() as session:
        referral = await repository.referral_of(session, referral_id)
        ground = await ground_of(session, context, referral)
        key = await vault.keys.data_key(session, referral_id)
        readers = await _readers(session, referral_id)
        mine = next((one for one in readers if one.account_id == context.caller.account_id), None)
        items = []
        for row in await _messages(session, referral_id):
            is_mine = row.author_account_id == context.caller.account_id
            items.append(
                MessageOut(
                    message_id=row.id,
                    author_name=row.author_name,
                    is_mine=is_mine,
                    is_new=not is_mine and (mine is None or mine.read_until < row.sent_at),
                    words=crypto.unseal_record(key, _TABLE, row.id, 1, {"words": row.words})["words"],
                    sent_at=row.sent_at,
                    read_by=[one.name for one in readers if _has_read(one, row) and one is not mine],
                )
            )
        if any(item.is_new for item in items):
            await reading_log.note(
                session, referral.cpts_id, {referral_id: ground}, "thread", context.caller, context.at
            )
        return Thread(items=items)


async def write(context: Context, vault: Vault, referral_id: UUID, act: WriteMessage, once: Once) -> MessageSent:
    """The other participants are told that something was written, never what."""
    async with context.unit.begin() as session:
        await idempotency.claim(session, once, context.at)
        referral = await repository.referral_for_act(session, referral_id)
        await ground_of(session, context, referral)
        referral.require_stated("messages")
        key = await vault.keys.data_key(session, referral_id)
        message_id = new_id()
        message = ThreadMessage(
            id=message_id,
            cpts_id=referral.cpts_id,
            referral_id=referral_id,
            author_account_id=context.caller.account_id,
            author_professional_id=context.caller.professional_id,
            author_name=context.caller.name,
            sent_at=context.at,
            **crypto.seal_record(key, _TABLE, message_id, 1, {"words": act.words}),
        )
        session.add(message)
        referral.moved(context.at)
        await timeline.add(session, referral_id, "message_written", context.by, context.at)
        await context.ports.loop.inform(session, referral, "message", context.at, but=context.by)
        return await idempotency.keep(session, once, MessageSent(message_id=message_id, sent_at=context.at))


async def mark_read(context: Context, referral_id: UUID, act: ReadThread) -> None:
    """Never back: an older page that was left open undoes nothing."""
    async with context.unit.begin() as session:
        referral = await repository.referral_of(session, referral_id)
        await ground_of(session, context, referral)
        sent_at = await session.scalar(
            select(ThreadMessage.sent_at).where(
                ThreadMessage.id == act.up_to, ThreadMessage.referral_id == referral_id
            )
        )
        if sent_at is None:
            raise MessageNotFound
        reader = insert(ThreadReader).values(
            cpts_id=referral.cpts_id,
            referral_id=referral_id,
            account_id=context.caller.account_id,
            name=context.caller.name,
            read_until=sent_at,
        )
        await session.execute(
            reader.on_conflict_do_update(
                index_elements=["cpts_id", "referral_id", "account_id"],
                set_={"read_until": reader.excluded.read_until},
                where=ThreadReader.read_until < reader.excluded.read_until,
            )
        )


def unread_by(caller: Caller) -> tuple[ColumnElement[bool], SQLColumnExpression[datetime | None]]:
    """Requests in which somebody else wrote since this caller last read, and when the first of it was sent."""
    read_until = (
        select(ThreadReader.read_until)
        .where(ThreadReader.referral_id == Referral.id, ThreadReader.account_id == caller.account_id)
        .correlate(Referral)
        .scalar_subquery()
    )
    of_it = (
        ThreadMessage.referral_id == Referral.id,
        ThreadMessage.author_account_id.is_distinct_from(caller.account_id),
        or_(read_until.is_(None), ThreadMessage.sent_at > read_until),
    )
    since = select(func.min(ThreadMessage.sent_at)).where(*of_it).correlate(Referral).scalar_subquery()
    return select(ThreadMessage.id).where(*of_it).correlate(Referral).exists(), since


async def _messages(session: AsyncSession, referral_id: UUID) -> list[ThreadMessage]:
    rows = await session.scalars(
        select(ThreadMessage)
        .where(ThreadMessage.referral_id == referral_id)
        .order_by(ThreadMessage.sent_at, ThreadMessage.id)
    )
    return list(rows)


async def _readers(session: AsyncSession, referral_id: UUID) -> list[ThreadReader]:
    rows = await session.scalars(
        select(ThreadReader).where(ThreadReader.referral_id == referral_id).order_by(ThreadReader.name)
    )
    return list(rows)


def _has_read(reader: ThreadReader, message: ThreadMessage) -> bool:
    return reader.account_id != message.author_account_id and reader.read_until >= message.sent_at
