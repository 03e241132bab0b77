"""Role × relation × status × act, over the API, beside a table written by hand from the rules (sections 1 and 8).

The product's own table (`transitions`) is not asked: it is held against the same page.
"""

from contextlib import AbstractAsyncContextManager
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from carekit.auth import ROLES
from carekit.testing.databases import SavepointDatabase
from referral_svc.referrals.codes import Status
from referral_svc.referrals.transitions import TRANSITIONS

from ..build import OURS, THEIRS, Somebody, World

OPEN = "stated qualified searching proposed placed"
BEFORE = "qualified"
#: « draft → stated → qualified → searching → proposed → placed → closed, and from any open state on_hold (returns to
#: where it was), redirected, withdrawn »: path of each act, from where, to where.
RULES: dict[str, tuple[str, str]] = {
    "consent": ("draft", "stated"),
    "qualification": ("stated", "qualified"),
    "waves": ("qualified searching", "searching"),
    "choice": ("proposed", "placed"),
    "choice/decline": ("proposed", "searching"),
    "step-back": ("placed", "searching"),
    "hold": (OPEN, "on_hold"),
    "resumption": ("on_hold", BEFORE),
    "redirection": (f"{OPEN} on_hold", "redirected"),
    "withdrawal": (f"{OPEN} on_hold", "withdrawn"),
    "closing": ("placed", "closed"),
}
#: The transition of the product that each act is. `propose` is a yes: nobody's act on a request.
TRANSITION_OF = {
    "consent": "state", "qualification": "qualify", "waves": "start_search", "choice": "place",
    "choice/decline": "back_to_search", "step-back": "back_to_search", "hold": "hold", "resumption": "resume",
    "redirection": "redirect", "withdrawal": "withdraw", "closing": "close",
}  # fmt: skip
#: What the receiver of a hand-over says moves the request too, and is nobody's act on it: he accepts, or has it no
#: longer.
RECEIVERS_WORD = {"take_charge": "qualified searching", "hand_back": "searching placed"}
#: A professional whose departure was announced stays after all: an act on the departure, by a care coordinator
#: (`plans/test_cancelled_departures.py`), which reaches every request that still waits because of it.
OF_A_DEPARTURE = {"stay": "searching"}
#: « The care coordinator has all care requests of the CPTS; a referrer follows own and his structure's »; what a
#: person says may reach whoever stated the need, and who was chosen may say that he can no longer.
WHO_MAY = {
    "care_coordinator": set(RULES),
    "its author": {"consent", "withdrawal"},
    "a colleague of its author": {"consent", "withdrawal"},
    "the professional placed": {"step-back"},
    "a professional named by the coordinator": set(),
    "its author in another role": set(),
    "every other role at once": set(),
    "a professional who said yes": set(),
    "the coordinator of another CPTS": set(),
}
#: To whom the request does not exist, whatever its state.
STRANGERS = {
    "its author in another role",
    "every other role at once",
    "a professional who said yes",
    "the coordinator of another CPTS",
}


def test_the_products_table_says_what_the_rules_say() -> None:
    said: dict[str, set[str]] = {"propose": {"searching"}}
    for name, froms in (RECEIVERS_WORD | OF_A_DEPARTURE).items():
        said[name] = set(froms.split())
    for act, (froms, _) in RULES.items():
        said.setdefault(TRANSITION_OF[act], set()).update(froms.split())
    said["start_search"].remove("searching")  # a further wave is no new search
    assert {name: {status.value for status in one.froms} for name, one in TRANSITIONS.items()} == said


def taken_back(world: World) -> AbstractAsyncContextManager[None]:
    assert isinstance(world.database, SavepointDatabase)
    return world.database.taken_back()


class Case:
    """One request with a yes, whose status is set straight; the people who try, and what they send."""

    def __init__(self, world: World, referral_id: str, chosen: UUID, free: UUID, people: dict[str, Somebody]) -> None:
        self.world, self.referral_id, self.chosen, self.people = world, referral_id, chosen, people
        self.bodies: dict[str, Any] = {
            "consent": {"given": "oral"},
            "qualification": {},
            "waves": {"professional_ids": [str(free)]},
            "choice": {"professional_id": str(chosen), "recorded": "oral"},
            "choice/decline": {"reason_code": "too_far", "recorded": "oral"},
            "step-back": {"by": "person", "reason_code": "too_far"},
            "hold": {"reason_code": "unreachable"},
            "resumption": None,
            "redirection": {"reason_code": "out_of_scope"},
            "withdrawal": {"reason_code": "no_longer_needed"},
            "closing": {"outcome_code": "followed"},
        }

    async def stands(self, status: str) -> None:
        """Straight there, with nothing missing but what the table is about."""
        is_placed = status in ("placed", "closed")
        await self.world.rows(
            "update referral set status = :status, status_before_hold = :before, first_appointment = 'waived', "
            "declaration = 'waived', placed_professional_id = :chosen, placed_at = :at returning id",
            status=status,
            before=BEFORE if status == "on_hold" else None,
            chosen=self.chosen if is_placed else None,
            at=self.world.clock.now() if is_placed else None,
        )
        if status == "draft":
            await self.world.rows("delete from consent returning 1")

    async def done_by(self, who: str, status: str) -> dict[str, str]:
        """What became of each act: where the request went, or the rule that refused."""
        found = {}
        for act in tried(who, status):
            async with taken_back(self.world):
                path = f"/referrals/{self.referral_id}/{act}"
                answer = await self.world.ask(self.people[who], "POST", path, self.bodies[act])
                rule = "" if answer.is_success else answer.json()["type"].rpartition("/")[2]
                found[act] = f"{answer.status_code} {rule}" if rule else await self.status()
        return found

    async def offered_to(self, who: str) -> set[str]:
        shown = await self.world.ask(self.people[who], "GET", f"/referrals/{self.referral_id}")
        return set(shown.json()["allowed_acts"]) & RULES.keys() if shown.is_success else set()

    async def status(self) -> str:
        (row,) = await self.world.rows("select status from referral")
        return str(row.status)


@pytest.fixture
async def case(world: World) -> Case:
    author = world.who("referrer", structure="970000001")
    chosen, other, free, named = [await world.describe() for _ in range(4)]
    proposed = await world.proposed(chosen, other, who=author)
    path = f"/referrals/{proposed['referral_id']}/participants"
    await world.ask(world.coordinator, "POST", path, {"professional_id": str(named)})
    async with world.database.begin(OURS) as session:
        await session.execute(text("update notice set state = 'delivered'"))
    roles = sorted(ROLES - {"care_coordinator", "suspended"})
    people = {
        "care_coordinator": world.coordinator,
        "its author": author,
        "a colleague of its author": world.who("professional", professional=UUID(int=8), structure="970000001"),
        "the professional placed": world.professional(professional=chosen),
        "a professional named by the coordinator": world.professional(professional=named),
        "its author in another role": world.who("secretary", structure="970000001"),
        # A right of any role is a right of who has them all: refused to him, refused to each.
        "every other role at once": world.who(*roles, professional=UUID(int=7), structure="970000099"),
        "a professional who said yes": world.professional(professional=other),
        "the coordinator of another CPTS": world.who("care_coordinator", cpts=THEIRS),
    }
    return Case(world, proposed["referral_id"], chosen, free, people)


def expected(who: str, act: str, status: str) -> str:
    """The rule that refuses, or where the request goes."""
    froms, to = RULES[act]
    if who in STRANGERS or (who == "the professional placed" and status not in ("placed", "closed")):
        return "404 referral-not-found"
    if act not in WHO_MAY[who]:
        return "403 role-refused"
    if (act, status) == ("waves", "proposed"):
        return "409 waves-paused"  # « the first yes pauses further waves »
    if status not in froms.split():
        return "409 act-not-allowed-now"
    return to


#: Who tries each act in each state; the others try it where it is allowed to somebody: elsewhere it harms nobody.
EVERYWHERE = ("care_coordinator", "its author", "every other role at once")


def tried(who: str, status: str) -> list[str]:
    return [act for act in RULES if who in EVERYWHERE or status in RULES[act][0].split()]


async def test_each_act_of_each_person_is_allowed_or_refused_as_the_rules_say(case: Case) -> None:
    wrong = []
    for status in (one.value for one in Status):
        async with taken_back(case.world):
            await case.stands(status)
            for who in WHO_MAY:
                found = await case.done_by(who, status)
                hoped = {act: expected(who, act, status) for act in found}
                wrong += [
                    f"{who}, {a} when {status}: {found[a]}, not {hoped[a]}" for a in found if found[a] != hoped[a]
                ]
                assert await case.status() == status, "what is refused moves nothing"
                offered = await case.offered_to(who)
                allowed = {act for act in RULES if not expected(who, act, status)[0].isdigit()}
                wrong += [f"{who} is offered {act} when {status}" for act in offered - allowed]
                wrong += [f"{who} is not offered {act} when {status}" for act in allowed - offered]
    assert not wrong, "\n".join(wrong)


async def test_a_suspended_account_and_nobody_at_all_are_refused_before_anything(case: Case) -> None:
    for act, body in case.bodies.items():
        path = f"/referrals/{case.referral_id}/{act}"
        assert await case.world.refused(None, "POST", path, body) == (401, "token-refused")
        assert await case.world.refused(case.world.who("suspended"), "POST", path, body) == (403, "role-refused")


#: Of a request that is handed over: what the receiver says in each state of it, and where the request goes.
SAID: dict[str, tuple[str, dict[str, str]]] = {
    "accepts": ("answer", {"answer": "accepted"}),
    "declines": ("answer", {"answer": "declined"}),
    "has helped": ("outcome", {"outcome_code": "support_in_place"}),
    "gives it back": ("outcome", {"outcome_code": "handed_back"}),
    "is relieved of it": ("revocation", {"reason_code": "wrong_receiver"}),
}
OVER = "409 handover-over"
GOES: dict[str, tuple[str, str, str, str, str]] = {
    "stated": ("stated",) * 5,  # nobody has checked it yet: it is placed once it is qualified
    "searching": ("placed", "qualified", "closed", "qualified", "qualified"),
    "placed": ("placed", "qualified", "closed", "qualified", "qualified"),
    "on_hold": ("on_hold",) * 5,
    "closed": ("closed",) * 5,
    "redirected": (OVER,) * 5,
    "withdrawn": (OVER,) * 5,
}
#: From the hand-over of a stated request to that state.
REACHED: dict[str, tuple[str, ...]] = {
    "stated": (),
    "searching": ("qualification",),
    "placed": ("qualification", "accepts"),
    "on_hold": ("qualification", "hold"),
    "closed": ("qualification", "has helped"),
    "redirected": ("redirection",),
    "withdrawn": ("withdrawal",),
}


@pytest.mark.parametrize("status", GOES)
async def test_what_is_handed_over_goes_where_its_receiver_says_and_is_asked_of_nobody(
    world: World, status: str
) -> None:
    sonia, author = world.who("social_coordinator"), world.who("referrer")
    referral_id = (await world.state(author, kind="social", need=["housing"]))["referral_id"]
    partner = {"kind": "ccas", "name": "CCAS", "may_tell": ["name"]}
    route = (await world.ask(sonia, "POST", "/partner-routes", partner)).json()["route_id"]
    body = {"route_id": route, "reason_code": "social_situation", "agreed": "oral", "channel": "phone"}
    made = await world.ask(sonia, "POST", f"/referrals/{referral_id}/handovers", body)
    handover = f"/handovers/{made.json()['handover_id']}"

    async def become(who: Somebody, step: str) -> str:
        last, said = SAID.get(step, ("", {}))
        act = {
            "hold": {"reason_code": "hospitalised"},
            "redirection": {"reason_code": "other_service"},
            "withdrawal": {"reason_code": "moved_away"},
        }.get(step, {})
        path = f"{handover}/{last}" if last else f"/referrals/{referral_id}/{step}"
        answer = await world.ask(who, "POST", path, said or act)
        if not answer.is_success:
            return f"{answer.status_code} {answer.json()['type'].rpartition('/')[2]}"
        (row,) = await world.rows("select status from referral")
        return str(row.status)

    for step in REACHED[status]:
        await become(sonia, step)
    found = {}
    for said in SAID:
        async with taken_back(world):
            found[said] = await become(sonia, said)
        for outsider in (author, world.coordinator, world.who("guest"), world.who("professional", "director")):
            assert await become(outsider, said) == "404 handover-not-found"
    assert found == dict(zip(SAID, GOES[status], strict=True))
    waves = await world.ask(
        sonia, "POST", f"/referrals/{referral_id}/waves", {"professional_ids": [str(UUID(int=1))]}
    )
    assert waves.json()["type"].endswith("nobody-is-solicited")
    offered = (await world.get(sonia, f"/referrals/{referral_id}"))["allowed_acts"]
    assert not {"waves", "calls", "choice", "step-back"} & set(offered)
