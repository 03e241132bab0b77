"""The director's and the secretary's work on accounts."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit import idempotency, mail
from carekit.auth import Caller
from carekit.db import constraint_of
from carekit.errors import Conflict, Refusal
from carekit.etag import check_version
from carekit.idempotency import Once
from carekit.identifiers import new_id
from carekit.pages import Page, decode_cursor, encode_cursor
from gateway import messages_fr
from gateway.accounts import policies, repository
from gateway.accounts.errors import (
    AccountUnknown,
    AlreadyMember,
    LinkedToAnother,
    ProfessionalHasAccount,
    ProfessionalUnknown,
)
from gateway.accounts.models import Account, Membership
from gateway.accounts.schemas import AccountFilters, AccountOut, InviteAccount, LinkProfessional
from gateway.deps import Means
from gateway.names.models import KnownProfessional
from gateway.sessions.repository import end_sessions

CURSOR = "accounts"


def account_out(account: Account, membership: Membership) -> AccountOut:
    return AccountOut(
        account_id=account.id,
        name=account.name,
        email=account.email,
        roles=sorted(membership.roles),
        professional_id=account.professional_id,
        structure=account.structure,
        has_totp=account.totp_secret is not None,
        version=membership.version,
    )


async def list_accounts(means: Means, caller: Caller, filters: AccountFilters) -> Page[AccountOut]:
    policies.may_read_accounts(caller)
    after = None
    if filters.cursor is not None:
        after = decode_cursor(CURSOR, filters.cursor, (str, UUID))
    async with means.database.begin(caller.cpts) as session:
        rows = await repository.members_with_role(session, caller.cpts, filters.role, after, filters.limit)
    more = len(rows) > filters.limit
    rows = rows[: filters.limit]
    last = encode_cursor(CURSOR, rows[-1][0].name, str(rows[-1][0].id)) if more else None
    return Page(items=[account_out(*row) for row in rows], next=last)


async def read_account(means: Means, caller: Caller, account_id: UUID) -> AccountOut:
    policies.may_read_accounts(caller)
    async with means.database.begin(caller.cpts) as session:
        found = await repository.member(session, caller.cpts, account_id)
    if found is None:
        raise AccountUnknown
    return account_out(*found)


async def invite_account(means: Means, caller: Caller, act: InviteAccount, once: Once) -> AccountOut:
    """Creates the account, or opens this CPTS to an account that exists, and writes to the person."""
    roles = frozenset(act.roles)
    policies.may_invite(caller, roles)
    professional_id = act.professional_id
    if not caller.has("director", "secretary"):
        professional_id = caller.professional_id
    policies.needs_professional(roles, professional_id)
    now = means.clock.now()
    async with means.database.begin(caller.cpts) as session:
        await idempotency.claim(session, once, now)
        known = None
        if professional_id is not None:
            known = await repository.known_professional(session, caller.cpts, professional_id)
            if known is None:
                raise ProfessionalUnknown
        account = await _account_for(session, means, act, roles, known)
        if await repository.membership(session, caller.cpts, account.id):
            raise AlreadyMember
        membership = Membership(
            cpts_id=caller.cpts, account_id=account.id, roles=sorted(roles), version=1, created_at=now
        )
        session.add(membership)
        await _flush(session)
        words = messages_fr.invitation(
            account.email,
            account.name,
            await repository.name_of_cpts(session, caller.cpts),
            caller.name,
            f"{means.settings.public_url}/connexion",
        )
        await mail.queue(session, words, now)
        answer = await idempotency.keep(session, once, account_out(account, membership))
    means.sessions.drop_accounts(account.id)
    return answer


async def _account_for(
    session: AsyncSession, means: Means, act: InviteAccount, roles: frozenset[str], known: KnownProfessional | None
) -> Account:
    """The account of this address, made if there is none. Who somebody is never changes by an invitation."""
    is_professional = known is not None and "professional" in roles
    account = await repository.account_to_invite(session, act.email)
    if account is None:
        account = Account(
            id=new_id(),
            email=act.email,
            created_at=means.clock.now(),
            is_platform_operator=False,
            name=known.name if known and is_professional else act.name,
            rpps=known.rpps if known and is_professional else None,
            national_id=f"8{known.rpps}" if known and is_professional else None,
            professional_id=known.professional_id if known else None,
            structure=act.structure,
        )
        session.add(account)
        await _flush(session)
        return account
    if known is not None and account.professional_id != known.professional_id:
        raise LinkedToAnother
    return account


#: What PostgreSQL refuses when two invite the same person at the same instant, or one person twice.
_REFUSED_BY: dict[str | None, type[Refusal]] = {
    "uq_account_email": AlreadyMember,
    "pk_membership": AlreadyMember,
    "uq_account_national_id": ProfessionalHasAccount,
}


async def _flush(session: AsyncSession) -> None:
    try:
        await session.flush()
    except IntegrityError as refused:
        raise _REFUSED_BY.get(constraint_of(refused), Conflict) from refused


async def set_roles(
    means: Means, caller: Caller, account_id: UUID, roles: frozenset[str], version: int
) -> AccountOut:
    """The whole set of roles. Whoever loses one, or is suspended, is signed out in the same transaction."""
    policies.may_set_roles(caller, account_id, roles)
    async with means.database.begin(caller.cpts) as session:
        found = await repository.member(session, caller.cpts, account_id, for_update=True)
        if found is None:
            raise AccountUnknown
        account, membership = found
        check_version(membership.version, version)
        policies.needs_professional(roles, account.professional_id)
        if membership.change_roles(roles):
            await end_sessions(session, [account_id])
        answer = account_out(account, membership)
    means.sessions.drop_accounts(account_id)
    return answer


async def link_professional(
    means: Means, caller: Caller, account_id: UUID, act: LinkProfessional, version: int
) -> AccountOut:
    """An account without a sheet gets one, once and for all: who somebody is does not change afterwards."""
    policies.may_link(caller, account_id)
    async with means.database.begin(caller.cpts) as session:
        found = await repository.member(session, caller.cpts, account_id, for_update=True)
        if found is None:
            raise AccountUnknown
        account, membership = found
        check_version(membership.version, version)
        known = await repository.known_professional(session, caller.cpts, act.professional_id)
        if known is None:
            raise ProfessionalUnknown
        account.link(known.professional_id, known.rpps if act.role == "professional" else None, known.name)
        membership.change_roles(frozenset({*membership.roles, act.role}))
        await _flush(session)
        answer = account_out(account, membership)
    means.sessions.drop_accounts(account_id)
    return answer


async def reset_totp(means: Means, caller: Caller, account_id: UUID) -> None:
    """Recovery of a lost telephone: the next sign-in by mail enrols a new one; the person is told."""
    policies.may_reset_totp(caller, account_id)
    now = means.clock.now()
    async with means.database.begin(caller.cpts) as session:
        found = await repository.member(session, caller.cpts, account_id, for_update=True)
        if found is None:
            raise AccountUnknown
        account, _ = found
        account.forget_totp()
        await end_sessions(session, [account_id])
        await mail.queue(session, messages_fr.totp_reset(account.email, account.name, now), now)
    means.sessions.drop_accounts(account_id)
