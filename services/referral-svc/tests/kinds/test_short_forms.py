"""What a request says of itself besides the eight answers: who may, where it is sealed, who reads it."""

from __future__ import annotations

from typing import Any

import pytest

from ..build import World, need, person

SPECIALIST = {"kind": "specialist", "need": ["specialist_visit"]}
CARE = {"kind": "care", "need": ["injection"]}


async def refused(world: World, who: Any = None, **changed: Any) -> tuple[int, str, list[str]]:
    answer = await world.ask(who or world.who("referrer"), "POST", "/referrals", need(**changed))
    problem = answer.json()
    return answer.status_code, problem["type"].rsplit("/", 1)[-1], [one["field"] for one in problem.get("errors", [])]


@pytest.mark.parametrize(
    ("changed", "rule", "field"),
    [
        ({"answers": {"gir": "2"}}, "question-not-asked", "answers"),
        ({**CARE, "answers": {"frequency": "hourly"}}, "answer-not-an-option", "answers.frequency"),
        ({"specialty": "cardiology"}, "specialist-not-asked", "specialty"),
        ({"advice_first": True}, "specialist-not-asked", "advice_first"),
        ({"on_behalf_of": {"name": "Dr Appelle"}}, "on-behalf-by-coordination", "on_behalf_of"),
        (
            {"consent": {"search": True, "bulletin_sharing": True, "given": "representative"}},
            "representative-missing",
            "representative",
        ),
        ({**SPECIALIST, "specialty": "astrology"}, "invalid-input", "specialty"),
        ({**CARE, "answers": {"starts_on": "a\u0000b"}}, "invalid-input", "answers.starts_on"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_what_the_form_does_not_ask_is_refused_by_name_and_nothing_is_written(
    world: World, changed: dict[str, Any], rule: str, field: str
) -> None:
    status, said, fields = await refused(world, **changed)
    assert (status, said) == (422, rule)
    assert any(one.startswith(field) for one in fields), fields
    assert await world.rows("select 1 from referral") == []


async def test_a_reader_without_ground_never_sees_the_answers(world: World) -> None:
    stated = await world.state(**CARE, answers={"access_home": "key_box", "frequency": "daily"})
    stranger = world.professional()
    assert await world.refused(stranger, "GET", f"/referrals/{stated['referral_id']}/care-bulletin") == (
        404,
        "referral-not-found",
    )
    seen = await world.get(world.who("secretary"), "/referrals")
    assert "key_box" not in str(seen)
    (row,) = await world.rows("select answers from sealed_care_bulletin")
    assert b"key_box" not in row[0]


async def test_answers_are_read_with_the_bulletin_that_seals_them(world: World) -> None:
    author = world.who("referrer")
    stated = await world.state(
        author, kind="dental", need=["dental_care"], answers={"pain": "strong", "rights_open": "interrupted"}
    )
    path = f"/referrals/{stated['referral_id']}"
    assert (await world.get(author, f"{path}/care-bulletin"))["answers"] == {"pain": "strong"}
    assert (await world.get(author, f"{path}/social-bulletin"))["answers"] == {"rights_open": "interrupted"}


async def test_writing_the_words_again_keeps_the_answers_and_writing_the_answers_checks_them(world: World) -> None:
    author = world.who("referrer")
    stated = await world.state(author, **CARE, answers={"frequency": "daily"})
    path = f"/referrals/{stated['referral_id']}/care-bulletin"
    link = {"system": "e_care", "url": "https://e-care.example/d/7f3a"}
    written = await world.ask(author, "PUT", path, {"difficulty": "Seule", "links": [link]}, If_Match='"1"')
    assert written.status_code == 204, written.text
    bulletin = await world.get(author, path)
    assert (bulletin["answers"], bulletin["links"]) == ({"frequency": "daily"}, [link])
    again = await world.ask(author, "PUT", path, {"answers": {"frequency": "weekly"}}, If_Match='"2"')
    assert again.status_code == 204, again.text
    bulletin = await world.get(author, path)
    assert (bulletin["answers"], bulletin["links"]) == ({"frequency": "weekly"}, [link])
    wrong = await world.ask(author, "PUT", path, {"answers": {"frequency": "hourly"}}, If_Match='"3"')
    assert wrong.status_code == 422


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({}, "no_gp"), (CARE, "not_said"), ({"reason": "several_carers"}, "several_carers")],
    ids=["kind", "nothing", "said"],
)
async def test_a_reason_not_said_is_what_the_kind_most_often_means(
    world: World, changed: dict[str, Any], reason: str
) -> None:
    assert (await world.state(**changed))["request_reason"] == reason


async def test_the_queue_and_the_export_know_reasons_and_doors(world: World) -> None:
    acute = await world.state(reason="acute_situation", door="emergency")
    await world.state(patient=person(given_name="Autre"))
    found = await world.get(world.coordinator, "/referrals", reason="acute_situation")
    assert [one["referral_id"] for one in found["items"]] == [acute["referral_id"]]
    found = await world.get(world.coordinator, "/referrals", door="emergency")
    assert [one["referral_id"] for one in found["items"]] == [acute["referral_id"]]
    lines = (await world.ask(world.coordinator, "GET", "/referrals/export")).text.splitlines()
    assert "request_reason;door" in lines[0]
    assert any("acute_situation;emergency" in line for line in lines[1:])


async def test_the_door_is_what_the_account_says_of_its_owner(world: World) -> None:
    pharmacist = await world.describe(profession_code="21")
    said = {
        "pharmacy": await world.state(world.professional(professional=pharmacist)),
        "practice": await world.state(world.professional(professional=await world.describe())),
        "regulation": await world.state(world.who("regulator")),
        "coordination": await world.state(world.coordinator),
        "other": await world.state(world.who("referrer")),
    }
    assert {door: stated["door"] for door, stated in said.items()} == {door: door for door in said}


async def test_a_coordinator_writes_down_who_telephoned(world: World) -> None:
    stated = await world.state(
        world.coordinator, door="emergency", on_behalf_of={"name": "Dr Appelle", "structure": "Urgences d’essai"}
    )
    assert (stated["on_behalf_of_name"], stated["on_behalf_of_structure"]) == ("Dr Appelle", "Urgences d’essai")
    assert stated["referrer_name"] == world.coordinator.caller.name


async def test_only_doctors_of_the_specialty_are_asked(world: World) -> None:
    cardiologist = await world.describe(specialty_codes=["SM73"], is_general_practitioner=False)
    await world.describe()
    referral = await world.qualified(**SPECIALIST, specialty="cardiology")
    found = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/candidates")
    assert [one["professional_id"] for one in found["candidates"]] == [str(cardiologist)]
    assert [one["condition_code"] for one in found["excluded"]] == ["another_profession"]


HOME_HELP = {"kind": "social", "need": ["apa"]}


async def mend(world: World, who: Any, stated: Any, sheet: str, answers: dict[str, Any], version: int = 1) -> Any:
    path = f"/referrals/{stated['referral_id']}/{sheet}-bulletin"
    return await world.ask(who, "PUT", path, {"answers": answers}, If_Match=f'"{version}"')


async def test_an_answer_is_not_mended_by_a_reader_nor_over_a_newer_one(world: World) -> None:
    doctor, author = await world.describe(), world.who("referrer")
    stated = await world.placed(doctor, who=author, answers={"frailty": "frail"})
    reader = world.professional(professional=doctor)
    assert (await mend(world, reader, stated, "care", {"frailty": "robust"})).status_code == 403
    assert (await mend(world, world.professional(), stated, "care", {})).status_code == 404
    assert (await mend(world, author, stated, "care", {"frailty": "robust"})).status_code == 204
    late = await mend(world, world.coordinator, stated, "care", {"frailty": "dependent"})
    assert (late.status_code, late.json()["type"].rsplit("/", 1)[-1]) == (412, "precondition-failed")
    wrong = await mend(world, author, stated, "care", {"gir": "2"}, version=2)
    assert (wrong.status_code, wrong.json()["type"].rsplit("/", 1)[-1]) == (422, "question-not-asked")


async def test_a_mended_answer_leaves_its_trace_without_its_content(world: World) -> None:
    author = world.who("referrer", name="Paule Pharmacie")
    stated = await world.state(author, **CARE, answers={"frequency": "daily", "lasts": "days"})
    await mend(world, author, stated, "care", {"frequency": "weekly"})
    line = (await world.get(author, f"/referrals/{stated['referral_id']}/timeline"))["items"][-1]
    assert (line["code"], line["by_name"], line["details"]) == (
        "care_bulletin_written",
        "Paule Pharmacie",
        {"answers": 2},
    )


async def test_a_mended_answer_that_decides_priority_weighs_the_request_again(world: World) -> None:
    coordinator = world.who("social_coordinator")
    stated = await world.qualified(**HOME_HELP, answers={"gir": "5"})
    assert stated["priority_class"] == 5
    path = f"/referrals/{stated['referral_id']}"
    await mend(world, coordinator, stated, "social", {"gir": "2"})
    risen = await world.get(coordinator, path)
    assert risen["priority_class"] == 3
    assert "criterion_dependency" in [reason["code"] for reason in risen["explanation"]]
    assert (await world.get(coordinator, f"{path}/timeline"))["items"][-1]["code"] == "class_mended"
    await mend(world, coordinator, stated, "social", {"gir": "6"}, version=2)
    assert (await world.get(coordinator, path))["priority_class"] == 5


async def test_an_answer_of_the_short_form_counts_in_the_class_as_a_chip_does(world: World) -> None:
    stated = await world.qualified(**HOME_HELP, answers={"gir": "2"})
    assert stated["priority_class"] == 3


async def test_an_answer_mended_once_placed_leaves_the_class_under_which_the_person_was_served(world: World) -> None:
    doctor, author = await world.describe(), world.who("referrer")
    placed = await world.placed(doctor, who=author, answers={"frailty": "robust"})
    assert (await mend(world, author, placed, "care", {"frailty": "dependent"})).status_code == 204
    after = await world.get(world.coordinator, f"/referrals/{placed['referral_id']}")
    assert after["priority_class"] == placed["priority_class"]
