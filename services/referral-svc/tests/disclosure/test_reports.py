"""Reports are filed by those who gave care and read by those who take part; nothing of them leaves sealed rows."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from ..build import OURS, World
from .reporting import NAME, PDF, WORDS, announced, begun, case, given, open_to, path

HIDDEN = (404, "report-not-found")


async def closed(world: World, referral: Any) -> Any:
    for act, body in (("first-appointment", {"waived_reason": "not_needed"}), ("declaration", {"state": "waived"})):
        await world.act(world.coordinator, referral["referral_id"], act, body)
    async with world.database.begin(OURS) as session:
        await session.execute(text("update notice set state = 'delivered'"))


async def test_whoever_takes_no_part_neither_files_nor_reads_nor_lists(world: World) -> None:
    referral, _, doctor = await case(world)
    report = await begun(world, doctor, referral)
    booked_id = await world.describe()
    await world.booked(referral["referral_id"], booked_id)
    for who in (
        world.who("referrer"),
        world.professional(),
        world.professional(professional=booked_id),
        world.who("secretary"),
        world.who("director"),
        world.who("social_coordinator"),
    ):
        for method, door, body in (
            ("GET", path(referral, "/reports"), None),
            ("POST", path(referral, "/reports"), {"kind": "report", "words": "?"}),
            ("GET", f"/reports/{report['report_id']}", None),
            ("GET", f"/report-files/{report['report_id']}", None),
            ("POST", f"/reports/{report['report_id']}/withdrawal", {"reason_code": "wrong_file"}),
        ):
            assert (await world.refused(who, method, door, body)) == (404, "referral-not-found")


async def test_an_author_who_gives_no_care_files_nothing(world: World) -> None:
    referral, author, _ = await case(world)
    body = {"kind": "report", "words": "?"}
    assert await world.refused(author, "POST", path(referral, "/reports"), body) == (403, "role-refused")
    assert (await world.get(author, path(referral, "/reports")))["may_file"] is False


async def test_nothing_is_reported_before_somebody_gives_care(world: World) -> None:
    referral = await world.qualified()
    body = {"kind": "report", "words": "?"}
    assert await world.refused(world.coordinator, "POST", path(referral, "/reports"), body) == (
        409,
        "act-not-allowed-now",
    )


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "report"},
        {"kind": "report", "words": "  "},
        {"kind": "report", "words": "x" * 10_001},
        {"kind": "report", "file": {"name": "bilan.exe", "media_type": "application/pdf"}},
        {"kind": "report", "file": {"name": "bilan.pdf", "media_type": "text/html"}},
        {"kind": "report", "file": {"name": "../bilan.pdf", "media_type": "application/pdf"}},
    ],
)
async def test_a_report_says_something_and_its_file_is_of_a_known_kind(world: World, body: Any) -> None:
    referral, _, doctor = await case(world)
    assert (await world.refused(doctor, "POST", path(referral, "/reports"), body))[0] == 422


@pytest.mark.parametrize("content", [b"MZ\x90\x00 a program", b"<html>", b"\xff\xd8\xff\xe0 a picture", b""])
async def test_a_file_is_what_it_says_by_its_first_bytes(world: World, content: bytes) -> None:
    referral, _, doctor = await case(world)
    report = await announced(world, doctor, referral)
    answer = await given(world, doctor, report, content)
    rule = "file-not-what-it-says" if content else "file-empty"
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, rule)
    assert (await given(world, doctor, report)).json()["state"] == "filed", "the right file may still come"


async def test_a_file_above_the_limit_is_refused_while_it_comes(world: World) -> None:
    referral, _, doctor = await case(world)
    report = await announced(world, doctor, referral)
    answer = await given(world, doctor, report, b"%PDF-" + bytes(world.settings.report_bytes))
    assert (answer.status_code, answer.json()["limit_bytes"]) == (413, world.settings.report_bytes)
    assert await world.rows("select 1 from report_piece") == []


async def test_a_file_comes_once_and_from_its_author(world: World) -> None:
    referral, _, doctor = await case(world)
    report = await announced(world, doctor, referral)
    assert (await given(world, world.coordinator, report)).status_code == 404
    assert (await given(world, doctor, report)).status_code == 200
    again = await given(world, doctor, report)
    assert (again.status_code, again.json()["type"].rsplit("/", 1)[-1]) == (409, "file-already-given")


async def test_a_file_that_has_not_come_is_read_by_nobody_and_forgotten_after_a_day(world: World) -> None:
    referral, author, doctor = await case(world)
    report = await announced(world, doctor, referral)
    assert await open_to(world, author, referral) == []
    assert await world.refused(doctor, "GET", f"/reports/{report['report_id']}") == (409, "report-not-readable")


async def test_those_who_take_part_read_it_and_every_reading_is_logged(world: World) -> None:
    referral, author, doctor = await case(world)
    report = await announced(world, doctor, referral)
    await given(world, doctor, report)
    for who in (author, world.coordinator):
        assert [one["report_id"] for one in await open_to(world, who, referral)] == [report["report_id"]]
        read = await world.get(who, f"/reports/{report['report_id']}")
        assert (read["file_name"], read["words"], read["scan"]) == (NAME, "", "not_scanned")
        file = await world.ask(who, "GET", f"/report-files/{report['report_id']}")
        assert file.content == PDF
    assert file.headers["content-type"] == "application/octet-stream"
    assert file.headers["content-disposition"] == (
        "attachment; filename=\"document\"; filename*=UTF-8''Zyborowska%20bilan.pdf"
    )
    assert (file.headers["x-content-type-options"], file.headers["cache-control"]) == ("nosniff", "no-store")
    log = (await world.get(world.coordinator, path(referral, "/reading-log")))["items"]
    assert [(line["what"], line["ground"]) for line in reversed(log)] == [
        (what, ground) for ground in ("wrote_it", "coordination") for what in ("report", "report_file")
    ]


async def test_a_list_says_who_filed_what_and_never_what_it_says(world: World) -> None:
    referral, author, doctor = await case(world)
    await begun(world, doctor, referral)
    await announced(world, doctor, referral)
    answer = await world.ask(world.coordinator, "GET", path(referral, "/reports"))
    for secret in (WORDS, "Zyborowska", "bilan"):
        assert secret not in answer.text
    assert await world.get(author, path(referral, "/reading-log")) == {"items": []}, "a list is no reading"


async def test_a_report_for_professionals_is_closed_to_a_social_worker_and_she_is_not_told(world: World) -> None:
    referral, author, doctor = await case(world)
    report = await begun(world, doctor, referral, readers="professionals")
    assert await open_to(world, author, referral) == []
    assert await world.refused(author, "GET", f"/reports/{report['report_id']}") == HIDDEN
    assert await subjects(world, referral, "referrer") == ["placed"]


async def test_without_the_agreement_to_share_professionals_alone_read(world: World) -> None:
    referral, author, doctor = await case(world, consent={"search": True, "given": "oral"})
    nurse_id = await world.describe(profession_code="60", is_general_practitioner=False)
    body = {"professional_id": str(nurse_id)}
    assert (await world.ask(world.coordinator, "POST", path(referral, "/participants"), body)).status_code == 201
    report = await begun(world, doctor, referral, readers="participants")
    assert await world.refused(author, "GET", f"/reports/{report['report_id']}") == HIDDEN
    nurse = world.professional(professional=nurse_id)
    read = await world.get(nurse, f"/reports/{report['report_id']}")
    assert (read["words"], read["ground"]) == (WORDS, "care_team")
    assert await subjects(world, referral, "named") == ["report"]


async def test_a_professional_who_stepped_back_reads_no_longer_not_even_his_own(world: World) -> None:
    referral, _, doctor = await case(world)
    report = await begun(world, doctor, referral)
    body = {"by": "professional", "reason_code": "no_capacity"}
    await world.act(doctor, referral["referral_id"], "step-back", body)
    assert await world.refused(doctor, "GET", f"/reports/{report['report_id']}") == (404, "referral-not-found")


async def test_the_others_are_told_that_a_report_waits_and_the_mail_says_nothing_else(world: World) -> None:
    referral, _, doctor = await case(world)
    await begun(world, doctor, referral)
    assert await subjects(world, referral, "referrer") == ["placed", "report"]
    assert await subjects(world, referral, "accepting_professional") == ["placed"], "not its own author"
    for mail in await world.rows("select subject, body from outgoing_mail"):
        for secret in ("Zyborowska", "vertiges", referral["case_number"]):
            assert secret not in f"{mail.subject} {mail.body}"


async def test_care_given_closes_only_with_its_report_or_its_waiver(world: World) -> None:
    referral, _, doctor = await case(world)
    await closed(world, referral)
    closing = path(referral, "/closing")
    answer = await world.ask(world.coordinator, "POST", closing, {"outcome_code": "care_given"})
    assert (answer.status_code, answer.json()["missing"]) == (409, ["report"])
    waived = await world.act(doctor, referral["referral_id"], "report-waiver", {"reason_code": "sent_otherwise"})
    assert (waived["report"], "report-waiver" in waived["allowed_acts"]) == ("waived", False)
    assert (await world.act(world.coordinator, referral["referral_id"], "closing", {"outcome_code": "care_given"}))[
        "status"
    ] == "closed"


async def test_a_filed_report_needs_no_waiver_and_a_result_may_follow_the_end(world: World) -> None:
    referral, _, doctor = await case(world)
    await begun(world, doctor, referral)
    refusal = await world.refused(doctor, "POST", path(referral, "/report-waiver"), {"reason_code": "none_needed"})
    assert refusal == (409, "report-already-filed")
    await closed(world, referral)
    await world.act(world.coordinator, referral["referral_id"], "closing", {"outcome_code": "care_given"})
    assert (await begun(world, doctor, referral, kind="lab_results"))["state"] == "filed"


async def test_what_was_filed_for_the_wrong_person_is_destroyed_at_once(world: World) -> None:
    referral, author, doctor = await case(world)
    report = await announced(world, doctor, referral)
    await given(world, doctor, report)
    door = f"/reports/{report['report_id']}"
    body = {"reason_code": "wrong_person"}
    assert await world.refused(author, "POST", f"{door}/withdrawal", body) == (403, "role-refused")
    answer = await world.ask(doctor, "POST", f"{door}/withdrawal", body)
    assert (answer.status_code, answer.json()["state"]) == (200, "withdrawn")
    assert await world.rows("select 1 from report_piece") == []
    assert (await world.get(world.coordinator, path(referral)))["report"] == "awaited"
    assert await world.refused(author, "GET", door) == HIDDEN
    assert await world.refused(world.coordinator, "GET", door) == (409, "report-not-readable")


async def test_erasure_takes_the_reports_with_it_and_a_dump_says_nothing(world: World) -> None:
    referral, author, doctor = await case(world)
    await begun(world, doctor, referral)
    report = await announced(world, doctor, referral)
    await given(world, doctor, report)
    rows = await world.rows("select r::text || p::text from report r, report_piece p")
    for secret in ("Zyborowska", "vertiges", "resultats", "bilan"):
        for written in (secret, secret.encode().hex()):
            assert not any(written in row[0] for row in rows)
    body = {"reason_code": "consent_withdrawn"}
    await world.act(author, referral["referral_id"], "withdrawal", body)
    for table in ("report", "report_piece", "data_key"):
        assert await world.rows(f"select 1 from {table} where referral_id = :id", id=referral["referral_id"]) == []


async def test_a_repeat_files_one_report(world: World) -> None:
    referral, _, doctor = await case(world)
    body = {"kind": "report", "words": WORDS}
    answers = [
        await world.ask(doctor, "POST", path(referral, "/reports"), body, Idempotency_Key="the-same-report")
        for _ in range(2)
    ]
    assert answers[0].json() == answers[1].json()
    assert len(await open_to(world, doctor, referral)) == 1
    world.clock.advance(timedelta(minutes=1))
    kept = await world.rows("select body from idempotency_key where body is not null")
    assert all(b"Zyborowska" not in bytes(row.body) for row in kept)


async def subjects(world: World, referral: Any, part: str) -> list[str]:
    found = (await world.get(world.coordinator, path(referral, "/participants")))["items"]
    return [notice["subject"] for one in found if one["part"] == part for notice in one["notices"]]
