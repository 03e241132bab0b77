"""What goes on while nobody asks: facts leave, the horizon rolls, holds end."""

from datetime import timedelta
from uuid import uuid4

import httpx

from carekit.testing.keys import Keys
from scheduling_svc.worker import jobs


class Subscriber(httpx.AsyncBaseTransport):
    """A peer that may be away."""

    def __init__(self):
        self.away = False
        self.heard = []

    async def handle_async_request(self, request):
        if self.away:
            raise httpx.ConnectError("away")
        self.heard.append((str(request.url), __import__("json").loads(await request.aread())))
        return httpx.Response(204)


def jobs_of(world, subscriber):
    settings = world.settings.model_copy(update={"peers": {"referral-svc": "http://referral"}})
    made = jobs(settings, world.clock, httpx.AsyncClient(transport=subscriber))
    return {job.name: job for job in made}


async def test_a_fact_leaves_once_and_waits_for_a_subscriber_that_is_away(racing_world, keys: Keys):
    await racing_world.open(await racing_world.describe())
    who = racing_world.who("referrer")
    slot, referral = (await racing_world.free())[0], await racing_world.refer(by=who)
    await racing_world.book(who, slot["slot_id"], referral_id=str(referral))
    subscriber = Subscriber()
    relay = jobs_of(racing_world, subscriber)["relay"]
    subscriber.away = True
    assert await relay.run() == 0
    subscriber.away = False
    racing_world.clock.advance(timedelta(minutes=1))
    assert await relay.run() == 1
    assert await relay.run() == 0
    ((url, envelope),) = subscriber.heard
    assert url == "http://referral/_events"
    assert (envelope["type"], envelope["data"]["referral_id"]) == ("appointment.booked.v1", str(referral))


async def test_the_horizon_rolls_with_the_days_in_every_cpts(racing_world):
    theirs = uuid4()
    await racing_world.describe_cpts(theirs)
    await racing_world.open(await racing_world.describe())
    roll = jobs_of(racing_world, Subscriber())["slot horizon"]
    assert await roll.run() == 0
    for _ in range(7):
        racing_world.clock.advance(timedelta(days=1))
        assert await roll.run() == 1
        assert await roll.run() == 0
    assert (await racing_world.free(limit=100))[-1]["starts_at"] == "2027-01-25T08:45:00Z"


async def test_a_shorter_horizon_takes_back_what_lies_beyond_it(racing_world):
    await racing_world.open(await racing_world.describe())
    body = {"horizon_weeks": 1, "hold_minutes": 5, "afternoon_from": "13:00"}
    await racing_world.ask(racing_world.who("director"), "PUT", "/rules", body, If_Match='"0"')
    assert await jobs_of(racing_world, Subscriber())["slot horizon"].run() == 1
    assert len(await racing_world.free(limit=100)) == 8


async def test_holds_whose_time_is_over_end_in_every_cpts(racing_world):
    await racing_world.open(await racing_world.describe())
    slots = await racing_world.free()
    for slot in slots[:3]:
        await racing_world.ask(racing_world.who("referrer"), "POST", f"/slots/{slot['slot_id']}/hold")
    racing_world.clock.advance(timedelta(minutes=5))
    assert await jobs_of(racing_world, Subscriber())["expired holds"].run() == 3
    assert await racing_world.free() == slots


async def test_old_idempotency_keys_are_forgotten(racing_world):
    await racing_world.open(await racing_world.describe())
    who, slot = racing_world.who("referrer"), (await racing_world.free())[0]
    await racing_world.ask(who, "POST", f"/slots/{slot['slot_id']}/hold", Idempotency_Key="kept-for-48-hours")
    forget = jobs_of(racing_world, Subscriber())["old idempotency keys"]
    assert await forget.run() == 0
    racing_world.clock.advance(timedelta(hours=49))
    assert await forget.run() == 1
