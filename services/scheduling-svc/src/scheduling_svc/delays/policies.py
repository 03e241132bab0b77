"""Who reads delays. Pure functions (rules of the profession, section 8)."""

from __future__ import annotations

from carekit.auth import Caller
from scheduling_svc.slots.policies import OVERSEERS

#: Aggregated figures only.
OUTSIDERS = ("project_officer", "evaluator")
#: Counts of appointments under this are kept back from who reads figures only.
FEWEST_SHOWN = 5


def may_read_figures(caller: Caller) -> None:
    caller.require(*OVERSEERS, *OUTSIDERS)


def may_open_rows(caller: Caller) -> None:
    """A figure opens its rows for who answers for the agendas."""
    caller.require(*OVERSEERS)


def fewest_shown(caller: Caller) -> int | None:
    return None if caller.has(*OVERSEERS) else FEWEST_SHOWN
