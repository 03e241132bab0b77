"""Who reads the capacity of home visits, and who says how much it must be. Pure (rules, section 8)."""

from __future__ import annotations

from carekit.auth import Caller
from scheduling_svc.slots.policies import OVERSEERS


def may_set_threshold(caller: Caller) -> None:
    caller.require(*OVERSEERS)


def is_warned(caller: Caller) -> bool:
    """Who can ask doctors to open more."""
    return caller.has(*OVERSEERS)
