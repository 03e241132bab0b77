"""« Situation complexe »: by the criteria of the DAC, in the lists and on the case, on no card (F007, F125)."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ..build import World, need

SAID = {"criteria": ["home_at_risk", "nobody_coordinates"]}
KEPT = {"criteria": ["home_at_risk", "nobody_coordinates"], "list_version": "2026-11"}


def path_of(referral: Any) -> str:
    return f"/referrals/{referral['referral_id']}"


async def test_a_stranger_and_its_author_say_nothing_of_it_afterwards(world: World) -> None:
    author = world.who("referrer")
    referral = await world.state(author)
    path = f"{path_of(referral)}/complexity"
    assert await world.refused(world.professional(), "POST", path, SAID) == (404, "referral-not-found")
    assert await world.refused(world.who("social_coordinator"), "POST", path, SAID) == (404, "referral-not-found")
    assert await world.refused(author, "POST", path, SAID) == (403, "role-refused")


@pytest.mark.parametrize("wrong", [["old"], ["home_at_risk"] * 10, None], ids=["unknown", "too-many", "null"])
async def test_criteria_that_are_not_of_the_list_are_refused(world: World, wrong: Any) -> None:
    path = f"{path_of(await world.state())}/complexity"
    assert await world.refused(world.coordinator, "POST", path, {"criteria": wrong}) == (422, "invalid-input")
    said = need(complexity=wrong)
    assert await world.refused(world.who("referrer"), "POST", "/referrals", said) == (422, "invalid-input")


async def test_nothing_is_said_of_a_request_that_ended(world: World) -> None:
    referral = await world.state()
    await world.act(world.coordinator, referral["referral_id"], "redirection", {"reason_code": "out_of_scope"})
    path = f"{path_of(referral)}/complexity"
    assert await world.refused(world.coordinator, "POST", path, SAID) == (409, "act-not-allowed-now")


async def test_neither_the_card_nor_who_is_asked_tells_it(world: World) -> None:
    asked = await world.describe()
    professional = world.professional(professional=asked)
    chosen, classes = [], []
    for said in ([], SAID["criteria"]):
        referral = await world.qualified(complexity=said)
        found = await world.get(world.coordinator, f"{path_of(referral)}/candidates")
        chosen.append([one["professional_id"] for one in found["candidates"]])
        classes.append((referral["priority_class"], referral["priority_words"]))
        await world.ask(world.coordinator, "POST", f"{path_of(referral)}/waves", {"professional_ids": [str(asked)]})
    cards = (await world.get(professional, "/solicitations"))["items"]
    assert len(cards) == 2
    assert "complex" not in json.dumps(cards)
    told = ("urgency", "age_band", "sex", "place", "need_codes", "constraints", "answer_by")
    assert [cards[0][name] for name in told] == [cards[1][name] for name in told]
    assert (chosen[0], classes[0]) == (chosen[1], classes[1])


async def test_said_at_stating_it_tags_the_request_and_leaves_out_no_other(world: World) -> None:
    author = world.who("referrer")
    tagged = await world.state(author, complexity=[*SAID["criteria"], "home_at_risk"])
    assert (tagged["is_complex"], tagged["complexity"]) == (True, KEPT)
    other = await world.state(author)
    assert (other["is_complex"], other["complexity"]) == (False, None)
    for asked, ids in ((True, {tagged["referral_id"]}), (False, {other["referral_id"]})):
        page = await world.get(author, "/referrals", complex=asked, mine=True)
        assert {one["referral_id"] for one in page["items"]} == ids
        board = await world.get(author, "/referrals/board", complex=asked, mine=True)
        assert {card["referral_id"] for column in board["columns"] for card in column["cards"]} == ids


async def test_who_only_lists_sees_the_tag_and_no_criterion(world: World) -> None:
    referral = await world.state(complexity=SAID["criteria"])
    items = (await world.get(world.who("secretary"), "/referrals", complex=True))["items"]
    line = next(one for one in items if one["referral_id"] == referral["referral_id"])
    assert line["is_complex"] is True
    assert "home_at_risk" not in json.dumps(line)


async def test_of_a_household_it_is_said_of_one_person(world: World) -> None:
    said = need(complexity=SAID["criteria"], setting="household")
    others = [{"patient": {**said["patient"], "given_name": "Aubin", "sex": "male"}}]
    together = {name: value for name, value in said.items() if name not in ("kind", "need")} | {"others": others}
    answer = await world.ask(world.who("referrer"), "POST", "/households", together)
    assert answer.status_code == 201, answer.text
    assert [one["is_complex"] for one in answer.json()["referrals"]] == [True, False]


async def test_the_coordinator_says_it_and_takes_it_back_and_the_timeline_names_no_criterion(world: World) -> None:
    referral = await world.state()
    identifier = referral["referral_id"]
    assert "complexity" in (await world.get(world.coordinator, path_of(referral)))["allowed_acts"]
    said = await world.act(world.coordinator, identifier, "complexity", SAID)
    assert said["complexity"] == KEPT
    back = await world.act(world.coordinator, identifier, "complexity", {"criteria": []})
    assert (back["is_complex"], back["complexity"]) == (False, None)
    lines = (await world.get(world.coordinator, f"{path_of(referral)}/timeline"))["items"]
    traced = [line for line in lines if line["code"].startswith("complexity")]
    assert [line["code"] for line in traced] == ["complexity_said", "complexity_taken_back"]
    assert [line["details"] for line in traced] == [{}, {}]
    assert {line["by_name"] for line in traced} == {world.coordinator.caller.name}


async def test_nothing_of_it_is_left_once_erased(world: World) -> None:
    referral = await world.state(complexity=SAID["criteria"])
    await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    left = await world.get(world.coordinator, path_of(referral))
    assert left["erased_at"] is not None
    assert (left["is_complex"], left["complexity"]) == (False, None)


async def test_the_dac_is_for_complex_situations_of_any_kind(world: World) -> None:
    dac = {"kind": "dac", "name": "DAC d’essai", "serves": "Parcours complexes"}
    other = {"kind": "ccas", "name": "CCAS d’essai"}
    for route in (dac, other):
        assert (await world.ask(world.coordinator, "POST", "/partner-routes", route)).status_code == 201
    routes = (await world.get(world.coordinator, "/partner-routes"))["items"]
    assert {one["kind"]: one["for_complex"] for one in routes} == {"dac": True, "ccas": False}
