"""R2: agendas that many people use at once while services and PostgreSQL are killed, each a history of its own.

People hold, book, move and cancel; the owner cuts his slots anew and is absent; the director closes hours and opens
them again. All of it in a CPTS that the drill makes for itself, straight at the service. Then each history must have
an order that the rules explain (`linearizable`, `agenda_model`), down to what the database holds in the end.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from json import loads
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx

from carekit.auth import Caller, ServiceIdentity, TokenSigner
from carekit.identifiers import new_id
from local_system.running import NO_AUTHORITIES, RunningSystem, wait_until
from tests.drill.agenda_model import Agenda, Expire, Kept, Slot, step
from tests.drill.agenda_people import Answered, Doer, Practice, people_book, rules_change
from tests.drill.linearizable import Act, Stuck, not_linearizable

ROLES = ("care_coordinator", "referrer", "care_coordinator", "referrer", "professional", "director")
PARTS = ("postgres", "scheduling-svc", "postgres", "scheduling-worker")
PATIENCE = 60.0
#: Seconds after its end by which a hold is taken back, by a worker that may be killed meanwhile.
HAUNTS = 30.0
#: Seconds around what has no order that are told with it.
NEAR = 5.0


_KEPT = """
    select coalesce((select json_agg(json_build_array(appointment_id, status, starts_at, ends_at)) from appointment
            where professional_id = $1 and status in ('held', 'booked')), '[]')::text as standing,
        coalesce((select json_agg(json_build_array(modalities[1], starts_at, ends_at)) from slot
            where professional_id = $1 and status <> 'free'), '[]')::text as slots
    """


@dataclass
class HistoriesOutcome:
    histories: int = 0
    acts: Counter[str] = field(default_factory=Counter)
    kills: int = 0
    repeated: int = 0
    unexpected: int = 0
    """Answers 500, which no rule and no killed part explains."""
    untrue: list[str] = field(default_factory=list)

    def add(self, other: HistoriesOutcome) -> None:
        self.histories += other.histories
        self.acts += other.acts
        self.kills += other.kills
        self.repeated += other.repeated
        self.unexpected += other.unexpected
        self.untrue += other.untrue


@dataclass
class Territory:
    """A CPTS of the drill's own, told to the service as the directory tells it, and the way to its door."""

    http: httpx.AsyncClient
    keys: Path
    outcome: HistoriesOutcome = field(default_factory=HistoriesOutcome)
    cpts_id: UUID = field(default_factory=uuid4)
    _versions: itertools.count[int] = field(default_factory=lambda: itertools.count(1))
    _tokens: dict[UUID, tuple[float, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._gateway = TokenSigner.from_file("gateway", self.keys / "gateway.pem")
        self._directory = ServiceIdentity.from_file("directory-svc", self.keys / "directory-svc.pem")

    async def practices(self, count: int) -> list[Practice]:
        """Agendas with two openings each."""
        described = {
            "cpts_id": str(self.cpts_id), "name": "CPTS d’exercice", "time_zone": "Europe/Paris", "communes": [],
        }  # fmt: skip
        await self._tell("cpts.described.v1", self.cpts_id, described)
        made = [Practice() for _ in range(count)]
        for practice in made:
            await self.describe(practice, absent=False)
            owner = self.somebody(practice, "professional")
            for modality, minutes in Agenda().lengths:
                body = {"professional_id": str(practice.professional_id), **practice.opening(modality, minutes)}
                answer, _ = await owner.ask("POST", "/openings", body)
                practice.openings[modality] = answer.raise_for_status().json()
        return made

    async def shorten_holds(self, practice: Practice) -> None:
        """To a minute, the least there is, so that holds end while the drill goes on."""
        director = self.somebody(practice, "director")
        kept, _ = await director.ask("GET", "/rules")
        rules = {**kept.json(), "hold_minutes": 1}
        del rules["version"]
        answer, _ = await director.ask("PUT", "/rules", rules, **{"If-Match": kept.headers["etag"]})
        answer.raise_for_status()

    def noted(self, said: Any) -> None:
        """Counted by kind, and by how it was answered."""
        self.outcome.acts[f"{type(said).__name__} {getattr(said, 'answer', '')}".strip()] += 1

    def somebody(self, practice: Practice, role: str, dice: random.Random | None = None) -> Doer:
        return Doer(self, practice, role, dice or random.Random(0))

    async def ask(self, doer: Doer, method: str, path: str, body: Any, headers: dict[str, str]) -> Answered:
        """One act, under one key, until it is answered."""
        headers = {"Idempotency-Key": uuid4().hex, **headers}

        async def once() -> httpx.Response:
            headers["Authorization"] = f"Bearer {self._token(doer)}"
            return await self.http.request(method, f"/api/scheduling/v1{path}", json=body, headers=headers)

        return await self._until_answered(once)

    async def describe(self, practice: Practice, *, absent: bool) -> None:
        """As the directory does, whose fact an absence is."""
        day = practice.day.isoformat()
        place = {"place_id": str(practice.place_id), "label": "Cabinet"}
        data = {
            "professional_id": str(practice.professional_id), "family_name": "Exercice", "given_name": "Jeanne",
            "title": "Dr", "profession_code": "10", "specialty_codes": [], "is_member": True, "places": [place],
            "absences": [{"starts_on": day, "ends_on": day}] if absent else [],
        }  # fmt: skip
        await self._tell("professional.described.v1", practice.professional_id, data)

    async def _tell(self, kind: str, subject: UUID, data: dict[str, Any]) -> None:
        envelope = {
            "id": str(new_id()), "source": "directory-svc", "type": kind, "subject": str(subject),
            "version": next(self._versions), "cpts_id": str(self.cpts_id),
            "time": datetime.now(UTC).isoformat(), "data": data,
        }  # fmt: skip

        async def once() -> httpx.Response:
            headers = {"Authorization": f"Bearer {self._directory.token(self.cpts_id)}"}
            return await self.http.post("/_events", json=envelope, headers=headers)

        answer, _ = await self._until_answered(once)
        answer.raise_for_status()

    async def _until_answered(self, once: Callable[[], Awaitable[httpx.Response]]) -> Answered:
        deadline, repeated = time.monotonic() + PATIENCE, False
        while time.monotonic() < deadline:
            with contextlib.suppress(httpx.TransportError):
                answer = await once()
                if answer.status_code < 500 and answer.status_code != 429:
                    return Answered(answer, repeated)
                self.outcome.unexpected += answer.status_code == 500
            repeated = True
            self.outcome.repeated += 1
            await asyncio.sleep(0.3)
        raise TimeoutError(f"an act was never answered in {PATIENCE:.0f} s")

    def _token(self, doer: Doer) -> str:
        """Tokens last two minutes."""
        made, token = self._tokens.get(doer.account, (float("-inf"), ""))
        if time.monotonic() - made > 60:
            own = doer.practice.professional_id if doer.role == "professional" else None
            caller = Caller(doer.account, "Exercice", self.cpts_id, frozenset({doer.role}), professional_id=own)
            token = self._gateway.for_caller(caller)
            self._tokens[doer.account] = (time.monotonic(), token)
        return token


async def histories(
    territory: Territory,
    database_url: str,
    count: int,
    meanwhile: Callable[[], Awaitable[None]],
    *,
    seed: int = 1,
    holds_end: bool = False,
) -> HistoriesOutcome:
    """So many agendas at once while something else happens. `holds_end`: every hold that is left has time to end."""
    outcome, dice = territory.outcome, random.Random(seed)
    practices = await territory.practices(count)
    if holds_end:
        await territory.shorten_holds(practices[0])
    over = asyncio.Event()
    async with asyncio.TaskGroup() as group:
        for practice, role in itertools.product(practices, ROLES):
            somebody = territory.somebody(practice, role, random.Random(dice.random()))
            act = rules_change if role in ("professional", "director") else people_book
            group.create_task(act(somebody, over))
        await meanwhile()
        over.set()
    if holds_end:
        latest = max((ends for practice in practices for ends in practice.holds_end.values()), default=0.0)
        await asyncio.sleep(max(0.0, latest + HAUNTS + 1 - time.monotonic()))
    for practice in practices:
        await territory.somebody(practice, "care_coordinator").read()
        called = time.monotonic()
        kept = Act(called, time.monotonic(), await kept_of(database_url, territory.cpts_id, practice))
        history = [*practice.acts, kept, *ends_of_holds(practice, called)]
        outcome.histories += 1
        stuck = not_linearizable(history, Agenda(), step)
        if stuck is not None:
            outcome.untrue.append(f"{practice.professional_id}: {stuck}\n{around(stuck, history)}")
    return outcome


def around(stuck: Stuck, history: Sequence[Act]) -> str:
    """Each act of the seconds before and after the ones that could not come next, a line each, in order of call."""
    begins, ends = min(act.called for act in stuck.none_of), max(act.returned for act in stuck.none_of)
    near = [act for act in history if act.returned > begins - NEAR and act.called < ends + NEAR]
    return "\n".join(
        f"{'*' if act in stuck.none_of else ' '} {act.called - begins:8.3f} {act.returned - begins:8.3f}  {act.said}"
        for act in sorted(near, key=lambda act: act.called)
    )


EACH_SERVICE = (
    "/api/accounts/v1/session",
    "/api/directory/v1/members",
    "/api/referral/v1/worklists",
    "/api/scheduling/v1/worklists",
)


async def histories_while_killed(
    system: RunningSystem, count: int, seconds: float, *, seed: int = 1, holds_end: bool = False
) -> HistoriesOutcome:
    """`kill -9` of PostgreSQL, of the service and of its worker, at random."""
    dice = random.Random(seed)
    async with httpx.AsyncClient(
        base_url=system.service_url("scheduling"), timeout=15, verify=NO_AUTHORITIES, limits=httpx.Limits()
    ) as http:
        territory = Territory(http, system.data / "keys")

        async def kill() -> None:
            ends = time.monotonic() + seconds
            while time.monotonic() < ends:
                await asyncio.sleep(dice.uniform(0.5, 2.5))
                await asyncio.to_thread(system.kill_and_wait, dice.choice(PARTS))
                territory.outcome.kills += 1
            await asyncio.sleep(0.5)

        url = system.database_url("scheduling")
        outcome = await histories(territory, url, count, kill, seed=seed, holds_end=holds_end)
    await asyncio.to_thread(wait_until, lambda: _answers(system), 30, "the system does not answer again")
    return outcome


def _answers(system: RunningSystem) -> bool:
    """Each service. Connections that the last kill cut are replaced as they are asked for: once is enough."""
    try:
        with system.log_in_as("care_coordinator") as client:
            return all(client.get(path).is_success for path in EACH_SERVICE)
    except httpx.HTTPError:
        return False


def ends_of_holds(practice: Practice, now: float) -> list[Act]:
    """Each ends by itself once its time is over, and not much later; near the end of the history, perhaps not yet."""
    return [
        Act(ends, min(ends + HAUNTS, now), Expire(name, surely=ends + HAUNTS < now))
        for name, ends in practice.holds_end.items()
        if ends < now
    ]


async def kept_of(database_url: str, cpts_id: UUID, practice: Practice) -> Kept:
    """At one instant, past the service."""
    connection = await asyncpg.connect(database_url)
    try:
        await connection.execute("select set_config('app.cpts_id', $1, false)", str(cpts_id))
        row = await connection.fetchrow(_KEPT, practice.professional_id)
    finally:
        await connection.close()
    minute = practice.minute
    return Kept(
        frozenset(
            (name, status, minute(begins), minute(ends)) for name, status, begins, ends in loads(row["standing"])
        ),
        frozenset(Slot(opening, minute(begins), minute(ends)) for opening, begins, ends in loads(row["slots"])),
    )
