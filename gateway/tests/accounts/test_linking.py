"""An account gets its sheet of the directory: by the director, once, and never his own."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

import pytest
from gateway_house import OURS, Browser, House, rule

from carekit.auth import ROLES

ACCOUNTS = "/api/accounts/v1/accounts"


def some_rpps() -> str:
    return f"997{uuid4().int % 10**8:08}"


async def known_professional(house: House, rpps: str) -> str:
    professional = uuid4()
    await house.execute(
        "insert into known_professional values (:c, :p, :r, 'Dr Alix Essai', true)",
        OURS,
        c=OURS,
        p=professional,
        r=rpps,
    )
    return str(professional)


async def account_id(house: House, email: str) -> str:
    return str((await house.execute("select id from account where email = :e", e=email))[0].id)


async def link(browser: Browser, target: str, professional: str, role: str = "professional", version: int = 1) -> Any:
    body = {"professional_id": professional, "role": role}
    path = f"{ACCOUNTS}/{target}/professional"
    return await browser.send("PUT", path, json=body, If_Match=f'"{version}"')


@pytest.mark.parametrize("role", sorted(ROLES - {"director", "suspended", "platform_operator"}))
async def test_only_the_director_links_an_account_to_a_sheet(house: House, role: str) -> None:
    target = await account_id(house, await house.account("referrer"))
    answer = await link(await house.member(role), target, str(uuid4()))
    assert (answer.status_code, rule(answer)) == (403, "role-refused")


async def test_the_director_does_not_open_a_professionals_patients_to_himself(house: House) -> None:
    director = await house.member("director")
    own = (await director.session())["account_id"]
    answer = await link(director, own, await known_professional(house, some_rpps()))
    assert (answer.status_code, rule(answer)) == (403, "own-roles-refused")


async def test_a_link_is_made_once_to_a_professional_of_the_directory_who_has_no_account(house: House) -> None:
    director = await house.member("director")
    target = await account_id(house, await house.account("referrer"))
    first, second = [await known_professional(house, some_rpps()) for _ in range(2)]
    assert rule(await link(director, target, str(uuid4()))) == "professional-unknown"
    assert rule(await link(director, str(uuid4()), first)) == "account-unknown"
    assert rule(await link(director, target, first, version=2)) == "precondition-failed"
    assert (await link(director, target, first)).status_code == 200
    assert rule(await link(director, target, second, version=2)) == "linked-to-another"
    other = await account_id(house, await house.account("referrer"))
    assert rule(await link(director, other, first)) == "professional-has-account"


async def test_a_linked_account_is_this_professional_with_the_next_request(house: House) -> None:
    director, member = await house.member("director"), await house.member("referrer", name="Alix")
    target, rpps = (await member.session())["account_id"], some_rpps()
    professional = await known_professional(house, rpps)
    answer = await link(director, target, professional)
    assert answer.json()["name"] == "Dr Alix Essai"
    assert (answer.headers["etag"], answer.json()["roles"]) == ('"2"', ["professional", "referrer"])
    session = await member.session()
    assert (session["professional_id"], session["roles"]) == (professional, ["professional", "referrer"])
    rows = await house.execute("select national_id from account where id = :i", i=UUID(target))
    assert rows[0].national_id == f"8{rpps}", "so that Pro Santé Connect finds the account"


async def test_a_delegate_keeps_his_own_name_and_takes_no_card(house: House) -> None:
    director = await house.member("director")
    target = await account_id(house, await house.account("referrer", name="Noa Secrétaire"))
    answer = await link(director, target, await known_professional(house, some_rpps()), role="delegate")
    assert (answer.json()["name"], answer.json()["roles"]) == ("Noa Secrétaire", ["delegate", "referrer"])
    rows = await house.execute("select national_id from account where id = :i", i=UUID(target))
    assert rows[0].national_id is None
