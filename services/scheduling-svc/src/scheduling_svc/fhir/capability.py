"""A CapabilityStatement made of what is served, so that it cannot promise more. Plain functions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from carekit.clock import PARIS
from scheduling_svc.fhir.bundles import Resource, filled
from scheduling_svc.fhir.dates import instant


@dataclass(frozen=True)
class Parameter:
    name: str
    type: str
    definition: str
    documentation: str = ""


@dataclass(frozen=True)
class Served:
    """What is done with one kind of resource."""

    type: str
    interactions: Sequence[str]
    profiles: Sequence[str] = ()
    parameters: Sequence[Parameter] = ()
    includes: Sequence[str] = ()
    conditional_create: bool = False
    conditional_update: bool = False
    #: `versioned-update`: a change names the version that it was made on.
    versioning: str = ""
    documentation: str = ""


def capability_statement(
    *, url: str, title: str, description: str, served: Sequence[Served], security: str, guides: Sequence[str],
    now: datetime,
) -> Resource:  # fmt: skip
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": instant(now, PARIS),
        "title": title,
        "description": description,
        "kind": "instance",
        "software": {"name": "Maillage"},
        "implementation": {"description": title, "url": url},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "implementationGuide": list(guides),
        "rest": [
            {
                "mode": "server",
                "security": {"description": security},
                "resource": [_resource(one) for one in served],
            }
        ],
    }


def _resource(served: Served) -> Resource:
    return filled(
        {
            "type": served.type,
            "supportedProfile": list(served.profiles),
            "documentation": served.documentation,
            "interaction": [{"code": code} for code in served.interactions],
            "versioning": served.versioning,
            "conditionalCreate": served.conditional_create or None,
            "conditionalUpdate": served.conditional_update or None,
            "searchInclude": list(served.includes),
            "searchParam": [
                filled({"name": p.name, "definition": p.definition, "type": p.type, "documentation": p.documentation})
                for p in served.parameters
            ],
        }
    )


def query_parameter(name: str, description: str = "", *, required: bool = False) -> Resource:
    """The same search for the contract of this service. Repeated parameters are lists."""
    said = {"description": description} if description else {}
    schema = {"type": "array", "items": {"type": "string"}}
    return {"name": name, "in": "query", "required": required, "explode": True, **said, "schema": schema}


def identifier_parameter(description: str) -> Resource:
    """By which a conditional interaction names its subject."""
    return {
        "name": "identifier", "in": "query", "required": True, "schema": {"type": "string"},
        "description": description,
    }  # fmt: skip
