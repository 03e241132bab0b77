"""Which address goes where, and what it needs to get there. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, auto

ACCOUNTS = "/api/accounts/v1/"
#: Written by scheduling-svc alone, with its own token.
REGULATORS = ACCOUNTS + "regulators"
_SERVICE = re.compile(r"/api/(directory|referral|scheduling)/v1/")
#: Two readers could understand two addresses, or an address that is not for the outside.
_AMBIGUOUS = re.compile(r"//|/\.{1,2}(?:/|$)|[\\\x00-\x1f\x7f]")
_AMBIGUOUS_RAW = re.compile(rb"%(?:2f|5c|00|25)", re.IGNORECASE)

ANSWER_LINKS = frozenset({"/api/referral/v1/answer-links/read", "/api/referral/v1/answer-links/reply"})
#: What is told to everybody, without a session: read only.
PUBLIC_BELOW = "/api/scheduling/v1/public/"
#: Large files, streamed; the service has its own limit.
UNLIMITED = frozenset(
    {"/api/directory/v1/imports", "/api/referral/v1/spreadsheets", "/api/scheduling/v1/outside-calendar-files"}
)
_UNLIMITED_BELOW = "/api/referral/v1/report-files/"

_PUBLIC_ACCOUNTS = frozenset(
    ACCOUNTS + path
    for path in (
        "login-methods",
        "sessions/password",
        "sessions/email-links",
        "sessions/email-link",
        "demonstration-accounts",
        "desk",
        "oauth/token",
    )
)
_OIDC = ACCOUNTS + "oidc/"
_DESK = ACCOUNTS + "desk/"


#: Answers that do not end by themselves.
STREAMS = frozenset({"/api/referral/v1/stream"})


class Kind(Enum):
    SERVICE = auto()
    PARTNER = auto()
    STREAM = auto()
    ANSWER_LINK = auto()
    PUBLIC = auto()
    ACCOUNTS = auto()
    PUBLIC_ACCOUNTS = auto()
    HEALTH = auto()
    INTERNAL = auto()
    MAILBOX = auto()
    ANSWER_PAGE = auto()
    PAGE = auto()
    NOWHERE = auto()


@dataclass(frozen=True)
class Route:
    """`label` is all that logs and metrics learn of the address."""

    kind: Kind
    label: str
    service: str = ""


@dataclass(frozen=True)
class Base:
    """A FHIR base for partner systems. Their scopes begin with its name (`gap.read`)."""

    name: str

    @property
    def path(self) -> str:
        return f"/fhir/{self.name}"

    @property
    def metadata(self) -> str:
        """What is served, told to everybody."""
        return f"{self.path}/metadata"

    def is_open_to(self, scopes: Collection[str]) -> bool:
        """Which of its acts a scope allows is judged by the service."""
        return any(scope.startswith(f"{self.name}.") for scope in scopes)


BASES = (Base("sas"), Base("gap"))
_PARTNERS = {base: Route(Kind.PARTNER, f"{base.path}/*", "scheduling") for base in BASES}
_ANSWER_LINK = Route(Kind.ANSWER_LINK, "/api/referral/v1/answer-links/*", "referral")
_PUBLIC_READING = Route(Kind.PUBLIC, f"{PUBLIC_BELOW}*", "scheduling")
_SERVICES = {name: Route(Kind.SERVICE, f"/api/{name}/v1/*", name) for name in ("directory", "referral", "scheduling")}
_STREAM = Route(Kind.STREAM, "/api/*/v1/stream", "referral")
_FIXED = {
    "/healthz": Route(Kind.HEALTH, "/healthz"),
    "/readyz": Route(Kind.HEALTH, "/readyz"),
    "/metrics": Route(Kind.INTERNAL, "/metrics"),
}
_ACCOUNTS = Route(Kind.ACCOUNTS, "/api/accounts/v1/*")
_PUBLIC = Route(Kind.PUBLIC_ACCOUNTS, "/api/accounts/v1/*")
_INTERNAL = Route(Kind.INTERNAL, "/_*")
_MAILBOX = Route(Kind.MAILBOX, "/demo/courrier*")
_ANSWER_PAGE = Route(Kind.ANSWER_PAGE, "/r/*")
_PAGE = Route(Kind.PAGE, "/*")
_NOWHERE = Route(Kind.NOWHERE, "unrouted")


def route_of(method: str, path: str) -> Route:
    if match := _SERVICE.match(path):
        if path in ANSWER_LINKS and method == "POST":
            return _ANSWER_LINK
        if path in STREAMS and method == "GET":
            return _STREAM
        if path.startswith(PUBLIC_BELOW) and method in ("GET", "HEAD"):
            return _PUBLIC_READING
        # What a service keeps for its peers stays unreachable even if one day it stood below its prefix.
        return _NOWHERE if "/_" in path else _SERVICES[match.group(1)]
    if base := base_of(path):
        return _PARTNERS[base]
    if path == REGULATORS:
        return _INTERNAL
    if path.startswith(ACCOUNTS):
        return _PUBLIC if path in _PUBLIC_ACCOUNTS or path.startswith((_OIDC, _DESK)) else _ACCOUNTS
    if path in _FIXED:
        return _FIXED[path]
    if path.startswith("/_"):
        return _INTERNAL
    if path in ("/api", "/fhir") or path.startswith(("/api/", "/fhir/")):
        return _NOWHERE
    if path == "/demo/courrier" or path.startswith("/demo/courrier/"):
        return _MAILBOX
    return _ANSWER_PAGE if path.startswith("/r/") else _PAGE


def base_of(path: str) -> Base | None:
    return next((base for base in BASES if path == base.path or path.startswith(f"{base.path}/")), None)


def is_ambiguous(path: str, raw_path: bytes) -> bool:
    return _AMBIGUOUS.search(path) is not None or _AMBIGUOUS_RAW.search(raw_path) is not None


def streams_its_body(path: str) -> bool:
    return path in UNLIMITED or path.startswith(_UNLIMITED_BELOW)


def tries_to_sign_in(method: str, path: str) -> bool:
    return method == "POST" or path.startswith(_OIDC)
