from __future__ import annotations

from gateway_house import OURS, THEIRS, House, rule


async def test_a_request_without_a_session_is_refused(house: House) -> None:
    answer = await house.browser().get("/api/accounts/v1/session")
    assert (answer.status_code, rule(answer)) == (401, "session-required")


async def test_signing_in_opens_a_session(house: House) -> None:
    browser = await house.member("professional", name="Camille Essai")
    session = await browser.session()
    assert session["name"] == "Camille Essai"
    assert session["roles"] == ["professional"]
    assert session["cpts"]["id"] == str(OURS)
    assert session["demonstration"] is True


async def test_x_cpts_of_another_cpts_is_refused(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.get("/api/directory/v1/professionals", X_Cpts=str(THEIRS))
    assert (answer.status_code, rule(answer)) == (403, "not-in-this-cpts")


async def test_services_get_a_token_of_the_person(house: House) -> None:
    browser = await house.member("professional")
    answer = await browser.get("/api/directory/v1/professionals?name=x")
    assert answer.status_code == 200
    caller = house.verifier.verify(house.peer.token())
    assert caller.roles == {"professional"}
    assert caller.cpts_id == OURS
