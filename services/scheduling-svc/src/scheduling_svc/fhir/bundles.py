"""What a search gives back. Plain functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Resource = dict[str, Any]


def searchset(
    *,
    base: str,
    self_link: str,
    matches: list[Resource],
    included: Iterable[Resource],
    profile: str | None = None,
    next_link: str | None = None,
    whole: bool = True,
) -> Resource:
    """`total` counts the matches, unless this is one page of several. An empty answer has no entry at all."""
    following = [{"relation": "next", "url": next_link}] if next_link else []
    entries = [_entry(base, resource, "match") for resource in matches]
    entries += [_entry(base, resource, "include") for resource in included]
    return {
        "resourceType": "Bundle",
        **({"meta": {"profile": [profile]}} if profile else {}),
        "type": "searchset",
        **({"total": len(matches)} if whole and not following else {}),
        "link": [{"relation": "self", "url": self_link}, *following],
        **({"entry": entries} if entries else {}),
    }


def _entry(base: str, resource: Resource, mode: str) -> Resource:
    return {
        "fullUrl": f"{base}/{resource['resourceType']}/{resource['id']}",
        "resource": resource,
        "search": {"mode": mode},
    }


def filled(members: Mapping[str, Any]) -> Resource:
    """Without what is empty, which FHIR forbids to send."""
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def codeable(system: str, code: str) -> Resource:
    return {"coding": [{"system": system, "code": code}]}


def identifier(type_system: str, type_code: str, system: str, value: str) -> Resource:
    return {"type": codeable(type_system, type_code), "system": system, "value": value}
