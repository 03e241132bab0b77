"""What is erased, when, and what stays (docs/decisions). Refusals first."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from carekit.auth import Caller
from carekit.testing.telling import told_in
from referral_svc.disclosure import reading_log
from referral_svc.referrals import erasing

from ..build import OURS, Somebody, World

HIDDEN = (404, "referral-not-found")
BULLETINS = ("care-bulletin", "social-bulletin")
VALUES = ("Zyborowska", "Melusine", "1961", "Ondines", "0199001122", "vertiges", "hébergée")
SAID: dict[str, Any] = {
    "criteria": {"ald": "yes", "cover": "ame"},
    "care": {"difficulty": "vertiges"},
    "social": {"housing": "hébergée"},
}


def path(referral: Any, act: str = "") -> str:
    return f"/referrals/{referral['referral_id']}{act}"


def confirmed(referral: Any, **more: str) -> dict[str, str]:
    return {"case_number": referral["case_number"], **more}


async def closed(world: World, doctor: UUID | None = None, who: Somebody | None = None) -> Any:
    referral = await world.placed(doctor, who=who, **SAID)
    coordinator, referral_id = world.coordinator, referral["referral_id"]
    await world.act(coordinator, referral_id, "first-appointment", {"waived_reason": "not_needed"})
    await world.act(coordinator, referral_id, "declaration", {"state": "waived"})
    async with world.database.begin(OURS) as session:
        await session.execute(text("update notice set state = 'delivered'"))
    return await world.act(coordinator, referral_id, "closing", {"outcome_code": "followed"})


async def retention_runs(world: World) -> int:
    async with world.database.begin(OURS) as session:
        return await erasing.erase_ended(session, world.ports, world.clock.now())


async def dump(world: World) -> dict[str, str]:
    """Every row of every table as text, bytes in hexadecimal."""
    tables = await world.rows("select tablename from pg_tables where schemaname = 'public'")
    found = {}
    for (table,) in tables:
        found[table] = "\n".join(row[0] for row in await world.rows(f'select t::text from "{table}" t'))
    return found


async def test_an_open_request_is_not_erased_by_hand_nor_by_time(world: World) -> None:
    referral = await world.placed()
    body = confirmed(referral, reason_code="person_asks")
    assert await world.refused(world.coordinator, "POST", path(referral, "/erasure"), body) == (
        409,
        "act-not-allowed-now",
    )
    assert await world.refused(
        world.coordinator, "POST", path(referral, "/consent-withdrawal"), confirmed(referral)
    ) == (409, "act-not-allowed-now")
    world.clock.advance(timedelta(days=400))
    assert await retention_runs(world) == 0


async def test_another_number_confirms_nothing(world: World) -> None:
    referral = await closed(world)
    for act, more in (("/erasure", {"reason_code": "person_asks"}), ("/consent-withdrawal", {})):
        body = {"case_number": "26-9999", **more}
        assert await world.refused(world.coordinator, "POST", path(referral, act), body) == (
            422,
            "erasure-unconfirmed",
        )


async def test_only_the_coordinator_erases_and_only_she_or_the_author_withdraws_the_consent(world: World) -> None:
    author, doctor_id = world.who("referrer"), await world.describe()
    referral = await closed(world, doctor_id, author)
    doctor, body = world.professional(professional=doctor_id), confirmed(referral, reason_code="person_asks")
    assert await world.refused(author, "POST", path(referral, "/erasure"), body) == (403, "role-refused")
    assert await world.refused(doctor, "POST", path(referral, "/erasure"), body) == (403, "role-refused")
    assert await world.refused(doctor, "POST", path(referral, "/consent-withdrawal"), confirmed(referral)) == (
        403,
        "role-refused",
    )
    assert await world.refused(world.professional(), "POST", path(referral, "/erasure"), body) == HIDDEN
    acts = {
        who: set((await world.get(one, path(referral)))["allowed_acts"])
        for who, one in (("author", author), ("coordinator", world.coordinator), ("doctor", doctor))
    }
    assert acts == {
        "author": {"consent-withdrawal"},
        "coordinator": {"erasure", "consent-withdrawal", "person-file", "unpaid-acts"},
        "doctor": {"unpaid-acts"},
    }


@pytest.mark.parametrize("reason", ["retention", "consent_withdrawn", "because"])
async def test_the_reasons_of_time_and_of_the_person_are_not_the_coordinators(world: World, reason: str) -> None:
    referral = await closed(world)
    body = confirmed(referral, reason_code=reason)
    assert (await world.refused(world.coordinator, "POST", path(referral, "/erasure"), body))[0] == 422


async def test_nothing_is_erased_before_three_months_and_everything_after(world: World) -> None:
    author, doctor_id = world.who("referrer"), await world.describe()
    referral = await closed(world, doctor_id, author)
    world.clock.advance(timedelta(days=91))  # 23 November to 22 February
    assert await retention_runs(world) == 0
    assert (await world.ask(author, "GET", path(referral, "/care-bulletin"))).status_code == 200
    world.clock.advance(timedelta(days=1, minutes=1))
    assert await retention_runs(world) == 1
    assert await retention_runs(world) == 0
    seen = await world.get(world.coordinator, path(referral))
    assert (seen["erasure_reason"], seen["outcome_code"], seen["priority_class"]) == ("retention", "followed", 2)
    assert (seen["explanation"], seen["possible_duplicate_of"]) == ([], None)
    assert not {"erasure", "consent-withdrawal"} & set(seen["allowed_acts"])
    (line,) = [one for one in await lines(world, referral) if one["code"] == "content_erased"]
    assert (line["details"], line["by_name"]) == ({"reason_code": "retention"}, "")


async def lines(world: World, referral: Any) -> list[Any]:
    items: list[Any] = (await world.get(world.coordinator, path(referral, "/timeline")))["items"]
    return items


@pytest.mark.parametrize(("end", "reason"), [("redirection", "out_of_scope"), ("withdrawal", "found_elsewhere")])
async def test_however_it_ended_it_is_erased(world: World, end: str, reason: str) -> None:
    referral = await world.qualified(**SAID)
    await world.act(world.coordinator, referral["referral_id"], end, {"reason_code": reason})
    world.clock.advance(timedelta(days=93))
    assert await retention_runs(world) == 1
    assert await world.rows("select 1 from data_key") == []


async def test_the_retention_is_the_one_of_the_rules_of_the_cpts(world: World) -> None:
    await closed(world)
    async with world.database.begin(OURS) as session:
        await session.execute(
            text(
                "insert into cpts_rule_set (cpts_id, version, data, note, drafted_by_name, author_name, adopted_at, "
                "in_force_from, in_force_since) select :cpts, 'ours', "
                "data || '{\"version\": \"ours\", \"content_months\": 6}', '', 'Dina', 'Dina', "
                "cast(:at as timestamptz), cast(:at as timestamptz)::date, cast(:at as timestamptz) "
                "from default_rule_set order by adopted_at desc limit 1"
            ),
            {"cpts": OURS, "at": world.clock.now()},
        )
    world.clock.advance(timedelta(days=120))
    assert await retention_runs(world) == 0
    world.clock.advance(timedelta(days=70))
    assert await retention_runs(world) == 1


async def test_the_erased_person_is_not_found_in_a_dump(world: World) -> None:
    referral = await closed(world, who=world.who("referrer"))
    (index,) = await world.rows("select encode(same_by_date, 'hex') from sealed_person")
    assert index[0] in (await dump(world))["sealed_person"]
    body = confirmed(referral, reason_code="person_asks")
    await world.act(world.coordinator, referral["referral_id"], "erasure", body)
    tables = await dump(world)
    assert {"referral", "reading", "data_key", "outbox_event"} <= tables.keys()
    for table, rows in tables.items():
        assert told_in(rows, (*VALUES, index[0])) == [], table
    for table in ("data_key", "sealed_person", "sealed_care_bulletin", "sealed_social_bulletin"):
        assert tables[table] == ""
    assert told_in(tables["referral"], ["ald"]) == []


async def test_rows_that_come_back_from_a_backup_open_no_longer(world: World) -> None:
    """R15: keys are backed up apart; whoever restores the data alone restores noise."""
    author = world.who("referrer")
    referral = await closed(world, who=author)
    async with world.database.begin(OURS) as session:
        for table in ("sealed_person", "sealed_care_bulletin"):
            await session.execute(text(f"create table kept_{table} as select * from {table}"))
    body = confirmed(referral, reason_code="person_asks")
    await world.act(world.coordinator, referral["referral_id"], "erasure", body)
    async with world.database.begin(OURS) as session:
        for table in ("sealed_person", "sealed_care_bulletin"):
            await session.execute(text(f"insert into {table} select * from kept_{table}"))
            await session.execute(text(f"drop table kept_{table}"))
    assert await world.refused(author, "GET", path(referral, "/care-bulletin")) == (410, "bulletin-erased")


async def test_bulletins_and_names_say_calmly_that_they_were_erased(world: World) -> None:
    author, doctor_id = world.who("referrer"), await world.describe()
    referral = await closed(world, doctor_id, author)
    doctor, stranger = world.professional(professional=doctor_id), world.professional()
    await world.act(
        world.coordinator, referral["referral_id"], "erasure", confirmed(referral, reason_code="person_asks")
    )
    for bulletin in BULLETINS:
        assert await world.refused(author, "GET", path(referral, f"/{bulletin}")) == (410, "bulletin-erased")
    assert await world.refused(doctor, "GET", path(referral, "/care-bulletin")) == HIDDEN
    asked = {"referral_ids": [referral["referral_id"]]}
    for who in (author, world.coordinator, doctor):
        answer = (await world.ask(who, "POST", "/names", asked)).json()
        assert answer == {"names": [], "erased": [referral["referral_id"]]}
    assert (await world.ask(stranger, "POST", "/names", asked)).json() == {"names": [], "erased": []}
    assert await world.refused(world.coordinator, "GET", path(referral, "/candidates")) == (
        409,
        "act-not-allowed-now",
    )


async def test_erasing_closes_every_grant_and_keeps_who_read_what(world: World) -> None:
    doctor_id = await world.describe()
    referral = await closed(world, doctor_id)
    await world.get(world.professional(professional=doctor_id), path(referral, "/care-bulletin"))
    await world.act(
        world.coordinator, referral["referral_id"], "erasure", confirmed(referral, reason_code="person_asks")
    )
    assert [row[0] for row in await world.rows("select revoked_reason from disclosure_grant")] == ["erased"]
    log = await world.get(world.coordinator, path(referral, "/reading-log"))
    assert [line["what"] for line in log["items"]] == ["care_bulletin"]


async def test_consent_withdrawn_after_the_end_closes_and_erases_in_one_act(world: World) -> None:
    author, doctor_id = world.who("referrer"), await world.describe()
    referral = await closed(world, doctor_id, author)
    after = await world.act(author, referral["referral_id"], "consent-withdrawal", confirmed(referral))
    assert (after["status"], after["erasure_reason"]) == ("closed", "consent_withdrawn")
    for who in (author, world.coordinator, world.professional(professional=doctor_id)):
        assert await world.refused(who, "GET", path(referral, "/care-bulletin")) == HIDDEN
    assert {"consent_withdrawn", "content_erased"} <= {one["code"] for one in await lines(world, referral)}
    assert await world.rows("select 1 from data_key") == []
    assert await world.refused(author, "POST", path(referral, "/consent-withdrawal"), confirmed(referral)) == (
        409,
        "act-not-allowed-now",
    )


async def test_consent_withdrawn_before_the_end_erases_too(world: World) -> None:
    referral = await world.placed()
    after = await world.act(
        world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"}
    )
    assert (after["status"], after["erasure_reason"]) == ("withdrawn", "consent_withdrawn")
    assert await world.rows("select 1 from sealed_person") == []


async def test_erasing_one_request_leaves_the_others(world: World) -> None:
    referral = await closed(world)
    other = await world.state(
        patient={"family_name": "Other", "given_name": "Nemo", "birth": {"unknown": True}, "sex": "male"}
    )
    await world.act(
        world.coordinator, referral["referral_id"], "erasure", confirmed(referral, reason_code="entered_by_mistake")
    )
    read = await world.get(world.coordinator, path(other, "/care-bulletin"))
    assert read["identity"]["family_name"] == "Other"


@pytest.mark.parametrize(
    ("at", "months", "then"),
    [
        (datetime(2026, 5, 31, 9, tzinfo=UTC), 3, datetime(2026, 2, 28, 9, tzinfo=UTC)),
        (datetime(2026, 1, 15, tzinfo=UTC), 3, datetime(2025, 10, 15, tzinfo=UTC)),
        (datetime(2028, 2, 29, tzinfo=UTC), 36, datetime(2025, 2, 28, tzinfo=UTC)),
    ],
)
def test_months_are_those_of_the_calendar(at: datetime, months: int, then: datetime) -> None:
    assert erasing.months_before(at, months) == then


async def read_at(world: World, at: datetime, times: int = 1) -> None:
    reader = Caller(uuid4(), "Dr Jeanne Exemple", OURS, frozenset({"professional"}), professional_id=uuid4())
    async with world.database.begin(OURS) as session:
        for _ in range(times):
            await reading_log.note(session, OURS, {uuid4(): "coordination"}, "name", reader, at)


async def test_readings_older_than_three_years_are_forgotten_and_the_chain_stays_proved(world: World) -> None:
    await read_at(world, datetime(2022, 3, 1, tzinfo=UTC), 3)
    await read_at(world, world.clock.now() - timedelta(days=900), 2)
    await read_at(world, world.clock.now())
    async with world.database.begin(OURS) as session:
        assert await erasing.forget_readings(session, world.ports.disclosure, world.clock.now()) == 3
    async with world.database.begin(OURS) as session:
        assert await erasing.forget_readings(session, world.ports.disclosure, world.clock.now()) == 0
        assert await reading_log.first_broken_link(session, OURS) is None
    await read_at(world, world.clock.now())
    async with world.database.begin(OURS) as session:
        assert await reading_log.first_broken_link(session, OURS) is None
        await session.execute(text("alter table reading disable trigger reading_append_only"))
        await session.execute(text("delete from reading where position = 4"))
        session.expire_all()
        assert await reading_log.first_broken_link(session, OURS) == 4


async def test_the_database_refuses_to_forget_a_younger_reading(world: World) -> None:
    await read_at(world, world.clock.now() - timedelta(days=3 * 365 - 10))
    with pytest.raises(DBAPIError, match="never changed or deleted"):
        await world.rows("delete from reading")
