"""A slot becomes an appointment, or the loser learns why."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text

BOOKERS = {"referrer", "professional", "delegate", "care_coordinator", "social_coordinator", "director", "regulator",
           "health_mediator", "case_manager"}  # fmt: skip


@pytest.fixture
async def slots(world):
    await world.open(await world.describe())
    return await world.free(limit=100)


async def rows(world, question):
    async with world.database.begin(world.who("director").caller.cpts_id) as session:
        return (await session.execute(text(question))).all()


@pytest.mark.parametrize("role", ["secretary", "evaluator", "partner", "project_officer", "quality_referent", "guest",
                                  "platform_operator"])  # fmt: skip
async def test_a_role_that_does_not_book_books_nothing(world, slots, role):
    for answer in (
        await world.book(world.who(role), slots[0]["slot_id"]),
        await world.ask(world.who(role), "POST", f"/slots/{slots[0]['slot_id']}/hold"),
    ):
        assert answer.status_code == 403
        assert answer.json()["type"].endswith("/role-refused")
    assert await rows(world, "select 1 from appointment") == []


async def test_a_slot_of_another_cpts_is_not_there(world, slots):
    stranger = world.who("care_coordinator", cpts=uuid4())
    assert (await world.book(stranger, slots[0]["slot_id"])).status_code == 404
    assert (await world.ask(stranger, "POST", f"/slots/{slots[0]['slot_id']}/hold")).status_code == 404


async def test_an_unknown_slot_is_not_there(world, slots):
    assert (await world.book(world.who("referrer"), str(uuid4()))).status_code == 404


async def test_a_slot_that_has_begun_is_not_booked(world, slots):
    world.clock.move_to(world.clock.now().replace(hour=8))
    answer = await world.book(world.who("referrer"), slots[0]["slot_id"])
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("/slot-past")


async def test_a_referral_nobody_told_us_of_is_refused_by_name(world, slots):
    answer = await world.book(world.who("referrer"), slots[0]["slot_id"], referral_id=str(uuid4()))
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("/referral-unknown")


async def test_a_referral_of_another_cpts_is_unknown(world, slots):
    theirs = uuid4()
    await world.describe_cpts(theirs)
    referral = await world.refer(cpts=theirs)
    answer = await world.book(world.who("referrer"), slots[0]["slot_id"], referral_id=str(referral))
    assert answer.json()["type"].endswith("/referral-unknown")


async def test_to_know_a_referrals_identifier_is_no_right_to_book_for_it(world, slots):
    """Rules, section 4: a booking gives the person's name to the slot's owner, were he the one who asks."""
    owner, place = UUID(slots[0]["professional_id"]), "970000001"
    referral = await world.refer(by=world.who("referrer", structure=place))
    strangers = [
        world.who("professional", professional=owner), world.who("delegate", professional=owner),
        world.who("referrer"), world.who("referrer", structure="970000002"), world.who("social_coordinator"),
        world.who("director", structure=place), world.who("case_manager"),
    ]  # fmt: skip
    for who in strangers:
        (slot, *_) = await world.free(who)
        answer = await world.book(who, slot["slot_id"], referral_id=str(referral))
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (409, "referral-unknown")
    assert await rows(world, "select 1 from appointment union all select 1 from outbox_event") == []


async def test_a_doctor_whose_booking_was_cancelled_does_not_book_the_person_again(world, slots):
    owner, author = UUID(slots[0]["professional_id"]), world.who("referrer")
    referral = await world.refer(by=author)
    booked = (await world.book(author, slots[0]["slot_id"], referral_id=str(referral))).json()
    cancel = {"by": "patient", "reason_code": "no_longer_needed"}
    await world.ask(author, "POST", f"/appointments/{booked['appointment_id']}/cancellation", cancel)
    doctor = world.who("professional", professional=owner)
    answer = await world.book(doctor, slots[0]["slot_id"], referral_id=str(referral))
    assert answer.json()["type"].endswith("/referral-unknown")


async def test_the_regulator_books_for_unscheduled_care_alone(world, slots):
    owner, regulator = UUID(slots[0]["professional_id"]), world.who("regulator")
    other = await world.refer(kind="care", status="placed", placed=owner)
    refused = await world.book(regulator, slots[0]["slot_id"], referral_id=str(other))
    assert refused.json()["type"].endswith("/referral-unknown")
    booked = await world.book(regulator, slots[0]["slot_id"], referral_id=str(await world.refer()))
    assert booked.status_code == 201


@pytest.mark.parametrize("link", ["author", "structure", "chosen", "delegate", "care_coordinator"])
async def test_whoever_has_a_link_with_a_referral_books_for_it(world, slots, link):
    owner, place = UUID(slots[0]["professional_id"]), "970000001"
    author = world.who("referrer", structure=place)
    referral = await world.refer(kind="care", status="placed", placed=owner, by=author)
    who = {
        "author": author, "structure": world.who("referrer", structure=place),
        "chosen": world.who("professional", professional=owner),
        "delegate": world.who("delegate", professional=owner), "care_coordinator": world.who("care_coordinator"),
    }[link]  # fmt: skip
    assert (await world.book(who, slots[0]["slot_id"], referral_id=str(referral))).status_code == 201


async def test_the_social_coordinator_books_for_social_requests_and_the_care_coordinator_does_not(world, slots):
    owner = UUID(slots[0]["professional_id"])
    referral = await world.refer(kind="social", status="placed", placed=owner)
    refused = await world.book(world.who("care_coordinator"), slots[0]["slot_id"], referral_id=str(referral))
    assert refused.json()["type"].endswith("/referral-unknown")
    booked = await world.book(world.who("social_coordinator"), slots[0]["slot_id"], referral_id=str(referral))
    assert booked.status_code == 201


@pytest.mark.parametrize(
    ("kind", "status"),
    [("snp", "closed"), ("snp", "withdrawn"), ("snp", "redirected"), ("snp", "draft"), ("snp", "on_hold"),
     ("medecin_traitant", "stated"), ("medecin_traitant", "searching"), ("medecin_traitant", "proposed"),
     ("care", "closed")],
)  # fmt: skip
async def test_a_referral_in_a_state_that_does_not_allow_it_is_refused_and_nothing_is_written(
    world, slots, kind, status
):
    who = world.who("referrer")
    referral = await world.refer(kind=kind, status=status, by=who)
    answer = await world.book(who, slots[0]["slot_id"], referral_id=str(referral))
    assert answer.status_code == 409
    assert answer.json()["type"].endswith("/referral-not-bookable")
    assert await rows(world, "select 1 from appointment union all select 1 from outbox_event") == []
    assert (await world.free())[0] == slots[0]


async def test_a_booking_that_places_somebody_is_refused_while_nobody_says_how_she_chose(world, slots):
    who = world.who("care_coordinator")
    for status in ("stated", "qualified", "searching", "proposed"):
        referral = await world.refer(status=status)
        answer = await world.book(who, slots[0]["slot_id"], referral_id=str(referral), choice_recorded=None)
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (422, "choice-unsaid")
    placed = str(await world.refer(status="placed", placed=uuid4()))
    again = await world.book(who, slots[0]["slot_id"], referral_id=placed, choice_recorded=None)
    assert again.status_code == 201


async def test_nobody_chooses_by_booking_but_for_unscheduled_care(world, slots):
    chosen = await world.refer(kind="care", status="placed", placed=UUID(slots[0]["professional_id"]))
    await world.book(world.who("care_coordinator"), slots[0]["slot_id"], referral_id=str(chosen))
    (event,) = await rows(world, "select data from outbox_event")
    assert event.data["choice_recorded"] is None


async def test_a_placed_referral_is_booked_with_the_professional_who_was_chosen_and_nobody_else(world, slots):
    chosen = slots[0]["professional_id"]
    other = await world.refer(kind="medecin_traitant", status="placed", placed=uuid4())
    own = await world.refer(kind="medecin_traitant", status="placed", placed=chosen)
    who = world.who("care_coordinator")
    refused = await world.book(who, slots[0]["slot_id"], referral_id=str(other))
    assert refused.json()["type"].endswith("/referral-not-bookable")
    assert (await world.book(who, slots[0]["slot_id"], referral_id=str(own))).status_code == 201


async def test_a_booked_slot_is_refused_with_the_next_three_free_ones(world, slots):
    await world.book(world.who("referrer"), slots[1]["slot_id"])
    answer = await world.book(world.who("referrer"), slots[1]["slot_id"])
    assert answer.status_code == 409
    problem = answer.json()
    assert problem["type"].endswith("/slot-taken")
    assert problem["state"] == "booked"
    assert problem["next"] == slots[2:5]


@pytest.mark.parametrize("road", ["hold", "book", "wish"])
async def test_the_next_slots_take_what_the_lost_one_was_wanted_for(world, slots, road):
    vaccination = [{"reason_code": "vaccination", "minutes": 15}]
    long = [{"reason_code": "snp", "minutes": 60}, {"reason_code": "care", "minutes": 15}]
    for hours, reasons in (("09", vaccination), ("10", vaccination), ("11", long)):
        await world.open(await world.describe(), from_time=f"{hours}:00", to_time=f"{hours}:45", reasons=reasons)
    last = await world.open(await world.describe(), from_time="12:00", to_time="13:00")
    taken = slots[3]["slot_id"]
    await world.book(world.who("referrer"), taken)
    who = world.who("care_coordinator")
    if road == "hold":
        answer = await world.ask(who, "POST", f"/slots/{taken}/hold", {"reason_code": "snp"})
    elif road == "book":
        answer = await world.book(who, taken)
    else:
        wish = {"referral_id": str(await world.refer()), "profession_code": "10", "from_day": "2026-11-23",
                "until_day": "2026-11-30"}  # fmt: skip
        noted = await world.ask(who, "POST", "/wishes", wish)
        body = {"slot_id": taken, "choice_recorded": "phone"}
        answer = await world.ask(who, "POST", f"/wishes/{noted.json()['wish_id']}/booking", body)
    assert answer.status_code == 409, answer.text
    assert {slot["professional_id"] for slot in answer.json()["next"]} == {last["professional_id"]}
    assert len(answer.json()["next"]) == 3


async def test_who_holds_for_no_reason_is_offered_whatever_comes_next(world, slots):
    await world.open(await world.describe(), from_time="10:00", to_time="10:45",
                     reasons=[{"reason_code": "vaccination", "minutes": 15}])  # fmt: skip
    await world.book(world.who("referrer"), slots[3]["slot_id"])
    answer = await world.ask(world.who("care_coordinator"), "POST", f"/slots/{slots[3]['slot_id']}/hold")
    assert [list(slot["reasons"]) for slot in answer.json()["next"]] == [["vaccination"]] * 3


async def test_the_next_slots_are_only_those_the_loser_may_see(world, slots):
    await world.open(await world.describe(), audience=["cpts"], from_time="10:00", to_time="11:00")
    await world.book(world.who("referrer"), slots[3]["slot_id"])
    problem = (await world.book(world.who("regulator"), slots[3]["slot_id"])).json()
    assert {slot["slot_id"] for slot in problem["next"]} <= {slot["slot_id"] for slot in slots}


@pytest.mark.parametrize("role", sorted(BOOKERS - {"delegate"}))
async def test_each_booking_role_books_a_slot_open_to_it(world, slots, role):
    assert (await world.book(world.who(role), slots[0]["slot_id"])).status_code == 201


async def test_a_delegate_books_in_the_agenda_he_keeps_and_in_no_other(world, slots):
    own = await world.describe()
    await world.open(own, from_time="14:00", to_time="15:00")
    who = world.who("delegate", professional=own)
    assert (await world.book(who, slots[0]["slot_id"])).status_code == 404
    assert (await world.book(who, (await world.free(who))[0]["slot_id"])).status_code == 201


async def test_a_booking_leaves_its_appointment_its_trail_and_one_event_without_identity(world, slots):
    who = world.who("referrer")
    referral = await world.refer(by=who)
    answer = await world.book(who, slots[0]["slot_id"], referral_id=str(referral))
    assert answer.status_code == 201
    booked = answer.json()
    assert (booked["status"], booked["place_label"]) == ("booked", "Cabinet")
    assert booked["starts_at"] == "2026-11-23T08:00:00Z"
    (event,) = await rows(world, "select type, subject, version, data from outbox_event")
    assert (event.type, event.subject, event.version) == ("appointment.booked.v1", booked["appointment_id"], 1)
    assert set(event.data) == {"appointment_id", "referral_id", "professional_id", "starts_at", "ends_at", "modality",
                               "place_label", "commune_code", "booked_by_account_id", "choice_recorded",
                               "agenda_kind", "profession_code", "place_street", "place_postal_code"}  # fmt: skip
    said = (event.data["booked_by_account_id"], event.data["choice_recorded"])
    assert said == (str(who.caller.account_id), "phone")
    (delivery,) = await rows(world, "select subscriber, delivered_at from outbox_delivery")
    assert delivery == ("referral-svc", None)
    (act,) = await rows(world, "select act, reason_code, author_id, author_roles from agenda_act "
                               "where subject_id <> (select opening_id from opening)")  # fmt: skip
    assert act == ("appointment_booked", "snp", who.caller.account_id, ["referrer"])
    assert slots[0] not in await world.free()


async def test_a_slot_that_shows_reserved_needs_no_referral_and_tells_nobody(world, slots):
    answer = await world.book(world.who("referrer"), slots[0]["slot_id"])
    assert answer.json()["referral_id"] is None
    assert await rows(world, "select 1 from outbox_event") == []


async def test_the_same_key_books_once_and_both_get_the_first_answer(world, slots):
    who = world.who("referrer")
    answers = [
        await world.ask(who, "POST", "/appointments", {"slot_id": slots[0]["slot_id"], "reason_code": "snp"},
                        Idempotency_Key="booking-of-monday")
        for _ in range(2)
    ]  # fmt: skip
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["idempotency-replayed"] == "true"
    assert len(await rows(world, "select 1 from appointment")) == 1


async def test_the_same_key_with_another_body_is_refused_by_name(world, slots):
    who = world.who("referrer")
    for slot, status in ((slots[0], 201), (slots[1], 422)):
        answer = await world.ask(who, "POST", "/appointments", {"slot_id": slot["slot_id"], "reason_code": "snp"},
                                 Idempotency_Key="booking-of-monday")  # fmt: skip
        assert answer.status_code == status
    assert answer.json()["type"].endswith("/idempotency-key-reused")


async def test_a_key_that_lost_the_race_may_be_used_again(world, slots):
    body = {"slot_id": slots[0]["slot_id"], "reason_code": "snp"}
    winner, loser = world.who("referrer"), world.who("referrer")
    booked = (await world.book(winner, slots[0]["slot_id"])).json()
    ask = lambda: world.ask(loser, "POST", "/appointments", body, Idempotency_Key="try-and-try-again")  # noqa: E731
    assert (await ask()).status_code == 409
    cancel = {"by": "patient", "reason_code": "no_longer_needed"}
    await world.ask(winner, "POST", f"/appointments/{booked['appointment_id']}/cancellation", cancel)
    assert (await ask()).status_code == 201


@pytest.mark.parametrize(
    "wrong",
    [{"slot_id": "1"}, {"slot_id": None}, {"referral_id": "x"}, {"reason_code": "because"}, {"hold_id": 3},
     {"patient": "Marie"}, {"reason_code": "snp\x00"}],
)  # fmt: skip
async def test_a_booking_that_makes_no_sense_is_refused_by_field(world, slots, wrong):
    body = {"slot_id": slots[0]["slot_id"], "reason_code": "snp"} | wrong
    answer = await world.ask(world.who("referrer"), "POST", "/appointments", body)
    assert answer.status_code == 422
    assert answer.json()["errors"]


async def test_appointments_are_listed_for_who_keeps_the_agenda_booked_or_follows_the_referral(world, slots):
    owner, place = slots[0]["professional_id"], "970000001"
    booker, other = world.who("referrer", structure=place), world.who("referrer")
    referral = await world.refer(by=booker)
    await world.book(booker, slots[0]["slot_id"], referral_id=str(referral))
    await world.book(other, slots[1]["slot_id"])
    listed = lambda who, **params: world.ask(who, "GET", "/appointments", params=params)  # noqa: E731
    count = lambda answer: len(answer.json()["items"])  # noqa: E731
    assert count(await listed(booker)) == 1
    assert count(await listed(world.who("referrer"))) == 0
    assert count(await listed(world.who("referrer"), referral_id=str(referral))) == 0
    assert count(await listed(world.who("professional", professional=uuid4()), referral_id=str(referral))) == 0
    assert count(await listed(world.who("social_coordinator"), referral_id=str(referral))) == 0
    assert count(await listed(world.who("referrer", structure=place), referral_id=str(referral))) == 1
    assert count(await listed(world.who("regulator"), referral_id=str(referral))) == 1
    assert count(await listed(world.who("professional", professional=owner))) == 2
    assert count(await listed(world.who("care_coordinator"))) == 2
    assert count(await listed(world.who("care_coordinator"), **{"from": "2026-11-23T08:15:00Z"})) == 1
    assert count(await listed(world.who("director", cpts=uuid4()), referral_id=str(referral))) == 0
    assert (await listed(booker, professional_id=owner)).status_code == 403
    assert (await listed(world.who("guest"))).status_code == 403


async def test_appointments_come_page_by_page(world, slots):
    who = world.who("care_coordinator")
    for slot in slots[:5]:
        await world.book(who, slot["slot_id"])
    first = (await world.ask(who, "GET", "/appointments", params={"limit": 3})).json()
    second = (await world.ask(who, "GET", "/appointments", params={"limit": 3, "cursor": first["next"]})).json()
    assert [item["slot_id"] for page in (first, second) for item in page["items"]] == [
        slot["slot_id"] for slot in slots[:5]
    ]
    assert second["next"] is None


async def test_a_booking_says_which_of_several_modalities_and_only_one_that_is_offered(world):
    await world.open(await world.describe(), modalities=["AMB", "VR"])
    slot = (await world.free())[0]
    assert slot["modalities"] == ["AMB", "VR"]
    who = world.who("referrer")
    unsaid = await world.book(who, slot["slot_id"])
    assert (unsaid.status_code, unsaid.json()["offered"]) == (422, ["AMB", "VR"])
    assert unsaid.json()["type"].endswith("/modality-unsaid")
    other = await world.book(who, slot["slot_id"], modality="HH")
    assert other.json()["type"].endswith("/modality-not-offered")
    assert (await world.book(who, slot["slot_id"], modality="VR")).json()["modality"] == "VR"
