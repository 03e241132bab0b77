"""Professionals hear of their duties as they wish to. Refusals first."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from ..build import World
from ..followup.test_notifications import digests_leave, wish

SATURDAY, OTHER = "2026-12-05", "2026-12-12"


async def changed(world: World, holder: UUID, **said: Any) -> None:
    data = {
        "duty_id": str(uuid4()),
        "kind": "saturday",
        "on": SATURDAY,
        "was_on": SATURDAY,
        "professional_id": str(holder),
        **{key: str(value) for key, value in said.items()},
    }
    assert (await world.tell("duty.changed.v1", data, source="scheduling-svc")).status_code == 204


async def offered(world: World, *may_take: UUID) -> None:
    data = {"swap_id": str(uuid4()), "on": SATURDAY, "in_return": [OTHER], "may_take": [str(one) for one in may_take]}
    assert (await world.tell("swap.offered.v1", data, source="scheduling-svc")).status_code == 204


async def mails(world: World) -> list[tuple[str, str, str]]:
    rows = await world.rows("select recipient, subject, body from outgoing_mail order by recipient")
    return [(row.recipient, row.subject.removeprefix("Maillage\u00a0: "), row.body) for row in rows]


async def test_nobody_but_the_agenda_says_who_is_on_duty(world: World) -> None:
    doctor = await world.describe(email="a@exemple.invalid")
    data = {"on": SATURDAY, "in_return": [], "may_take": [str(doctor)]}
    await world.tell("swap.offered.v1", data, source="directory-svc")
    assert await mails(world) == []


async def test_who_wishes_no_mail_or_has_no_address_gets_none(world: World) -> None:
    silent = await world.describe(email="a@exemple.invalid")
    unreachable = await world.describe(email=None)
    who = world.who("professional", professional=silent)
    wish = {"items": [{"kind": "swap", "rhythm": "off"}]}
    assert (await world.ask(who, "PUT", "/notifications", wish)).status_code == 200
    await offered(world, silent, unreachable, uuid4())
    assert await mails(world) == []
    await changed(world, silent)
    assert [subject for _, subject, _ in await mails(world)] == ["une garde vous revient"]


async def test_duties_are_told_as_each_wishes_and_to_professionals_alone(world: World) -> None:
    who = world.who("professional", professional=await world.describe())
    kinds = {one["kind"]: one["rhythms"] for one in (await world.get(who, "/notifications"))["items"]}
    assert kinds["duty"] == kinds["swap"] == ["immediate", "daily", "weekly", "off"]
    office = {one["kind"] for one in (await world.get(world.coordinator, "/notifications"))["items"]}
    assert office.isdisjoint({"duty", "swap"})


async def test_who_wishes_a_digest_reads_of_his_duties_in_it_and_nothing_before(world: World) -> None:
    doctor = await world.describe(email="a@exemple.invalid")
    await wish(world, world.who("professional", professional=doctor), duty="daily", swap="daily")
    await changed(world, doctor)
    await changed(world, doctor, was_of=doctor, was_on=OTHER)
    await offered(world, doctor)
    assert await mails(world) == []
    assert await digests_leave(world) == 0, "not before the morning"
    world.clock.advance(timedelta(days=1))
    assert await digests_leave(world) == 1
    ((_, subject, body),) = await mails(world)
    assert subject == "ce qui vous attend"
    assert "- 2 nouvelles de vos gardes\n- un confrère a cherché à échanger une garde, peut-être déjà reprise" in body
    assert "décembre" not in body


async def test_a_duty_that_comes_before_the_digest_is_told_at_once(world: World) -> None:
    doctor = await world.describe(email="a@exemple.invalid")
    await wish(world, world.who("professional", professional=doctor), duty="weekly", swap="weekly")
    monday = (world.clock.now() + timedelta(days=7)).date()
    assert monday.isoweekday() == 1
    for on, told in ((monday + timedelta(days=1), []), (monday, ["une garde vous revient"])):
        await changed(world, doctor, on=on, was_on=on)
        assert [subject for _, subject, _ in await mails(world)] == told
    await changed(world, doctor, was_of=doctor, was_on=monday)
    assert [subject for _, subject, _ in await mails(world)][1:] == ["une de vos gardes a changé de date"]


async def test_a_duty_comes_before_the_digest_by_the_days_of_where_the_cpts_lives(world: World) -> None:
    await world.describe_cpts(time_zone="Pacific/Noumea")
    doctor = await world.describe(email="a@exemple.invalid")
    await wish(world, world.who("professional", professional=doctor), duty="daily", swap="daily")
    tuesday = (world.clock.now() + timedelta(days=1)).date()
    await changed(world, doctor, on=tuesday, was_on=tuesday)
    assert [subject for _, subject, _ in await mails(world)] == ["une garde vous revient"], (
        "it leaves on Tuesday there"
    )


async def test_a_published_rota_tells_each_his_days(world: World) -> None:
    some = await world.describe(email="a@exemple.invalid")
    none = await world.describe(email="b@exemple.invalid")
    duties = [{"professional_id": str(some), "days": [SATURDAY, OTHER]}, {"professional_id": str(none), "days": []}]
    await world.tell("rota.published.v1", {"rota_id": str(uuid4()), "kind": "saturday", "duties": duties},
                     source="scheduling-svc")  # fmt: skip
    (_, _, first), (_, _, second) = await mails(world)
    assert "- samedi 5 décembre 2026\n- samedi 12 décembre 2026" in first
    assert "aucune garde" in second


async def test_a_duty_that_changes_hands_is_told_to_both_but_to_who_did_it(world: World) -> None:
    giver = await world.describe(email="a@exemple.invalid")
    taker = await world.describe(email="b@exemple.invalid")
    await changed(world, taker, was_of=giver, by_professional_id=taker)
    assert [(to, subject) for to, subject, _ in await mails(world)] == [
        ("a@exemple.invalid", "une de vos gardes a été reprise")
    ]
    await changed(world, taker, was_of=giver)
    assert [to for to, _, _ in await mails(world)] == ["a@exemple.invalid", "a@exemple.invalid", "b@exemple.invalid"]


async def test_a_moved_duty_and_an_offer_say_their_days(world: World) -> None:
    doctor = await world.describe(email="a@exemple.invalid")
    await changed(world, doctor, was_of=doctor, was_on=OTHER)
    await offered(world, doctor)
    bodies = sorted(body for _, _, body in await mails(world))
    assert "du samedi 12 décembre 2026 est déplacée au samedi 5 décembre 2026" in bodies[1]
    assert "garde du samedi 5 décembre 2026. En retour, il prendrait\u00a0: samedi 12" in bodies[0]
    assert "/gardes/echanges" in bodies[0]
