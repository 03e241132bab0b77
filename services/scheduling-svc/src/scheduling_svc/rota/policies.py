"""Who builds a rota, who swaps, and what others read. Pure functions (rules of the profession, section 8)."""

from __future__ import annotations

from uuid import UUID

from carekit.auth import Caller, RoleRefused
from scheduling_svc.rota.errors import NotYourDuty
from scheduling_svc.slots.policies import OWNERS, own_agenda

BUILDERS = ("secretary", "care_coordinator", "director")
SWAPPERS = (*BUILDERS, *OWNERS)


def may_read(caller: Caller) -> None:
    """What is published of it hangs on the public page for everybody; swaps and ledger are for who takes duties."""
    caller.require(*SWAPPERS)


def may_build(caller: Caller) -> None:
    caller.require(*BUILDERS)


def may_swap(caller: Caller) -> None:
    caller.require(*SWAPPERS)


def is_builder(caller: Caller) -> bool:
    return caller.has(*BUILDERS)


def acts_for(caller: Caller, professional_id: UUID | None) -> None:
    """Wishes and swaps: one's own (or of whom one is the delegate), or anybody's for who builds."""
    may_swap(caller)
    if not is_builder(caller) and (professional_id is None or own_agenda(caller) != professional_id):
        raise NotYourDuty


def agrees_for(caller: Caller, professional_id: UUID) -> None:
    """Who opens an agenda wider is its owner or his delegate, nobody else: not even who builds the rota."""
    caller.require(*OWNERS)
    if own_agenda(caller) != professional_id:
        raise NotYourDuty


def who_accepts(caller: Caller, named: UUID | None) -> UUID:
    """Oneself, or the one whom a builder names."""
    who = named or own_agenda(caller)
    if who is None:
        raise RoleRefused("Say who takes the duty")
    acts_for(caller, who)
    return who
