"""What we tell holds to the element tables of the guide: cardinalities, fixed values, patterns."""

import pytest

from .conftest import CPTS_INCLUDES, PS_INCLUDES, lasting


@pytest.mark.parametrize("includes", [PS_INCLUDES, CPTS_INCLUDES], ids=["individual", "cpts"])
async def test_each_resource_holds_to_the_elements_of_its_profile(world, sas, breaches, includes):
    doctor = await world.describe()
    await world.open(doctor, audience=["cpts", "snp", "public"], modalities=["AMB", "VR"],
                     reasons=lasting(snp=15, vaccination=15))  # fmt: skip
    answer = await sas.get(sas.query(doctor, includes=includes))
    told = [answer.body, *(entry["resource"] for entry in answer.body["entry"])]
    told += [inner for resource in told for inner in resource.get("contained", [])]
    seen = set()
    for resource in told:
        (profile,) = resource["meta"]["profile"]
        seen.add(profile.rpartition("/")[2])
        assert breaches(resource) == [], profile
    assert len(seen) == (6 if includes == PS_INCLUDES else 8)


def test_the_check_finds_what_is_wrong(breaches):
    slot = {"schedule": {"reference": "Schedule/1"}, "status": "free", "start": "x", "end": "y"}
    profile = "http://sas.fr/fhir/StructureDefinition/FrSlotAgregateur"
    assert breaches(slot, profile) == []
    assert breaches({**slot, "status": "busy"}, profile)
    assert breaches({name: value for name, value in slot.items() if name != "schedule"}, profile)
