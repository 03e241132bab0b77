"""The CapabilityStatement says what is served, and nothing else."""

import pytest

from .conftest import CPTS_INCLUDES

#: Interaction of FHIR R4 → a request that would be one.
REQUESTS = {
    # An update by id is none that we declare: `conditionalUpdate` names its subject by identifier.
    "read": ("GET", "/{type}/1"), "vread": ("GET", "/{type}/1/_history/1"), "update": ("PUT", "/{type}"),
    "patch": ("PATCH", "/{type}/1"), "delete": ("DELETE", "/{type}/1"), "history-type": ("GET", "/{type}/_history"),
    "create": ("POST", "/{type}"), "search-type": ("GET", "/{type}"),
}  # fmt: skip


@pytest.fixture
async def statement(sas):
    answer = await sas.send("GET", "/fhir/sas/metadata", authorization="")
    assert answer.status == 200
    return answer.body


def test_it_is_of_this_version_and_this_place(statement):
    assert (statement["resourceType"], statement["fhirVersion"], statement["kind"]) == (
        "CapabilityStatement", "4.0.1", "instance",
    )  # fmt: skip
    assert statement["implementation"]["url"] == "http://localhost:8080/fhir/sas"


async def test_what_is_declared_answers_and_what_is_not_is_refused(sas, statement):
    declared = {
        one["type"]: {each["code"] for each in one["interaction"]} for one in statement["rest"][0]["resource"]
    }
    for kind in ("Slot", "Schedule", "Practitioner", "PractitionerRole", "Appointment", "HealthcareService"):
        for interaction, (method, path) in REQUESTS.items():
            answer = await sas.send(method, "/fhir/sas" + path.format(type=kind), body={})
            served = answer.status not in (404, 405)
            assert served == (interaction in declared.get(kind, ())), (kind, interaction, answer.status)


async def test_each_declared_parameter_and_include_is_understood(world, sas, statement):
    professional = await world.describe()
    query = sas.query(professional, includes=CPTS_INCLUDES)
    (slot,) = [one for one in statement["rest"][0]["resource"] if one["type"] == "Slot"]
    assert {parameter["name"] for parameter in slot["searchParam"]} <= {
        part.split("=")[0] for part in query.split("&")
    }  # fmt: skip
    assert all(include in query for include in slot["searchInclude"])
    assert (await sas.get(query, prefer="handling=strict")).status == 200
