"""A return home is the hospital's own social service: refused with its address, and counted without identity."""

from typing import Any

import pytest

from carekit.auth import ROLES

from ..build import THEIRS, World

PATH = "/home-returns"
HOSPITAL = "970000014"
STATERS = {
    "referrer", "professional", "care_coordinator", "social_coordinator", "regulator", "health_mediator",
    "case_manager",
}  # fmt: skip
READERS = {"care_coordinator", "social_coordinator", "director", "project_officer", "evaluator"}


async def known_hospital(
    world: World, finess: str = HOSPITAL, name: str = "CH de Valbrune", category: str = "355"
) -> None:
    data = {"finess": finess, "name": name, "category_code": category, "commune_code": "97001"}
    assert (await world.tell("structure.described.v1", data)).status_code == 204


async def service(world: World, finess: str | None = HOSPITAL, **changed: Any) -> None:
    body = {
        "kind": "hospital_social",
        "name": "Service social du CH",
        "phone": "0199000060",
        "finess": finess,
        **changed,
    }
    answer = await world.ask(world.who("director"), "POST", "/partner-routes", body)
    assert answer.status_code == 201, answer.text


async def asked(world: World, **said: Any) -> Any:
    answer = await world.ask(world.who("referrer"), "POST", PATH, said)
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.mark.parametrize("role", sorted(ROLES - STATERS))
async def test_whoever_states_no_need_asks_no_return_home(world: World, role: str) -> None:
    assert await world.refused(world.who(role), "POST", PATH, {}) == (403, "role-refused")


@pytest.mark.parametrize("role", sorted(ROLES - STATERS - {"secretary", "director"}))
async def test_hospitals_are_listed_to_those_who_ask_or_keep_the_addresses(world: World, role: str) -> None:
    assert await world.refused(world.who(role), "GET", f"{PATH}/hospitals") == (403, "role-refused")


@pytest.mark.parametrize("role", sorted(ROLES - READERS))
async def test_figures_are_for_those_who_answer_for_the_cpts(world: World, role: str) -> None:
    assert await world.refused(world.who(role), "GET", PATH) == (403, "role-refused")
    assert await world.refused(world.who(role), "GET", f"{PATH}/export") == (403, "role-refused")


async def test_a_place_that_is_no_hospital_known_here_is_refused(world: World) -> None:
    await known_hospital(world, "970000022", "Pharmacie du Pont", "620")
    for finess in ("970000022", "970000030"):
        refused = await world.refused(world.who("referrer"), "POST", PATH, {"finess": finess})
        assert refused[0] == 422, finess
    assert (await world.get(world.coordinator, PATH))["total"] == 0


async def test_it_is_answered_with_the_address_of_that_hospitals_service_alone(world: World) -> None:
    await known_hospital(world)
    await service(world)
    await service(world, None, name="Service social de la clinique", phone="0199000061")
    answer = await asked(world, finess=HOSPITAL)
    assert answer["is_of_hospital"] is True
    assert [(one["name"], one["phone"]) for one in answer["services"]] == [("Service social du CH", "0199000060")]


async def test_without_the_hospitals_own_every_service_is_given(world: World) -> None:
    await known_hospital(world)
    await service(world, None)
    await service(world, None, name="Ancien service", is_active=False)
    for said in ({}, {"finess": HOSPITAL}):
        answer = await asked(world, **said)
        assert answer["is_of_hospital"] is False
        assert [one["name"] for one in answer["services"]] == ["Service social du CH"]


async def test_the_list_of_hospitals_says_whose_service_is_kept(world: World) -> None:
    await known_hospital(world)
    await known_hospital(world, "970000030", "Clinique", "365")
    await known_hospital(world, "970000022", "Pharmacie du Pont", "620")
    await service(world)
    found = (await world.get(world.who("referrer"), f"{PATH}/hospitals"))["items"]
    assert [(one["name"], one["has_service"]) for one in found] == [("CH de Valbrune", True), ("Clinique", False)]


async def test_it_is_counted_by_month_and_hospital_and_nobody_stands_in_the_figures(world: World) -> None:
    await known_hospital(world)
    await asked(world, finess=HOSPITAL)
    await asked(world, finess=HOSPITAL)
    await asked(world)
    counts = await world.get(world.who("evaluator"), PATH)
    assert counts["total"] == 3
    assert [(one["month"], one["hospital_name"], one["count"]) for one in counts["items"]] == [
        ("2026-11", "CH de Valbrune", 2),
        ("2026-11", None, 1),
    ]
    export = await world.ask(world.who("director"), "GET", f"{PATH}/export")
    assert export.text.splitlines()[1] == "2026-11;CH de Valbrune;asked;2"


async def test_a_request_that_is_one_is_redirected_with_the_address_in_its_timeline(world: World) -> None:
    await known_hospital(world)
    await service(world)
    referral = await world.state(kind="care", need=["nursing"])
    path = f"/referrals/{referral['referral_id']}"
    said = {"reason_code": "home_return", "finess": HOSPITAL}
    redirected = await world.act(world.coordinator, referral["referral_id"], "redirection", said)
    assert redirected["status"] == "redirected"
    lines = (await world.get(world.coordinator, f"{path}/timeline"))["items"]
    assert [one["details"] for one in lines if one["code"] == "home_return_refused"] == [
        {"service": "Service social du CH", "phone": "0199000060"}
    ]
    counts = await world.get(world.coordinator, PATH)
    assert [(one["via"], one["count"]) for one in counts["items"]] == [("redirected", 1)]


async def test_another_redirection_counts_nothing(world: World) -> None:
    referral = await world.state()
    await world.act(world.coordinator, referral["referral_id"], "redirection", {"reason_code": "out_of_scope"})
    assert (await world.get(world.coordinator, PATH))["total"] == 0


async def test_a_neighbour_cpts_counts_its_own(world: World) -> None:
    await asked(world)
    assert (await world.get(world.who("director", cpts=THEIRS), PATH))["total"] == 0
