"""Keys and secrets of this machine, drawn once and kept in the data folder, readable by its owner alone."""

from __future__ import annotations

import base64
import json
import os
import secrets
from pathlib import Path

from joserfc.jwk import ECKey

ISSUERS = ("gateway", "directory-svc", "referral-svc", "scheduling-svc")


class Keys:
    """The folder `keys/`: a signing key per issuer, the public keys all trust, secrets by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def trusted(self) -> Path:
        return self.folder / "trusted-keys.json"

    def signing_key(self, issuer: str) -> Path:
        return self.folder / f"{issuer}.pem"

    def provide(self) -> None:
        """Draws whatever is missing. A start that was interrupted half-way is completed."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        public = [{**self._private_key(issuer).as_dict(private=False), "kid": issuer} for issuer in ISSUERS]
        _write(self.trusted, json.dumps({"keys": public}, indent=1).encode())

    def secret(self, name: str) -> str:
        """32 random bytes, drawn on first use, in base64."""
        return base64.b64encode(self.secret_file(name).read_bytes()).decode()

    def secret_file(self, name: str) -> Path:
        """The file that holds these 32 bytes."""
        kept = self.folder / f"{name}.key"
        if not kept.exists():
            _write(kept, secrets.token_bytes(32))
        return kept

    def _private_key(self, issuer: str) -> ECKey:
        kept = self.signing_key(issuer)
        if not kept.exists():
            _write(kept, ECKey.generate_key("P-256").as_pem(private=True))
        return ECKey.import_key(kept.read_bytes(), {"kid": issuer})


def _write(file: Path, content: bytes) -> None:
    """Whole or not at all, mode 600 from the first byte."""
    fresh = file.with_name(file.name + ".fresh")
    fresh.unlink(missing_ok=True)
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    fresh.rename(file)
