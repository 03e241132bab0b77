"""A Practitioner of the SAS (FrPractitionerRegul) read as a regulator, and told back. Plain functions."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from scheduling_svc.fhir import systems
from scheduling_svc.fhir.bundles import Resource, filled, identifier
from scheduling_svc.fhir.errors import ParameterInvalid, ResourceInvalid
from scheduling_svc.fhir.query import named_identifier
from scheduling_svc.fhir.sas import codes
from scheduling_svc.fhir.sas.accounts_client import KeptRegulator, SaidRegulator

Kind = Literal["idnps", "sas_id"]
KINDS: dict[str, Kind] = {systems.IDNPS: "idnps", codes.SAS_ACCOUNT: "sas_id"}


def named_by(query: bytes) -> tuple[Kind, str]:
    """The identifier of a conditional update: its kind and its value, whatever characters it has."""
    system, value = named_identifier(query, strict=False)
    if system not in KINDS:
        raise ParameterInvalid(f"identifier: the systems are {', '.join(KINDS)}", parameter="identifier")
    return KINDS[system], value


def regulator_of(practitioner: Resource, by: tuple[Kind, str] | None) -> SaidRegulator:
    """Refuses what the profile asks for and the resource lacks. An identifier of another system is left aside."""
    known: dict[str, str] = {}
    for one in _list(practitioner, "identifier"):
        kind = KINDS.get(_text(one, "system") or "")
        if kind:
            known[kind] = _needed(_text(one, "value"), "Practitioner.identifier.value")
    if by is not None:
        if known.get(by[0], by[1]) != by[1]:
            raise ResourceInvalid(
                "Practitioner.identifier differs from the one in the address", parameter="identifier"
            )
        known[by[0]] = by[1]
    if not known:
        raise ResourceInvalid("Practitioner.identifier: a national one (IDNPS) or one of the SAS (INTRN)")
    active = practitioner.get("active")
    if not isinstance(active, bool):
        raise ResourceInvalid("Practitioner.active: true or false")
    name = next(iter(_list(practitioner, "name")), {})
    given = name.get("given")
    first = given[0] if isinstance(given, list) and given and isinstance(given[0], str) else None
    mails = [_text(one, "value") for one in _list(practitioner, "telecom") if _text(one, "system") == "email"]
    return SaidRegulator(
        by=by[0] if by else None,
        idnps=known.get("idnps"),
        sas_id=known.get("sas_id"),
        active=active,
        family_name=_needed(_text(name, "family"), "Practitioner.name.family"),
        given_name=_needed(first, "Practitioner.name.given"),
        email=_needed(next(iter(mails), None), "Practitioner.telecom: the e-mail by which he signs in"),
    )


def practitioner_of(said: SaidRegulator, kept: KeptRegulator) -> Resource:
    identifiers = [
        identifier(systems.OLD_TYPES, code, system, value)
        for code, system, value in (
            ("IDNPS", systems.IDNPS, kept.idnps),
            ("INTRN", codes.SAS_ACCOUNT, kept.sas_id),
        )
        if value
    ]
    return filled(
        {
            "resourceType": "Practitioner",
            "id": str(kept.regulator_id),
            "meta": {"source": codes.SAS_ACCOUNT, "profile": [codes.REGULATOR]},
            "identifier": identifiers,
            "active": said.active,
            "name": [{"family": said.family_name, "given": [said.given_name]}],
            "telecom": [{"system": "email", "value": said.email}],
        }
    )


def location_of(base: str, regulator_id: UUID) -> dict[str, str]:
    return {"Location": f"{base}/Practitioner/{regulator_id}"}


def _list(holder: Resource, name: str) -> list[dict[str, Any]]:
    value = holder.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(holder: dict[str, Any], name: str) -> str | None:
    value = holder.get(name)
    return value.strip() or None if isinstance(value, str) else None


def _needed(value: str | None, what: str) -> str:
    if value is None:
        raise ResourceInvalid(f"Missing: {what}")
    return value
