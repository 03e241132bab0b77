"""INT_R02 at the FHIR edge: what is read of a Practitioner, and what the accounts are asked for."""

import json

import httpx
import pytest

from carekit.auth import Caller, TokenVerifier
from scheduling_svc.fhir.sas.accounts_client import Accounts

IDNPS, INTRN = "urn:oid:1.2.250.1.71.4.2.1", "urn:oid:1.2.250.1.213.3.6"
OPAQUE = "3456780581/11242343"
UUID = "1ef1c748-01a3-6180-b098-73283ce4e5b1"
KEPT = "0198a000-0000-7000-8000-000000000001"
JSON = {"content_type": "application/fhir+json"}


class Gateway(httpx.AsyncBaseTransport):
    """The accounts of the gateway, whose rules have tests of their own (`gateway/tests/regulators`)."""

    def __init__(self):
        self.asked, self.tokens = [], []
        self.status, self.is_new = 200, True

    async def handle_async_request(self, request):
        if self.status == 0:
            raise httpx.ConnectError("away")
        act = json.loads(await request.aread())
        self.asked.append(act)
        self.tokens.append(request.headers["authorization"].removeprefix("Bearer "))
        kept = {"regulator_id": KEPT, "is_new": self.is_new, "idnps": act["idnps"], "sas_id": act["sas_id"]}
        return httpx.Response(self.status, json=kept if self.status == 200 else {"errors": []})


@pytest.fixture
def accounts(world):
    gateway, before = Gateway(), world.app.state.accounts
    http = httpx.AsyncClient(transport=gateway)
    world.app.state.accounts = Accounts("http://gateway", world.app.state.identity, http)
    yield gateway
    world.app.state.accounts = before


def practitioner(**changed):
    resource = {
        "resourceType": "Practitioner",
        "meta": {"source": INTRN, "profile": ["https://interop.esante.gouv.fr/ig/fhir/sas/StructureDefinition/x"]},
        "identifier": [{"type": {"coding": [{"code": "IDNPS"}]}, "system": IDNPS, "value": OPAQUE}],
        "active": True, "name": [{"family": "Loridon", "given": ["Sébastien"]}],
        "telecom": [{"system": "email", "value": "sebastien.loridon@exemple.invalid"}], **changed,
    }  # fmt: skip
    return {name: value for name, value in resource.items() if value is not None}


@pytest.mark.parametrize("method", ["POST", "PUT"])
async def test_only_the_registered_partner_writes_accounts(sas, accounts, world, method):
    sas.caller = Caller(world.who().caller.account_id, "x", None, frozenset({"platform_operator"}))
    answer = await sas.send(method, "/fhir/sas/Practitioner", body=practitioner(), **JSON)
    assert answer.status == 403
    assert accounts.asked == []


@pytest.mark.parametrize(
    "changed",
    [
        {"resourceType": "Patient"}, {"active": None}, {"active": "true"}, {"name": None},
        {"name": [{"family": "X"}]},
        {"name": [{"given": ["X"]}]}, {"identifier": None}, {"identifier": [{"system": "urn:oid:1.2", "value": "1"}]},
        {"identifier": [{"system": IDNPS}]}, {"telecom": None}, {"telecom": [{"system": "phone", "value": "1"}]},
        {"identifier": "x"}, {"name": ["x"]}, {"name": [{"family": 3, "given": [{}]}]},
    ],
)  # fmt: skip
async def test_what_the_profile_asks_for_is_required(sas, accounts, changed):
    answer = await sas.send("POST", "/fhir/sas/Practitioner", body=practitioner(**changed), **JSON)
    assert (answer.status, answer.rule) == (422, "resource-invalid")
    assert accounts.asked == []


async def test_another_format_is_refused(sas, accounts):
    answer = await sas.send(
        "POST", "/fhir/sas/Practitioner", body=practitioner(), content_type="application/fhir+xml"
    )
    assert (answer.status, answer.rule) == (415, "body-format-refused")


async def test_a_second_creation_is_refused(sas, accounts):
    accounts.status = 409
    answer = await sas.send("POST", "/fhir/sas/Practitioner", body=practitioner(), **JSON)
    assert (answer.status, answer.rule, answer.issue["code"]) == (409, "regulator-known", "conflict")


@pytest.mark.parametrize("status", [0, 401, 500])
async def test_accounts_that_do_not_answer_leave_it_to_be_asked_again(sas, accounts, status):
    accounts.status = status
    answer = await sas.send("POST", "/fhir/sas/Practitioner", body=practitioner(), **JSON)
    assert (answer.status, answer.issue["code"]) == (503, "transient")


async def test_an_account_is_created_with_an_opaque_identifier(sas, accounts, world):
    answer = await sas.send("POST", "/fhir/sas/Practitioner", body=practitioner(), **JSON)
    assert answer.status == 201
    assert answer.headers["location"] == f"http://localhost:8080/fhir/sas/Practitioner/{KEPT}"
    assert accounts.asked == [
        {"by": None, "idnps": OPAQUE, "sas_id": None, "active": True, "family_name": "Loridon",
         "given_name": "Sébastien", "email": "sebastien.loridon@exemple.invalid"}
    ]  # fmt: skip
    caller = TokenVerifier.from_file(world.settings.trusted_keys).verify(accounts.tokens[0])
    assert (caller.issuer, caller.roles) == ("scheduling-svc", frozenset({"service"}))
    assert answer.body["identifier"][0]["value"] == OPAQUE
    assert answer.body["meta"]["source"] == INTRN


@pytest.mark.parametrize(
    ("query", "by", "value"),
    [
        (f"identifier={IDNPS}|{OPAQUE}", "idnps", OPAQUE),
        (f"identifier={IDNPS}%7C3456780581%2F11242343", "idnps", OPAQUE),
        (f"identifier={INTRN}|{UUID}", "sas_id", UUID),
    ],
)
async def test_an_update_names_its_subject_by_either_identifier(sas, accounts, query, by, value):
    body = practitioner(identifier=[{"system": IDNPS if by == "idnps" else INTRN, "value": value}], active=False)
    for is_new, status in ((True, 201), (False, 200)):
        accounts.is_new = is_new
        answer = await sas.send("PUT", "/fhir/sas/Practitioner", query, body=body, **JSON)
        assert answer.status == status
        assert answer.headers["location"].endswith(KEPT)
    assert (accounts.asked[-1]["by"], accounts.asked[-1][by], accounts.asked[-1]["active"]) == (by, value, False)


async def test_an_update_may_bring_the_other_identifier(sas, accounts):
    both = [{"system": IDNPS, "value": "810002673899"}, {"system": INTRN, "value": UUID}]
    answer = await sas.send(
        "PUT", "/fhir/sas/Practitioner", f"identifier={INTRN}|{UUID}", body=practitioner(identifier=both), **JSON
    )
    assert answer.status == 201
    assert [one["value"] for one in answer.body["identifier"]] == ["810002673899", UUID]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 400), (f"identifier={IDNPS}", 400), (f"identifier={IDNPS}|", 400), ("identifier=urn:oid:1.2|1", 400),
        (f"identifier={IDNPS}|1&identifier={IDNPS}|2", 400), (f"identifier:exact={IDNPS}|1", 400),
        (f"identifier={IDNPS}|another", 422),
    ],
)  # fmt: skip
async def test_an_update_that_names_nobody_or_somebody_else_is_refused(sas, accounts, query, status):
    answer = await sas.send("PUT", "/fhir/sas/Practitioner", query, body=practitioner(), **JSON)
    assert answer.status == status
    assert answer.issue
    assert accounts.asked == []
