"""Every table of the gateway, for migrations and tests. Tables with `cpts_id` are walled by row-level security."""

from __future__ import annotations

from gateway.accounts.models import Account, DemonstrationAccount, Membership
from gateway.base import GatewayBase
from gateway.login.models import Guess, LoginLink
from gateway.names.models import KnownCpts, KnownProfessional
from gateway.oidc.models import OidcLogin
from gateway.partners.models import PartnerAssertion, PartnerCall, PartnerSystem, PartnerToken
from gateway.regulators.models import Regulator
from gateway.sessions.models import Session

metadata = GatewayBase.metadata

ENTITIES = (
    Account, DemonstrationAccount, Guess, KnownCpts, KnownProfessional, LoginLink, Membership, OidcLogin,
    PartnerAssertion, PartnerCall, PartnerSystem, PartnerToken, Regulator, Session,
)  # fmt: skip

#: Tables without `cpts_id`, and why a wall by CPTS has no place there (a test keeps this list whole).
WITHOUT_CPTS = {
    "account": "one person may belong to several CPTS; read through memberships, which are walled",
    "session": "found by the hash of its secret before any CPTS is known",
    "login_link": "found by the hash of its secret before any CPTS is known",
    "guess": "counts attempts to sign in, before anybody is known",
    "oidc_login": "found by the hash of its state before anybody is known",
    "demonstration_account": "empty outside of the demonstration",
    "regulator": "the national SAS's own, in no CPTS; read through the account",
    "partner_system": "found by its client_id before any CPTS is known; read by the platform's operator alone",
    "partner_token": "found by its hash before any CPTS is known",
    "partner_assertion": "identifiers of assertions used, no content",
    "partner_call": "the platform operator's own record of what partner systems asked",
    "known_cpts": "names of CPTS, public",
    "idempotency_key": "kept per caller",
    "inbox_event": "identifiers of facts received, no content",
    "inbox_version": "versions of facts received, no content",
    "outgoing_mail": "read by the worker alone, for every CPTS",
    "alembic_version": "the migrations' own",
}
