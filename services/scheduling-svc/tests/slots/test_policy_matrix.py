"""The policy matrix: audience × slot (its status) × time × role, on every road to a slot; one world, many cells.

What each role sees is written by hand from the rules of the profession (sections 7 and 8).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from carekit.auth import ROLES, Caller

from ..fhir.gap.conftest import Gap
from ..fhir.sas.conftest import PS_INCLUDES, Sas
from ..wishes.conftest import Wishes

ALL = frozenset({"cpts", "pro", "snp", "public"})
#: Whose slots each role sees in the agendas of others.
EYES = {
    "referrer": ALL, "professional": ALL, "care_coordinator": ALL, "social_coordinator": ALL, "director": ALL,
    "health_mediator": ALL, "case_manager": ALL, "regulator": {"snp", "public"}, "delegate": set(),
}  # fmt: skip
#: The secretary keeps rotas and pools; the others of the list have no door to an agenda at all.
REFUSED = set(ROLES) - set(EYES)

DAY = "2026-11-30"
FIRST = datetime(2026, 11, 30, 13, 0, tzinfo=UTC)
EIGHT = datetime(2026, 11, 30, 7, 0, tzinfo=UTC)
RELEASES: dict[str, dict[str, Any]] = {
    "at once": {},
    "24 h before": {"hours_before": 24},
    "8:00 the same day": {"days_before": 0, "at_time": "08:00"},
}
SECOND = timedelta(seconds=1)
MOMENTS = [FIRST - timedelta(hours=24) - SECOND, FIRST - timedelta(hours=24),
           EIGHT - SECOND, EIGHT, FIRST - SECOND, FIRST + SECOND]  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One agenda, whom it is opened to and by which release, with its slots in order."""

    owner: UUID
    opened: dict[str, str]
    slots: list[dict[str, Any]]

    def is_seen(self, starts_at: datetime, now: datetime, eyes: set[str] | frozenset[str], own: UUID | None) -> bool:
        since = {"at once": now, "24 h before": starts_at - timedelta(hours=24), "8:00 the same day": EIGHT}
        is_open = any(audience in eyes and since[release] <= now for audience, release in self.opened.items())
        return starts_at >= now and (own == self.owner or is_open)


def begins(slot: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(slot["starts_at"])


#: One audience by each release, and two of which each has its own.
OPENED = [
    {"own_patients": "at once"},
    *({audience: release} for audience in sorted(ALL) for release in RELEASES),
    {"cpts": "24 h before", "snp": "8:00 the same day"},
    {"public": "8:00 the same day", "snp": "24 h before"},
    {"own_patients": "at once", "pro": "8:00 the same day"},
]


async def agendas(world, to_time, minutes) -> list[Cell]:
    cells = []
    for opened in OPENED:
        releases = [{"audience": audience, **RELEASES[release]} for audience, release in opened.items()
                    if RELEASES[release]]  # fmt: skip
        owner = await world.describe()
        await world.open(owner, kind="one_off", weekdays=[], starts_on=DAY, from_time="14:00", to_time=to_time,
                         slot_minutes=minutes, audience=list(opened), releases=releases)  # fmt: skip
        slots = await world.free(world.who("professional", professional=owner), professional_id=str(owner))
        cells.append(Cell(owner, opened, slots))
    return cells


async def people(world) -> dict[str, Any]:
    colleague = await world.describe()
    return {role: world.who(role, professional=colleague if role in ("professional", "delegate") else None)
            for role in EYES}  # fmt: skip


def moved(world, moment):
    world.clock.move_to(moment)
    world.tokens.clear()


def test_each_role_of_the_rules_has_its_line():
    assert {"secretary", "evaluator", "partner", "project_officer", "quality_referent", "guest",
                       "platform_operator", "suspended"} == REFUSED  # fmt: skip


@pytest.mark.parametrize("role", sorted(REFUSED))
async def test_a_role_without_a_line_comes_to_no_slot_by_any_road(world, role):
    owner = await world.describe()
    await world.open(owner, audience=sorted(ALL))
    (slot, *_), who = await world.free(), world.who(role)
    answers = [
        await world.ask(who, "GET", "/slots"),
        await world.ask(who, "GET", "/slots/half-days", params={"week": DAY}),
        await world.ask(who, "GET", "/slots/board", params={"day": DAY}),
        await world.ask(who, "GET", "/slots/board", params={"day": DAY, "days": 7, "professional_id": str(owner)}),
        await world.ask(who, "GET", "/slots/shared"),
        await world.ask(who, "GET", f"/professionals/{owner}/agenda"),
        await world.ask(who, "GET", "/participation/slots", params={"month": DAY[:7], "professional_id": str(owner)}),
        await world.ask(who, "POST", f"/slots/{slot['slot_id']}/hold"),
        await world.book(who, slot["slot_id"]),
    ]
    assert [answer.status_code for answer in answers] == [403] * 9


async def test_audience_by_slot_by_time_by_role_on_each_road_that_reads(world):
    """List, half-day table, board, and what a lost race offers: to the second, and to nobody before."""
    cells = await agendas(world, "15:00", 15)
    keepers = {cell.owner: world.who("professional", professional=cell.owner) for cell in cells}
    for cell in cells:
        assert (await world.book(keepers[cell.owner], cell.slots[2]["slot_id"])).status_code == 201
    asking = [(role, who, None) for role, who in (await people(world)).items()]
    house = cells[0].owner
    asking += [(role, world.who(role, professional=house), house) for role in ("professional", "delegate")]
    for moment in MOMENTS:
        moved(world, moment)
        for cell in cells:
            held = await world.ask(keepers[cell.owner], "POST", f"/slots/{cell.slots[1]['slot_id']}/hold")
            assert held.status_code == 201
        for role, who, own in asking:
            said = (role, own, moment)
            board = expected_board(cells, moment, EYES[role], own)
            free = {slot_id for states in board.values() for slot_id, state in states if state == "free"}
            assert {slot["slot_id"] for slot in await world.free(who, limit=100)} == free, said
            assert await the_board(world, who) == board, said
            assert await the_table(world, who) == {
                owner: sum(state == "free" for _, state in states) for owner, states in board.items()
            }, said
            if moment < FIRST:
                await check_lost(world, who, cells, board, said)


async def test_audience_by_slot_by_time_on_the_roads_of_partners(world):
    """The national SAS is told what regulation sees; a software of professionals what is open to them, or to all."""
    cells = await agendas(world, "15:00", 15)
    sas = Sas(world, Caller(uuid4(), "SAS", None, frozenset({"partner"}), scopes=frozenset({"sas.read"})))
    window = "start=ge2026-11-29T12:00:00.000Z&start=le2026-12-01T12:00:00.000Z"
    asked = sas.query(*(cell.owner for cell in cells), includes=PS_INCLUDES, window=window)
    for moment in MOMENTS:
        moved(world, moment)
        told = (await sas.get(asked)).of("Slot")
        assert {slot["id"] for slot in told} == open_to(cells, moment, {"snp", "public"}), moment
        found = await Gap(world).get("/Slot?status=free&_count=100")
        slots = [entry["resource"]["id"] for entry in found.json().get("entry", [])]
        assert set(slots) == open_to(cells, moment, {"pro", "public"}), moment


def open_to(cells, moment, eyes) -> set[str]:
    return {
        slot["slot_id"] for cell in cells for slot in cell.slots if cell.is_seen(begins(slot), moment, eyes, None)
    }


def expected_board(cells, moment, eyes, own) -> dict[str, set[tuple[str, str]]]:
    """Slots of each agenda with their status: one is held, one booked, the others are free."""
    board = {}
    for cell in cells:
        states = {
            (slot["slot_id"], {1: "held", 2: "booked"}.get(n, "free"))
            for n, slot in enumerate(cell.slots)
            if cell.is_seen(begins(slot), moment, eyes, own)
        }
        if states:
            board[str(cell.owner)] = states
    return board


async def the_board(world, who) -> dict[str, set[tuple[str, str]]]:
    answer = await world.ask(who, "GET", "/slots/board", params={"day": DAY})
    return {
        column["professional_id"]: {(slot["slot_id"], slot["state"]) for slot in column["slots"]}
        for column in answer.json()["columns"]
    }


async def the_table(world, who) -> dict[str, int]:
    """Free slots of each agenda in that week."""
    answer = await world.ask(who, "GET", "/slots/half-days", params={"week": DAY})
    return {row["professional_id"]: sum(cell["free"] for cell in row["cells"]) for row in answer.json()["rows"]}


async def check_lost(world, who, cells, board, said) -> None:
    """Of a slot that somebody has: nothing to whom it is not open, else the next three that are open to him."""
    seen = {slot_id for states in board.values() for slot_id, _ in states}
    following = sorted(
        (begins(slot), slot["slot_id"])
        for cell in cells
        for n, slot in enumerate(cell.slots)
        if n > 2 and slot["slot_id"] in seen
    )
    for cell in cells:
        if not {"cpts", "public"} & cell.opened.keys() and cell.opened.get("snp") != "8:00 the same day":
            lost = await world.book(who, cell.slots[2]["slot_id"], choice_recorded=None)
            if cell.slots[2]["slot_id"] not in seen:
                assert lost.status_code == 404, (said, cell.opened)
                continue
            assert lost.status_code == 409, (said, cell.opened)
            assert [slot["slot_id"] for slot in lost.json()["next"]] == [one for _, one in following[:3]], said


WHEN_TAKEN = pytest.mark.parametrize("moment", [FIRST - timedelta(days=7), EIGHT - SECOND, EIGHT])


@WHEN_TAKEN
async def test_audience_by_slot_by_time_by_role_on_each_road_that_takes(world, moment):
    """Who sees a free slot holds it and books it; to the others it is not there."""
    cells = await agendas(world, "16:30", 15)
    who_asks = await people(world)
    moved(world, moment)
    for n, role in enumerate(sorted(EYES)):
        for cell in cells:
            slot = cell.slots[n]
            is_seen = cell.is_seen(begins(slot), moment, EYES[role], None)
            due = 201 if is_seen else 404
            held = await world.ask(who_asks[role], "POST", f"/slots/{slot['slot_id']}/hold")
            booked = await world.book(who_asks[role], slot["slot_id"], choice_recorded=None)
            said = (role, cell.opened)
            assert (held.status_code, booked.status_code) == (due, due), said


@WHEN_TAKEN
async def test_an_appointment_is_moved_to_no_slot_that_is_not_open_to_who_moves_it(world, moment):
    """One role of each sight."""
    cells = await agendas(world, "16:30", 15)
    who_asks = await people(world)
    house = next(who.caller.professional_id for role, who in who_asks.items() if role == "professional")
    await world.open(house, kind="one_off", weekdays=[], starts_on="2026-12-02", from_time="14:00", to_time="17:00",
                     audience=sorted(ALL))  # fmt: skip
    start = await world.free(professional_id=str(house))
    moved(world, moment)
    for n, role in enumerate(("referrer", "professional", "regulator", "delegate")):
        who = who_asks[role]
        booked = await world.book(who, start[n]["slot_id"], choice_recorded=None)
        assert booked.status_code == 201, (role, booked.text)
        path = f"/appointments/{booked.json()['appointment_id']}/move"
        for cell in cells:
            slot = cell.slots[n]
            is_seen = cell.is_seen(begins(slot), moment, EYES[role], None)
            answer = await world.ask(who, "POST", path, {"slot_id": slot["slot_id"], "by": "patient"})
            assert answer.status_code == (200 if is_seen else 404), (role, cell.opened, answer.text)


@WHEN_TAKEN
async def test_a_person_who_waits_for_a_call_is_given_no_slot_that_is_not_open_to_who_calls(world, moment):
    cells = await agendas(world, "16:30", 15)
    moved(world, moment)
    who, wishes = world.who("referrer"), Wishes(world)
    for cell in cells:
        wish = await wishes.noted(who)
        is_seen = cell.is_seen(begins(cell.slots[0]), moment, EYES["referrer"], None)
        answer = await wishes.book(who, wish, cell.slots[0])
        assert answer.status_code == (200 if is_seen else 404), (cell.opened, answer.text)
