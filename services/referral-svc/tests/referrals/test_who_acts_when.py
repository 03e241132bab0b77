"""Role × status × act, over the API: what the table does not allow is refused by name and moves nothing."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from carekit.auth import ROLES
from referral_svc.referrals.codes import Status
from referral_svc.referrals.transitions import TRANSITIONS

from ..build import OURS, World

#: Path of each act → the transition it is, and a body with which nothing but the rule can refuse it.
ACTS: dict[str, tuple[str, dict[str, Any]]] = {
    "qualification": ("qualify", {}),
    "waves": ("start_search", {"professional_ids": ["00000000-0000-4000-8000-00000000dddd"]}),
    "choice": ("place", {"professional_id": "00000000-0000-4000-8000-00000000dddd", "recorded": "oral"}),
    "choice/decline": ("place", {"reason_code": "too_far", "recorded": "oral"}),
    "step-back": ("back_to_search", {"by": "person", "reason_code": "too_far"}),
    "hold": ("hold", {"reason_code": "unreachable"}),
    "resumption": ("resume", {}),
    "redirection": ("redirect", {"reason_code": "emergency"}),
    "withdrawal": ("withdraw", {"reason_code": "no_longer_needed"}),
    "closing": ("close", {"outcome_code": "followed"}),
}
#: What each transition may start from as an act of somebody: a wave goes out while searching too, and stepping back
#: is an act of whoever was placed.
FROMS = {name: transition.froms for name, transition in TRANSITIONS.items()}
FROMS["start_search"] = FROMS["start_search"] | {Status.SEARCHING, Status.PROPOSED}
FROMS["back_to_search"] = frozenset({Status.PLACED})
OTHERS = sorted(ROLES - {"care_coordinator", "suspended"})


async def brought_to(world: World, status: Status) -> str:
    """Straight to a status, whatever road leads there: only refusals are looked at."""
    referral = await world.state()
    async with world.database.begin(OURS) as session:
        entity = await world.entity(session, referral["referral_id"])
        entity.status = status
        if status in (Status.PLACED, Status.CLOSED):
            entity.placed_professional_id, entity.placed_at = uuid4(), world.clock.now()
        entity.status_before_hold = Status.STATED if status == Status.ON_HOLD else None
    return str(referral["referral_id"])


async def status_of(world: World, referral_id: str) -> str:
    rows = await world.rows("select status from referral where id = :id", id=UUID(referral_id))
    return str(rows[0].status)


@pytest.mark.parametrize("status", list(Status))
async def test_what_the_table_does_not_allow_is_refused_to_the_coordinator_and_moves_nothing(
    world: World, status: Status
):
    referral_id = await brought_to(world, status)
    coordinator = world.coordinator
    shown = await world.get(coordinator, f"/referrals/{referral_id}")
    for path, (transition, body) in ACTS.items():
        if status in FROMS[transition]:
            continue
        answer = await world.ask(coordinator, "POST", f"/referrals/{referral_id}/{path}", body)
        assert answer.status_code == 409, (path, status, answer.text)
        assert answer.json()["type"].rsplit("/", 1)[-1] == "act-not-allowed-now", (path, answer.text)
        assert path not in shown["allowed_acts"], "nothing is offered that is refused"
        assert await status_of(world, referral_id) == status.value


@pytest.mark.parametrize("status", list(Status))
async def test_no_other_role_moves_a_request_it_has_no_link_with(world: World, status: Status):
    """Every role, each with its own act of the table in turn, so that over the statuses each meets each."""
    referral_id = await brought_to(world, status)
    paths = sorted(ACTS)
    for position, role in enumerate(OTHERS):
        for step in (0, 5):
            path = paths[(position + step + list(Status).index(status)) % len(paths)]
            somebody = world.who(role, professional=UUID(int=7))
            answer = await world.ask(somebody, "POST", f"/referrals/{referral_id}/{path}", ACTS[path][1])
            assert answer.status_code in (403, 404), (role, path, status, answer.text)
    assert await status_of(world, referral_id) == status.value
