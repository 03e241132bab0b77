"""A certificate authority of the tests' own: real keys, real certificates, a real list of revoked ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.now(UTC)
CN = {"CN": NameOID.COMMON_NAME, "OU": NameOID.ORGANIZATIONAL_UNIT_NAME}


def name(*said: tuple[str, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(CN[kind], value) for kind, value in said])


@dataclass
class Authority:
    folder: Path
    title: str = "Authority of the tests"
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    made: int = 0

    def __post_init__(self) -> None:
        self.subject = name(("CN", self.title))
        self.certificate = (
            self._builder(self.subject, self.key.public_key(), NOW - timedelta(days=1), NOW + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        self.file = self._written(f"{self.title}.pem", self.certificate)

    def _builder(
        self, subject: Any, key: Any, since: datetime, until: datetime, issuer: Any = None
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder().subject_name(subject).issuer_name(issuer or self.subject).public_key(key)
            .serial_number(x509.random_serial_number()).not_valid_before(since).not_valid_after(until)
        )  # fmt: skip

    def issue(
        self, *said: tuple[str, str], since: timedelta = timedelta(days=-1), until: timedelta = timedelta(days=7),
        purpose: Any = ExtendedKeyUsageOID.CLIENT_AUTH, host: str | None = None, by: Issued | None = None,
    ) -> Issued:  # fmt: skip
        """A certificate and its key in files; `by` has another leaf sign it."""
        key = ec.generate_private_key(ec.SECP256R1())
        issuer = by.certificate.subject if by else None
        builder = self._builder(name(*said), key.public_key(), NOW + since, NOW + until, issuer)
        builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        builder = builder.add_extension(x509.ExtendedKeyUsage([purpose]), critical=False)
        if host:
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        certificate = builder.sign(by.key if by else self.key, hashes.SHA256())
        self.made += 1
        stem = f"{self.title}-{self.made}"
        chain = [certificate, by.certificate] if by else [certificate]
        return Issued(certificate, key, self._written(f"{stem}.pem", *chain), self._key(f"{stem}.key", key))

    def revoke(self, *issued: Issued) -> Path:
        builder = (
            x509.CertificateRevocationListBuilder().issuer_name(self.subject)
            .last_update(NOW - timedelta(days=1)).next_update(NOW + timedelta(days=7))
        )  # fmt: skip
        for one in issued:
            builder = builder.add_revoked_certificate(
                x509.RevokedCertificateBuilder().serial_number(one.certificate.serial_number)
                .revocation_date(NOW - timedelta(hours=1)).build()
            )  # fmt: skip
        return self._written("revoked.pem", builder.sign(self.key, hashes.SHA256()))

    def _written(self, file: str, *objects: Any) -> Path:
        path = self.folder / file
        path.write_bytes(b"".join(one.public_bytes(serialization.Encoding.PEM) for one in objects))
        return path

    def _key(self, file: str, key: Any) -> Path:
        path = self.folder / file
        path.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return path


@dataclass(frozen=True)
class Issued:
    certificate: x509.Certificate
    key: Any
    file: Path
    key_file: Path
