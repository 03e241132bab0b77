"""A plan is the care coordinator's: every other role is refused, and another CPTS sees nothing."""

from uuid import UUID

import pytest

from carekit.auth import ROLES

from ..build import THEIRS, World
from .planning import made, rows, waits

# The same in both processes of a run: they are part of the names of the tests.
PLAN, ROW, SOMEBODY = UUID(int=1), UUID(int=2), UUID(int=3)
OPERATIONS = [
    ("POST", "/plans", {}),
    ("GET", "/plans", None),
    ("GET", f"/plans/{PLAN}", None),
    ("GET", f"/plans/{PLAN}/rows", None),
    ("PUT", f"/plans/{PLAN}/rows/{ROW}", {"professional_id": None}),
    ("POST", f"/plans/{PLAN}/start", None),
    ("POST", f"/plans/{PLAN}/cancellation", None),
    ("GET", "/departures", None),
    ("GET", f"/professionals/{SOMEBODY}/departure", None),
    ("GET", f"/departures/{PLAN}/cancellation", None),
    ("POST", f"/departures/{PLAN}/cancellation", None),
    ("POST", "/departures", {"professional_id": str(SOMEBODY), "leaves_on": "2026-12-31"}),
]


@pytest.mark.parametrize(("method", "path", "body"), OPERATIONS)
async def test_every_other_role_is_refused(world: World, method: str, path: str, body: object) -> None:
    for role in sorted(ROLES - {"care_coordinator"}):
        answer = await world.ask(world.who(role), method, path, body, If_Match='"1"')
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (403, "role-refused"), role


@pytest.mark.parametrize(("method", "path", "body"), OPERATIONS)
async def test_nobody_plans_without_a_token(world: World, method: str, path: str, body: object) -> None:
    assert (await world.ask(None, method, path, body, If_Match='"1"')).status_code == 401


async def test_the_plan_of_another_cpts_does_not_exist(world: World) -> None:
    await world.describe()
    await waits(world)
    plan = await made(world)
    row = (await rows(world, plan))[0]
    neighbour = world.who("care_coordinator", cpts=THEIRS)
    path = f"/plans/{plan['plan_id']}"
    for method, of_it, body in (
        ("GET", "", None),
        ("GET", "/rows", None),
        ("POST", "/start", None),
        ("POST", "/cancellation", None),
        ("PUT", f"/rows/{row['row_id']}", {"professional_id": None}),
    ):
        answer = await world.ask(neighbour, method, path + of_it, body, If_Match=plan["etag"])
        assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (404, "plan-not-found")
    assert (await world.get(neighbour, "/plans"))["items"] == []
