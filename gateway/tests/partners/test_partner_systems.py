"""Who registers partner systems, what a token of theirs opens, and how the door is shut."""

from __future__ import annotations

import asyncio
import base64
from typing import Any
from uuid import UUID, uuid4

import pytest
from gateway_house import OURS, House, rule
from joserfc.jwk import ECKey, OctKey
from partner_house import SYSTEMS, Office, public

SLOTS = "/fhir/gap/Slot"


def refused_by(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["issue"][0]["details"]["coding"][0]["code"]


# Who registers


@pytest.mark.parametrize("role", ["director", "secretary", "care_coordinator"])
async def test_nobody_but_the_operator_registers_reads_or_revokes(office: Office, role: str) -> None:
    partner = await office.by_secret()
    other = Office(office.house, await office.house.member(role))
    assert rule(await other.register()) == "role-refused"
    assert rule(await other.browser.get(SYSTEMS)) == "role-refused"
    assert rule(await other.browser.get(f"{SYSTEMS}/{partner.system_id}/calls")) == "role-refused"
    assert rule(await other.browser.send("DELETE", f"{SYSTEMS}/{partner.system_id}")) == "role-refused"


async def test_the_operator_registers_with_his_browser_alone(office: Office) -> None:
    answer = await office.browser.http.post(SYSTEMS, json={})
    assert rule(answer) == "csrf-refused"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"scopes": []}, "scopes"), ({"scopes": ["sas.regulators"]}, "scopes.0"), ({"scopes": ["*"]}, "scopes.0"),
        ({"cpts_id": None}, "cpts_id"), ({"cpts_id": str(UUID(int=1))}, "cpts_id"),
        ({"contact": "nobody"}, "contact"),
        ({"name": "\u0000\u0000"}, "name"), ({"public_keys": []}, "public_keys"),
        ({"public_keys": [{"kty": "oct", "kid": "a"}]}, "public_keys.0.kty"),
        ({"public_keys": [{"kty": "RSA", "kid": "a"}]}, "public_keys"),
        ({"public_keys": [{"kty": "EC", "kid": "a", "crv": "P-256", "x": "AA", "y": "AA"}]}, "public_keys"),
    ],
    ids=lambda changed: changed if isinstance(changed, str) else next(iter(changed)),
)  # fmt: skip
async def test_what_registers_nothing_usable_is_refused(office: Office, changed: dict[str, Any], field: str) -> None:
    answer = await office.register(**changed)
    assert answer.status_code == 422
    assert field in {error["field"] for error in answer.json()["errors"]}


async def test_a_private_a_weak_or_a_doubled_key_is_refused(office: Office) -> None:
    key = ECKey.generate_key("P-384")
    with_private = await office.register(public_keys=[{**key.as_dict(private=True), "kid": "a"}])
    assert with_private.json()["errors"][0]["field"] == "public_keys.0.d"
    modulus = base64.urlsafe_b64encode(b"\xc1" * 128).rstrip(b"=").decode()
    weak = await office.register(public_keys=[{"kty": "RSA", "kid": "a", "e": "AQAB", "n": modulus}])
    assert rule(weak) == "public-key-refused"
    assert rule(await office.register(public_keys=[public(key, "a"), public(key, "a")])) == "public-key-refused"
    shared = await office.register(public_keys=[public(OctKey.generate_key(256), "a")])
    assert shared.status_code == 422


async def test_a_secret_is_shown_once_and_never_again_to_who_repeats(office: Office) -> None:
    headers = {"Idempotency-Key": uuid4().hex}
    body = {"name": "Logiciel", "contact": "a@exemple.invalid", "scopes": ["sas.read"]}
    first = await office.browser.post(SYSTEMS, body, **headers)
    second = await office.browser.post(SYSTEMS, body, **headers)
    assert (first.status_code, second.status_code) == (201, 201)
    assert len(first.json()["client_secret"]) >= 43
    assert second.json() == {**first.json(), "client_secret": None}
    (listed,) = (
        one for one in (await office.browser.get(SYSTEMS)).json()["items"]
        if one["system_id"] == first.json()["system_id"]
    )  # fmt: skip
    assert "client_secret" not in listed
    assert (listed["proof"], listed["cpts"], listed["last_call_at"]) == ("client_secret_basic", None, None)


# What a token opens


@pytest.mark.parametrize("path", ["/fhir/sas/Slot", "/fhir/sas", "/fhir/sas/Practitioner", "/fhir/gap/Appointment"])
async def test_a_session_opens_nothing_of_a_base(house: House, path: str) -> None:
    before = len(house.peer.seen)
    assert refused_by(await (await house.member("director")).get(path)) == (401, "partner-proof-required")
    assert len(house.peer.seen) == before


@pytest.mark.parametrize("token", ["x" * 43, "short", "a.b.c", "é"])
async def test_what_is_no_token_of_ours_opens_nothing(house: House, token: str) -> None:
    before = len(house.peer.seen)
    answer = await house.browser().http.get(SLOTS, headers={"Authorization": f"Bearer {token}".encode()})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert len(house.peer.seen) == before


async def test_our_internal_token_opens_nothing_from_outside(house: House) -> None:
    await (await house.member("director")).get("/api/scheduling/v1/slots")
    internal = house.peer.token()
    answer = await house.browser().http.get(SLOTS, headers={"Authorization": f"Bearer {internal}"})
    assert answer.status_code == 401


async def test_a_token_opens_the_base_of_its_scopes_and_nothing_else(office: Office) -> None:
    gap, sas = await office.by_secret(), await office.by_secret(scopes=["sas.read"], cpts_id=None)
    before = len(office.house.peer.seen)
    assert refused_by(await gap.call("/fhir/sas/Slot", await gap.token())) == (403, "scope-missing")
    assert refused_by(await sas.call(SLOTS, await sas.token())) == (403, "scope-missing")
    for path in ("/api/scheduling/v1/slots", "/api/accounts/v1/session", SYSTEMS):
        assert (await gap.call(path, await gap.token())).status_code == 401
    assert (await gap.call("/fhir/other/Slot", await gap.token())).status_code == 404
    assert len(office.house.peer.seen) == before


async def test_a_system_asks_in_its_own_name_for_its_cpts_with_what_the_token_was_asked_for(office: Office) -> None:
    partner = await office.by_key(scopes=["gap.read", "gap.book"])
    answer = await partner.call(f"{SLOTS}?start=ge2026-01-01T00:00:00+01:00", await partner.token("gap.read"))
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert office.house.peer.seen[-1]["query_string"] == b"start=ge2026-01-01T00:00:00+01:00"
    caller = office.house.verifier.verify(office.house.peer.token())
    assert (str(caller.account_id), caller.roles, caller.scopes, caller.cpts_id) == (
        partner.system_id, frozenset({"partner"}), frozenset({"gap.read"}), OURS,
    )  # fmt: skip
    assert "cookie" not in office.house.peer.headers()


async def test_a_system_of_the_sas_belongs_to_no_cpts(office: Office) -> None:
    partner = await office.by_secret(scopes=["sas.read"])
    assert (await partner.call("/fhir/sas/Slot", await partner.token())).status_code == 200
    caller = office.house.verifier.verify(office.house.peer.token())
    assert (caller.cpts_id, caller.scopes) == (None, frozenset({"sas.read"}))


@pytest.mark.parametrize("path", ["/fhir/sas/metadata", "/fhir/gap/metadata"])
async def test_what_we_serve_is_said_to_everybody(house: House, path: str) -> None:
    answer = await house.browser().http.get(path, headers={"Authorization": "Bearer " + "x" * 43})
    assert answer.status_code == 200
    assert "authorization" not in house.peer.headers()


# How the door is shut


async def test_a_revoked_system_is_out_with_its_next_call_and_gets_no_token(office: Office) -> None:
    partner = await office.by_secret()
    token = await partner.token()
    assert (await partner.call(SLOTS, token)).status_code == 200
    await office.revoke(partner)
    await office.revoke(partner)
    before = len(office.house.peer.seen)
    assert refused_by(await partner.call(SLOTS, token)) == (401, "partner-token-refused")
    assert (await partner.ask()).json()["error"] == "invalid_client"
    assert len(office.house.peer.seen) == before
    (said,) = (
        one for one in (await office.browser.get(SYSTEMS)).json()["items"] if one["system_id"] == partner.system_id
    )
    assert said["revoked_at"] is not None
    assert (await office.calls(partner))[0]["reason"] == "revoked"


async def test_nobody_unknown_is_revoked_or_read(office: Office) -> None:
    for method, path in (("DELETE", f"{SYSTEMS}/{uuid4()}"), ("GET", f"{SYSTEMS}/{uuid4()}/calls")):
        assert rule(await office.browser.send(method, path)) == "partner-system-unknown"


# What is on record


async def test_each_call_is_on_record_without_its_query(office: Office) -> None:
    partner = await office.by_secret()
    token = await partner.token()
    await partner.call(f"{SLOTS}?schedule.actor:Practitioner.identifier=secret", token)
    await partner.call("/fhir/sas/Slot", token)
    await partner.call("/fhir/gap/away", token)
    calls = await office.calls(partner)
    assert [(one["method"], one["path"], one["status"], one["reason"]) for one in calls] == [
        ("GET", "/fhir/gap/away", 503, None), ("GET", "/fhir/sas/Slot", 403, "scope-missing"),
        ("GET", SLOTS, 200, None), ("POST", "/api/accounts/v1/oauth/token", 200, None),
    ]  # fmt: skip


async def test_a_call_that_cannot_be_written_down_does_not_pass(office: Office) -> None:
    partner = await office.by_secret()
    token = await partner.token()
    before = len(office.house.peer.seen)
    await office.house.execute("alter table partner_call rename to partner_call_away")
    try:
        assert (await partner.call(SLOTS, token)).status_code >= 500
    finally:
        await office.house.execute("alter table partner_call_away rename to partner_call")
    assert len(office.house.peer.seen) == before


async def test_the_record_is_read_page_by_page(office: Office) -> None:
    partner = await office.by_secret()
    token = await partner.token()
    await asyncio.gather(*(partner.call(f"/fhir/gap/Slot/{n}", token) for n in range(4)))
    path, seen = f"{SYSTEMS}/{partner.system_id}/calls", []
    page = (await office.browser.get(f"{path}?limit=2")).json()
    while True:
        seen += [one["path"] for one in page["items"]]
        if page["next"] is None:
            break
        page = (await office.browser.get(f"{path}?limit=2&cursor={page['next']}")).json()
    assert len(seen) == len(set(seen)) == 5
