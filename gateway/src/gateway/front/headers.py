"""Security headers of every answer, and which headers pass from one side to the other."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from gateway.settings import Settings

Headers = list[tuple[bytes, bytes]]

#: Hop by hop (RFC 9110 7.6.1), or ours alone to say: never forwarded in either direction.
HOP_BY_HOP = frozenset(
    {
        b"connection", b"keep-alive", b"proxy-authenticate", b"proxy-authorization", b"proxy-connection", b"te",
        b"trailer", b"transfer-encoding", b"upgrade",
    }
)  # fmt: skip
#: What a client could pretend to be. Cookies stop here too: services know tokens, not sessions.
NOT_TO_SERVICES = HOP_BY_HOP | {
    b"authorization", b"cookie", b"x-request-id", b"x-cpts", b"x-csrf-token", b"host", b"expect", b"forwarded",
    b"x-real-ip", b"x-client-ip", b"true-client-ip", b"via", b"x-original-url", b"x-rewrite-url",
    b"x-http-method-override", b"x-method-override",
}  # fmt: skip
FORGED_PREFIXES = (b"x-forwarded-", b"x-maillage-")
NOT_TO_CLIENTS = HOP_BY_HOP | {b"server", b"date", b"set-cookie", b"x-request-id", b"x-powered-by"}

#: What the application never needs and a browser could ask a person for. Sent with every file: kept short.
_PERMISSIONS = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")
_TWO_YEARS = 63_072_000


def _policy(**directives: str) -> bytes:
    return "; ".join(f"{name.replace('_', '-')} {value}" for name, value in directives.items()).encode()


class SecurityHeaders:
    """Three kinds of answers: documents (API), pages of the application, and the page of the answer link."""

    def __init__(self, settings: Settings) -> None:
        tiles = f" {_origin(settings.map_tile_url)}" if settings.map_tile_url else ""
        page = _policy(
            default_src="'self'",
            script_src="'self'",
            style_src="'self' 'unsafe-inline'",
            img_src=f"'self' data: blob:{tiles}",
            font_src="'self'",
            connect_src="'self'",
            worker_src="'self'",
            object_src="'none'",
            base_uri="'none'",
            form_action="'self'",
            frame_ancestors="'none'",
        )
        document = _policy(default_src="'none'", base_uri="'none'", form_action="'none'", frame_ancestors="'none'")
        common: Headers = [
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"cross-origin-opener-policy", b"same-origin"),
            (b"cross-origin-resource-policy", b"same-origin"),
            (b"permissions-policy", ", ".join(f"{name}=()" for name in _PERMISSIONS).encode()),
        ]
        if settings.https:
            common.append((b"strict-transport-security", f"max-age={_TWO_YEARS}; includeSubDomains".encode()))
        self.api: Headers = [
            *common,
            (b"content-security-policy", document),
            (b"referrer-policy", b"no-referrer"),
            (b"cache-control", b"no-store"),
        ]
        #: Of what is told to everybody: its service says how long it may be kept.
        self.told_to_all: Headers = [one for one in self.api if one[0] != b"cache-control"]
        self.page: Headers = [
            *common,
            (b"content-security-policy", page),
            (b"referrer-policy", b"strict-origin-when-cross-origin"),
        ]
        self.answer_page: Headers = [
            *common,
            (b"content-security-policy", page),
            (b"referrer-policy", b"no-referrer"),
            (b"x-robots-tag", b"noindex, nofollow"),
            (b"cache-control", b"no-store"),
        ]


def _origin(url: str) -> str:
    """Scheme and host of a tile address such as https://tuiles.exemple.fr/{z}/{x}/{y}.png."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".replace("{s}.", "*.")


def to_service(headers: Iterable[tuple[bytes, bytes]]) -> list[tuple[str, str]]:
    """The client's headers without those of the connection and those that only we may say."""
    kept = []
    named: set[bytes] = set()
    for name, value in headers:
        if name == b"connection":
            named.update(part.strip().lower() for part in value.split(b","))
        elif name not in NOT_TO_SERVICES and not name.startswith(FORGED_PREFIXES):
            kept.append((name, value))
    # The client writes them again as UTF-8: bytes that are none would come out as others.
    return [(name.decode("latin-1"), value.decode("utf-8", "replace")) for name, value in kept if name not in named]


def to_client(headers: Iterable[tuple[bytes, bytes]], ours: Headers) -> Headers:
    """The service's headers without those of the connection, and ours in place of its own."""
    said_by_us = {name for name, _ in ours}
    kept = [
        (lowered, value)
        for lowered, value in ((name.lower(), value) for name, value in headers)
        if lowered not in NOT_TO_CLIENTS and lowered not in said_by_us
    ]
    return kept + ours


def with_ours(headers: Iterable[tuple[bytes, bytes]], ours: Headers) -> Headers:
    """Headers of an answer made in this process; what it already says about caching stays."""
    kept = list(headers)
    said = {name.lower() for name, _ in kept}
    return kept + [(name, value) for name, value in ours if name not in said]
