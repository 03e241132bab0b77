"""What the gateway serves itself."""

from __future__ import annotations

from carekit.auth import ROLES

from .roles import EVERYBODY, NOBODY, OFFICE

#: Served by the gateway itself, from the session. The answer link has a test of its own: it needs no session.
ACCOUNTS: dict[str, frozenset[str]] = {
    "list_accounts": OFFICE,
    "read_account": OFFICE,
    "invite_account": OFFICE,
    "set_account_roles": frozenset({"director"}),
    "link_account_professional": frozenset({"director"}),
    "reset_account_totp": frozenset({"director"}),
    "read_session": ROLES,
    "list_sessions": ROLES,
    "end_session": ROLES,
    "switch_cpts": EVERYBODY,
    "lock_session": ROLES,
    "list_partner_systems": frozenset({"platform_operator"}),
    "register_partner_system": frozenset({"platform_operator"}),
    "revoke_partner_system": NOBODY,  # one that nobody registered
    "list_partner_calls": NOBODY,
    "come_from_sas": NOBODY,  # whom the SAS has described: see its own test
    "sign_out": ROLES,
    "sign_out_everywhere": ROLES,
}
