"""The SAS says who regulates (INT_R02), and a session says that it comes from there."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.identifiers import new_id
from gateway.accounts.models import Account
from gateway.deps import Means
from gateway.login.repository import account_by_email, account_by_national_id
from gateway.regulators import repository
from gateway.regulators.errors import NotRegulator, RegulatorKnown
from gateway.regulators.models import Regulator
from gateway.regulators.schemas import KeepRegulator, RegulatorKept
from gateway.sessions.errors import SessionRequired
from gateway.sessions.live import LiveSession
from gateway.sessions.models import SAS_ORIGIN, Session
from gateway.sessions.repository import end_sessions_from, places_of

#: One at a time: two calls for the same person must not both find nobody.
_TAKE_TURN = text("select pg_advisory_xact_lock(hashtextextended('regulators', 0))")
_PROFESSIONAL = re.compile(r"8([0-9]{11})")


async def keep_regulator(means: Means, said: KeepRegulator) -> RegulatorKept:
    """Creates, or changes the one whom `by` names. Raises RegulatorKnown for a second creation."""
    now, email = means.clock.now(), said.email.lower()
    async with means.database.begin() as session:
        await session.execute(_TAKE_TURN)
        known = await repository.regulators_with(session, idnps=said.idnps, sas_id=said.sas_id, email=email)
        if said.by is None and known:
            raise RegulatorKnown
        regulator = _meant(known, said)
        is_new = regulator is None
        for other in known:
            if other is not regulator:
                other.loses(said.idnps, said.sas_id)
        await session.flush()  # an identifier is taken from one before it is given to another
        if regulator is None:
            regulator = await _new(session, said, email, now)
        else:
            await _rename(session, regulator, said, email)
        regulator.gains(said.idnps, said.sas_id)
        regulator.is_active, regulator.changed_at = said.active, now
        await session.flush()
        without_rights = [one.account_id for one in {*known, regulator} if not one.is_active]
        await end_sessions_from(session, SAS_ORIGIN, without_rights)
        kept = RegulatorKept(regulator_id=regulator.id, is_new=is_new, idnps=regulator.idnps, sas_id=regulator.sas_id)
    means.sessions.drop_accounts(*without_rights)
    return kept


async def come_from_sas(means: Means, live: LiveSession, cpts_id: UUID | None) -> None:
    """The session was opened by a link of the SAS: from now on it has the rights of a regulator, in every CPTS."""
    async with means.database.begin() as session:
        if await repository.active_regulator(session, live.account_id) is None:
            raise NotRegulator
        row = await session.get(Session, live.session_id, with_for_update=True)
        if row is None:
            raise SessionRequired
        row.origin, row.active_cpts = SAS_ORIGIN, cpts_id or row.active_cpts
    means.sessions.drop_accounts(live.account_id)


def _meant(known: list[Regulator], said: KeepRegulator) -> Regulator | None:
    """The one whom the identifier names; else the one with the other identifier, else the one with the address, who
    gains it unless he has another of its kind: then it was given to somebody new."""
    by = said.by or "idnps"
    other = "sas_id" if by == "idnps" else "idnps"
    for one in known:
        if getattr(one, by) == getattr(said, by):
            return one
    without = [one for one in known if getattr(one, by) is None]
    for one in without:
        if getattr(one, other) == getattr(said, other):
            return one
    return without[0] if without else None


async def _new(session: AsyncSession, said: KeepRegulator, email: str, now: datetime) -> Regulator:
    account = await _account(session, said, email, now)
    if await repository.regulator_of(session, account.id) is not None:
        raise RegulatorKnown("Another regulator has this address")
    regulator = Regulator(id=new_id(), account_id=account.id, created_at=now)
    session.add(regulator)
    return regulator


async def _account(session: AsyncSession, said: KeepRegulator, email: str, now: datetime) -> Account:
    """The person's own, if he has one here: he signs in as ever. Otherwise a new one, by mail or by his card."""
    national = said.idnps if _PROFESSIONAL.fullmatch(said.idnps or "") else None
    account = await account_by_national_id(session, national) if national else None
    account = account or await account_by_email(session, email)
    if account is None:
        account = Account(
            id=new_id(), email=email, name=f"{said.given_name} {said.family_name}", national_id=national,
            rpps=national[1:] if national else None, created_at=now,
        )  # fmt: skip
        session.add(account)
        await session.flush()
    return account


async def _rename(session: AsyncSession, regulator: Regulator, said: KeepRegulator, email: str) -> None:
    """The SAS names and writes to those whom it alone made; a member of a CPTS keeps his own name and address."""
    account = await session.get_one(Account, regulator.account_id)
    if await places_of(session, account.id) or account.is_platform_operator:
        return
    holder = await account_by_email(session, email)
    if holder is not None and holder is not account:
        raise RegulatorKnown("Another account has this address")
    account.email, account.name = email, f"{said.given_name} {said.family_name}"
