"""Which rules are in force for the CPTS that the transaction is walled into."""

from __future__ import annotations

from sqlalchemy import literal, select
from sqlalchemy.ext.asyncio import AsyncSession

from referral_svc.matching.rules import RuleSet, rules_from
from referral_svc.rulebook.models import CptsRuleSet, DefaultRuleSet


async def rules_in_force(session: AsyncSession) -> RuleSet:
    """The newest set that the CPTS adopted, else the platform's newest default."""
    own = select(literal(0).label("default"), CptsRuleSet.adopted_at, CptsRuleSet.data)
    default = select(literal(1).label("default"), DefaultRuleSet.adopted_at, DefaultRuleSet.data)
    either = own.union_all(default).subquery()
    data = await session.scalar(select(either.c.data).order_by(either.c.default, either.c.adopted_at.desc()).limit(1))
    return _read(data)


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
