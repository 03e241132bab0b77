"""Who reads and signs participation. Pure functions (rules of the profession, section 8)."""

from __future__ import annotations

from uuid import UUID

from carekit.auth import Caller, RoleRefused
from scheduling_svc.slots.policies import OVERSEERS, OWNERS, own_agenda


def own_alone(caller: Caller) -> UUID | None:
    """Whose figures the caller reads: None is everybody's. A professional and his delegate read his alone."""
    caller.require(*OVERSEERS, *OWNERS)
    if caller.has(*OVERSEERS):
        return None
    own = own_agenda(caller)
    if own is None:
        raise RoleRefused("This account is linked to no professional")
    return own


def may_read_of(caller: Caller, professional_id: UUID) -> bool:
    return own_alone(caller) in (None, professional_id)


def may_sign(caller: Caller) -> None:
    caller.require("director")
