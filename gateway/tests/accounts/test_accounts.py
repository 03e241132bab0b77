from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID, uuid4

import pytest
from gateway_house import OURS, THEIRS, Browser, House, rule

from carekit.auth import ROLES
from gateway.accounts.policies import NEVER_GIVEN

ACCOUNTS = "/api/accounts/v1/accounts"
DIRECTORY = "/api/directory/v1/professionals"


async def account_id(house: House, email: str) -> str:
    rows = await house.execute("select id from account where email = :e", e=email)
    return str(rows[0].id)


def invitation(*roles: str, **facts: Any) -> dict[str, Any]:
    return {"email": f"{uuid4().hex[:12]}@exemple.invalid", "name": "Nouvelle Personne", "roles": roles, **facts}


async def known_professional(house: House, rpps: str = "99700000017") -> str:
    professional = uuid4()
    await house.execute(
        "insert into known_professional values (:c, :p, :r, 'Dr Alix Essai', true)",
        OURS,
        c=OURS,
        p=professional,
        r=rpps,
    )
    return str(professional)


async def set_roles(browser: Browser, target: str, *roles: str, version: int = 1) -> Any:
    path = f"{ACCOUNTS}/{target}/roles"
    return await browser.send("PUT", path, json={"roles": list(roles)}, If_Match=f'"{version}"')


@pytest.mark.parametrize("role", sorted(ROLES - {"director", "secretary", "suspended", "platform_operator"}))
async def test_only_director_and_secretary_see_the_accounts(house: House, role: str) -> None:
    browser = await house.member(role)
    for path in (ACCOUNTS, f"{ACCOUNTS}/{uuid4()}"):
        answer = await browser.get(path)
        assert (answer.status_code, rule(answer)) == (403, "role-refused")


@pytest.mark.parametrize(
    "role", sorted(ROLES - {"director", "secretary", "professional", "suspended", "platform_operator"})
)
async def test_other_roles_invite_nobody(house: House, role: str) -> None:
    answer = await (await house.member(role)).post(ACCOUNTS, invitation("referrer"))
    assert (answer.status_code, rule(answer)) == (403, "role-refused")


@pytest.mark.parametrize("given", sorted(ROLES - {"professional", "referrer"}))
async def test_the_secretary_invites_members_alone(house: House, given: str) -> None:
    answer = await (await house.member("secretary")).post(ACCOUNTS, invitation(given))
    assert (answer.status_code, rule(answer)) == (403, "role-not-yours-to-give")


@pytest.mark.parametrize("given", sorted(ROLES - {"delegate"}))
async def test_a_professional_names_delegates_alone(house: House, given: str) -> None:
    browser = await house.member("professional", professional_id=uuid4())
    answer = await browser.post(ACCOUNTS, invitation(given))
    assert (answer.status_code, rule(answer)) == (403, "role-not-yours-to-give")


@pytest.mark.parametrize("given", sorted(NEVER_GIVEN))
async def test_nobody_gives_the_roles_of_systems_and_operators(house: House, given: str) -> None:
    director = await house.member("director")
    target = await account_id(house, await house.account("referrer"))
    assert rule(await director.post(ACCOUNTS, invitation(given))) == "role-not-yours-to-give"
    assert rule(await set_roles(director, target, given)) == "role-not-yours-to-give"


@pytest.mark.parametrize("role", sorted(ROLES - {"director", "suspended", "platform_operator"}))
async def test_only_the_director_changes_roles_and_recovers_devices(house: House, role: str) -> None:
    browser = await house.member(role)
    target = await account_id(house, await house.account("referrer"))
    answer = await set_roles(browser, target, "director")
    assert (answer.status_code, rule(answer)) == (403, "role-refused")
    answer = await browser.send("DELETE", f"{ACCOUNTS}/{target}/totp")
    assert (answer.status_code, rule(answer)) == (403, "role-refused")


async def test_nobody_changes_his_own_roles(house: House) -> None:
    director = await house.member("director")
    own = (await director.session())["account_id"]
    assert rule(await set_roles(director, own, "director", "care_coordinator")) == "own-roles-refused"
    assert rule(await director.send("DELETE", f"{ACCOUNTS}/{own}/totp")) == "own-roles-refused"


async def test_accounts_of_another_cpts_cannot_be_seen_or_touched(house: House) -> None:
    director = await house.member("director")
    target = await account_id(house, await house.account("referrer", cpts=THEIRS))
    absent = str(uuid4())
    for one in (target, absent):
        for answer in (
            await director.get(f"{ACCOUNTS}/{one}"),
            await set_roles(director, one, "referrer"),
            await director.send("DELETE", f"{ACCOUNTS}/{one}/totp"),
        ):
            assert (answer.status_code, rule(answer)) == (404, "account-unknown")
    listed = await director.get(f"{ACCOUNTS}?limit=100")
    assert target not in {item["account_id"] for item in listed.json()["items"]}


async def test_without_a_cpts_there_are_no_accounts(house: House) -> None:
    browser = await house.member(cpts=None, is_platform_operator=True)
    answer = await browser.get(ACCOUNTS)
    assert (answer.status_code, rule(answer)) == (403, "role-refused")


@pytest.mark.parametrize(
    ("header", "refused"),
    [(None, "precondition-required"), ('"2"', "precondition-failed"), ("x", "precondition-failed")],
)
async def test_an_edit_must_name_the_version_it_was_made_on(house: House, header: str | None, refused: str) -> None:
    director = await house.member("director")
    target = await account_id(house, await house.account("referrer"))
    given = {} if header is None else {"If_Match": header}
    answer = await director.send("PUT", f"{ACCOUNTS}/{target}/roles", json={"roles": ["secretary"]}, **given)
    assert rule(answer) == refused


@pytest.mark.parametrize(
    "body",
    [
        {"roles": []}, {"roles": ["king"]}, {"roles": "director"}, {"roles": ["director"] * 21}, {},
        {"roles": ["referrer"], "extra": True}, {"roles": [None]},
    ],
)  # fmt: skip
async def test_malformed_roles_are_refused(house: House, body: dict[str, Any]) -> None:
    director = await house.member("director")
    target = await account_id(house, await house.account("referrer"))
    answer = await director.send("PUT", f"{ACCOUNTS}/{target}/roles", json=body, If_Match='"1"')
    assert (answer.status_code, rule(answer)) == (422, "invalid-input")


@pytest.mark.parametrize(
    "query", ["cursor=x", "cursor=WyJhY2NvdW50cyIsIngiLCJ5Il0", "limit=0", "limit=101", "role=king", "x=1"]
)
async def test_a_forged_list_is_refused(house: House, query: str) -> None:
    answer = await (await house.member("director")).get(f"{ACCOUNTS}?{query}")
    assert answer.status_code == 422


async def test_a_professional_is_invited_only_from_the_directory(house: House) -> None:
    secretary = await house.member("secretary")
    assert rule(await secretary.post(ACCOUNTS, invitation("professional"))) == "professional-required"
    unknown = invitation("professional", professional_id=str(uuid4()))
    assert rule(await secretary.post(ACCOUNTS, unknown)) == "professional-unknown"


async def test_an_address_that_is_a_member_already_is_not_invited_again(house: House) -> None:
    director = await house.member("director")
    again = invitation("referrer", email=await house.account("referrer"))
    answer = await director.post(ACCOUNTS, again)
    assert (answer.status_code, rule(answer)) == (409, "already-member")


async def test_an_account_is_never_linked_to_a_second_professional(house: House) -> None:
    director = await house.member("director")
    email = await house.account("professional", cpts=THEIRS, professional_id=uuid4())
    answer = await director.post(
        ACCOUNTS, invitation("professional", email=email, professional_id=await known_professional(house))
    )
    assert (answer.status_code, rule(answer)) == (409, "linked-to-another")


async def test_one_professional_has_one_account(house: House) -> None:
    secretary = await house.member("secretary")
    professional = await known_professional(house, f"997{uuid4().int % 10**8:08}")
    first, second = [
        await secretary.post(ACCOUNTS, invitation("professional", professional_id=professional)) for _ in range(2)
    ]
    assert first.status_code == 201
    assert (second.status_code, rule(second)) == (409, "professional-has-account")


async def test_eight_invitations_of_one_address_at_the_same_instant_make_one_account(house: House) -> None:
    director = await house.member("director")
    body = invitation("referrer")
    answers = await asyncio.gather(*(director.post(ACCOUNTS, body) for _ in range(8)))
    assert sorted(answer.status_code for answer in answers) == [201] + [409] * 7
    assert {rule(answer) for answer in answers if answer.status_code == 409} == {"already-member"}
    assert len(await house.mail_to(body["email"])) == 1


async def test_the_director_invites_by_mail(house: House) -> None:
    director = await house.member("director", name="Direction Essai")
    body = invitation("care_coordinator", "social_coordinator")
    answer = await director.post(ACCOUNTS, body)
    assert answer.status_code == 201
    assert answer.json()["roles"] == ["care_coordinator", "social_coordinator"]
    mails = await house.mail_to(body["email"])
    assert len(mails) == 1
    assert "Direction Essai" in mails[0]
    invited = await house.signed_in(body["email"])
    assert (await invited.session())["roles"] == ["care_coordinator", "social_coordinator"]


async def test_an_invited_professional_takes_name_and_identity_from_the_directory(house: House) -> None:
    secretary = await house.member("secretary")
    rpps = f"997{uuid4().int % 10**8:08}"
    professional = await known_professional(house, rpps)
    answer = await secretary.post(ACCOUNTS, invitation("professional", professional_id=professional))
    assert answer.status_code == 201, answer.text
    assert (answer.json()["name"], answer.json()["professional_id"]) == ("Dr Alix Essai", professional)
    rows = await house.execute("select national_id from account where id = :i", i=UUID(answer.json()["account_id"]))
    assert rows[0].national_id == f"8{rpps}", "so that Pro Santé Connect finds the account"


async def test_a_professional_names_a_delegate_for_himself(house: House) -> None:
    professional = await known_professional(house, f"997{uuid4().int % 10**8:08}")
    doctor = await house.member("professional", professional_id=UUID(professional))
    other = str(uuid4())
    answer = await doctor.post(ACCOUNTS, invitation("delegate", professional_id=other))
    assert (answer.status_code, answer.json()["professional_id"]) == (201, professional)
    rows = await house.execute("select national_id from account where id = :i", i=UUID(answer.json()["account_id"]))
    assert rows[0].national_id is None, "a delegate has no card of the professional"


async def test_an_invitation_sent_twice_happens_once(house: House) -> None:
    director = await house.member("director")
    body, key = invitation("referrer"), uuid4().hex
    first, second = [await director.post(ACCOUNTS, body, Idempotency_Key=key) for _ in range(2)]
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert len(await house.mail_to(body["email"])) == 1
    other = await director.post(ACCOUNTS, invitation("referrer"), Idempotency_Key=key)
    assert rule(other) == "idempotency-key-reused"


async def test_an_account_of_another_cpts_joins_without_changing_who_it_is(house: House) -> None:
    director = await house.member("director")
    email = await house.account("secretary", cpts=THEIRS, name="Nom D'origine")
    answer = await director.post(ACCOUNTS, invitation("referrer", email=email, name="Autre Nom"))
    assert (answer.status_code, answer.json()["name"]) == (201, "Nom D'origine")
    session = await (await house.signed_in(email)).session()
    assert {place["cpts_id"]: place["roles"] for place in session["memberships"]} == {
        str(OURS): ["referrer"], str(THEIRS): ["secretary"],
    }  # fmt: skip


async def test_a_role_taken_away_is_gone_with_the_next_request(house: House) -> None:
    director, member = await house.member("director"), await house.member("secretary", "referrer")
    assert (await member.get(ACCOUNTS)).status_code == 200
    target = (await member.session())["account_id"]
    assert (await set_roles(director, target, "referrer")).json()["version"] == 2
    assert (await member.get(ACCOUNTS)).status_code == 401, "whoever loses a role signs in again"


async def test_a_role_given_counts_with_the_next_request(house: House) -> None:
    director, member = await house.member("director"), await house.member("referrer")
    assert (await member.get(ACCOUNTS)).status_code == 403
    await set_roles(director, (await member.session())["account_id"], "referrer", "secretary")
    assert (await member.get(ACCOUNTS)).status_code == 200
    await member.get(DIRECTORY)
    assert house.verifier.verify(house.peer.token()).roles == {"referrer", "secretary"}


async def test_suspension_ends_every_session_at_once(house: House) -> None:
    director = await house.member("director")
    email = await house.account("professional")
    browsers = [await house.signed_in(email) for _ in range(2)]
    for browser in browsers:
        assert (await browser.get(DIRECTORY)).status_code == 200
    assert (await set_roles(director, await account_id(house, email), "suspended")).status_code == 200
    for browser in browsers:
        assert (await browser.get(DIRECTORY)).status_code == 401


async def test_two_edits_at_the_same_instant_are_not_both_made(house: House) -> None:
    director = await house.member("director")
    target = await account_id(house, await house.account("referrer"))
    answers = await asyncio.gather(*(set_roles(director, target, role) for role in ("secretary", "regulator")))
    assert sorted(answer.status_code for answer in answers) == [200, 412]


async def test_a_lost_device_is_taken_off_by_the_director_and_the_person_is_told(house: House) -> None:
    director = await house.member("director")
    email = await house.account("referrer")
    target = await account_id(house, email)
    await house.execute("update account set totp_secret = 'x', totp_last_step = 5 where email = :e", e=email)
    member = await house.signed_in(email)
    assert (await director.get(f"{ACCOUNTS}/{target}")).json()["has_totp"] is True
    assert (await director.send("DELETE", f"{ACCOUNTS}/{target}/totp")).status_code == 204
    assert (await director.get(f"{ACCOUNTS}/{target}")).json()["has_totp"] is False
    assert (await member.get(DIRECTORY)).status_code == 401
    assert "application d’authentification" in (await house.mail_to(email))[-1]


async def test_the_list_is_read_page_by_page_and_by_role(house: House) -> None:
    cpts = uuid4()
    director = await house.member("director", cpts=cpts, name="A")
    for number in range(5):
        await house.account("referrer", cpts=cpts, name=f"B {number}")
    names: list[str] = []
    cursor = ""
    while True:
        page = (await director.get(f"{ACCOUNTS}?limit=2{cursor}")).json()
        names += [item["name"] for item in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert names == ["A", "B 0", "B 1", "B 2", "B 3", "B 4"]
    only = (await director.get(f"{ACCOUNTS}?role=director")).json()["items"]
    assert [item["name"] for item in only] == ["A"]


async def test_a_single_account_gives_its_etag(house: House) -> None:
    director = await house.member("director")
    answer = await director.get(f"{ACCOUNTS}/{await account_id(house, await house.account('referrer'))}")
    assert answer.headers["etag"] == '"1"'
