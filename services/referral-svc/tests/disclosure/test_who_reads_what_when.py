"""Person × what is sealed × phase, written by hand from the rules (section 4) and
docs/decisions, « Who reads a bulletin without a grant » and « Who reads a report ».

One request walks through its phases; in each, everybody tries every door. Full data without a lawful link is a cell
that should be empty.
"""

from __future__ import annotations

import ast
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

import referral_svc.disclosure
from carekit.auth import ROLES
from carekit.testing.databases import SavepointDatabase

from ..build import OURS, THEIRS, Somebody, World
from ..casework.test_holders import here

#: What is tried, by the name of its operation.
DOORS = {
    "care": "read_care_bulletin",
    "social": "read_social_bulletin",
    "name": "give_names",
    "messages": "read_messages",
    "reports": "list_reports",
    "wishes": "read_wishes",
    "file": "hand_over_person_file",
    "log": "show_reading_log",
    "readers": "show_readers",
}
#: The other operations about what is sealed: they take in or write, or are held elsewhere.
HELD_BY = {
    "state_need": "takes in", "state_discharge": "takes in", "state_together": "takes in", "give_advice": "takes in",
    "write_care_bulletin": "test_grants.py", "write_social_bulletin": "test_grants.py",
    "state_identity": "test_identity_status.py",
    "write_message": "test_thread.py", "mark_messages_read": "test_thread.py",
    "file_report": "test_reports.py", "read_report": "test_reports.py", "give_report_file": "test_reports.py",
    "read_report_file": "test_reports.py", "withdraw_report": "test_reports.py",
    "print_downtime_list": "test_downtime.py",
    "list_drafts": "test_drafts.py", "keep_draft": "test_drafts.py", "read_draft": "test_drafts.py",
    "edit_draft": "test_drafts.py", "discard_draft": "test_drafts.py",
    "list_spreadsheets": "spreadsheets", "give_spreadsheet": "spreadsheets", "show_spreadsheet": "spreadsheets",
    "discard_spreadsheet": "spreadsheets", "show_spreadsheet_columns": "spreadsheets",
    "try_spreadsheet": "spreadsheets", "run_spreadsheet": "spreadsheets", "undo_spreadsheet": "spreadsheets",
    "export_spreadsheet_result": "spreadsheets",
    "list_visits_to_confirm": "test_confirmations.py", "confirm_visit": "test_confirmations.py",
    "tell_of_visit": "test_told_by_phone.py", "take_back_telling": "test_told_by_phone.py",
    "write_rights": "../unpaid_acts/test_unpaid_acts.py", "claim_unpaid_acts": "../unpaid_acts/test_unpaid_acts.py",
}  # fmt: skip

#: « By role, as its author, or by a grant. » Nothing for whoever is not named.
AUTHOR = "care social name messages wishes log readers"
COORDINATOR = "care name messages wishes file log readers"
BEFORE_A_CHOICE = {
    "its author": AUTHOR,
    "a colleague of its author": AUTHOR,
    "its coordinator": COORDINATOR,
    "a nurse named to take part": "messages",
    "a guest handed the social bulletin": "social name",
}
#: « Each gets a report when care was given, and can answer. »
PLACED = {
    "its author": f"{AUTHOR} reports",
    "a colleague of its author": f"{AUTHOR} reports",
    "its coordinator": f"{COORDINATOR} reports",
    "a nurse named to take part": "messages reports",
    "a guest handed the social bulletin": "social name",
    "the doctor chosen": "care name messages reports",
    "his delegate": "name",
    "a colleague with an appointment": "name",
}
#: « After withdrawal or refusal the bulletin closes », and the name. What was said among participants is no bulletin.
REFUSED_FOR_NOW = {
    "its author": f"{AUTHOR} reports",
    "a colleague of its author": f"{AUTHOR} reports",
    "its coordinator": f"{COORDINATOR} reports",
    "a nurse named to take part": "messages reports",
    "the doctor chosen": "messages reports",
}
WITHDRAWN = {**REFUSED_FOR_NOW, "a colleague of its author": "log readers"}
#: The author reads what he wrote until it is erased, his colleagues while the request is open. Grants stand until
#: the retention is over, a hand-over until its day.
CLOSED = {**PLACED, "a colleague of its author": "log readers"}
#: Who read what of her is all that is left.
ERASED = {
    "its author": "log readers",
    "a colleague of its author": "log readers",
    "its coordinator": "log readers",
}


class Case:
    def __init__(self, world: World) -> None:
        self.world = world
        self.people: dict[str, Somebody] = {}
        self.id = ""

    @classmethod
    async def stated(cls, world: World) -> Case:
        case = cls(world)
        author = world.who("referrer", structure="970000001")
        chosen, passed_over, nurse, booked = [await world.describe() for _ in range(4)]
        roles = sorted(ROLES - {"care_coordinator", "suspended"})
        case.people = {
            "its author": author,
            "a colleague of its author": world.who("professional", professional=UUID(int=8), structure="970000001"),
            "its coordinator": world.coordinator,
            "the doctor chosen": world.professional(professional=chosen),
            "his delegate": world.who("delegate", professional=chosen),
            # A right of any role is a right of who has them all: refused to him, refused to each.
            "one who said yes and has every other role": world.who(*roles, professional=passed_over),
            "a nurse named to take part": world.professional(professional=nurse),
            "a colleague with an appointment": world.professional(professional=booked),
            "a guest handed the social bulletin": await here(world, "guest", name="Mairie"),
            "the coordinator of another CPTS": world.who("care_coordinator", cpts=THEIRS),
        }
        case.id = (await world.state(author, criteria={"ald": "yes"}))["referral_id"]
        await case.does("participants", {"professional_id": str(nurse)})
        until = str(world.clock.now().date() + timedelta(days=30))
        guest = str(case.people["a guest handed the social bulletin"].caller.account_id)
        hand_over = {"told": ["social"], "reason_code": "social_situation", "agreed": "oral", "until": until}
        await case.does("handovers", {"to_account_id": guest, **hand_over})
        return case

    async def does(self, act: str, body: Any = None, who: str = "its coordinator") -> None:
        answer = await self.world.ask(self.people[who], "POST", f"/referrals/{self.id}/{act}", body)
        assert answer.is_success, (act, answer.text)

    async def searched(self) -> None:
        await self.does("qualification", {})
        asked = [
            str(self.people[one].professional_id)
            for one in ("the doctor chosen", "one who said yes and has every other role")
        ]
        await self.does("waves", {"professional_ids": asked})

    async def proposed(self) -> None:
        for one in ("the doctor chosen", "one who said yes and has every other role"):
            (mine,) = (await self.world.get(self.people[one], "/solicitations"))["items"]
            path = f"/solicitations/{mine['solicitation_id']}/answer"
            assert (await self.world.ask(self.people[one], "POST", path, {"answer": "yes"})).is_success

    async def placed(self) -> None:
        chosen = str(self.people["the doctor chosen"].professional_id)
        await self.does("choice", {"professional_id": chosen, "recorded": "oral"})
        await self.world.booked(self.id, self.people["a colleague with an appointment"].professional_id)
        await self.does("reports", {"kind": "report", "words": "Vue ce jour"}, "the doctor chosen")

    async def refused_for_now(self) -> None:
        await self.does("hold", {"reason_code": "refuses_for_now"})

    async def closed(self) -> None:
        await self.does("first-appointment", {"waived_reason": "not_needed"})
        await self.does("declaration", {"state": "waived"})
        async with self.world.database.begin(OURS) as session:
            await session.execute(text("update notice set state = 'delivered'"))
        await self.does("closing", {"outcome_code": "followed"})

    async def withdrawn(self) -> None:
        await self.does("withdrawal", {"reason_code": "no_longer_needed"})

    async def consent_withdrawn(self) -> None:
        await self.does("withdrawal", {"reason_code": "consent_withdrawn"}, "its author")

    async def erased(self) -> None:
        shown = await self.world.get(self.people["its coordinator"], f"/referrals/{self.id}")
        await self.does("erasure", {"case_number": shown["case_number"], "reason_code": "person_asks"})

    async def read_by(self, who: str) -> set[str]:
        somebody, path = self.people[who], f"/referrals/{self.id}"
        doors = {
            "care": ("GET", f"{path}/care-bulletin"),
            "social": ("GET", f"{path}/social-bulletin"),
            "messages": ("GET", f"{path}/messages"),
            "reports": ("GET", f"{path}/reports"),
            "wishes": ("GET", f"{path}/wishes"),
            "file": ("POST", f"{path}/person-file"),
            "log": ("GET", f"{path}/reading-log"),
            "readers": ("GET", f"{path}/readers"),
        }
        found = set()
        for door, (method, address) in doors.items():
            answer = await self.world.ask(somebody, method, address)
            assert answer.status_code in (200, 403, 404, 410), (door, answer.text)
            is_empty = door == "reports" and answer.is_success and not answer.json()["items"]
            found |= {door} if answer.status_code == 200 and not is_empty else set()
        named = await self.world.ask(somebody, "POST", "/names", {"referral_ids": [self.id]})
        return found | ({"name"} if named.json()["names"] else set())


Steps = Callable[[Case], Awaitable[None]]
#: The road, and what opens or closes at each phase; a branch is walked and taken back.
ROAD: list[tuple[str, Steps | None, dict[str, str]]] = [
    ("stated", None, BEFORE_A_CHOICE),
    ("searching", Case.searched, BEFORE_A_CHOICE),
    ("proposed", Case.proposed, BEFORE_A_CHOICE),
    ("placed", Case.placed, PLACED),
    ("branch: refuses for now", Case.refused_for_now, REFUSED_FOR_NOW),
    ("branch: withdrawn", Case.withdrawn, WITHDRAWN),
    ("branch: consent withdrawn", Case.consent_withdrawn, ERASED),
    ("closed", Case.closed, CLOSED),
    ("erased", Case.erased, ERASED),
]


def taken_back(world: World) -> AbstractAsyncContextManager[None]:
    assert isinstance(world.database, SavepointDatabase)
    return world.database.taken_back()


def test_every_operation_about_what_is_sealed_has_its_row() -> None:
    folder = Path(referral_svc.disclosure.__file__).parent
    operations = {
        node.name
        for file in folder.rglob("router.py")
        for node in ast.parse(file.read_text()).body
        if isinstance(node, ast.AsyncFunctionDef) and node.decorator_list
    }
    assert operations == {*DOORS.values(), *HELD_BY}
    assert all((Path(__file__).parent / held).exists() or held == "takes in" for held in HELD_BY.values())


async def test_each_person_reads_in_each_phase_what_the_rules_open_to_him_and_no_more(world: World) -> None:
    case = await Case.stated(world)
    wrong = []
    for phase, step, readers in ROAD:
        if phase.startswith("branch"):
            async with taken_back(world):
                assert step is not None
                await step(case)
                wrong += await differences(case, phase, readers)
            continue
        if step is not None:
            await step(case)
        wrong += await differences(case, phase, readers)
    assert not wrong, "\n".join(wrong)


async def differences(case: Case, phase: str, readers: dict[str, str]) -> list[str]:
    found = []
    for who in case.people:
        hoped, got = set(readers.get(who, "").split()), await case.read_by(who)
        found += [f"{phase}: {who} reads {one}" for one in sorted(got - hoped)]
        found += [f"{phase}: {who} does not read {one}" for one in sorted(hoped - got)]
    return found


def test_without_a_link_no_phase_opens_anything() -> None:
    """Of the table itself: being members of one CPTS gives no right to each other's patients."""
    for _, _, readers in ROAD:
        assert not {
            "every role without a link",
            "the coordinator of another CPTS",
            "one who said yes and has every other role",
        } & {*readers}


@pytest.mark.parametrize("bulletin", ["care", "social"])
def test_nobody_reads_a_bulletin_once_it_is_erased(bulletin: str) -> None:
    assert not [who for who, doors in ERASED.items() if bulletin in doors.split()]
