"""Who must hear of hours of replacement: those whom they suit, the practice, the locum."""

from __future__ import annotations

from uuid import UUID

import pytest
from sqlalchemy import text

OURS = UUID("00000000-0000-4000-8000-000000000001")


async def told(scene, kind):
    async with scene.world.database.begin(OURS) as session:
        rows = await session.execute(
            text("select data from outbox_event where type = :kind order by id"), {"kind": kind}
        )
        return [row.data for row in rows]


async def asked(scene):
    return [[one["professional_id"] for one in fact["asked"]] for fact in await told(scene, "cover.published.v1")]


@pytest.mark.parametrize("changed", [{"weekdays": [5]}, {"communes": ["97002"]}])
async def test_hours_that_suit_nobody_are_told_to_nobody(scene, changed):
    await scene.join(scene.volunteer, scene.locum, **changed)
    await scene.publish()
    assert await asked(scene) == []


async def test_another_profession_the_titular_and_who_is_taken_are_not_asked(scene):
    nurse = await scene.world.describe(profession_code="60", specialty_codes=[])
    await scene.join(scene.world.who("professional", professional=nurse), nurse)
    await scene.join(scene.practice, scene.titular)
    cover = await scene.published()
    await scene.act(scene.volunteer, "PUT", cover, "/claim")
    await scene.publish(from_time="11:00", to_time="13:00")
    assert await asked(scene) == [[str(scene.locum)]], "he would be in two places"
    await scene.publish(from_time="12:00", to_time="14:00")
    assert await asked(scene) == [[str(scene.locum)]] * 2


async def test_each_step_names_who_did_it_and_whom_it_concerns(scene):
    secretary = scene.world.who("secretary")
    cover = await scene.published()
    for who, method, on in (
        (scene.volunteer, "PUT", "/claim"), (scene.practice, "PUT", "/confirmation"),
        (scene.practice, "DELETE", "/confirmation"), (scene.volunteer, "DELETE", "/claim"),
        (scene.volunteer, "PUT", "/claim"), (secretary, "DELETE", ""),
    ):  # fmt: skip
        assert (await scene.act(who, method, cover, on)).status_code in (200, 204)
    facts = await told(scene, "cover.changed.v1")
    locum, titular = str(scene.locum), str(scene.titular)
    assert [(fact["change"], fact["by_professional_id"]) for fact in facts] == [
        ("claimed", locum), ("confirmed", titular), ("reopened", titular), ("released", locum),
        ("claimed", locum), ("withdrawn", None),
    ]  # fmt: skip
    assert {(fact["decided_by"], fact["locum_id"]) for fact in facts} == {(titular, locum)}
    hours = [{"on": "2026-11-24", "from_time": "09:00", "to_time": "12:00"}]
    assert all(fact["hours"] == hours for fact in facts)


async def test_a_need_that_nobody_took_is_withdrawn_without_a_word(scene):
    cover = await scene.published()
    assert (await scene.act(scene.practice, "DELETE", cover, "")).status_code == 204
    assert await told(scene, "cover.changed.v1") == []
