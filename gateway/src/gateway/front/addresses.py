"""Who a client is on the network, and who is one of us."""

from __future__ import annotations

import ipaddress

from gateway.front.exchange import Exchange

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def _networks(texts: list[str]) -> list[Network]:
    return [ipaddress.ip_network(text) for text in texts]


def _is_in(address: str, networks: list[Network]) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(parsed in network for network in networks)


def _peer(exchange: Exchange) -> str:
    return str((exchange.scope.get("client") or ("", 0))[0])


class Internal:
    """Peers and operators: on an internal network, and not passed on by a proxy that stands on it."""

    def __init__(self, networks: list[str]) -> None:
        self._networks = _networks(networks)

    def sent(self, exchange: Exchange) -> bool:
        passed_on = any(
            name in (b"forwarded", b"via", b"x-real-ip") or name.startswith(b"x-forwarded-")
            for name in exchange.headers
        )
        return not passed_on and _is_in(_peer(exchange), self._networks)


class Addresses:
    """The address of a client, which forwarded headers may only change when a trusted proxy says so."""

    def __init__(self, trusted: list[str]) -> None:
        self._trusted = _networks(trusted)

    def of(self, exchange: Exchange) -> str:
        peer = _peer(exchange)
        if not self._trusted or not _is_in(peer, self._trusted):
            return peer
        for hop in reversed(exchange.headers.get(b"x-forwarded-for", b"").decode("latin-1").split(",")):
            if hop.strip() and not _is_in(hop.strip(), self._trusted):
                return hop.strip()
        return peer


def counted_as(address: str) -> str:
    """What limits are counted against: an IPv6 customer has a whole /64."""
    if ":" not in address:
        return address
    try:
        return str(ipaddress.ip_network(f"{address.partition('%')[0]}/64", strict=False))
    except ValueError:
        return address
