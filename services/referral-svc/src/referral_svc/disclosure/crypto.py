"""Encryption of single fields and blind indexes: pure functions over keys.

AES-256-GCM throughout. A field is bound to its place by its associated data (table, column, record, version):
a value copied to another row, column or version does not open.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from typing import Any
from uuid import UUID

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12


class CannotOpen(Exception):
    """The key is not the one that sealed it, or the value is not in its place. Never says which."""


def new_key() -> bytes:
    return AESGCM.generate_key(bit_length=KEY_BYTES * 8)


def seal(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Nonce (12 bytes, random), then ciphertext and tag."""
    nonce = os.urandom(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def unseal(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound_to)
    except (InvalidTag, ValueError) as wrong:
        raise CannotOpen from wrong


def _place(table: str, column: str, record: UUID, version: int) -> bytes:
    return f"{table}.{column}:{record}:{version}".encode()


def seal_record(key: bytes, table: str, record: UUID, version: int, values: dict[str, Any]) -> dict[str, bytes]:
    """Every value is sealed, an absent one too, so that not even its absence shows."""
    return {
        column: seal(key, orjson.dumps(value), _place(table, column, record, version))
        for column, value in values.items()
    }


def unseal_record(key: bytes, table: str, record: UUID, version: int, sealed: dict[str, bytes]) -> dict[str, Any]:
    return {
        column: orjson.loads(unseal(key, value, _place(table, column, record, version)))
        for column, value in sealed.items()
    }


def normalised(name: str) -> str:
    """Letters alone, without case or accents: « Léa-Marie » and « LEA MARIE » are the same person."""
    bare = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in bare if letter.isalpha())


def blind_index(index_key: bytes, cpts_id: UUID, field: str, *parts: str) -> bytes:
    """HMAC-SHA-256 under a key per CPTS and field, cut to 16 bytes. Two CPTS never get the same value."""
    own_key = hmac.digest(index_key, f"{field}:{cpts_id}".encode(), hashlib.sha256)
    return hmac.digest(own_key, "\x1f".join(parts).encode(), hashlib.sha256)[:16]
