"""Which rules are in force for the CPTS that the transaction is walled into, and which were or will be."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.matching.rules import RuleSet, rules_from
from referral_svc.rulebook.errors import RuleDraftMissing, RuleSetNotFound
from referral_svc.rulebook.models import CptsRuleSet, DefaultRuleSet, RuleDraft

#: The CPTS that the transaction is walled into (carekit.db.enter_cpts).

AdoptedSet = CptsRuleSet | DefaultRuleSet


async def rules_in_force(session: AsyncSession) -> RuleSet:
    """The set of the CPTS that came into force last, else the platform's newest default."""
    own = select(literal(0).label("default"), CptsRuleSet.in_force_since.label("since"), CptsRuleSet.data).where(
        CptsRuleSet.in_force_since.is_not(None)
    )
    default = select(literal(1), DefaultRuleSet.adopted_at, DefaultRuleSet.data)
    either = own.union_all(default).subquery()
    newest = select(either.c.data).order_by(either.c.default, either.c.since.desc()).limit(1)
    return _read(await session.scalar(newest))


async def adopted_sets(session: AsyncSession) -> list[AdoptedSet]:
    """All that ever stood for this CPTS or will: the newest adoption first, the platform's default last."""
    own = await session.scalars(select(CptsRuleSet).order_by(CptsRuleSet.adopted_at.desc()))
    default = await session.scalars(select(DefaultRuleSet).order_by(DefaultRuleSet.adopted_at.desc()))
    return [*own, *default]


async def adopted_set(session: AsyncSession, version: str) -> AdoptedSet:
    own = await session.scalar(select(CptsRuleSet).where(CptsRuleSet.version == version))
    if own is not None:
        return own
    default = await session.get(DefaultRuleSet, version)
    if default is None:
        raise RuleSetNotFound
    return default


async def data_in_force(session: AsyncSession) -> dict[str, Any]:
    """As stored, with the constants that no screen shows."""
    found = await adopted_set(session, (await rules_in_force(session)).version)
    return dict(found.data)


async def draft_of(session: AsyncSession) -> RuleDraft | None:
    return await session.scalar(select(RuleDraft))


async def draft_for_act(session: AsyncSession) -> RuleDraft:
    """The draft with its row locked: it is adopted once."""
    found = await session.scalar(select(RuleDraft).with_for_update())
    if found is None:
        raise RuleDraftMissing
    return found


async def next_version(session: AsyncSession, year: int) -> str:
    """`2026-3`: the third set that the CPTS adopts in that year."""
    start = f"{year}-"
    adopted = await session.scalar(
        select(func.count()).select_from(CptsRuleSet).where(CptsRuleSet.version.startswith(start, autoescape=True))
    )
    return f"{start}{(adopted or 0) + 1}"


async def sets_due(session: AsyncSession, today: date) -> list[CptsRuleSet]:
    """Adopted for a day that has come: in the order in which they apply."""
    rows = await session.scalars(
        select(CptsRuleSet)
        .where(CptsRuleSet.in_force_since.is_(None), CptsRuleSet.in_force_from <= today)
        .order_by(CptsRuleSet.in_force_from, CptsRuleSet.adopted_at)
        .with_for_update(skip_locked=True)
    )
    return list(rows)


async def rules_of(session: AsyncSession, version: str) -> RuleSet | None:
    """A set by its version, in force or not: a stored decision is replayed under its own rules."""
    own = select(literal(0).label("default"), CptsRuleSet.data).where(CptsRuleSet.version == version)
    default = select(literal(1).label("default"), DefaultRuleSet.data).where(DefaultRuleSet.version == version)
    either = own.union_all(default).subquery()
    data = await session.scalar(select(either.c.data).order_by(either.c.default).limit(1))
    return _read(data) if data is not None else None


_read_before: dict[str, RuleSet] = {}


def _read(data: dict[str, object] | None) -> RuleSet:
    """Rule sets are immutable: each is checked once per process."""
    if data is None:
        raise LookupError("the default rule set is missing: its migration seeds it")
    key = repr(data)
    if key not in _read_before:
        _read_before[key] = rules_from(data)
    return _read_before[key]
