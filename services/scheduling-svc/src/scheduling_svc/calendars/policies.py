"""Who connects an agenda with the outside. Pure functions (rules of the profession, section 8)."""

from __future__ import annotations

from uuid import UUID

from carekit.auth import Caller
from scheduling_svc.slots.errors import NotYourAgenda
from scheduling_svc.slots.policies import OWNERS, own_agenda


def may_connect(caller: Caller, keeper: UUID | None = None) -> None:
    """The owner of the agenda or his delegate, nobody else: what he does elsewhere is his, and so is his address."""
    caller.require(*OWNERS)
    mine = own_agenda(caller)
    if mine is None or (keeper is not None and mine != keeper):
        raise NotYourAgenda
