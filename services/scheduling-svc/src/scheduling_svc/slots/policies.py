"""Who sees which slots, and who acts on an agenda. Pure functions (rules of the profession, sections 7 and 8)."""

from __future__ import annotations

from uuid import UUID

from carekit.auth import Caller, RoleRefused
from scheduling_svc.openings.models import Audience
from scheduling_svc.slots.errors import NotYourAgenda

OVERSEERS = ("care_coordinator", "director")
OWNERS = ("professional", "delegate")
#: Roles that book for a patient; the regulator among the slots opened to SNP only.
BOOKERS = (
    "referrer", "professional", "delegate", "care_coordinator", "social_coordinator", "director", "regulator",
    "health_mediator", "case_manager",
)  # fmt: skip

#: What a partner's software is registered for: to read the slots opened to professionals, and to take them.
READ_SCOPE, BOOK_SCOPE = "gap.read", "gap.book"

#: Audiences outside the owner's house, in the order in which a slot names them (`cpts_from`…).
LEAVING = (Audience.CPTS, Audience.PRO, Audience.SNP, Audience.PUBLIC)
_INSIDE = frozenset(LEAVING)
#: What regulation sees, whether it asks here or the national SAS asks for it.
REGULATION = frozenset({Audience.SNP, Audience.PUBLIC})


def account_of(caller: Caller) -> UUID:
    """Who is the author of an act. Services have no account and no agenda role either."""
    if caller.account_id is None:
        raise RoleRefused
    return caller.account_id


def audiences_of(caller: Caller) -> list[str]:
    """The audiences whose slots this caller sees. `own_patients` leaves the owner's house for his own
    patients alone, once they were sorted (`triage/own_doctor.py`)."""
    if caller.has(*(role for role in BOOKERS if role not in ("regulator", "delegate"))):
        return sorted(_INSIDE)
    if caller.has("partner") and not caller.scopes.isdisjoint({READ_SCOPE, BOOK_SCOPE}):
        return seen_as(Audience.PRO)
    return sorted(REGULATION) if caller.has("regulator") else []


def seen_as(audience: Audience) -> list[str]:
    """The audiences whose slots somebody of this one sees: what is open to more people is open to him too."""
    return sorted({Audience.CPTS: _INSIDE, Audience.SNP: REGULATION}.get(audience, {audience, Audience.PUBLIC}))


def own_agenda(caller: Caller) -> UUID | None:
    """The professional whose whole agenda the caller sees: himself, or the one he is the delegate of."""
    return caller.professional_id if caller.has(*OWNERS) else None


def may_search(caller: Caller) -> None:
    """Who books: « rota, pools » is what a secretary has of the agenda, and the free slots are no part of it."""
    caller.require(*BOOKERS)


def may_book(caller: Caller) -> None:
    """Who books for a patient; a partner's software does where it was registered for it."""
    if not (caller.has("partner") and BOOK_SCOPE in caller.scopes):
        caller.require(*BOOKERS)


def may_keep_agenda(caller: Caller, professional_id: UUID | None = None) -> None:
    """Opens, closes, reads an agenda: its owner or his delegate, the care coordinator, the director."""
    caller.require(*OVERSEERS, *OWNERS)
    if caller.has(*OVERSEERS):
        return
    if caller.professional_id is None or (professional_id is not None and professional_id != caller.professional_id):
        raise NotYourAgenda


def keeps_agenda(caller: Caller, professional_id: UUID) -> bool:
    return caller.has(*OVERSEERS) or own_agenda(caller) == professional_id
