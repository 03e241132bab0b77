"""Which addresses, given by somebody, may be asked at all: those of the public Internet. Pure.

A name proves nothing, so the numbers behind it are judged (`Reach.holds`), by an allow-list: whatever is not plainly
public is refused, and so is every form in which a number hides another (mapped, 6to4, NAT64, octal, hexadecimal).
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from pydantic import BaseModel, ConfigDict, Field, IPvAnyNetwork

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 2_000
_URL = re.compile(r"(?P<scheme>[a-z]+)://(?P<host>[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::(?P<port>[0-9]{1,5}))?", re.I)
#: Printable ASCII; no blank, backslash or quote, which two readers could understand in two ways.
_REST = re.compile(r"(?:[/?][!#-\[\]-_a-~]*)?")
_NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])")
#: A last label of this form is read as a number by resolvers: `0x7f.1`, `017700000001`, `2130706433`.
_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
_SCHEMES = frozenset({"https", "webcal", "webcals"})

_INTERNET_6 = ipaddress.IPv6Network("2000::/3")
#: Within the public ranges, but not somebody's own machine: tunnels, relays, documentation, benchmarks.
_SPECIAL_4 = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24",
                                               "192.88.99.0/24", "192.175.48.0/24", "100.64.0.0/10")))  # fmt: skip
_SPECIAL_6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48",
                                               "3fff::/20")))  # fmt: skip


class AddressRefused(ValueError):
    """This address is not asked."""


class Reach(BaseModel):
    """What may be reached: port 443 of the public Internet, and what the operator adds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    networks: tuple[IPvAnyNetwork, ...] = Field(
        default=(), description="Networks reached besides, e.g. a hospital's own: 10.2.0.0/16"
    )
    ports: frozenset[int] = frozenset({443})
    authorities: Path | None = Field(default=None, description="Authorities trusted, PEM; default the machine's")
    proxy: str | None = Field(
        default=None, description="HTTP proxy through which everything leaves; it resolves names and filters itself"
    )

    def holds(self, address: Address) -> bool:
        return _is_public(address) or any(address in network for network in self.networks)


@dataclass(frozen=True)
class Target:
    """One address, taken apart once: what is checked is what is asked."""

    host: str
    port: int
    rest: str

    @property
    def url(self) -> str:
        return self.at(self.host)

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == 443 else f"{host}:{self.port}"

    def at(self, host: str) -> str:
        """The same thing, asked of a host by its number."""
        return f"https://{f'[{host}]' if ':' in host else host}:{self.port}{self.rest}"

    @property
    def number(self) -> Address | None:
        try:
            return ipaddress.ip_address(self.host)
        except ValueError:
            return None


def target_of(url: str, reach: Reach, own_hosts: frozenset[str] = frozenset()) -> Target:
    """`webcal://` is https by another name. `own_hosts`: ourselves, whom nobody has us ask."""
    found = _URL.match(url)
    rest = url[found.end() :].partition("#")[0] if found else ""
    if found is None or len(url) > LONGEST or not _REST.fullmatch(rest) or found["scheme"].lower() not in _SCHEMES:
        raise AddressRefused("not an https address")
    host = found["host"].lower().strip("[]").removesuffix(".")
    port = int(found["port"] or 443)
    target = Target(host, port, rest if rest.startswith("/") else f"/{rest}")
    if port not in reach.ports:
        raise AddressRefused("port")
    if host in own_hosts:
        raise AddressRefused("ourselves")
    if target.number is not None:
        if not reach.holds(target.number):
            raise AddressRefused("not public")
    elif len(host) > 253 or _NUMBER.fullmatch(host) or not _NAME.fullmatch(host):
        raise AddressRefused("host")
    return target


def redirected(target: Target, location: str, reach: Reach, own_hosts: frozenset[str]) -> Target:
    """Where an answer sends us on, judged as the first address was."""
    return target_of(urljoin(target.url, location), reach, own_hosts)


def checked(addresses: list[str], reach: Reach) -> list[Address]:
    """The numbers behind a name: one that is not to be reached refuses them all."""
    numbers = [ipaddress.ip_address(address) for address in addresses]
    if not numbers or not all(reach.holds(number) for number in numbers):
        raise AddressRefused("not public")
    return numbers


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        return (
            address in _INTERNET_6
            and address.scope_id is None
            and not any(address in network for network in _SPECIAL_6)
        )
    return (
        address.is_global
        and not address.is_multicast
        and not address.is_reserved
        and not any(address in network for network in _SPECIAL_4)
    )
