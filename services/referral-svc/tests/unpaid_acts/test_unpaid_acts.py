"""Acts done before the rights were up to date are listed, claimed from the CPAM under its agreement, and followed."""

import csv
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from carekit.auth import ROLES
from carekit.testing.telling import told_in

from ..build import Somebody, World, person
from .flagging import ACT, flagged, of

LIST, CPAM = "/unpaid-acts", "/unpaid-acts/cpam-list"
COORDINATORS = {"care_coordinator", "social_coordinator"}


async def convention(world: World, **changed: Any) -> None:
    body = {"kind": "cpam", "name": "CPAM", "may_tell": ["name"], **changed}
    assert (await world.ask(world.who("director"), "POST", "/partner-routes", body)).status_code == 201


async def claim(world: World, *acts: Any, by: Somebody | None = None) -> Any:
    ids = [act["unpaid_act_id"] for act in acts]
    return await world.ask(by or world.coordinator, "POST", CPAM, {"unpaid_act_ids": ids})


async def step(world: World, act: Any, **said: Any) -> Any:
    return await world.ask(world.coordinator, "POST", f"{LIST}/{act['unpaid_act_id']}/step", said)


# Refusals first.


@pytest.mark.parametrize("role", sorted(ROLES - COORDINATORS - {"professional"}))
async def test_nobody_else_reads_the_list(world: World, role: str) -> None:
    assert await world.refused(world.who(role), "GET", LIST) == (403, "role-refused")


@pytest.mark.parametrize("role", sorted(ROLES - COORDINATORS))
async def test_nobody_but_a_coordinator_exports_or_claims(world: World, role: str) -> None:
    assert await world.refused(world.who(role), "GET", f"{LIST}/export") == (403, "role-refused")
    asked = {"unpaid_act_ids": [str(uuid4())]}
    assert await world.refused(world.who(role), "POST", CPAM, asked) == (403, "role-refused")
    paid = {"step": "pay"}
    assert await world.refused(world.who(role), "POST", f"{LIST}/{uuid4()}/step", paid) == (403, "role-refused")


async def test_a_professional_without_a_link_finds_no_request_to_list_his_act_on(world: World) -> None:
    referral = await world.state()
    stranger = world.professional(professional=await world.describe())
    assert await world.refused(stranger, "POST", of(referral), ACT) == (404, "referral-not-found")


async def test_a_professional_lists_his_own_acts_and_nobody_elses(world: World) -> None:
    mine, other = await world.describe(), await world.describe()
    author = world.professional("referrer", professional=mine)
    referral = await world.state(author)
    refused = await world.refused(author, "POST", of(referral), {**ACT, "professional_id": str(other)})
    assert refused == (403, "role-refused")
    listed = await world.ask(author, "POST", of(referral), ACT)
    assert (listed.status_code, listed.json()["professional_id"]) == (201, str(mine))
    assert listed.json()["may"] == []


async def test_an_author_who_is_no_professional_lists_none(world: World) -> None:
    author = world.who("referrer")
    referral = await world.state(author)
    assert await world.refused(author, "POST", of(referral), ACT) == (403, "role-refused")


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ({"done_on": "2026-11-24"}, "done-in-the-future"),
        ({"professional_id": "00000000-0000-4000-8000-0000000000aa"}, "carer-unknown"),
        ({"professional_id": None}, "carer-unknown"),
        ({"agreed": "danger"}, "invalid-input"),
        ({"agreed": None}, "invalid-input"),
    ],
)
async def test_what_is_not_known_or_not_agreed_is_not_listed(world: World, said: dict[str, Any], rule: str) -> None:
    referral = await world.state()
    carer = {"professional_id": str(await world.describe())}
    refused = await world.refused(world.coordinator, "POST", of(referral), {**ACT, **carer, **said})
    assert refused == (422, rule)


async def test_the_same_act_is_listed_once(world: World) -> None:
    referral = await world.state()
    act = await flagged(world, referral)
    again = {**ACT, "professional_id": act["professional_id"]}
    refused = await world.refused(world.coordinator, "POST", of(referral), again)
    assert refused == (409, "unpaid-act-listed-already")


async def test_a_coordinator_finds_no_act_of_the_others_requests(world: World) -> None:
    act = await flagged(world, await world.state())
    social = world.who("social_coordinator")
    assert (await world.get(social, LIST))["items"] == []
    await convention(world)
    assert (await claim(world, act, by=social)).status_code == 404
    path = f"{LIST}/{act['unpaid_act_id']}/step"
    refused = await world.refused(social, "POST", path, {"step": "drop", "reason_code": "given_up"})
    assert refused == (404, "unpaid-act-not-found")


@pytest.mark.parametrize("agreement", [None, {"may_tell": []}, {"is_active": False}, {"kind": "mas"}])
async def test_no_name_leaves_without_an_agreement_with_the_cpam_that_covers_it(
    world: World, agreement: dict[str, Any] | None
) -> None:
    act = await flagged(world, await world.state())
    if agreement is not None:
        await convention(world, **agreement)
    answer = await claim(world, act)
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (409, "convention-missing")
    assert (await world.get(world.coordinator, LIST))["items"][0]["state"] == "to_claim"


async def test_only_named_steps_exist_and_a_refusal_says_why(world: World) -> None:
    act = await flagged(world, await world.state())
    assert (await step(world, act, step="pay")).status_code == 409
    assert (await step(world, act, step="claim")).status_code == 422
    assert (await step(world, act, step="drop")).status_code == 422
    await convention(world)
    await claim(world, act)
    assert (await step(world, act, step="refuse")).json()["type"].endswith("/step-reason-missing")
    refused = await step(world, act, step="refuse", reason_code="period_not_covered")
    assert (refused.json()["state"], refused.json()["reason_code"]) == ("refused", "period_not_covered")
    assert (await claim(world, act)).status_code == 409
    assert (await step(world, act, step="claim_again")).json()["state"] == "to_claim"
    await claim(world, act)
    paid = (await step(world, act, step="pay")).json()
    assert (paid["state"], paid["reason_code"], paid["may"]) == ("paid", None, [])


async def test_once_erased_nothing_of_the_person_can_be_claimed(world: World) -> None:
    referral = await world.state()
    act = await flagged(world, referral)
    await convention(world)
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    assert (await claim(world, act)).status_code == 410
    (kept,) = (await world.get(world.coordinator, LIST))["items"]
    assert (kept["is_erased"], kept["may"]) == (True, ["drop"])


# What works.


async def test_the_list_for_the_cpam_names_the_persons_and_each_is_written_down_as_read(world: World) -> None:
    referral = await world.state()
    act = await flagged(world, referral, done_on="2026-11-03")
    await convention(world)
    coordinator = world.coordinator
    answer = await claim(world, act, by=coordinator)
    assert answer.status_code == 200, answer.text
    header, line = answer.text.splitlines()
    assert header.startswith("Nom;Nom de naissance;Prénom")
    assert line.startswith("Zyborowska;;Melusine;1961-05-04;;unknown;Consultation;03/11/2026;Dr Jeanne Exemple")
    assert (await world.get(coordinator, LIST))["items"][0]["state"] == "claimed"
    log = await world.get(coordinator, f"/referrals/{referral['referral_id']}/reading-log")
    assert [(one["what"], one["ground"]) for one in log["items"]] == [("cpam_list", "coordination")]


async def test_the_rights_say_whether_an_act_came_before_them_to_those_who_read_the_social_bulletin(
    world: World,
) -> None:
    social = world.who("social_coordinator")
    referral = await world.state(kind="social", need=["rights_rupture"])
    path = f"/referrals/{referral['referral_id']}/social-bulletin"
    before = await flagged(world, referral, social, done_on="2026-11-02")
    after = await flagged(world, referral, social, done_on="2026-11-20")
    said = {"state": "open", "open_from": "2026-11-15"}
    assert (await world.ask(social, "PUT", f"{path}/rights", said, If_Match='"1"')).status_code == 204
    await convention(world)
    lines = (await claim(world, before, after, by=social)).text.splitlines()[1:]
    assert [line.split(";")[-3:-1] for line in lines] == [["2026-11-15", "oui"], ["2026-11-15", "non"]]


async def test_writing_the_social_bulletin_again_keeps_the_rights(world: World) -> None:
    social = world.who("social_coordinator")
    referral = await world.state(kind="social", need=["rights"])
    path = f"/referrals/{referral['referral_id']}/social-bulletin"
    assert (await world.get(social, path))["rights_status"] is None
    said = {"state": "interrupted", "open_from": None}
    stale = await world.ask(social, "PUT", f"{path}/rights", said, If_Match='"7"')
    assert stale.status_code == 412
    await world.ask(social, "PUT", f"{path}/rights", said, If_Match='"1"')
    assert (await world.ask(social, "PUT", path, {"housing": "Hébergée"}, If_Match='"2"')).status_code == 204
    kept = await world.get(social, path)
    assert (kept["housing"], kept["rights_status"]) == ("Hébergée", said)


@pytest.mark.parametrize("role", ["care_coordinator", "secretary", "director", "professional"])
async def test_nobody_without_the_social_bulletin_writes_the_rights(world: World, role: str) -> None:
    referral = await world.state(kind="social", need=["rights"])
    path = f"/referrals/{referral['referral_id']}/social-bulletin/rights"
    answer = await world.ask(world.who(role), "PUT", path, {"state": "open"}, If_Match='"1"')
    assert answer.status_code == 404


async def test_nothing_without_identity_names_the_person_and_the_timeline_says_nothing(world: World) -> None:
    referral = await world.state()
    await flagged(world, referral)
    coordinator = world.coordinator
    for path in (LIST, of(referral), f"{LIST}/export", f"/referrals/{referral['referral_id']}/timeline"):
        text = (await world.ask(coordinator, "GET", path)).text
        assert told_in(text, ("Zyborowska", "Melusine", "1961", "Ondines")) == [], path
    lines = (await world.get(coordinator, f"/referrals/{referral['referral_id']}/timeline"))["items"]
    assert {one["code"] for one in lines} == {"stated"}


async def test_filters_and_pages_hold_together(world: World) -> None:
    referral, carer = await world.state(), str(await world.describe())
    for day in range(1, 6):
        await flagged(world, referral, professional_id=carer, done_on=f"2026-11-0{day}")
    await flagged(world, referral, kind="nursing", done_on="2026-11-09")
    coordinator, seen, cursor = world.coordinator, [], None
    while True:
        page = await world.get(
            coordinator, LIST, limit=2, kind="consultation", **({"cursor": cursor} if cursor else {})
        )
        seen += [one["done_on"] for one in page["items"]]
        if not (cursor := page["next"]):
            break
    assert seen == [f"2026-11-0{day}" for day in range(1, 6)]
    late = await world.get(coordinator, LIST, since="2026-11-04", until="2026-11-08", professional_id=carer)
    assert [one["done_on"] for one in late["items"]] == ["2026-11-04", "2026-11-05"]
    assert (await world.ask(coordinator, "GET", LIST, params={"cursor": "ailleurs"})).status_code == 422


async def test_a_professional_sees_what_became_of_his_own(world: World) -> None:
    referral = await world.state()
    mine = await world.describe()
    await flagged(world, referral, professional_id=str(mine))
    await flagged(world, referral)
    himself = world.professional(professional=UUID(str(mine)))
    assert [one["professional_id"] for one in (await world.get(himself, LIST))["items"]] == [str(mine)]


async def test_the_badge_counts_what_waits_to_be_claimed(world: World) -> None:
    first = await flagged(world, await world.state())
    await flagged(world, await world.state(patient=person(family_name="Kwist")))
    await convention(world)
    await claim(world, first)
    lists = (await world.get(world.coordinator, "/worklists"))["items"]
    assert [one["count"] for one in lists if one["key"] == "acts_to_claim"] == [1]
    assert [
        one for one in (await world.get(world.who("referrer"), "/worklists"))["items"] if "acts" in one["key"]
    ] == []


@pytest.mark.parametrize(("zone", "day"), [("Indian/Reunion", "2026-11-24"), ("America/Cayenne", "2026-11-23")])
async def test_the_export_has_the_days_of_where_the_cpts_lives(world: World, zone: str, day: str) -> None:
    await world.describe_cpts(time_zone=zone)
    world.clock.advance(timedelta(hours=12))
    await flagged(world, await world.state())
    answer = await world.ask(world.coordinator, "GET", f"{LIST}/export")
    (line,) = csv.DictReader(answer.text.splitlines(), delimiter=";")
    assert line["state_on"] == day
