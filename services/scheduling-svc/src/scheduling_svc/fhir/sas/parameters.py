"""What the SAS asks of our slots (INT_R01, INT_R04), out of its query. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from scheduling_svc.fhir.errors import ParameterInvalid, ParameterMissing
from scheduling_svc.fhir.query import Query, read_query
from scheduling_svc.fhir.sas.errors import TooManyIdentifiers
from scheduling_svc.fhir.systems import IDNPS

WHO = "schedule.actor:Practitioner.identifier"
INCLUDES = frozenset(
    {"Slot:schedule", "Schedule:actor", "Slot:service-type-reference", "HealthcareService:organization"}
)
#: `_count` is read and never cuts the answer: the profile allows one link, so there is no next page. `_format` is
#: judged before.
KNOWN = ("start", "status", WHO, "_include", "_include:iterate", "_count", "_format")
MOST_IDENTIFIERS = 25
_RPPS = re.compile(r"8([0-9]{11})")


@dataclass(frozen=True)
class SlotsAsked:
    """`rpps` without the prefix of its kind; both bounds included."""

    query: Query
    rpps: tuple[str, ...]
    first: datetime
    last: datetime
    free: bool
    includes: frozenset[str]

    @property
    def with_cpts(self) -> bool:
        """The CPTS flow (INT_R04) asks for what the slots are shared with; the individual one (INT_R01) does not."""
        return "Slot:service-type-reference" in self.includes


def slots_asked(raw: bytes, *, strict: bool) -> SlotsAsked:
    query = read_query(raw, KNOWN, strict=strict)
    first, last = _window(query)
    return SlotsAsked(
        query=query,
        rpps=_professionals(query.values(WHO)),
        first=first,
        last=last,
        free=_is_free(query.values("status"), strict=strict),
        includes=query.includes(INCLUDES, strict=strict),
    )


def _window(query: Query) -> tuple[datetime, datetime]:
    first, last = query.bounds("start")
    if first is None or last is None:
        raise ParameterMissing("start: a lower and an upper bound (ge and le)", parameter="start")
    return first, last


def _professionals(values: list[str]) -> tuple[str, ...]:
    """Identifiers of another kind (ADELI, another system) belong to nobody here: they match nothing."""
    asked = [token for value in values for token in value.split(",") if token]
    if not asked:
        raise ParameterMissing(f"{WHO}: 1 to {MOST_IDENTIFIERS} identifiers", parameter=WHO)
    if len(asked) > MOST_IDENTIFIERS:
        raise TooManyIdentifiers(f"{len(asked)} of at most {MOST_IDENTIFIERS}", parameter=WHO)
    found = []
    for token in asked:
        system, bar, value = token.rpartition("|")
        if "|" in system:
            raise ParameterInvalid(f"{WHO}: an identifier is system|value", parameter=WHO)
        matched = _RPPS.fullmatch(value)
        if matched and (not bar or system == IDNPS):
            found.append(matched[1])
    return tuple(dict.fromkeys(found))


def _is_free(values: list[str], *, strict: bool) -> bool:
    """Only free slots are told: another status finds nothing, and who says none gets them, unless he is strict (the
    guide asks for `status=free`)."""
    if strict and not values:
        raise ParameterMissing("status: free", parameter="status")
    return all("free" in [token.rpartition("|")[2] for token in value.split(",")] for value in values)
