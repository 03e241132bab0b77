"""The person asks what is written about her: her coordinator hands it over whole, and that is written down too."""

from ..build import World
from .reporting import begun, case, path

SAID = {"care": {"difficulty": "vertiges"}, "social": {"housing": "hébergée"}}


async def test_nobody_but_the_coordinator_of_the_request_hands_it_over(world: World) -> None:
    referral, author, doctor = await case(world, **SAID)
    for who, refusal in (
        (author, (403, "role-refused")),
        (doctor, (403, "role-refused")),
        (world.who("social_coordinator"), (404, "referral-not-found")),
        (world.who("director"), (404, "referral-not-found")),
    ):
        assert await world.refused(who, "POST", path(referral, "/person-file")) == refusal


async def test_it_is_whole_and_logged(world: World) -> None:
    referral, author, doctor = await case(world, **SAID)
    await begun(world, doctor, referral)
    await world.ask(author, "POST", path(referral, "/messages"), {"words": "Elle préfère le matin"})
    answer = await world.ask(world.coordinator, "POST", path(referral, "/person-file"))
    assert answer.status_code == 200, answer.text
    whole = answer.json()
    assert whole["identity"]["family_name"] == "Zyborowska"
    assert (whole["care"]["difficulty"], whole["social"]["housing"]) == ("vertiges", "hébergée")
    assert [one["words"] for one in whole["messages"]] == ["Elle préfère le matin"]
    assert [one["author_name"] for one in whole["reports"]] == ["Dr Jeanne Exemple"]
    log = (await world.get(world.coordinator, path(referral, "/reading-log")))["items"]
    assert (log[0]["what"], log[0]["ground"]) == ("person_file", "coordination")
    events = (await world.get(world.coordinator, path(referral, "/timeline")))["items"]
    assert events[-1]["code"] == "person_file_handed"


async def test_what_was_erased_is_handed_to_nobody(world: World) -> None:
    referral, author, _ = await case(world, **SAID)
    await world.act(author, referral["referral_id"], "withdrawal", {"reason_code": "consent_withdrawn"})
    answer = await world.refused(world.coordinator, "POST", path(referral, "/person-file"))
    assert answer == (410, "bulletin-erased")
