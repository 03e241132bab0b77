"""A couple, a family, residents of an EHPAD: searched together, placed one by one (rules, sections 1 and 3)."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

import pytest

from ..build import Somebody, World, need
from .linked import discharged, hospital, line_up, mails_to, together

ROGER = {"family_name": "Zyborowska", "given_name": "Roger", "birth": {"year": 1944}, "sex": "male"}
CHILD = {"family_name": "Zyborowska", "given_name": "Lou", "birth": {"year": 2021}, "sex": "unknown"}


def household(*others: dict[str, Any], setting: str = "household", **changed: Any) -> dict[str, Any]:
    said = {name: value for name, value in need().items() if name not in ("kind", "need")}
    return {**said, "setting": setting, "others": [{"patient": one} for one in others or (ROGER,)], **changed}


async def stated(world: World, *others: dict[str, Any], who: Somebody | None = None, **changed: Any) -> Any:
    answer = await world.ask(who or hospital(world), "POST", "/households", household(*others, **changed))
    assert answer.status_code == 201, answer.text
    return answer.json()


async def searched(world: World, *doctors: UUID, bundle: Any = None) -> Any:
    """Qualified, and these doctors asked for all of them at once."""
    bundle = bundle or await stated(world)
    await together(world, world.coordinator, bundle, "qualification")
    wave = {"professional_ids": [str(one) for one in doctors]}
    await together(world, world.coordinator, bundle, "waves", wave)
    return bundle


async def answered(world: World, doctor: UUID, answer: str = "yes", **more: Any) -> Any:
    him = world.professional(professional=doctor)
    (asked,) = (await world.get(him, "/solicitations"))["items"]
    path = f"/solicitations/{asked['solicitation_id']}/answer"
    reply = await world.ask(him, "POST", path, {"answer": answer, **more})
    assert reply.status_code == 200, reply.text
    return reply.json()


async def standings(world: World, bundle: Any) -> list[str]:
    return [line["standing"] for line in (await line_up(world, bundle))["lines"]]


@pytest.mark.parametrize(
    "wrong", [{"others": []}, {"others": [{"patient": ROGER}] * 10}, {"consent": {"search": False, "given": "oral"}}]
)
async def test_a_household_is_two_to_ten_persons_who_agreed(world: World, wrong: dict[str, Any]) -> None:
    status, _ = await world.refused(hospital(world), "POST", "/households", {**household(), **wrong})
    assert status == 422
    assert await world.rows("select 1 from referral") == []


async def test_the_carers_of_a_discharge_are_not_searched_together(world: World) -> None:
    bundle = await discharged(world, "nurse", "physiotherapist")
    await together(world, world.coordinator, bundle, "qualification")
    doctor = await world.describe()
    for act, body in [
        ("waves", {"professional_ids": [str(doctor)]}),
        ("choice", {"professional_id": str(doctor), "recorded": "oral"}),
    ]:
        path = f"/bundles/{bundle['bundle_id']}/{act}"
        assert await world.refused(world.coordinator, "POST", path, body) == (409, "not-searched-together")


async def test_nobody_is_searched_for_before_they_are_qualified_nor_by_who_wrote_it(world: World) -> None:
    author = hospital(world)
    bundle = await stated(world, who=author)
    doctor = await world.describe()
    path, body = f"/bundles/{bundle['bundle_id']}/waves", {"professional_ids": [str(doctor)]}
    assert await world.refused(world.coordinator, "POST", path, body) == (409, "nobody-to-search-for")
    assert await world.refused(author, "POST", path, body) == (403, "role-refused")
    assert (await world.refused(world.who("referrer"), "POST", path, body))[0] == 404


async def test_each_person_has_a_request_a_key_and_criteria_of_her_own(world: World) -> None:
    bundle = await stated(world, ROGER, CHILD, criteria={"ald": "yes"})
    assert [(one["age_band"], one["priority_class"]) for one in bundle["referrals"]] == [
        ("40-69", 2),
        ("80+", 3),
        ("2-5", 5),
    ]
    assert len(await world.rows("select 1 from data_key")) == 3
    assert [one["bundle"]["kind"] for one in bundle["referrals"]] == ["household"] * 3


async def test_a_doctor_gets_one_mail_and_one_card_for_all_of_them_without_identity(world: World) -> None:
    doctor = await world.describe()
    await searched(world, doctor)
    assert len(await mails_to(world, doctor)) == 1
    him = world.professional(professional=doctor)
    (card,) = (await world.get(him, "/solicitations"))["items"]
    # Two generations are rare under one roof: the card says how many, and none of their ages.
    assert (card["persons"], card["ages"], card["age_band"]) == (2, [], "unknown")
    assert (card["sex"], card["takes"]) == (None, None)
    settings = await world.get(him, f"/professionals/{doctor}/solicitation-settings")
    assert settings["asked_this_week"] == 1


async def test_a_yes_to_all_takes_as_many_places_and_one_choice_places_them_all(world: World) -> None:
    doctor = await world.describe()
    bundle = await searched(world, doctor)
    card = await answered(world, doctor)
    assert (card["takes"], await standings(world, bundle)) == (2, ["answered", "answered"])
    him = world.professional(professional=doctor)
    settings = await world.get(him, f"/professionals/{doctor}/solicitation-settings")
    assert settings["places_reserved"] == 2
    choice = {"professional_id": str(doctor), "recorded": "oral"}
    placed = await together(world, world.coordinator, bundle, "choice", choice)
    assert (placed["found"], placed["wanted"]) == (2, 2)
    for one in bundle["referrals"]:
        assert (await world.ask(him, "GET", f"/referrals/{one['referral_id']}/care-bulletin")).status_code == 200


async def test_who_takes_one_of_two_takes_the_most_pressing_and_the_search_goes_on_for_the_other(
    world: World,
) -> None:
    doctor, next_one = await world.describe(), await world.describe()
    bundle = await searched(world, doctor)
    card = await answered(world, doctor, takes=1)
    # P3 before P5: the one of more than seventy.
    assert (card["takes"], await standings(world, bundle)) == (1, ["to_ask", "answered"])
    choice = {"professional_id": str(doctor), "recorded": "oral"}
    await together(world, world.coordinator, bundle, "choice", choice)
    him = world.professional(professional=doctor)
    first, second = (one["referral_id"] for one in bundle["referrals"])
    assert (await world.ask(him, "GET", f"/referrals/{second}/care-bulletin")).status_code == 200
    assert (await world.refused(him, "GET", f"/referrals/{first}/care-bulletin"))[0] == 404
    # Whom he took is a line of his own list; her companion is none of his.
    assert [one["referral_id"] for one in (await world.get(him, "/solicitations"))["items"]] == [second]
    await together(world, world.coordinator, bundle, "waves", {"professional_ids": [str(next_one)]})
    assert await standings(world, bundle) == ["asked", "found"]


async def test_an_answer_changes_for_all_of_them_and_says_no_more_than_are_waiting(world: World) -> None:
    doctor = await world.describe()
    bundle = await searched(world, doctor)
    him = world.professional(professional=doctor)
    (asked,) = (await world.get(him, "/solicitations"))["items"]
    path = f"/solicitations/{asked['solicitation_id']}/answer"
    assert await world.refused(him, "POST", path, {"answer": "yes", "takes": 3}) == (422, "takes-too-many")
    assert await world.refused(him, "POST", path, {"answer": "no", "takes": 1}) == (422, "invalid-input")
    await answered(world, doctor, takes=1)
    # A condition added to his yes says nothing new of how many.
    await answered(world, doctor, condition="practice_only")
    assert await standings(world, bundle) == ["to_ask", "answered"]
    await answered(world, doctor, takes=2)
    assert await standings(world, bundle) == ["answered", "answered"]
    await answered(world, doctor, "no")
    assert await standings(world, bundle) == ["to_ask", "to_ask"]


async def test_one_who_withdraws_leaves_the_question_standing_for_the_others(world: World) -> None:
    doctor = await world.describe()
    bundle = await searched(world, doctor, bundle=await stated(world, ROGER, CHILD))
    for one in bundle["referrals"][:2]:
        act = {"reason_code": "found_elsewhere"}
        await world.act(world.coordinator, one["referral_id"], "withdrawal", act)
    him = world.professional(professional=doctor)
    (card,) = (await world.get(him, "/solicitations"))["items"]
    assert (card["state"], card["persons"]) == ("open", 1)
    await answered(world, doctor)
    assert await standings(world, bundle) == ["ended", "ended", "answered"]


async def test_a_doctor_is_told_that_nothing_more_is_asked_once_it_is_so_for_all_of_them(world: World) -> None:
    doctor = await world.describe()
    bundle = await searched(world, doctor)
    counts = []
    for one in bundle["referrals"]:
        act = {"reason_code": "found_elsewhere"}
        await world.act(world.coordinator, one["referral_id"], "withdrawal", act)
        counts.append(len(await mails_to(world, doctor)))
    assert counts == [1, 2]


async def test_residents_are_one_search_for_several_doctors_and_each_is_placed_with_who_takes_him(
    world: World,
) -> None:
    doctors = [await world.describe(), await world.describe()]
    residents = [{**ROGER, "given_name": name} for name in ("Ode", "Pia", "Zoé")]
    bundle = await stated(world, *residents, setting="nursing_home", patient={**ROGER, "given_name": "Ana"})
    assert [one["bundle"]["kind"] for one in bundle["referrals"]] == ["residents"] * 4
    assert {one["priority_class"] for one in bundle["referrals"]} == {3}
    await searched(world, *doctors, bundle=bundle)
    assert (await answered(world, doctors[0], takes=2))["takes"] == 2
    assert (await answered(world, doctors[1], takes=4))["takes"] == 4
    for doctor in doctors:
        choice = {"professional_id": str(doctor), "recorded": "oral"}
        placed = await together(world, world.coordinator, bundle, "choice", choice)
    assert (placed["found"], placed["wanted"]) == (4, 4)
    rows = await world.rows(
        "select placed_professional_id as who, count(*) as of from referral group by 1 order by 2 desc"
    )
    assert {(row.who, row.of) for row in rows} == {(doctors[0], 2), (doctors[1], 2)}


async def test_the_consent_of_one_is_not_that_of_the_others(world: World) -> None:
    author = hospital(world)
    bundle = await stated(world, who=author)
    first = bundle["referrals"][0]["referral_id"]
    await world.act(author, first, "withdrawal", {"reason_code": "consent_withdrawn"})
    assert await standings(world, bundle) == ["to_qualify"]
    assert len(await world.rows("select 1 from data_key")) == 1


async def test_answers_and_a_withdrawal_at_once_take_turns_and_lose_nobody(real_world: World) -> None:
    world = real_world
    doctor = await world.describe()
    bundle = await searched(world, doctor, bundle=await stated(world, ROGER, CHILD))
    him = world.professional(professional=doctor)
    (asked,) = (await world.get(him, "/solicitations"))["items"]
    path = f"/solicitations/{asked['solicitation_id']}/answer"
    leaving = bundle["referrals"][2]["referral_id"]
    replies = await asyncio.gather(
        *(world.ask(him, "POST", path, {"answer": "yes", "takes": 2}) for _ in range(3)),
        world.ask(world.coordinator, "POST", f"/referrals/{leaving}/withdrawal", {"reason_code": "moved_away"}),
    )
    assert {reply.status_code for reply in replies} == {200}
    rows = await world.rows("select state, count(*) as of from solicitation group by state order by state")
    assert sum(row.of for row in rows if row.state == "yes") == 2
    assert sorted(await standings(world, bundle)) == ["answered", "answered", "ended"]
