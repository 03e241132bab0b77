"""The person may agree to share after the search began; only then does the bulletin open."""

from datetime import timedelta

from ..build import World

SEARCH_ALONE = {"search": True, "bulletin_sharing": False, "given": "oral"}
AGREED = {"given": "written"}


def bulletin(referral_id: str, kind: str = "care") -> str:
    return f"/referrals/{referral_id}/{kind}-bulletin"


async def test_the_professional_chosen_may_not_record_the_agreement_that_opens_his_own_door(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.placed(doctor_id, consent=SEARCH_ALONE)
    doctor = world.professional(professional=doctor_id)
    path = f"/referrals/{referral['referral_id']}/sharing-consent"
    assert await world.refused(doctor, "POST", path, AGREED) == (403, "role-refused")
    stranger = world.who("referrer")
    assert await world.refused(stranger, "POST", path, AGREED) == (404, "referral-not-found")


async def test_an_agreement_given_tomorrow_or_twice_or_after_the_end_is_refused(world: World) -> None:
    referral = await world.qualified(consent=SEARCH_ALONE)
    path = f"/referrals/{referral['referral_id']}/sharing-consent"
    tomorrow = (world.clock.now() + timedelta(days=1)).isoformat()
    late = {**AGREED, "at": tomorrow}
    assert await world.refused(world.coordinator, "POST", path, late) == (422, "agreement-in-the-future")
    agreed = await world.act(world.coordinator, referral["referral_id"], "sharing-consent", AGREED)
    assert agreed["bulletin_sharing"] is True
    assert "sharing-consent" not in agreed["allowed_acts"]
    assert await world.refused(world.coordinator, "POST", path, AGREED) == (409, "sharing-already-agreed")
    ended = await world.qualified(consent=SEARCH_ALONE)
    await world.act(world.coordinator, ended["referral_id"], "withdrawal", {"reason_code": "no_longer_needed"})
    path = f"/referrals/{ended['referral_id']}/sharing-consent"
    assert await world.refused(world.coordinator, "POST", path, AGREED) == (409, "act-not-allowed-now")


async def test_the_agreement_opens_the_bulletin_for_the_chosen_one_and_is_dated_and_traced(world: World) -> None:
    doctor_id, other_id = await world.describe(), await world.describe()
    referrer = world.who("referrer")
    referral = await world.placed(doctor_id, who=referrer, consent=SEARCH_ALONE)
    assert referral["bulletin_sharing"] is False
    referral_id = referral["referral_id"]
    doctor, other = (world.professional(professional=one) for one in (doctor_id, other_id))
    assert await world.refused(doctor, "GET", bulletin(referral_id)) == (404, "referral-not-found")
    yesterday = world.clock.now() - timedelta(days=1)

    await world.act(referrer, referral_id, "sharing-consent", {**AGREED, "at": yesterday.isoformat()})

    assert (await world.get(doctor, bulletin(referral_id)))["ground"] == "recorded_consent"
    assert await world.refused(other, "GET", bulletin(referral_id)) == (404, "referral-not-found")
    assert await world.refused(doctor, "GET", bulletin(referral_id, "social")) == (404, "referral-not-found")
    kept = await world.rows("select sharing_given, sharing_given_at, sharing_recorded_by from consent")
    assert [tuple(row) for row in kept] == [("written", yesterday, referrer.caller.account_id)]
    told = await world.get(world.coordinator, f"/referrals/{referral_id}/timeline")
    assert "sharing_agreed" in [line["code"] for line in told["items"]]


async def test_agreed_before_the_choice_it_opens_with_the_choice(world: World) -> None:
    doctor_id = await world.describe()
    referral = await world.proposed(doctor_id, consent=SEARCH_ALONE)
    await world.act(world.coordinator, referral["referral_id"], "sharing-consent", AGREED)
    choice = {"professional_id": str(doctor_id), "recorded": "oral"}
    await world.act(world.coordinator, referral["referral_id"], "choice", choice)
    doctor = world.professional(professional=doctor_id)
    read = await world.get(doctor, bulletin(referral["referral_id"]))
    assert read["ground"] == "recorded_consent"
