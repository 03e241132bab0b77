"""Requests as the comparison takes them: a code per dimension, a value per measure. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from referral_svc.monitor.comparison import Case
from referral_svc.monitor.reasons import REASONS, STEPPED_BACK
from referral_svc.referrals.codes import Status
from referral_svc.referrals.transitions import ENDED
from referral_svc.referrals.values import SealedGroups

DIMENSIONS = ("cover", "language", "age_band", "sex", "commune")
_DAY_SECONDS = 86_400


def case_of(row: Any, sealed: Mapping[UUID, SealedGroups], now: datetime) -> Case:
    """Cover and language of those alone whose content stands."""
    groups = {"age_band": row.age_band, "sex": row.sex, "commune": row.commune_code or "none"}
    if own := sealed.get(row.id):
        groups |= {"cover": own.cover_group, "language": own.language_group}
    return Case(groups, _values(row, now))


def _values(row: Any, now: datetime) -> dict[str, float]:
    values: dict[str, float] = {}
    if row.asked:
        values = {
            "asked": float(row.asked),
            "no_part": row.no / row.asked,
            "silent_part": row.silent / row.asked,
        }
    if row.first_yes is not None and row.first_yes >= row.qualified_at:
        values["days_to_yes"] = (row.first_yes - row.qualified_at).total_seconds() / _DAY_SECONDS
    if row.was_placed:
        values["stepped_back"] = float(row.stepped_back)
        said = _reasons(row)
        values |= {reason: float(reason in said) for reason in REASONS}
    if _is_settled(row, now):
        values["not_placed"] = float(row.placed_at is None)
    return values


def _reasons(row: Any) -> set[str]:
    return {f"{STEPPED_BACK}{code}" for code in row.step_back_reasons}


def _is_settled(row: Any, now: datetime) -> bool:
    """Placed, ended, or past the day by which it should have been: the others may still be placed in time."""
    is_late = row.target_at is not None and row.target_at < now
    return row.placed_at is not None or is_late or Status(row.status) in ENDED
