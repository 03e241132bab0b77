"""What a coordinator prints for the hours without a computer: enough to go on, and no more."""

import pytest

from carekit.auth import ROLES
from carekit.testing.telling import told_in

from ..build import World, person

PATH = "/downtime-list"


@pytest.mark.parametrize("role", sorted(ROLES - {"care_coordinator", "social_coordinator"}))
async def test_nobody_but_a_coordinator_prints_it(world: World, role: str) -> None:
    assert await world.refused(world.who(role), "POST", PATH) == (403, "role-refused")


async def test_it_holds_a_number_a_telephone_and_a_state_and_nobody_s_name(world: World) -> None:
    first = await world.state()
    await world.state(kind="social", need=["rights"], patient=person(family_name="Kwist"))
    answer = await world.ask(world.coordinator, "POST", PATH)
    assert answer.status_code == 200, answer.text
    (line,) = answer.json()["items"]
    assert (line["case_number"], line["phone"], line["status"]) == (first["case_number"], "0199001122", "stated")
    assert told_in(answer.text, ("Zyborowska", "Melusine", "Ondines", "1961")) == []


async def test_every_person_on_it_is_written_down_as_read(world: World) -> None:
    referral = await world.state()
    coordinator = world.coordinator
    await world.ask(coordinator, "POST", PATH)
    log = await world.get(coordinator, f"/referrals/{referral['referral_id']}/reading-log")
    assert [(one["what"], one["ground"]) for one in log["items"]] == [("downtime_list", "coordination")]


async def test_ended_requests_are_not_on_it(world: World) -> None:
    coordinator = world.coordinator
    referral = await world.state()
    await world.act(coordinator, referral["referral_id"], "withdrawal", {"reason_code": "moved_away"})
    assert (await world.ask(coordinator, "POST", PATH)).json()["items"] == []
