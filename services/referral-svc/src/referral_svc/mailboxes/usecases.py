"""Any colleague names the mailbox of the structure; it is written to once one of them opened the link sent there."""

from __future__ import annotations

import secrets
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import mail
from carekit.auth import RoleRefused
from carekit.mail import Mail
from referral_svc.context import Context
from referral_svc.mailboxes import repository
from referral_svc.mailboxes.errors import LinkSentJustNow, MailboxLinkUnknown, NoStructure
from referral_svc.mailboxes.messages_fr import CONFIRM_SUBJECT, confirm_body
from referral_svc.mailboxes.models import MutedStructure, StructureMailbox
from referral_svc.mailboxes.schemas import ConfirmMailbox, MuteStructure, NameMailbox, StructureMailboxOut
from referral_svc.referrals import policies
from referral_svc.solicitations.answer_links import token_hash


async def show(context: Context) -> StructureMailboxOut:
    _account(context)
    async with context.unit.begin() as session:
        return await _shown(session, context)


async def name(context: Context, act: NameMailbox, public_url: str) -> StructureMailboxOut:
    structure, cpts_id = _structure(context), context.caller.cpts
    async with context.unit.begin() as session:
        new = insert(StructureMailbox).values(cpts_id=cpts_id, structure=structure).on_conflict_do_nothing()
        await session.execute(new)
        mailbox = await repository.mailbox_for_act(session, cpts_id, structure)
        assert mailbox is not None, "it was just made sure of"
        if act.address is None:
            mailbox.forget()
        elif act.address != mailbox.address:
            if mailbox.asked_lately(context.at):
                raise LinkSentJustNow
            token = secrets.token_urlsafe(32)
            mailbox.ask(act.address, token_hash(token), context.at)
            body = confirm_body(public_url, token, context.caller.name)
            await mail.queue(session, Mail(act.address, CONFIRM_SUBJECT, body), context.at)
        return await _shown(session, context)


async def confirm(context: Context, act: ConfirmMailbox) -> StructureMailboxOut:
    structure = _structure(context)
    async with context.unit.begin() as session:
        mailbox = await repository.mailbox_for_act(session, context.caller.cpts, structure)
        if mailbox is None or not mailbox.is_confirmed_by(token_hash(act.token), context.at):
            raise MailboxLinkUnknown
        mailbox.confirm(context.caller.name, context.at)
        return await _shown(session, context)


async def mute(context: Context, act: MuteStructure) -> StructureMailboxOut:
    account_id = _account(context)
    async with context.unit.begin() as session:
        if act.muted:
            row = {"cpts_id": context.caller.cpts, "account_id": account_id, "muted_at": context.at}
            await session.execute(insert(MutedStructure).values(row).on_conflict_do_nothing())
        else:
            await session.execute(delete(MutedStructure).where(MutedStructure.account_id == account_id))
        return await _shown(session, context)


def _account(context: Context) -> UUID:
    policies.require_may_state(context.caller)
    if context.caller.account_id is None:
        raise RoleRefused("Only an account has colleagues")
    return context.caller.account_id


def _structure(context: Context) -> str:
    _account(context)
    if context.caller.structure is None:
        raise NoStructure
    return context.caller.structure


async def _shown(session: AsyncSession, context: Context) -> StructureMailboxOut:
    await session.flush()
    caller = context.caller
    mailbox = await session.get(StructureMailbox, (caller.cpts, caller.structure)) if caller.structure else None
    muted = await session.get(MutedStructure, (caller.cpts, caller.account_id))
    return StructureMailboxOut(
        structure=caller.structure,
        structure_name=await repository.name_of(session, caller.cpts, caller.structure) if caller.structure else None,
        address=mailbox.address if mailbox else None,
        confirmed_at=mailbox.confirmed_at if mailbox else None,
        confirmed_by_name=mailbox.confirmed_by_name if mailbox else None,
        asked_address=mailbox.asked_address if mailbox else None,
        muted=muted is not None,
    )
