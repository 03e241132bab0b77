"""Small secrets at rest (TOTP seeds, secret addresses): AES-256-GCM with a key that is not in the database."""

from __future__ import annotations

import hmac
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class Sealer:
    """`about` says what is sealed and for whom: a sealed value moved to another row does not open."""

    def __init__(self, key: bytes) -> None:
        if len(key) != 32:
            raise ValueError("the secrets key is a file of exactly 32 random bytes")
        self._cipher = AESGCM(key)

    @classmethod
    def from_file(cls, path: Path) -> Sealer:
        return cls(path.read_bytes())

    @classmethod
    def derived(cls, signing_key: Path, purpose: str) -> Sealer:
        """For a service without a key of its own for this: every process of it has its signing key."""
        return cls(hmac.digest(signing_key.read_bytes(), purpose.encode(), "sha256"))

    def seal(self, text: str, about: str) -> bytes:
        nonce = secrets.token_bytes(12)
        return nonce + self._cipher.encrypt(nonce, text.encode(), about.encode())

    def open(self, sealed: bytes, about: str) -> str:
        return self._cipher.decrypt(sealed[:12], sealed[12:], about.encode()).decode()
