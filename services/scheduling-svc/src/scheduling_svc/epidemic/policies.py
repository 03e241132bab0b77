"""Who prepares and switches epidemic mode, who agrees. Pure (rules of the profession, sections 7 and 8)."""

from __future__ import annotations

from carekit.auth import Caller
from scheduling_svc.slots.policies import OVERSEERS, OWNERS, may_search

READERS = (*OVERSEERS, *OWNERS)


def may_switch(caller: Caller) -> None:
    """« Agenda: all » is the care coordinator's and the director's."""
    caller.require(*OVERSEERS)


def may_know_the_mode(caller: Caller) -> None:
    """Whoever searches the agenda: it explains what he finds there."""
    may_search(caller)


def may_read_plans(caller: Caller) -> None:
    caller.require(*READERS)


def keeps_plans(caller: Caller) -> bool:
    return caller.has(*OVERSEERS)


def may_agree(caller: Caller) -> None:
    caller.require(*OWNERS)
