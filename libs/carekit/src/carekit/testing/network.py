"""The network is closed during tests, except this machine."""

from __future__ import annotations

import ipaddress
import sys
from typing import Any

LOCAL_NAMES = {"localhost", "", None, b"localhost", b""}
_allowed: set[str] = set()
_closed = False


class NetworkClosed(RuntimeError):
    """Not an OSError: code that survives an absent network must not survive a test that needs one."""


def allow(host: str) -> None:
    """Opens the way to one more host (a PostgreSQL server given from outside)."""
    _allowed.add(host)


def close_network() -> None:
    """From now on this process reaches nothing but itself; children are not concerned.

    An audit hook sees every socket of the interpreter, whoever opens it, and costs nothing elsewhere. It
    cannot be removed: the switch stays closed until the process ends.
    """
    global _closed
    if not _closed:
        _closed = True
        sys.addaudithook(_watch)


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not _is_local(address[0]):
            raise NetworkClosed(f"a test tried to reach {address[0]}")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname") and not _is_local(arguments[0]):
        raise NetworkClosed(f"a test tried to resolve {arguments[0]!r}")


def _is_local(host: Any) -> bool:
    if host in LOCAL_NAMES:
        return True
    name = host.decode() if isinstance(host, bytes) else str(host)
    if name in _allowed:
        return True
    try:
        address = ipaddress.ip_address(name.partition("%")[0])
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified
