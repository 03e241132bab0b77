"""A plan is made, looked at, edited and started (rules of the profession, section 3)."""

from datetime import timedelta
from uuid import UUID, uuid4

from ..build import World, person
from ..solicitations.asking import mails, place, referral_now, send
from .planning import edit, made, plan_now, round_of_the_worker, rows, start, started, waits


async def refused(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]


class TestRefusals:
    async def test_a_plan_is_made_of_what_waits_and_of_nothing_else(self, world: World):
        doctor = await world.describe()
        await world.state()  # not qualified yet
        await world.qualified(kind="social", need=["housing"])
        await send(world, await world.qualified(patient=person(family_name="Asked")), doctor)
        assert await world.refused(world.coordinator, "POST", "/plans", {}) == (409, "nothing-waits")

    async def test_an_edit_names_the_condition_that_is_not_met(self, world: World):
        await world.describe()
        unable = await world.describe(offer={"accepts_new_patients": False})
        await waits(world)
        plan = await made(world)
        row = (await rows(world, plan))[0]
        answer = await edit(world, plan, row, unable)
        assert await refused(answer) == (409, "professional-not-eligible")
        assert answer.json()["condition_code"] == "takes_no_new_patient"
        assert await refused(await edit(world, plan, row, uuid4())) == (409, "professional-not-eligible")

    async def test_an_edit_gives_nobody_more_than_his_places(self, world: World):
        small = await world.describe(offer={"capacity": 1})
        await world.describe(places=place(9))
        await waits(world, 2)
        plan = await made(world)
        first, second = await rows(world, plan)
        assert (await edit(world, plan, first, small)).status_code == 200
        answer = await edit(world, plan, second, small)
        assert await refused(answer) == (409, "professional-not-eligible")
        assert answer.json()["condition_code"] == "no_place_left"

    async def test_an_edit_is_made_on_the_row_as_it_is_now(self, world: World):
        await world.describe()
        await waits(world)
        plan = await made(world)
        row = (await rows(world, plan))[0]
        path = f"/plans/{plan['plan_id']}/rows/{row['row_id']}"
        unsaid = await world.ask(world.coordinator, "PUT", path, {"professional_id": None})
        assert unsaid.status_code == 428
        assert (await edit(world, plan, row, None)).status_code == 200
        assert (await edit(world, plan, row, None)).status_code == 412

    async def test_nobody_starts_a_plan_he_has_not_seen(self, world: World):
        doctor = await world.describe()
        await waits(world)
        plan = await made(world)
        await edit(world, plan, (await rows(world, plan))[0], None)
        assert (await start(world, plan, If_Match=plan["etag"])).status_code == 412
        assert await mails(world, doctor) == []

    async def test_a_started_plan_is_neither_edited_nor_started_again(self, world: World):
        await world.describe()
        await waits(world)
        plan = await made(world)
        row = (await rows(world, plan))[0]
        await started(world, plan)
        assert await refused(await start(world, plan)) == (409, "plan-not-draft")
        assert await refused(await edit(world, plan, row, None)) == (409, "plan-not-draft")
        path = f"/plans/{plan['plan_id']}/cancellation"
        assert await world.refused(world.coordinator, "POST", path) == (409, "plan-ended")


async def test_a_plan_asks_nobody_and_says_what_it_would_do(world: World):
    near, far = await world.describe(), await world.describe(places=place(8))
    requests = await waits(world, 3)
    world.clock.advance(timedelta(days=40))
    plan = await made(world)
    assert (plan["state"], plan["counts"]["planned"], plan["counts"]["unplaced"]) == ("draft", 3, 0)
    assert (plan["before"]["waiting"], plan["before"]["overdue"]) == (3, 3)
    assert plan["before"]["mean_waited_days"] == 40
    assert plan["before"]["mean_km"] is None, "nobody was placed yet"
    assert (plan["after"]["waiting"], plan["after"]["overdue"]) == (0, 0)
    assert sorted(doctor["given"] for doctor in plan["doctors"]) == [1, 2]
    found = await rows(world, plan)
    assert [row["position"] for row in found] == [1, 2, 3]
    assert {row["referral_id"] for row in found} == {one["referral_id"] for one in requests}
    assert {row["professional_id"] for row in found} == {str(near), str(far)}
    assert all(row["reasons"] and row["state"] == "planned" and not row["by_hand"] for row in found)
    assert await mails(world, near) == await mails(world, far) == []
    assert (await referral_now(world, requests[0]))["status"] == "qualified"


async def test_whoever_cannot_be_placed_waits_on_with_the_reason(world: World):
    await world.describe(offer={"capacity": 1, "home_visits": False})
    first, second = await waits(world, 2)
    at_home = await world.qualified(patient=person(family_name="Home"), constraints={"home_visit": True})
    plan = await made(world)
    found = {row["referral_id"]: row for row in await rows(world, plan)}
    assert found[at_home["referral_id"]]["reasons"][1]["words"] == "1 écartés\u00a0: sans visite à domicile"
    taken = [row for row in (found[first["referral_id"]], found[second["referral_id"]]) if row["state"] == "unplaced"]
    assert [row["reasons"][0]["code"] for row in taken] == ["plan_places_taken"]
    assert [row["row_id"] for row in await rows(world, plan, state="planned")] == [
        row["row_id"] for row in found.values() if row["state"] == "planned"
    ]


async def test_a_started_plan_asks_each_by_a_wave_of_its_own_and_once(world: World):
    doctor = await world.describe()
    requests = await waits(world, 2)
    plan = await made(world)
    assert await started(world, plan) == 3, "two rows, then the end of the plan"
    assert await round_of_the_worker(world) == 0
    assert len(await mails(world, doctor)) == 2
    for referral in requests:
        assert (await referral_now(world, referral))["status"] == "searching"
        waves = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/solicitations")
        assert [(wave["by_hand"], len(wave["solicitations"])) for wave in waves["items"]] == [(False, 1)]
    kept = await world.rows("select distinct plan_id from wave")
    assert [row.plan_id for row in kept] == [UUID(plan["plan_id"])]
    now = await plan_now(world, plan)
    assert (now["state"], now["counts"]["sent"], now["started_by_name"]) == ("finished", 2, "Capucine Coordonne")
    assert {row["answer"] for row in await rows(world, plan)} == {"asked"}


async def test_the_same_start_sent_twice_starts_once(world: World):
    await world.describe()
    await waits(world)
    plan = await made(world)
    coordinator = world.coordinator
    path = f"/plans/{plan['plan_id']}/start"
    first, second = [
        await world.ask(coordinator, "POST", path, If_Match=plan["etag"], Idempotency_Key="start-of-a-plan-1")
        for _ in range(2)
    ]
    assert first.status_code == second.status_code == 200
    assert first.json() == second.json()


async def test_who_reached_his_weekly_cap_is_asked_when_it_allows(world: World):
    doctor = await world.describe()
    await waits(world, 4)
    plan = await made(world)
    await started(world, plan)
    now = await plan_now(world, plan)
    assert (now["state"], now["counts"]["sent"], now["counts"]["planned"]) == ("started", 3, 1)
    (waiting,) = await rows(world, plan, state="planned")
    assert (waiting["reason_code"], waiting["reason_words"]) == ("weekly_cap_reached", "Plafond hebdomadaire atteint")
    assert waiting["next_try_at"]
    world.clock.advance(timedelta(days=7, seconds=1))
    await round_of_the_worker(world)
    assert (await plan_now(world, plan))["state"] == "finished"
    assert len(await mails(world, doctor)) >= 4


async def test_a_request_that_changed_meanwhile_is_skipped_and_told(world: World):
    doctor, other = await world.describe(), await world.describe(places=place(3))
    held, asked, paused = await waits(world, 3)
    plan = await made(world)
    answer = await start(world, plan)
    assert answer.status_code == 200
    await world.act(world.coordinator, held["referral_id"], "hold", {"reason_code": "unreachable"})
    where = {row["referral_id"]: UUID(row["professional_id"]) for row in await rows(world, plan)}
    elsewhere = other if where[asked["referral_id"]] == doctor else doctor
    await send(world, asked, elsewhere)
    await world.describe(where[paused["referral_id"]], is_member=False)
    await round_of_the_worker(world)
    found = {row["referral_id"]: row["reason_code"] for row in await rows(world, plan, state="skipped")}
    assert found[held["referral_id"]] == "request_changed"
    assert found[asked["referral_id"]] == "being_asked"
    assert found[paused["referral_id"]] == "not_a_member"
    assert (await plan_now(world, plan))["state"] == "finished"


async def test_a_row_by_hand_is_told_and_the_figures_follow(world: World):
    near, far = await world.describe(), await world.describe(places=place(8))
    await waits(world, 2)
    plan = await made(world)
    first, second = await rows(world, plan)
    other = far if first["professional_id"] == str(near) else near
    changed = (await edit(world, plan, first, other)).json()
    assert (changed["by_hand"], changed["professional_id"]) == (True, str(other))
    assert changed["reasons"][0]["code"] == "plan_by_hand"
    out = (await edit(world, plan, second, None)).json()
    assert (out["state"], out["professional_id"], out["changed_by_name"]) == ("taken_out", None, "Capucine Coordonne")
    now = await plan_now(world, plan)
    assert (now["after"]["waiting"], now["counts"]["taken_out"]) == (1, 1)
    assert now["etag"] != plan["etag"]
    await started(world, plan)
    waves = await world.rows("select by_hand from wave")
    assert [wave.by_hand for wave in waves] == [True]


async def test_a_cancelled_plan_sends_nothing_more(world: World):
    doctor = await world.describe()
    await waits(world, 4)
    plan = await made(world)
    await started(world, plan)
    cancelled = await world.ask(world.coordinator, "POST", f"/plans/{plan['plan_id']}/cancellation")
    assert (cancelled.json()["state"], cancelled.json()["counts"]["sent"]) == ("cancelled", 3)
    sent = len(await mails(world, doctor))
    world.clock.advance(timedelta(days=8))
    assert await round_of_the_worker(world) == 0
    assert len(await mails(world, doctor)) == sent


async def test_a_newer_draft_replaces_the_former_one(world: World):
    await world.describe()
    await waits(world)
    first, second = await made(world), await made(world)
    listed = (await world.get(world.coordinator, "/plans", limit=1))["items"]
    assert [one["plan_id"] for one in listed] == [second["plan_id"]]
    assert (await plan_now(world, first))["state"] == "cancelled"


async def test_pages_follow_one_another(world: World):
    await world.describe()
    await waits(world, 3)
    plan = await made(world)
    path, seen, cursor = f"/plans/{plan['plan_id']}/rows", [], None
    while True:
        query = {"limit": 2} | ({"cursor": cursor} if cursor else {})
        page = await world.get(world.coordinator, path, **query)
        seen += [row["position"] for row in page["items"]]
        cursor = page["next"]
        if cursor is None:
            break
    assert seen == [1, 2, 3]


async def test_cover_changes_who_waits_and_never_who_is_asked(world: World):
    """Two persons who differ in cover alone are sent to the same doctors, whichever of the two came first."""
    await world.describe(places=place(1))
    await world.describe(places=place(6))
    one = await world.qualified(patient=person(family_name="One"), criteria={"cover": "ame"})
    plain = await made(world)
    asked = (await rows(world, plain))[0]["professional_id"]
    withdrawn = {"reason_code": "no_longer_needed"}
    await world.act(world.coordinator, one["referral_id"], "withdrawal", withdrawn)
    await world.qualified(patient=person(family_name="Two"), criteria={"cover": "standard"})
    assert [row["professional_id"] for row in await rows(world, await made(world))] == [asked]
