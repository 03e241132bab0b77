"""What we tell holds to the element tables of the guide: cardinalities, fixed values, patterns."""

import csv
import json

import pytest

from .conftest import CPTS_INCLUDES, PS_INCLUDES


@pytest.fixture(scope="module")
def elements(shared_dir):
    """Profile URL → its elements that are no slice."""
    of = {}
    with (shared_dir / "standards" / "fhir-fr" / "profile-elements.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["ig"] == "sas" and ":" not in row["element_id"] and "[x]" not in row["element_id"]:
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


@pytest.mark.parametrize("includes", [PS_INCLUDES, CPTS_INCLUDES], ids=["individual", "cpts"])
async def test_each_resource_holds_to_the_elements_of_its_profile(world, sas, elements, includes):
    doctor = await world.describe()
    await world.open(doctor, audience=["cpts", "snp", "public"], modalities=["AMB", "VR"])
    answer = await sas.get(sas.query(doctor, includes=includes))
    told = [answer.body, *(entry["resource"] for entry in answer.body["entry"])]
    told += [inner for resource in told for inner in resource.get("contained", [])]
    seen = set()
    for resource in told:
        (profile,) = resource["meta"]["profile"]
        seen.add(profile.rpartition("/")[2])
        assert list(broken(resource, elements[profile])) == [], profile
    assert len(seen) == (6 if includes == PS_INCLUDES else 8)


def test_the_check_finds_what_is_wrong(elements):
    rows = elements["http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur"]
    slot = {"schedule": {"reference": "Schedule/1"}, "status": "free", "start": "x", "end": "y"}
    assert list(broken(slot, rows)) == []
    assert list(broken({**slot, "status": "busy"}, rows))
    assert list(broken({name: value for name, value in slot.items() if name != "schedule"}, rows))
