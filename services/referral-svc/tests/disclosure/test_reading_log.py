"""Every disclosure leaves a line, and changing what was written shows."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from referral_svc.disclosure import reading_log

from ..build import OURS, World


async def log_of(world: World, referral: Any, who: Any = None) -> list[Any]:
    path = f"/referrals/{referral['referral_id']}/reading-log"
    items: list[Any] = (await world.get(who or world.coordinator, path))["items"]
    return items


async def test_a_refused_reading_leaves_no_line(world: World) -> None:
    referral = await world.state()
    stranger = world.professional()
    await world.refused(stranger, "GET", f"/referrals/{referral['referral_id']}/care-bulletin")
    await world.ask(stranger, "POST", "/names", {"referral_ids": [referral["referral_id"]]})
    assert await log_of(world, referral) == []


async def test_each_reading_says_who_what_and_on_which_ground(world: World) -> None:
    author = world.who("referrer", name="Paule Pharmacie")
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id, who=author)
    doctor = world.professional(professional=doctor_id)
    await world.get(author, f"/referrals/{referral['referral_id']}/care-bulletin")
    await world.get(doctor, f"/referrals/{referral['referral_id']}/care-bulletin")
    await world.ask(doctor, "POST", "/names", {"referral_ids": [referral["referral_id"]]})
    lines = await log_of(world, referral)
    assert [(line["reader_name"], line["what"], line["ground"]) for line in lines] == [
        ("Dr Jeanne Exemple", "name", "recorded_consent"),
        ("Dr Jeanne Exemple", "care_bulletin", "recorded_consent"),
        ("Paule Pharmacie", "care_bulletin", "wrote_it"),
    ]
    assert lines[0]["reader_professional_id"] == str(doctor_id)


async def test_readings_equal_disclosures(world: World) -> None:
    """R16: as many lines as answers that carried an identity."""
    referrals = [await world.state() for _ in range(3)]
    ids = [one["referral_id"] for one in referrals]
    coordinator = world.coordinator
    given = (await world.ask(coordinator, "POST", "/names", {"referral_ids": [*ids, str(uuid4())]})).json()["names"]
    await world.get(coordinator, f"/referrals/{ids[0]}/care-bulletin")
    (count,) = await world.rows("select count(*) from reading")
    assert count[0] == len(given) + 1 == 4


async def test_nothing_that_is_not_a_bulletin_or_a_name_is_logged_as_a_reading(world: World) -> None:
    referral = await world.qualified()
    for path in ("", "/timeline", "/participants", "/reading-log", "/candidates"):
        await world.get(world.coordinator, f"/referrals/{referral['referral_id']}{path}")
    assert await log_of(world, referral) == []


async def test_the_database_refuses_to_change_or_delete_a_line(world: World) -> None:
    referral = await world.state()
    await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/care-bulletin")
    for statement in ("update reading set reader_name = 'x'", "delete from reading"):
        with pytest.raises(DBAPIError, match="never changed or deleted"):
            await world.rows(statement)


#: What somebody with the keys of the database might do to the log, trigger taken off.
TAMPERING = {
    "edit": "update reading set reader_name = 'somebody else' where position = 2",
    "delete": "delete from reading where position = 2",
    "cut the tail": "delete from reading where position = 4",
    "reorder": "update reading set position = 30 where position = 2;"
    "update reading set position = 2 where position = 3;update reading set position = 3 where position = 30",
    "insert": "insert into reading select cpts_id, 5, referral_id, at, reader_account_id, reader_professional_id,"
    " reader_name, what, ground, hash from reading where position = 4",
}


@pytest.mark.parametrize("how", TAMPERING)
async def test_tampering_breaks_the_chain(world: World, how: str) -> None:
    referral = await world.state()
    for _ in range(4):
        await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/care-bulletin")
    async with world.database.begin(OURS) as session:
        assert await reading_log.first_broken_link(session, OURS) is None
        await session.execute(text("alter table reading disable trigger reading_append_only"))
        for statement in TAMPERING[how].split(";"):
            await session.execute(text(statement))
        session.expire_all()
        assert await reading_log.first_broken_link(session, OURS) is not None
