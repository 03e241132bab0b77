"""Coordinators hear that home visits are missing as they wish to. Refusals first."""

from typing import Any

from ..build import OURS, Somebody, World
from ..followup.test_notifications import with_mail

TUESDAY = {"day": "2026-11-24", "half": "afternoon", "slots": 1}


async def short(world: World, source: str = "scheduling-svc") -> None:
    data = {"cpts_id": str(OURS), "least": 4, "half_days": [TUESDAY]}
    await world.tell("home_visits.short.v1", data, source=source)


async def present(world: World, role: str, name: str) -> Somebody:
    """Used the application, and can be written to."""
    who = with_mail(world.who(role, name=name), f"{name.lower()}@exemple.invalid")
    await world.get(who, "/worklists")
    return who


async def mails(world: World) -> list[Any]:
    return await world.rows("select recipient, subject, body from outgoing_mail order by recipient")


async def test_nobody_but_the_agenda_counts_visits_and_other_roles_are_not_written_to(world: World) -> None:
    await present(world, "director", "Diane")
    await short(world)
    await present(world, "care_coordinator", "Claire")
    await short(world, source="directory-svc")
    assert await mails(world) == []


async def test_who_wishes_none_gets_none_and_who_wishes_a_digest_finds_it_there(world: World) -> None:
    for name, rhythm in (("Claire", "off"), ("Carole", "daily")):
        who = await present(world, "care_coordinator", name)
        wish = {"items": [{"kind": "home_visits", "rhythm": rhythm}]}
        assert (await world.ask(who, "PUT", "/notifications", wish)).status_code == 200
    await short(world)
    assert await mails(world) == []
    assert len(await world.rows("select 1 from digest_entry where kind = 'home_visits' and referral_id is null")) == 1


async def test_the_mail_says_which_half_days_and_how_many_and_no_person(world: World) -> None:
    await present(world, "care_coordinator", "Claire")
    await short(world)
    (one,) = await mails(world)
    assert one.subject == "Maillage\u00a0: des visites à domicile manquent"
    assert "- mardi 24 novembre 2026, après-midi\u00a0: 1 sur 4" in one.body
    office = {one["kind"] for one in (await world.get(world.who("social_coordinator"), "/notifications"))["items"]}
    assert "home_visits" not in office
