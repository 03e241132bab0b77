"""Who a client certificate says that it is, and whether it is the one that was registered. Pure.

The authority, the dates, the purpose and the list of revoked certificates are judged before, by OpenSSL.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from gateway.partners.errors import CertificateRefused, ClientCertificateRequired


@dataclass(frozen=True)
class Subject:
    """`names` are the values of CN, `units` those of OU."""

    names: tuple[str, ...]
    units: tuple[str, ...]

    @classmethod
    def of(cls, certificate: Mapping[str, Any] | None) -> Subject:
        """From `SSLSocket.getpeercert()`."""
        if not certificate:
            raise ClientCertificateRequired
        said = [pair for part in certificate.get("subject", ()) for pair in part]
        return cls(
            tuple(value for key, value in said if key == "commonName"),
            tuple(value for key, value in said if key == "organizationalUnitName"),
        )


def registered(subject: Subject, names: Collection[str], units: Collection[str]) -> str:
    """The name, when CN and OU are both registered. Two CN would be two answers to who it is: refused."""
    if len(subject.names) != 1 or subject.names[0] not in names:
        raise CertificateRefused("Its CN is not registered")
    if not set(subject.units) & set(units):
        raise CertificateRefused("Its OU is not registered")
    return subject.names[0]
