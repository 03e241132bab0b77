"""What the French guides ask for: their element tables (cardinalities, fixed values, patterns)."""

import csv
import json

import pytest


@pytest.fixture(scope="session")
def elements(shared_dir):
    """Profile URL → its elements but for slices and `[x]`, which the tables of conformance leave to the validator."""
    of = {}
    with (shared_dir / "standards" / "fhir-fr" / "profile-elements.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if ":" not in row["element_id"] and "[x]" not in row["element_id"]:
                of.setdefault(row["profile_url"], []).append(row)
    return of


def at(holder, path):
    """The values at a path, and how many there are in each holder of its last name."""
    holders = [holder]
    for name in path[:-1]:
        holders = [value for one in holders for value in listed(one.get(name)) if isinstance(value, dict)]
    return [listed(one.get(path[-1])) for one in holders]


def listed(value):
    return value if isinstance(value, list) else [] if value is None else [value]


def matches(value, pattern):
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(matches(value.get(name), inner) for name, inner in pattern.items())
    if isinstance(pattern, list):
        return all(any(matches(one, inner) for one in listed(value)) for inner in pattern)
    return value == pattern


def broken(resource, rows):
    """What of a resource breaks the rows of its profile."""
    for row in rows:
        path = row["element_id"].split(".")[1:]
        if not path:
            continue
        for values in at(resource, path):
            most = float("inf") if row["max"] == "*" else int(row["max"])
            if not int(row["min"]) <= len(values) <= most:
                yield row["element_id"], row["min"], row["max"], len(values)
            kind, _, said = row["fixed_or_pattern"].partition("=")
            wanted = json.loads(said) if said.startswith("{") else said
            if kind and not all(matches(value, wanted) for value in values):
                yield row["element_id"], said, values


@pytest.fixture(scope="session")
def breaches(elements):
    """What of a resource breaks the profile that it names, or the one given."""

    def found(resource, profile=None):
        (named,) = [profile] if profile else resource["meta"]["profile"]
        return list(broken(resource, elements[named]))

    return found
