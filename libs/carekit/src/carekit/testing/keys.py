"""Throwaway signing keys, one pair per issuer, in the files that settings point to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from joserfc.jwk import ECKey

from carekit.auth import TokenSigner

ISSUERS = ("gateway", "directory-svc", "referral-svc", "scheduling-svc")


@dataclass(frozen=True)
class Keys:
    folder: Path

    @property
    def trusted(self) -> Path:
        """JWKS of every issuer's public key."""
        return self.folder / "trusted-keys.json"

    def private(self, issuer: str) -> Path:
        return self.folder / f"{issuer}.pem"

    def signer(self, issuer: str = "gateway") -> TokenSigner:
        return TokenSigner.from_file(issuer, self.private(issuer))


def write_keys(folder: Path, issuers: tuple[str, ...] = ISSUERS) -> Keys:
    """Makes a key pair per issuer below `folder` (mode 600) and the JWKS all services trust."""
    public = []
    for issuer in issuers:
        key = ECKey.generate_key("P-256", {"kid": issuer})
        path = folder / f"{issuer}.pem"
        path.touch(mode=0o600)
        path.write_bytes(key.as_pem(private=True))
        public.append({**key.as_dict(private=False), "kid": issuer})
    keys = Keys(folder)
    keys.trusted.write_text(json.dumps({"keys": public}))
    return keys
