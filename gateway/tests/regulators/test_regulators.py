"""Regulator accounts as the national SAS describes them (INT_R02), and the sessions that come from there."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from gateway_house import OURS, Browser, House, rule

from carekit.auth import ServiceIdentity
from carekit.testing.keys import Keys
from gateway.login.errors import NoRoleLeft

PATH = "/api/accounts/v1/regulators"
ORIGIN = "/api/accounts/v1/session/origin"


def said(**changed: Any) -> dict[str, Any]:
    fresh = uuid4().hex[:10]
    return {
        "idnps": f"3456780581/{fresh}", "active": True, "family_name": "Loridon", "given_name": "Sébastien",
        "email": f"{fresh}@exemple.invalid", **changed,
    }  # fmt: skip


class Edge:
    """The FHIR edge of scheduling-svc, as the gateway knows it."""

    def __init__(self, house: House, keys: Keys) -> None:
        self.house = house
        self.token = ServiceIdentity("scheduling-svc", keys.signer("scheduling-svc")).token()

    async def put(self, act: dict[str, Any], token: str | None = None) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token or self.token}"}
        return await self.house.browser().http.put(PATH, json=act, headers=headers)

    async def kept(self, act: dict[str, Any]) -> dict[str, Any]:
        answer = await self.put(act)
        assert answer.status_code == 200, answer.text
        kept: dict[str, Any] = answer.json()
        return kept


@pytest.fixture
def edge(house: House, keys: Keys) -> Edge:
    return Edge(house, keys)


async def come(browser: Browser, cpts: UUID | None = OURS) -> httpx.Response:
    return await browser.send("PUT", ORIGIN, json={"origin": "sas", "cpts_id": str(cpts) if cpts else None})


# Who writes


async def test_nobody_but_a_service_writes_regulators(edge: Edge) -> None:
    browser = await edge.house.member("director")
    assert (await browser.send("PUT", PATH, json=said())).status_code == 401
    assert (await edge.put(said(), token="forged")).status_code == 401


@pytest.mark.parametrize(
    "changed",
    [{"idnps": None}, {"idnps": "a b"}, {"email": "nobody"}, {"family_name": ""}, {"by": "sas_id"}, {"by": "email"},
     {"idnps": "x" * 300}, {"active": None}, {"idnps": "a\u0000b"}],
)  # fmt: skip
async def test_what_names_nobody_is_refused(edge: Edge, changed: dict[str, Any]) -> None:
    assert (await edge.put(said(**changed))).status_code == 422


# What is kept


async def test_a_second_creation_is_refused(edge: Edge) -> None:
    act = said()
    first = await edge.kept(act)
    assert (first["is_new"], first["idnps"]) == (True, act["idnps"])
    for again in (act, said(idnps=act["idnps"]), said(email=act["email"], idnps=None, sas_id=str(uuid4()))):
        refused = await edge.put(again)
        assert (refused.status_code, rule(refused)) == (409, "regulator-known")


async def test_what_is_told_twice_is_kept_once(edge: Edge) -> None:
    act = said(by="idnps")
    first, second = await edge.kept(act), await edge.kept(act)
    assert (first["is_new"], second["is_new"]) == (True, False)
    assert first["regulator_id"] == second["regulator_id"]


async def test_an_account_gains_the_identifier_that_it_lacked(edge: Edge) -> None:
    act, uuid = said(by="idnps"), str(uuid4())
    first = await edge.kept(act)
    gained = await edge.kept({**act, "by": "sas_id", "sas_id": uuid})
    assert (gained["regulator_id"], gained["is_new"], gained["sas_id"]) == (first["regulator_id"], False, uuid)
    by_uuid = await edge.kept({**act, "by": "sas_id", "sas_id": uuid, "idnps": None})
    assert (by_uuid["regulator_id"], by_uuid["idnps"]) == (first["regulator_id"], act["idnps"])


async def test_an_account_of_the_same_address_gains_it_too(edge: Edge) -> None:
    act, uuid = said(by="idnps"), str(uuid4())
    first = await edge.kept(act)
    gained = await edge.kept({**act, "by": "sas_id", "sas_id": uuid, "idnps": None})
    assert (gained["regulator_id"], gained["idnps"]) == (first["regulator_id"], act["idnps"])


async def test_a_number_given_to_somebody_else_is_lost_by_who_had_it(edge: Edge) -> None:
    before = said(by="idnps")
    first = await edge.kept(before)
    other = said(by="sas_id", sas_id=str(uuid4()), idnps=None)
    second = await edge.kept(other)
    moved = await edge.kept({**other, "idnps": before["idnps"]})
    assert (moved["regulator_id"], moved["idnps"]) == (second["regulator_id"], before["idnps"])
    assert first["regulator_id"] != second["regulator_id"]
    ((active, idnps),) = await edge.house.execute(
        "select is_active, idnps from regulator where id = :i", i=first["regulator_id"]
    )
    assert (active, idnps) == (False, None)


async def test_the_name_of_a_member_of_a_cpts_stays_his_own(edge: Edge) -> None:
    email = await edge.house.account("director", name="Camille Essai")
    await edge.kept(said(email=email))
    ((name,),) = await edge.house.execute("select name from account where email = :e", e=email)
    assert name == "Camille Essai"


async def test_a_person_whom_the_sas_alone_knows_is_renamed_by_it(edge: Edge) -> None:
    act = said(by="idnps")
    await edge.kept(act)
    await edge.kept({**act, "family_name": "Marius", "email": f"new.{act['email']}"})
    ((name,),) = await edge.house.execute("select name from account where email = :e", e=f"new.{act['email']}")
    assert name == "Sébastien Marius"


# What he may do


async def test_without_the_origin_a_regulator_of_the_sas_has_no_right(edge: Edge) -> None:
    act = said()
    await edge.kept(act)
    session = (await (await edge.house.signed_in(act["email"])).get("/api/accounts/v1/session")).json()
    assert (session["roles"], session["memberships"], session["cpts"]) == ([], [], None)


async def test_a_session_that_comes_from_the_sas_has_the_rights_of_a_regulator_and_no_other(edge: Edge) -> None:
    act = said()
    await edge.kept(act)
    await edge.house.account("director")  # so that the CPTS is known
    browser = await edge.house.signed_in(act["email"])
    answer = await come(browser)
    assert (answer.status_code, answer.json()["roles"], answer.json()["cpts"]["id"]) == (
        200,
        ["regulator"],
        str(OURS),
    )
    await browser.get("/api/scheduling/v1/slots")
    caller = edge.house.verifier.verify(edge.house.peer.token())
    assert caller.roles == {"regulator"}
    assert caller.regulator == f"urn:oid:1.2.250.1.71.4.2.1|{act['idnps']}"


async def test_the_origin_gives_nothing_to_whom_the_sas_does_not_know(edge: Edge) -> None:
    browser = await edge.house.member("referrer")
    answer = await come(browser)
    assert (answer.status_code, rule(answer)) == (403, "not-regulator")


async def test_the_origin_adds_to_what_a_member_may_do(edge: Edge) -> None:
    email = await edge.house.account("referrer")
    await edge.kept(said(email=email))
    answer = await come(await edge.house.signed_in(email))
    assert answer.json()["roles"] == ["referrer", "regulator"]


async def test_an_account_that_is_no_longer_active_loses_its_rights_and_its_sessions_from_the_sas(edge: Edge) -> None:
    act = said(by="idnps")
    await edge.kept(act)
    browser = await edge.house.signed_in(act["email"])
    assert (await come(browser)).status_code == 200
    await edge.kept({**act, "active": False})
    assert (await browser.get("/api/accounts/v1/session")).status_code == 401
    with pytest.raises(NoRoleLeft):
        await edge.house.signed_in(act["email"])


async def test_a_regulator_with_a_card_signs_in_with_it(edge: Edge) -> None:
    idnps = f"8{uuid4().int % 10**11:011d}"
    act = said(idnps=idnps)
    await edge.kept(act)
    ((national,),) = await edge.house.execute("select national_id from account where email = :e", e=act["email"])
    assert national == idnps
