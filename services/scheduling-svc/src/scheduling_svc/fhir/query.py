"""The query of a FHIR search, read as it was sent: `+` is a plus and not a space, `|` may be raw."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, unquote

from scheduling_svc.fhir.dates import span_of
from scheduling_svc.fhir.errors import ModifierUnsupported, ParameterInvalid, ParameterMissing, ParameterUnknown

#: Everything that an address may hold as it is; what is escaped already stays so.
_AS_IT_IS = "%:/?[]@!$&'()*+,;=|-._~"


@dataclass(frozen=True)
class Said:
    """One parameter: its name with modifier or chain, its value, and both as they were sent."""

    name: str
    value: str
    sent: str


@dataclass(frozen=True)
class Query:
    """The parameters that this search knows, in their order."""

    said: tuple[Said, ...]

    def values(self, name: str) -> list[str]:
        return [said.value for said in self.said if said.name == name]

    def codes(self, name: str, *systems: str) -> frozenset[str] | None:
        """Values of a token parameter (`code` or `system|code`, a comma means or, a repetition and); None where it
        is not asked for. A code of a system that is not ours belongs to nothing here."""
        asked = [
            frozenset(
                code
                for system, bar, code in (token.rpartition("|") for token in value.split(","))
                if code and (not bar or system in systems)
            )
            for value in self.values(name)
        ]
        return frozenset.intersection(*asked) if asked else None

    def bounds(self, name: str) -> tuple[datetime | None, datetime | None]:
        """What a date parameter, as often as it is said, leaves: both included, None where no bound was set."""
        spans = [span_of(name, value) for value in self.values(name)]
        return (
            max((first for first, _ in spans if first is not None), default=None),
            min((last for _, last in spans if last is not None), default=None),
        )

    def includes(self, known: frozenset[str], *, strict: bool) -> frozenset[str]:
        """What is asked for beside the matches; what is not known is left out, or refused where the client is
        strict."""
        asked = {*self.values("_include"), *self.values("_include:iterate")}
        if strict and asked - known:
            raise ParameterUnknown("_include: not supported", supported=sorted(known))
        return frozenset(asked & known)

    def self_link(self, url: str) -> str:
        """What was understood of the request, in its own spelling."""
        return "?".join([url, "&".join(said.sent for said in self.said)]) if self.said else url


def read_query(raw: bytes, known: Iterable[str], *, strict: bool) -> Query:
    """`known` are whole names (`_include:iterate`, `schedule.actor:Practitioner.identifier`).

    An unknown parameter is left out, or refused where the client is strict; a known one with a modifier that is
    not among the names is refused always.
    """
    names = frozenset(known)
    kept = []
    for said in _parameters(raw):
        if said.name in names:
            if not said.value.isprintable():
                raise ParameterInvalid(f"{said.name}: printable characters", parameter=said.name)
            kept.append(said)
            continue
        plain, _, modifier = said.name.partition(":")
        if modifier and plain in names:
            raise ModifierUnsupported(f"{plain} is not searched with :{modifier[:40]}", parameter=plain)
        if strict:
            raise ParameterUnknown(f"Not supported: {said.name[:80]}", supported=sorted(names))
    return Query(tuple(kept))


def named_identifier(raw: bytes, *, strict: bool) -> tuple[str, str]:
    """System and value of the one identifier by which a conditional interaction names its subject; the value may
    have any character in it."""
    values = read_query(raw, ("identifier", "_format"), strict=strict).values("identifier")
    if len(values) != 1:
        raise ParameterMissing("identifier: exactly one, as system|value", parameter="identifier")
    system, _, value = values[0].partition("|")
    if not value:
        raise ParameterInvalid("identifier: system|value", parameter="identifier")
    return system, value


def _parameters(raw: bytes) -> Iterable[Said]:
    for part in raw.decode("latin-1").split("&"):
        name, _, value = part.partition("=")
        if name and value:
            yield Said(unquote(name), unquote(value), quote(part, safe=_AS_IT_IS))
