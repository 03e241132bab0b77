"""A sorted request that no slot answers is handed to a recourse by name; every hand-over is found again."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from carekit.auth import ROLES

TO_A_SLOT = {
    "danger": "none", "danger_more": "none", "who": "adult", "reason": "pain", "pain": "strong", "travel": "no",
}  # fmt: skip


@pytest.fixture
def coordinator(world):
    return world.who("care_coordinator")


@pytest.fixture
async def referral(world, coordinator):
    """Sorted: half a day, a doctor, at home."""
    referral = await world.refer()
    await world.ask(coordinator, "PUT", f"/triages/{referral}")
    for question, answer in TO_A_SLOT.items():
        said = await world.ask(coordinator, "PUT", f"/triages/{referral}/answers/{question}", {"answer": answer})
        assert said.status_code == 200, said.text
    return referral


def rule(answer):
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]


async def recourses(world, who, referral, **params):
    return await world.ask(who, "GET", f"/triages/{referral}/recourses", params=params)


async def hand_over(world, who, referral, to, recourse=None):
    return await world.ask(
        who, "POST", f"/triages/{referral}/dispositions", {"to": to, "recourse_id": recourse}
    )  # fmt: skip


async def test_recourses_are_for_who_sorts_and_hand_overs_also_for_the_direction(world, referral):
    for role in sorted(ROLES):
        who = world.who(role)
        refused = (await recourses(world, who, referral)).status_code == 403
        assert refused == (role not in {"care_coordinator", "regulator"}), role
        refused = (await world.ask(who, "GET", "/triage-dispositions")).status_code == 403
        assert refused == (role not in {"care_coordinator", "regulator", "director"}), role


async def test_nothing_is_offered_beside_the_15_nor_before_the_script_has_ended(world, coordinator):
    await world.describe_recourse()
    referral = await world.refer()
    assert rule(await recourses(world, coordinator, uuid4())) == (404, "not-found")
    assert rule(await recourses(world, coordinator, referral)) == (409, "triage-missing")
    await world.ask(coordinator, "PUT", f"/triages/{referral}")
    assert rule(await recourses(world, coordinator, referral)) == (409, "triage-unfinished")
    await world.ask(coordinator, "PUT", f"/triages/{referral}/answers/danger", {"answer": "chest_pain"})
    assert rule(await recourses(world, coordinator, referral)) == (409, "red-flag-first")
    recourse = await world.describe_recourse()
    assert rule(await hand_over(world, coordinator, referral, "recourse", recourse)) == (409, "red-flag-first")


async def test_a_hand_over_names_a_recourse_in_use_of_its_own_kind(world, coordinator, referral):
    sas = await world.describe_recourse("SAS", kind="sas")
    past = await world.describe_recourse("Ancienne ligne", is_active=False)
    for to, recourse, refused in (
        ("recourse", None, "recourse-elsewhere"),
        ("recourse", sas, "recourse-elsewhere"),
        ("sos_medecins", sas, "recourse-elsewhere"),
        ("recourse", past, "recourse-not-in-use"),
        ("recourse", str(uuid4()), "recourse-not-in-use"),
    ):
        assert rule(await hand_over(world, coordinator, referral, to, recourse)) == (422, refused)


async def test_who_takes_it_now_comes_first_and_the_others_say_why_not(world, coordinator, referral):
    await world.describe_recourse(
        "SAS", kind="sas", rank=90, modalities=["AMB", "HH"], public_phone="116117", professional_phone=None
    )
    await world.describe_recourse("Centre du Port", kind="snp_centre", rank=1, modalities=["AMB"])
    await world.describe_recourse("Visites de Montfaux", rank=2, communes=["97002"])
    await world.describe_recourse()
    await world.describe_recourse("Ligne ancienne", is_active=False)
    found = (await recourses(world, coordinator, referral, commune="97001", age_from=80, age_to=130)).json()["items"]
    assert [(one["name"], one["unfit"], one["disposition"], one["recourse_phone"]) for one in found] == [
        ("Visites de l'Orsane", [], "recourse", "0199000010"),
        ("SAS", [], "sas", "116117"),
        ("Centre du Port", ["modality"], "recourse", "0199000010"),
        ("Visites de Montfaux", ["commune"], "recourse", "0199000010"),
    ]
    assert found[0]["open_until"] == "2026-11-23T19:00:00Z"


async def test_the_hand_over_keeps_the_name_of_then_and_the_request_hears_it(world, coordinator, referral):
    recourse = await world.describe_recourse()
    here = (await hand_over(world, coordinator, referral, "recourse", recourse)).json()
    assert (here["status"], here["disposition"]) == ("ended", "recourse")
    await world.describe_recourse("Un autre nom", recourse_id=recourse)
    here = (await world.ask(coordinator, "GET", f"/triages/{referral}")).json()
    assert here["acts"][-1]["recourse_name"] == "Visites de l'Orsane"
    async with world.database.begin(coordinator.caller.cpts_id) as session:
        fact = await session.scalar(text("select data from outbox_event where type = 'triage.disposed.v1'"))
    assert (fact["disposition"], fact["recourse_name"]) == ("recourse", "Visites de l'Orsane")


async def test_hand_overs_are_counted_by_target_and_read_by_filter_by_page_and_as_a_file(
    world, coordinator, referral
):
    sos = await world.describe_recourse("SOS", kind="sos_call_centre")
    await hand_over(world, coordinator, referral, "pool")
    await hand_over(world, coordinator, referral, "sos_medecins", sos)

    async def read(**params):
        return (await world.ask(coordinator, "GET", "/triage-dispositions", params=params)).json()

    found = await read()
    assert [(one["disposition"], one["recourse_name"], one["number"]) for one in found["to"]] == [
        ("pool", None, 1), ("sos_medecins", "SOS", 1),
    ]  # fmt: skip
    assert {one["triage_class"] for one in found["items"]} == {"half_day"}
    assert [one["recourse_name"] for one in (await read(recourse_id=sos))["items"]] == ["SOS"]
    assert [one["disposition"] for one in (await read(disposition="pool"))["items"]] == ["pool"]
    assert (await read(until="2026-11-22"))["items"] == (await read(since="2026-11-24"))["items"] == []
    first = await read(limit=1)
    second = await read(limit=1, cursor=first["next"])
    assert {first["items"][0]["disposition"], second["items"][0]["disposition"]} == {"pool", "sos_medecins"}
    assert second["next"] is None
    file = await world.ask(coordinator, "GET", "/triage-dispositions", Accept="text/csv")
    assert str(referral) not in file.text
    assert len(file.text.splitlines()) == 3
