"""A structure as the four sources of structures give it, and what makes it acceptable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from carekit.identifiers import is_finess
from directory_svc.imports.register import Register, content_hash
from directory_svc.search.names import name_key

REGISTER = Register(
    table="structure",
    key="key",
    columns={
        "key": "text", "finess": "text", "legal_finess": "text", "name": "text", "name_key": "text",
        "category_code": "text", "category_label": "text", "address": "text", "postal_code": "text",
        "commune_code": "text", "commune_name": "text", "phone": "text", "lat": "double precision",
        "lon": "double precision", "source": "text", "content_hash": "bigint", "registered_at": "timestamptz",
    },
    # The official register is never overwritten by a list copied from it.
    outranks="(s.source = 'finess' or t.source <> 'finess')",
)  # fmt: skip

#: How FINESS codes the overseas departments, and what their three-digit communes are prefixed with.
OVERSEAS = {"9A": "97", "9B": "97", "9C": "97", "9D": "97", "9E": "97", "9F": "97", "9J": "98"}


@dataclass
class StructureRow:
    """`line` is where it stands in the file: a line, or the rank of an object in JSON."""

    line: int
    source: str
    name: str
    finess: str | None = None
    key: str | None = None
    legal_finess: str | None = None
    category_code: str | None = None
    category_label: str | None = None
    address: str | None = None
    postal_code: str | None = None
    commune_code: str | None = None
    commune_name: str | None = None
    phone: str | None = None
    lat: float | None = None
    lon: float | None = None

    def flaw(self) -> str | None:
        """The rule it breaks, or None."""
        if not self.name.strip():
            return "name-missing"
        if self.finess is not None and not is_finess(self.finess):
            return "finess-key"
        if self.finess is None and self.key is None:
            return "identifier-missing"
        if self.commune_code is not None and (len(self.commune_code) != 5 or not self.commune_code.isalnum()):
            return "commune-code"
        return None

    def as_row(self, now: Any) -> tuple[Any, ...]:
        finess = self.finess
        facts = (
            finess or self.key,
            finess,
            self.legal_finess,
            _clean(self.name),
            name_key(self.name),
            self.category_code,
            _clean(self.category_label),
            _clean(self.address),
            self.postal_code,
            self.commune_code,
            _clean(self.commune_name),
            self.phone,
            self.lat,
            self.lon,
            self.source,
        )
        return (*facts, content_hash(facts), now)


def slug(*parts: str) -> str:
    """`("01004", "EHPAD L'Ambarroise")` → `01004-ehpad-l-ambarroise`; at most 110 characters."""
    return "-".join(name_key(part).replace(" ", "-") for part in parts)[:110].strip("-")


def _clean(value: str | None) -> str | None:
    if value is None:
        return None
    shown = " ".join("".join(ch if ch.isprintable() else " " for ch in value).split())
    return shown or None


def joined(*parts: str | None) -> str | None:
    """The parts of an address that are there, one blank between them."""
    return " ".join(part.strip() for part in parts if part and part.strip()) or None


def phone_of(value: str | None) -> str | None:
    """Ten digits; a number that lost its first 0 on the way gets it back."""
    digits = "".join(ch for ch in value or "" if ch.isdigit())
    if len(digits) == 9:
        digits = "0" + digits
    return digits if len(digits) == 10 else None
