"""Who may do what with accounts (rules of the profession, section 8). Pure."""

from __future__ import annotations

from carekit.auth import Caller, RoleRefused
from gateway.accounts.errors import OwnRolesRefused, ProfessionalRequired, RoleNotYoursToGive

#: The platform's own operator belongs to no CPTS, and `partner` to a system, not to a person.
NEVER_GIVEN = frozenset({"platform_operator", "partner"})
#: The secretary's admin is the members.
MEMBER_ROLES = frozenset({"professional", "referrer"})
OF_A_PROFESSIONAL = frozenset({"professional", "delegate"})


def may_read_accounts(caller: Caller) -> None:
    caller.require("director", "secretary")


def may_invite(caller: Caller, roles: frozenset[str]) -> None:
    """The director gives any role, the secretary invites members, a professional names delegates."""
    if not caller.has("director", "secretary", "professional"):
        raise RoleRefused("Allowed to: director, professional, secretary")
    allowed: frozenset[str] = frozenset()
    if caller.has("secretary"):
        allowed |= MEMBER_ROLES
    if caller.has("professional"):
        allowed |= {"delegate"}
    if roles & NEVER_GIVEN or not (caller.has("director") or roles <= allowed):
        raise RoleNotYoursToGive(f"You may give: {', '.join(sorted(allowed)) or 'any role of the CPTS'}")


def may_set_roles(caller: Caller, account_id: object, roles: frozenset[str]) -> None:
    caller.require("director")
    if caller.account_id == account_id:
        raise OwnRolesRefused
    if roles & NEVER_GIVEN:
        raise RoleNotYoursToGive


def may_link(caller: Caller, account_id: object) -> None:
    """What is open to a professional becomes open to the account: the director's, and never for himself."""
    caller.require("director")
    if caller.account_id == account_id:
        raise OwnRolesRefused("Another director must do it")


def may_reset_totp(caller: Caller, account_id: object) -> None:
    """A second factor is never recovered by its own holder."""
    caller.require("director")
    if caller.account_id == account_id:
        raise OwnRolesRefused("Another director must do it")


def needs_professional(roles: frozenset[str], professional_id: object) -> None:
    if roles & OF_A_PROFESSIONAL and professional_id is None:
        raise ProfessionalRequired("Required with these roles")
