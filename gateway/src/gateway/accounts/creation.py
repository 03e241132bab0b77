"""Accounts of the demonstration and the first account of a real CPTS: made by a command, never over HTTP."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import delete

from carekit.clock import Clock
from carekit.db import Database
from carekit.identifiers import new_id
from gateway.accounts.models import Account, DemonstrationAccount, Membership
from gateway.deps import Means
from gateway.login import repository as login_repository
from gateway.login.errors import OnlyInDemonstration, PasswordsOnlyInDemonstration
from gateway.login.passwords import Passwords
from gateway.login.schemas import DemonstrationAccountOut
from gateway.names.models import KnownCpts
from gateway.sessions.repository import places_of


@dataclass(frozen=True)
class NewAccount:
    """`password` and `label` (French, for the login page) are for the demonstration alone."""

    email: str
    name: str
    cpts_id: UUID | None = None
    cpts_name: str | None = None
    roles: frozenset[str] = field(default_factory=frozenset)
    professional_id: UUID | None = None
    rpps: str | None = None
    structure: str | None = None
    password: str | None = None
    label: str = ""
    position: int = 0
    is_platform_operator: bool = False


async def create_account(
    database: Database, clock: Clock, new: NewAccount, *, demonstration: bool, passwords: Passwords | None = None
) -> UUID:
    """Creates or repeats an account: an address that exists keeps its identifier and gets these roles.

    Raises PasswordsOnlyInDemonstration when a password is given outside of a demonstration.
    """
    if new.password is not None and not demonstration:
        raise PasswordsOnlyInDemonstration
    hashed = await (passwords or Passwords()).hash(new.password) if new.password is not None else None
    now = clock.now()
    async with database.begin(new.cpts_id) as session:
        account = await login_repository.account_by_email(session, new.email.lower())
        if account is None:
            account = Account(id=new_id(), email=new.email.lower(), created_at=now)
            session.add(account)
        account.name, account.structure = new.name, new.structure
        account.professional_id, account.rpps = new.professional_id, new.rpps
        account.national_id = f"8{new.rpps}" if new.rpps else None
        account.is_platform_operator, account.password_hash = new.is_platform_operator, hashed
        await session.flush()
        if new.cpts_id is not None:
            if new.cpts_name and await session.get(KnownCpts, new.cpts_id) is None:
                session.add(KnownCpts(id=new.cpts_id, name=new.cpts_name))
            member = await session.get(Membership, (new.cpts_id, account.id))
            if member is None:
                session.add(
                    Membership(
                        cpts_id=new.cpts_id, account_id=account.id, roles=sorted(new.roles), version=1, created_at=now
                    )
                )
            else:
                member.change_roles(new.roles)
        await session.execute(delete(DemonstrationAccount).where(DemonstrationAccount.account_id == account.id))
        if new.password is not None:
            session.add(
                DemonstrationAccount(
                    account_id=account.id, password=new.password, label=new.label, position=new.position
                )
            )
        return account.id


async def shown_accounts(means: Means) -> list[DemonstrationAccountOut]:
    """Who one may be in the demonstration. Outside of it this list does not exist."""
    if not means.settings.demonstration:
        raise OnlyInDemonstration
    shown = []
    async with means.database.begin() as session:
        for known, account in await login_repository.demonstration_accounts(session):
            places = await places_of(session, account.id)
            nowhere = "platform_operator" if account.is_platform_operator else "suspended"
            roles = places[0].roles if places else frozenset({nowhere})
            shown.append(
                DemonstrationAccountOut(
                    email=account.email,
                    password=known.password,
                    name=account.name,
                    roles=sorted(roles),
                    label=known.label,
                )
            )
    return shown
