"""What waits: a need that suits somebody, a claim that its practice has not answered."""

from __future__ import annotations

KEYS = ("covers_to_take", "covers_to_confirm")


async def counted(scene, who):
    items = (await scene.world.ask(who, "GET", "/worklists")).json()["items"]
    found = {one["key"]: one["count"] for one in items}
    return tuple(found.get(key, 0) for key in KEYS)


async def listed(scene, who):
    return tuple([len(await scene.listed(who, worklist=key)) for key in KEYS])


async def test_who_has_no_part_in_replacements_has_nothing_waiting(scene):
    await scene.publish()
    outside = await scene.world.describe()
    for who in (scene.world.who("referrer"), scene.world.who("professional", professional=outside), scene.practice):
        assert await counted(scene, who) == (0, 0)


async def test_a_need_waits_for_whom_it_suits_and_a_claim_for_the_practice(scene):
    secretary = scene.world.who("secretary")
    people = (scene.volunteer, scene.practice, secretary)
    cover = await scene.published()
    await scene.publish(day="2026-11-27")
    assert [await counted(scene, who) for who in people] == [(1, 0), (0, 0), (2, 0)]
    await scene.act(scene.volunteer, "PUT", cover, "/claim")
    assert [await counted(scene, who) for who in people] == [(0, 0), (0, 1), (1, 1)]
    assert [await listed(scene, who) for who in people] == [(0, 0), (0, 1), (1, 1)]
    await scene.act(scene.practice, "PUT", cover, "/confirmation")
    assert [await counted(scene, who) for who in people] == [(0, 0), (0, 0), (1, 0)]


async def test_days_and_sectors_count_as_the_card_says(scene):
    await scene.publish()
    for changed, waiting in (({"weekdays": [5]}, 0), ({"communes": ["97002"]}, 0), ({"communes": []}, 1)):
        await scene.join(scene.volunteer, scene.locum, **changed)
        (replacement,) = await scene.listed(scene.volunteer)
        assert (await counted(scene, scene.volunteer))[0] == len(replacement["suits_me"]) == waiting
