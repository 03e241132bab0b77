"""National identifiers with their keys, and the identifiers we make ourselves.

RPPS: 11 digits, Luhn key (ANS, NOS). FINESS: 9 characters `[0-9][0-9A-Z][0-9]{7}`; the Luhn key holds for
numeric numbers, Corsican ones (2A, 2B) have a letter and no checked key. NIR: 15 characters with
key 97, 2A and 2B counted as 19 and 18 (INSEE).
"""

from __future__ import annotations

import re
import secrets
import time
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field
from stdnum import luhn
from stdnum.exceptions import ValidationError
from stdnum.fr import nir as stdnum_nir

_RPPS = re.compile(r"[0-9]{11}")
_FINESS = re.compile(r"[0-9][0-9A-Z][0-9]{7}")


def is_rpps(value: str) -> bool:
    return bool(_RPPS.fullmatch(value)) and luhn.is_valid(value)


def is_finess(value: str) -> bool:
    if not _FINESS.fullmatch(value):
        return False
    if value.isdigit():
        return bool(luhn.is_valid(value))
    return value[:2] in ("2A", "2B") or value[0] == "9"


def is_nir(value: str) -> bool:
    try:
        return len(stdnum_nir.validate(value)) == 15
    except ValidationError:
        return False


def _rpps(value: str) -> str:
    if not is_rpps(value):
        raise ValueError("an RPPS number has 11 digits, the last of which is a Luhn key")
    return value


def _finess(value: str) -> str:
    if not is_finess(value):
        raise ValueError("a FINESS number has 9 characters such as 690000013 or 2A0000014, with a Luhn key")
    return value


def _nir(value: str) -> str:
    compact = re.sub(r"[\s.]", "", value).upper()
    if not is_nir(compact):
        raise ValueError("a NIR has 13 characters and a key of 2 digits")
    return compact


Rpps = Annotated[
    str,
    AfterValidator(_rpps),
    Field(description="RPPS number: 11 digits, Luhn key", examples=["99000000010"]),
]
Finess = Annotated[
    str,
    AfterValidator(_finess),
    Field(description="FINESS number: 9 characters, Luhn key when numeric", examples=["960000016"]),
]
Nir = Annotated[
    str,
    AfterValidator(_nir),
    Field(description="NIR: 13 characters and its key of 2 digits, 2A and 2B allowed"),
]


def new_id() -> UUID:
    """A UUID of version 7: ordered by time, so that indexes grow at one end and facts keep their order.

    Twelve bits hold the fraction of the millisecond (RFC 9562, section 6.2, method 3): two facts of one transaction
    about one aggregate are told in the order in which they were written.
    """
    milliseconds, nanoseconds = divmod(time.time_ns(), 1_000_000)
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80
    value |= 0x7 << 76
    value |= (nanoseconds * 4096 // 1_000_000) << 64
    value |= 0b10 << 62
    value |= secrets.randbits(62)
    return UUID(int=value)
