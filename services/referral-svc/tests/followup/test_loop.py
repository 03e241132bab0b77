"""The loop closes: each participant is told, and a case does not close while one was not."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text

from carekit.clock import SystemClock
from carekit.testing.telling import told_in
from referral_svc.followup.errors import NoticeSettled
from referral_svc.followup.loop import follow_mail
from referral_svc.followup.models import INFORMED, Notice, NoticeState

from ..build import OURS, World

NOW = SystemClock().now()


def notice(state: NoticeState) -> Notice:
    return Notice(id=uuid4(), state=state, subject="placed", channel="mail", queued_at=NOW, state_at=NOW)


ACTS = {
    "sent": {NoticeState.QUEUED},
    "delivered": {NoticeState.QUEUED, NoticeState.SENT},
    "failed": {NoticeState.QUEUED, NoticeState.SENT, NoticeState.DELIVERED},
    "waived": {NoticeState.QUEUED, NoticeState.SENT, NoticeState.FAILED},
    "read": set(NoticeState) - {NoticeState.WAIVED},
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", list(NoticeState))
def test_every_state_of_a_notice_and_every_act_on_it(state: NoticeState, act: str) -> None:
    one = notice(state)
    do = (lambda: one.waive("told_by_phone", NOW)) if act == "waived" else (lambda: getattr(one, act)(NOW))
    if state in ACTS[act]:
        do()
        assert one.state == NoticeState(act)
    else:
        with pytest.raises(NoticeSettled):
            do()
        assert one.state == state


def test_informed_means_delivered_read_or_waived() -> None:
    assert {NoticeState.DELIVERED, NoticeState.READ, NoticeState.WAIVED} == INFORMED


async def follows(world: World, *, comes_back: bool = True) -> int:
    async with world.database.begin(OURS) as session:
        return await follow_mail(session, world.clock.now(), comes_back=comes_back)


async def mail_leaves(world: World, state: str = "delivered", *, comes_back: bool = True) -> int:
    """What the mail sender and the reader of reports write, then the timer that follows them."""
    async with world.database.begin(OURS) as session:
        await session.execute(
            text("update outgoing_mail set state = :state, sent_at = :now, body = ''"),
            {"state": state, "now": world.clock.now()},
        )
    return await follows(world, comes_back=comes_back)


async def notices(world: World, referral: Any) -> dict[str, Any]:
    found = await world.get(world.coordinator, f"/referrals/{referral['referral_id']}/participants")
    return {one["part"]: one["notices"] for one in found["items"]}


async def test_a_professional_is_told_by_mail_and_an_account_in_the_application(world: World) -> None:
    referral = await world.placed()
    told = await notices(world, referral)
    assert [(n["channel"], n["state"]) for n in told["accepting_professional"]] == [("mail", "queued")]
    assert [(n["channel"], n["state"]) for n in told["referrer"]] == [("application", "delivered")]


async def test_whoever_has_neither_address_nor_account_must_be_told_by_somebody(world: World) -> None:
    nurse = await world.describe(profession_code="60", is_general_practitioner=False, email=None)
    referral = await world.qualified()
    path, body = f"/referrals/{referral['referral_id']}", {"professional_id": str(nurse)}
    assert (await world.ask(world.coordinator, "POST", f"{path}/participants", body)).status_code == 201
    await world.act(world.coordinator, referral["referral_id"], "redirection", {"reason_code": "out_of_scope"})
    assert [n["state"] for n in (await notices(world, referral))["named"]] == ["failed"]


async def test_the_mail_says_nothing_of_health_and_names_nobody(world: World) -> None:
    referral = await world.placed(criteria={"ald": "yes"}, care={"difficulty": "vertiges"})
    mails = await world.rows("select recipient, subject, body from outgoing_mail")
    assert mails
    secrets = (
        "Zyborowska", "Melusine", "1961", "Ondines", "vertiges", "longue durée", "ald", referral["case_number"],
    )  # fmt: skip
    for sent in mails:
        assert told_in(f"{sent.subject} {sent.body}", secrets) == []


async def test_taken_by_our_own_server_is_sent_and_does_not_count_as_told(world: World) -> None:
    referral = await world.placed()
    await mail_leaves(world, "sent")
    assert [n["state"] for n in (await notices(world, referral))["accepting_professional"]] == ["sent"]
    missing = (await world.get(world.coordinator, f"/referrals/{referral['referral_id']}"))["closing"]["missing"]
    assert any(code.startswith("notice:") for code in missing)
    assert await follows(world) == 0


@pytest.mark.parametrize("comes_back", [True, False], ids=["returns are read", "nobody reads returns"])
async def test_a_day_of_silence_is_delivery_only_where_somebody_reads_what_comes_back(
    world: World, comes_back: bool
) -> None:
    referral = await world.placed()
    await mail_leaves(world, "sent", comes_back=comes_back)
    for hours, then in ((23, "sent"), (1, "delivered" if comes_back else "sent")):
        world.clock.advance(timedelta(hours=hours))
        await follows(world, comes_back=comes_back)
        assert [n["state"] for n in (await notices(world, referral))["accepting_professional"]] == [then]


async def test_a_mail_that_comes_back_late_is_given_to_the_coordinator_even_of_a_closed_case(world: World) -> None:
    referral, coordinator = await world.placed(), world.coordinator
    await mail_leaves(world)
    await world.act(coordinator, referral["referral_id"], "first-appointment", {"waived_reason": "not_needed"})
    await world.act(coordinator, referral["referral_id"], "declaration", {"state": "waived"})
    await world.act(coordinator, referral["referral_id"], "closing", {"outcome_code": "followed"})
    await mail_leaves(world, "failed")
    lists = {one["key"]: one["count"] for one in (await world.get(coordinator, "/worklists"))["items"]}
    assert lists["failed_notices"] == 1
    assert "failed" in [n["state"] for n in (await notices(world, referral))["accepting_professional"]]


async def test_what_was_read_stays_read_though_its_mail_comes_back(world: World) -> None:
    doctor = world.professional(professional=await world.describe())
    referral = await world.placed(doctor.professional_id)
    path = f"/referrals/{referral['referral_id']}"
    for notice_id in (await world.get(doctor, path))["unread_notices"]:
        await world.ask(doctor, "POST", f"{path}/notices/{notice_id}/reading")
    await mail_leaves(world, "failed")
    assert [n["state"] for n in (await notices(world, referral))["accepting_professional"]] == ["read"]


async def test_a_notice_follows_its_mail(world: World) -> None:
    referral = await world.placed()
    assert await mail_leaves(world) == 1
    assert [n["state"] for n in (await notices(world, referral))["accepting_professional"]] == ["delivered"]
    assert await mail_leaves(world) == 0


async def test_a_mail_that_failed_for_good_is_given_to_the_coordinator(world: World) -> None:
    referral = await world.placed()
    await mail_leaves(world, "failed")
    lists = {one["key"]: one["count"] for one in (await world.get(world.coordinator, "/worklists"))["items"]}
    assert lists["failed_notices"] == 1
    missing = (await world.get(world.coordinator, f"/referrals/{referral['referral_id']}"))["closing"]["missing"]
    assert any(code.startswith("notice:") for code in missing)


async def test_a_case_does_not_close_while_somebody_was_not_told_and_closes_once_waived(world: World) -> None:
    referral = await world.placed()
    path, coordinator = f"/referrals/{referral['referral_id']}", world.coordinator
    await world.act(coordinator, referral["referral_id"], "first-appointment", {"waived_reason": "not_needed"})
    await world.act(coordinator, referral["referral_id"], "declaration", {"state": "waived"})
    answer = await world.ask(coordinator, "POST", f"{path}/closing", {"outcome_code": "followed"})
    (waiting,) = answer.json()["missing"]
    notice_id = waiting.removeprefix("notice:")
    waived = await world.ask(coordinator, "POST", f"{path}/notices/{notice_id}/waiver", {"reason": "told_by_phone"})
    assert (waived.json()["state"], waived.json()["waived_reason"]) == ("waived", "told_by_phone")
    assert (await world.act(coordinator, referral["referral_id"], "closing", {"outcome_code": "followed"}))[
        "status"
    ] == "closed"


async def test_only_its_participant_reads_a_notice(world: World) -> None:
    author = world.who("referrer", structure="970000001")
    referral = await world.placed(who=author)
    told = await notices(world, referral)
    his = told["referrer"][0]["notice_id"]
    path = f"/referrals/{referral['referral_id']}/notices/{his}/reading"
    assert await world.refused(world.coordinator, "POST", path) == (404, "notice-not-found")
    assert await world.refused(world.who("referrer"), "POST", path) == (404, "referral-not-found")
    for _ in range(2):
        assert (await world.ask(author, "POST", path)).json()["state"] == "read"


async def test_a_notice_of_another_request_is_not_found(world: World) -> None:
    author = world.who("referrer")
    referral = await world.placed(who=author)
    other = await world.state(author)
    his = (await notices(world, referral))["referrer"][0]["notice_id"]
    path = f"/referrals/{other['referral_id']}/notices/{his}"
    assert await world.refused(author, "POST", f"{path}/reading") == (404, "notice-not-found")
    waiver = {"reason": "told_by_phone"}
    assert await world.refused(world.coordinator, "POST", f"{path}/waiver", waiver) == (404, "notice-not-found")


async def test_a_settled_notice_is_not_waived(world: World) -> None:
    referral = await world.placed()
    his = (await notices(world, referral))["referrer"][0]["notice_id"]
    path = f"/referrals/{referral['referral_id']}/notices/{his}/waiver"
    assert await world.refused(world.coordinator, "POST", path, {"reason": "told_by_phone"}) == (
        409,
        "notice-settled",
    )


@pytest.mark.parametrize("act", ["withdrawal", "redirection"])
async def test_whoever_takes_part_learns_that_it_ended_otherwise(world: World, act: str) -> None:
    author = world.who("referrer")
    referral = await world.qualified(author)
    reason = {"withdrawal": "found_elsewhere", "redirection": "out_of_scope"}[act]
    await world.act(world.coordinator, referral["referral_id"], act, {"reason_code": reason})
    assert [n["subject"] for n in (await notices(world, referral))["referrer"]] == [
        {"withdrawal": "withdrawn", "redirection": "redirected"}[act]
    ]
    assert [one["key"] for one in (await world.get(author, "/worklists"))["items"]] == ["news"]


async def test_the_same_professional_is_not_named_twice(world: World) -> None:
    nurse = await world.describe(profession_code="60", is_general_practitioner=False)
    referral = await world.state()
    path, body = f"/referrals/{referral['referral_id']}/participants", {"professional_id": str(nurse)}
    assert (await world.ask(world.coordinator, "POST", path, body)).status_code == 201
    assert await world.refused(world.coordinator, "POST", path, body) == (409, "already-participant")
    unknown = {"professional_id": str(uuid4())}
    assert await world.refused(world.coordinator, "POST", path, unknown) == (404, "professional-unknown")


async def test_the_usual_professional_of_another_kind_of_request_takes_part_from_the_start(world: World) -> None:
    doctor = await world.describe()
    care = await world.state(kind="care", need=["nursing"], usual_professional_id=str(doctor))
    assert set(await notices(world, care)) == {"referrer", "medecin_traitant"}
    search = await world.state(usual_professional_id=str(doctor))
    assert set(await notices(world, search)) == {"referrer"}
