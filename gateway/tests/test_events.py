from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from gateway_house import OURS, THEIRS, House, rule

from carekit.auth import Caller, ServiceIdentity
from carekit.testing.keys import Keys

DIRECTORY = "/api/directory/v1/professionals"


def envelope(kind: str, subject: UUID, data: dict[str, Any], version: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "source": "directory-svc",
        "type": kind,
        "subject": str(subject),
        "version": version,
        "cpts_id": str(OURS),
        "time": datetime.now(UTC).isoformat(),
        "data": data,
        **changes,
    }


async def tell(house: House, keys: Keys, event: dict[str, Any], issuer: str = "directory-svc") -> httpx.Response:
    token = ServiceIdentity.from_file(issuer, keys.private(issuer)).token(OURS)
    return await house.browser().post("/_events", event, Authorization=f"Bearer {token}")


def described(professional: UUID, **facts: Any) -> dict[str, Any]:
    return {
        "professional_id": str(professional),
        "rpps": "99700000017",
        "family_name": "Essai",
        "given_name": "Alix",
        "title": "Dr",
        "is_member": True,
        "places": [{"label": "a part we do not read"}],
        **facts,
    }


async def test_a_person_may_not_tell_events(house: House, keys: Keys) -> None:
    event = envelope("member.left.v1", uuid4(), {"professional_id": str(uuid4())})
    caller = Caller(account_id=uuid4(), name="x", cpts_id=OURS, roles=frozenset({"director"}))
    token = keys.signer().for_caller(caller)
    answer = await house.browser().post("/_events", event, Authorization=f"Bearer {token}")
    assert (answer.status_code, rule(answer)) == (403, "role-refused")
    assert (await house.browser().post("/_events", event)).status_code == 401
    member = await house.member("director")
    assert (await member.post("/_events", event)).status_code == 401, "a session is no token"


@pytest.mark.parametrize("issuer", ["referral-svc", "scheduling-svc"])
async def test_another_service_may_not_speak_for_the_directory(house: House, keys: Keys, issuer: str) -> None:
    for source in ("directory-svc", issuer):
        event = envelope("member.left.v1", uuid4(), {"professional_id": str(uuid4())}, source=source)
        answer = await tell(house, keys, event, issuer)
        assert (answer.status_code, rule(answer)) == (403, "event-not-yours")


async def test_an_event_of_no_cpts_is_refused(house: House, keys: Keys) -> None:
    event = envelope("member.left.v1", uuid4(), {"professional_id": str(uuid4())}, cpts_id=None)
    assert rule(await tell(house, keys, event)) == "event-unreadable"


async def test_an_event_without_the_shape_of_its_type_is_refused(house: House, keys: Keys) -> None:
    answer = await tell(house, keys, envelope("member.left.v1", uuid4(), {"professional_id": "x"}))
    assert (answer.status_code, rule(answer)) == (422, "event-unreadable")


async def test_the_name_of_a_cpts_is_kept_and_an_older_one_is_ignored(house: House, keys: Keys) -> None:
    cpts = uuid4()
    for version, name, zone in ((2, "CPTS nouvelle", "Indian/Reunion"), (1, "CPTS ancienne", "Europe/Paris")):
        event = envelope("cpts.described.v1", cpts, {"cpts_id": str(cpts), "name": name, "time_zone": zone}, version)
        assert (await tell(house, keys, event)).status_code == 204
    rows = await house.execute("select name, time_zone from known_cpts where id = :i", i=cpts)
    assert [tuple(row) for row in rows] == [("CPTS nouvelle", "Indian/Reunion")]


async def test_a_session_says_where_each_cpts_lives_that_it_works_for(house: House, keys: Keys) -> None:
    here, there = uuid4(), uuid4()
    email = await house.account("professional", cpts=here)
    await house.account("professional", cpts=there, email=email)
    data = {"cpts_id": str(there), "name": "CPTS de l'Ouest", "time_zone": "America/Cayenne"}
    assert (await tell(house, keys, envelope("cpts.described.v1", there, data))).status_code == 204
    browser = await house.signed_in(email)
    for cpts, zone in ((there, "America/Cayenne"), (here, "Europe/Paris")):
        answer = await browser.send("PUT", "/api/accounts/v1/session/cpts", json={"cpts_id": str(cpts)})
        assert answer.json()["cpts"]["time_zone"] == zone
        assert (await browser.session())["cpts"]["time_zone"] == zone


async def test_a_professionals_new_name_is_shown_and_not_given_to_the_delegate(house: House, keys: Keys) -> None:
    professional, rpps = uuid4(), f"997{uuid4().int % 10**8:08}"
    doctor = await house.member("professional", professional_id=professional, rpps=rpps, name="Ancien")
    delegate = await house.member("delegate", professional_id=professional, name="Secrétaire")
    event = envelope("professional.described.v1", professional, described(professional, rpps=rpps))
    assert (await tell(house, keys, event)).status_code == 204
    assert (await doctor.session())["name"] == "Dr Alix Essai"
    assert (await delegate.session())["name"] == "Secrétaire"


async def test_who_leaves_loses_the_role_and_the_sessions_at_once_and_so_do_delegates(
    house: House, keys: Keys
) -> None:
    professional = uuid4()
    doctor = await house.member("professional", professional_id=professional)
    delegate = await house.member("delegate", professional_id=professional)
    both = await house.member("professional", "director", professional_id=professional)
    stranger = await house.member("professional", professional_id=uuid4())
    for browser in (doctor, delegate, both, stranger):
        assert (await browser.get(DIRECTORY)).status_code == 200
    left = {"professional_id": str(professional), "left_on": "2026-11-30"}
    assert (await tell(house, keys, envelope("member.left.v1", professional, left))).status_code == 204
    for browser, status in ((doctor, 401), (delegate, 401), (both, 401), (stranger, 200)):
        assert (await browser.get(DIRECTORY)).status_code == status
    rows = await house.execute(
        "select roles from membership m join account a on a.id = m.account_id where a.professional_id = :p",
        OURS,
        p=professional,
    )
    assert [row.roles for row in rows] == [["director"]], "what the person is beside a professional stays"


async def test_leaving_one_cpts_leaves_the_other_alone(house: House, keys: Keys) -> None:
    professional = uuid4()
    email = await house.account("professional", professional_id=professional)
    await house.account("professional", cpts=THEIRS, email=email, professional_id=professional)
    await tell(house, keys, envelope("member.left.v1", professional, {"professional_id": str(professional)}))
    session = await (await house.signed_in(email)).session()
    assert [place["cpts_id"] for place in session["memberships"]] == [str(THEIRS)]


async def test_the_same_event_twice_is_applied_once(house: House, keys: Keys) -> None:
    professional = uuid4()
    event = envelope("member.left.v1", professional, {"professional_id": str(professional)})
    assert (await tell(house, keys, event)).status_code == 204
    browser = await house.member("professional", professional_id=professional)
    assert (await tell(house, keys, event)).status_code == 204
    assert (await browser.get(DIRECTORY)).status_code == 200


async def test_an_event_we_do_not_read_is_accepted(house: House, keys: Keys) -> None:
    event = envelope("structure.described.v1", uuid4(), {"finess": "990000009"})
    assert (await tell(house, keys, event)).status_code == 204
