"""Who is trained for care at a distance, who wishes to be, and who may know it."""

from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from carekit.db import Database

from ..build import API, NURSE, OURS, THEIRS, World, told

SAID = {"followed": {"title": "DU de télémédecine", "ended": "2025"}, "wishes_training": False}
WISH = {"followed": None, "wishes_training": True}
READERS = [
    "referrer", "professional", "delegate", "regulator", "health_mediator", "case_manager", "project_officer",
    "quality_referent",
]  # fmt: skip


def rule(answer: httpx.Response) -> str:
    return str(answer.json()["type"]).rpartition("/")[2]


async def state(
    world: World, who: UUID, *roles: str, version: int = 0, body: dict[str, Any] | None = None, **caller: Any
) -> httpx.Response:
    return await world.http.put(
        f"{API}/professionals/{who}/remote-care-training",
        json=SAID if body is None else body,
        headers=world.headers(*roles, **caller) | {"If-Match": f'"{version}"'},
    )


async def said_by_himself(world: World, who: UUID, body: dict[str, Any] | None = None, version: int = 0) -> None:
    answer = await state(world, who, "professional", professional_id=who, body=body, version=version)
    assert answer.status_code == 200, answer.text


async def withdraw(world: World, who: UUID, *roles: str, **caller: Any) -> httpx.Response:
    path = f"{API}/professionals/{who}/remote-care-training"
    return await world.http.delete(path, headers=world.headers(*roles, **caller))


async def read(world: World, who: UUID, *roles: str, **caller: Any) -> Any:
    return (await world.get(f"/professionals/{who}", *roles, **caller)).json()["remote_care_training"]


async def offers_remote_care(world: World, who: UUID) -> None:
    answer = await world.http.put(
        f"{API}/professionals/{who}/offer",
        json={"teleconsultation": True},
        headers={**world.headers("professional", professional_id=who), "If-Match": '"0"'},
    )
    assert answer.status_code == 200, answer.text


async def test_a_professional_may_not_speak_of_the_training_of_another(world: World) -> None:
    who = await world.professional(member_of=OURS)
    answer = await state(world, who, "professional", professional_id=uuid4())
    assert (answer.status_code, rule(answer)) == (403, "not-your-sheet")
    answer = await withdraw(world, who, "delegate", professional_id=uuid4())
    assert (answer.status_code, rule(answer)) == (403, "not-your-sheet")


@pytest.mark.parametrize("role", ["referrer", "regulator", "evaluator", "partner", "project_officer", "guest"])
async def test_a_role_that_keeps_no_sheet_states_no_training(world: World, role: str) -> None:
    who = await world.professional(member_of=OURS)
    for answer in (
        await state(world, who, role, professional_id=who),
        await withdraw(world, who, role, professional_id=who),
    ):
        assert (answer.status_code, rule(answer)) == (403, "role-refused")


async def test_a_cpts_states_nothing_for_a_professional_of_elsewhere(world: World) -> None:
    answer = await state(world, await world.professional(communes=("96004",)), "care_coordinator")
    assert (answer.status_code, rule(answer)) == (403, "outside-your-territory")


async def test_a_training_stated_on_an_older_sheet_is_refused(world: World) -> None:
    who = await world.professional()
    await said_by_himself(world, who)
    again = await state(world, who, "professional", professional_id=who)
    assert (again.status_code, rule(again)) == (412, "precondition-failed")


@pytest.mark.parametrize("ended", ["2027", "2026-11-24", "2099-01-01"])
async def test_a_training_that_is_not_over_is_refused_at_its_field(world: World, ended: str) -> None:
    who = await world.professional()
    answer = await state(
        world, who, "professional", professional_id=who, body={"followed": {"title": "DU", "ended": ended}}
    )
    assert (answer.status_code, rule(answer)) == (422, "training-not-over")
    assert answer.json()["errors"][0]["field"] == "followed.ended"


@pytest.mark.parametrize(
    ("followed", "field"),
    [
        ({"title": "DU", "ended": "2025-02-30"}, "followed.ended"),
        ({"title": "DU", "ended": "juin"}, "followed.ended"),
        ({"title": "DU", "ended": "2025-06"}, "followed.ended"),
        ({"title": "DU", "ended": "1789"}, "followed.ended"),
        ({"title": " ", "ended": "2025"}, "followed.title"),
        ({"title": "x" * 121, "ended": "2025"}, "followed.title"),
        ({"title": "DU"}, "followed.ended"),
        ({"ended": "2025"}, "followed.title"),
    ],
)
async def test_half_a_training_is_refused_field_by_field(world: World, followed: dict[str, Any], field: str) -> None:
    who = await world.professional()
    answer = await state(world, who, "professional", professional_id=who, body={"followed": followed})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


async def test_what_was_never_said_is_not_withdrawn(world: World) -> None:
    who = await world.professional()
    answer = await withdraw(world, who, "professional", professional_id=who)
    assert (answer.status_code, rule(answer)) == (404, "training-not-stated")


@pytest.mark.parametrize("role", READERS)
async def test_nobody_else_reads_of_a_training_on_the_sheet(world: World, role: str) -> None:
    who = await world.professional(member_of=OURS)
    await said_by_himself(world, who)
    assert await read(world, who, role, professional_id=uuid4()) is None


async def test_another_cpts_reads_nothing_of_it(world: World) -> None:
    who = await world.professional(communes=("96001", "96004"))
    await world.member(who, THEIRS)
    await said_by_himself(world, who)
    assert await read(world, who, "care_coordinator", cpts=THEIRS) is None
    listed = await world.get("/members?training=followed", "care_coordinator", cpts=THEIRS)
    assert listed.json()["items"] == []


async def test_a_training_is_told_to_no_other_service(world: World, database: Database) -> None:
    who = await world.professional(member_of=OURS)
    async with database.begin(OURS) as session:
        before = len(await told(session, "professional.described.v1"))
    await said_by_himself(world, who)
    async with database.begin(OURS) as session:
        assert len(await told(session, "professional.described.v1")) == before


@pytest.mark.parametrize("role", READERS)
async def test_who_corrects_no_sheet_may_not_filter_the_members_by_it(world: World, role: str) -> None:
    answer = await world.get("/members?training=wished", role)
    assert (answer.status_code, rule(answer)) == (403, "role-refused")
    assert "care_coordinator" in answer.json()["allowed_roles"]


@pytest.mark.parametrize("role", READERS)
async def test_who_corrects_no_sheet_does_not_read_it_in_the_list_of_members(world: World, role: str) -> None:
    who = await world.professional(member_of=OURS)
    await said_by_himself(world, who)
    (member,) = (await world.get("/members", role)).json()["items"]
    assert (member["training_title"], member["training_ended"], member["wishes_training"]) == (None, None, None)


@pytest.mark.parametrize("ended", ["2026", "2026-11-23", "2024-02-29", "1999"])
async def test_he_his_delegate_and_who_corrects_his_sheet_read_what_he_said(world: World, ended: str) -> None:
    who = await world.professional(member_of=OURS)
    followed = {"title": "DU de télémédecine", "ended": ended}
    await said_by_himself(world, who, {"followed": followed, "wishes_training": True})
    for role in ("professional", "delegate", "care_coordinator", "social_coordinator", "secretary", "director"):
        mine = {"professional_id": who} if role in ("professional", "delegate") else {}
        training = await read(world, who, role, **mine)
        assert (training["followed"], training["wishes_training"]) == (followed, True), role
        assert (training["source"], training["stated_at"]) == ("self", "2026-11-23T09:00:00Z")


async def test_a_correction_says_who_changed_what_and_moves_the_sheet_on(world: World) -> None:
    who = await world.professional(member_of=OURS)
    await said_by_himself(world, who, WISH)
    answer = await state(world, who, "care_coordinator", version=1, account="Coordinatrice")
    assert (answer.status_code, answer.headers["ETag"], answer.json()["version"]) == (200, '"2"', 2)
    assert answer.json()["training"]["source"] == "cpts"
    changes = await world.get(f"/professionals/{who}/changes", "director")
    latest, first = changes.json()["items"]
    assert (latest["act"], latest["author_name"], latest["author_role"]) == (
        "training", "Mme Coordinatrice", "care_coordinator",
    )  # fmt: skip
    assert (latest["before"]["title"], latest["after"]["title"]) == (None, "DU de télémédecine")
    assert (latest["before"]["wishes_training"], latest["after"]["wishes_training"]) == (True, False)
    assert (first["author_role"], first["before"]) == ("professional", {})


async def test_what_was_withdrawn_is_gone_from_the_sheet_and_kept_in_its_trace(world: World) -> None:
    who = await world.professional(member_of=OURS)
    await said_by_himself(world, who)
    assert (await withdraw(world, who, "professional", professional_id=who)).status_code == 204
    assert await read(world, who, "care_coordinator") is None
    (latest, *_) = (await world.get(f"/professionals/{who}/changes", "director")).json()["items"]
    assert (latest["act"], latest["before"]["title"], latest["after"]) == (
        "training_withdrawn", "DU de télémédecine", {},
    )  # fmt: skip
    await said_by_himself(world, who, WISH, version=2)


async def test_the_members_are_found_by_training_followed_wished_and_missing(world: World) -> None:
    trained = await world.professional("Arnaud", member_of=OURS)
    wishing = await world.professional("Bernard", member_of=OURS, profession=NURSE)
    silent = await world.professional("Colin", member_of=OURS)
    on_the_spot = await world.professional("Denis", member_of=OURS)
    for who in (trained, wishing, silent):
        await offers_remote_care(world, who)
    await said_by_himself(world, trained, version=1)
    await said_by_himself(world, wishing, WISH, version=1)
    found = {
        wanted: [
            UUID(one["professional_id"])
            for one in (await world.get(f"/members?training={wanted}", "care_coordinator")).json()["items"]
        ]
        for wanted in ("followed", "wished", "missing")
    }
    assert found == {"followed": [trained], "wished": [wishing], "missing": [wishing, silent]}
    everybody = (await world.get("/members", "care_coordinator")).json()["items"]
    assert [(one["training_ended"], one["wishes_training"]) for one in everybody] == [
        ("2025", False), (None, True), (None, None), (None, None),
    ]  # fmt: skip
    assert UUID(everybody[-1]["professional_id"]) == on_the_spot


async def test_the_exported_list_carries_trainings_and_wishes(world: World) -> None:
    who = await world.professional(member_of=OURS)
    await offers_remote_care(world, who)
    await said_by_himself(
        world, who, {"followed": {"title": "=Formation", "ended": "2025-06-14"}, "wishes_training": True}, version=1
    )
    await world.professional("Zoé", member_of=OURS)
    answer = await world.http.get(
        f"{API}/members?training=followed", headers=world.headers("care_coordinator") | {"Accept": "text/csv"}
    )
    header, *lines = answer.content.decode("utf-8-sig").splitlines()
    assert header.endswith(";remote_care;training_title;training_ended;wishes_training")
    assert [line.split(";")[-4:] for line in lines] == [["yes", "'=Formation", "2025-06-14", "yes"]]


async def test_of_who_left_nothing_more_is_read(world: World) -> None:
    who = await world.professional(member_of=OURS)
    await said_by_himself(world, who)
    left = await world.http.post(
        f"{API}/members/{who}/departure",
        json={"left_on": "2026-11-20", "reason": "moved"},
        headers=world.headers("secretary"),
    )
    assert left.status_code == 200, left.text
    assert (await world.get("/members?training=followed&departed=true", "director")).json()["items"] == []
