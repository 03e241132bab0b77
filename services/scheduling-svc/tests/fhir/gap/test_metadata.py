"""The CapabilityStatement says what is served, and nothing else."""

from uuid import uuid4

import pytest

from .conftest import asking, of

#: Interaction of FHIR R4 → a request that would be one.
REQUESTS = {
    "read": ("GET", "/{type}/{id}"), "search-type": ("GET", "/{type}"), "create": ("POST", "/{type}"),
    "update": ("PUT", "/{type}/{id}"), "patch": ("PATCH", "/{type}/{id}"), "delete": ("DELETE", "/{type}/{id}"),
    "vread": ("GET", "/{type}/{id}/_history/1"), "history-instance": ("GET", "/{type}/{id}/_history"),
    "history-type": ("GET", "/{type}/_history/1"),
}  # fmt: skip
KINDS = ("Slot", "Schedule", "Appointment", "Practitioner", "PractitionerRole", "Patient", "Location", "Device")


@pytest.fixture
async def served(world):
    answer = await world.http.get("/fhir/gap/metadata")
    statement = answer.json()
    assert (statement["resourceType"], statement["fhirVersion"]) == ("CapabilityStatement", "4.0.1")
    return {one["type"]: one for one in statement["rest"][0]["resource"]}


async def test_what_is_declared_answers_and_what_is_not_is_refused(world, gap, doctor, served):
    (slot, other, *_) = await gap.slots()
    told = (await gap.ask(other)).json()
    place = world.places[doctor]
    ids = {"Slot": slot["id"], "Schedule": place, "PractitionerRole": place, "Practitioner": doctor,
           "Appointment": told["id"]}  # fmt: skip
    for kind in KINDS:
        declared = {each["code"] for each in served.get(kind, {}).get("interaction", [])}
        for interaction, (method, path) in REQUESTS.items():
            path = path.format(type=kind, id=ids.get(kind, uuid4()))
            body = None if method == "GET" else {**told, "status": "cancelled"} if method == "PUT" else asking(slot)
            answer = await gap.send(method, path, body, if_match='W/"1"')
            assert (answer.status_code in (200, 201)) == (interaction in declared), (kind, interaction)


async def test_each_declared_parameter_and_include_is_understood(gap, doctor, served):
    for kind, one in served.items():
        asked = [(parameter["name"], "ge2026-11-23" if parameter["type"] == "date" else "x")
                 for parameter in one.get("searchParam", [])]  # fmt: skip
        asked += [("_include", include) for include in one.get("searchInclude", [])]
        for name, value in asked:
            answer = await gap.get(f"/{kind}?{name}={value}", prefer="handling=strict")
            assert answer.status_code == 200, (kind, name)


async def test_conditions_and_versions_are_as_declared(gap, doctor, served):
    (slot, *_) = await gap.slots()
    appointment = served.pop("Appointment")
    assert (appointment["conditionalCreate"], appointment["conditionalUpdate"]) == (True, True)
    assert appointment["versioning"] == "versioned-update"
    assert not any("conditional" in name for one in served.values() for name in one)
    named = "identifier=urn:x%7C1"
    assert (await gap.send("PUT", f"/Appointment?{named}", asking(slot))).status_code == 201
    again = await gap.send("POST", "/Appointment", asking(slot), if_none_exist=named)
    assert again.status_code == 200
    path = f"/Appointment/{again.json()['id']}"
    assert (await gap.send("PUT", path, again.json())).status_code == 428
    assert len(of(await gap.get("/Appointment"), "Appointment")) == 1


async def test_it_says_what_a_request_means_and_that_no_identity_is_kept(served):
    said = served["Appointment"]["documentation"]
    for word in ("`proposed` and `pending`", "held", "urn:maillage:held-until", "hold_over", "No identity", "409"):
        assert word in said
