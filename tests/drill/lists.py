"""A coordination's list is imported, and taken back, while the worker and the database are killed as processes.

Each line must become one request, whole (identity, key, agreement, line of the timeline, event), or none; and taken
back it must leave nothing behind.
"""

from __future__ import annotations

import csv
import io
import random
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from local_system.running import RunningSystem, wait_until
from tests.drill.books import Books

LINES = 240
PARTS = ("referral-worker", "postgres")
PATIENCE = 120.0
SHEETS = "/api/referral/v1/spreadsheets"
HEADER = ["Nom", "Prénom", "Date de naissance", "Sexe", "Téléphone", "Commune", "Motif", "Consentement"]


@dataclass(frozen=True)
class Made:
    """One line of the import, and how many of each thing stand for it."""

    line: int
    state: str
    requests: int
    people: int
    keys: int
    agreements: int
    told: int


@dataclass
class ListsOutcome:
    kills: int = 0
    lines: int = 0
    untrue: list[str] = field(default_factory=list)


def half_done(made: Iterable[Made], lines: int) -> list[str]:
    """Each line that is missing, doubled, or not whole, in words."""
    made = list(made)
    found = [f"line {number}: missing" for number in sorted({*range(2, lines + 2)} - {one.line for one in made})]
    for one in made:
        whole = {"stated": (1, 1, 1, 1, 1), "waiting": (1, 1, 1, 0, 0), "undone": None}.get(one.state, (0,) * 5)
        parts = (one.requests, one.people, one.keys, one.agreements, one.told)
        if whole is not None and parts != whole:
            found.append(f"line {one.line}: {one.state}, {parts} instead of {whole}")
    return found


def lists_while_killed(system: RunningSystem, kills: int, seed: int = 2) -> ListsOutcome:
    outcome, dice = ListsOutcome(lines=LINES), random.Random(seed)
    with wait_until(lambda: _logged_in(system), PATIENCE, "nobody could log in") as coordinator:
        path = _tried(coordinator)
        _until_answered(coordinator, "POST", f"{path}/run", json={})
        _kill_until(system, coordinator, path, "done", kills, dice, outcome)
        outcome.untrue += half_done(_made(system, path), LINES)
        _until_answered(coordinator, "POST", f"{path}/undo")
        _kill_until(system, coordinator, path, "undone", kills, dice, outcome)
        left = [one for one in _made(system, path) if one.people or one.keys]
        outcome.untrue += [f"line {one.line}: taken back, and its person is still there" for one in left]
    return outcome


def _kill_until(
    system: RunningSystem, client: httpx.Client, path: str, state: str, kills: int, dice: random.Random,
    outcome: ListsOutcome,
) -> None:  # fmt: skip
    """At random moments while it is under way, then in peace until it is over."""
    deadline = time.monotonic() + PATIENCE
    for _ in range(kills):
        time.sleep(dice.uniform(0.05, 0.6))
        if _until_answered(client, "GET", path)["state"] == state:
            break
        system.kill_and_wait(dice.choice(PARTS))
        outcome.kills += 1
    while _until_answered(client, "GET", path)["state"] != state:
        if time.monotonic() > deadline:
            raise TimeoutError(f"the list was never {state}")
        time.sleep(0.5)


def _logged_in(system: RunningSystem) -> httpx.Client | None:
    """None while the parts that were killed before are not back yet."""
    try:
        return system.log_in_as("care_coordinator")
    except httpx.HTTPError:
        return None


def _tried(coordinator: httpx.Client) -> str:
    commune = _until_answered(coordinator, "GET", "/api/directory/v1/cpts/current")["communes"][0]["name"]
    written = io.StringIO()
    mark = uuid4().hex[:6].translate(str.maketrans("0123456789", "ghijklmnop"))
    writer = csv.writer(written, delimiter=";")
    writer.writerow(HEADER)
    for number in range(LINES):
        name = f"Exemple{mark}{chr(97 + number % 26)}{chr(97 + number // 26)}"
        agreed = {0: "", 1: "non"}.get(number % 12, "oui")
        writer.writerow(
            [name, "Camille", "04/05/1961", "F", f"0199{number:06d}", commune, "Plus de médecin traitant", agreed]
        )
    content = written.getvalue().encode()
    given = _until_answered(coordinator, "POST", SHEETS, params={"kind": "medecin_traitant"}, content=content)
    path = f"{SHEETS}/{given['spreadsheet_id']}"
    columns = _until_answered(coordinator, "GET", f"{path}/columns")["columns"]
    mapped = [{"column": one["guess"], "index": one["index"]} for one in columns if one["guess"]]
    tried = _until_answered(coordinator, "PUT", f"{path}/mapping", json={"columns": mapped})
    assert not tried["left_out"], tried
    return path


def _until_answered(client: httpx.Client, method: str, path: str, **sent: Any) -> dict[str, Any]:
    """An act that was heard before its answer was lost is refused when repeated: it is under way all the same."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            answer = client.request(method, path, **sent)
        except httpx.TransportError:
            answer = None
        if answer is not None and answer.status_code < 500 and answer.status_code != 429:
            found: dict[str, Any] = answer.json()
            return found
        time.sleep(0.1)
    raise TimeoutError(f"{path} was never answered")


def _made(system: RunningSystem, path: str) -> list[Made]:
    rows = Books(system).rows_sync(
        "referral",
        "select l.line, l.state, (select count(*) from referral r where r.id = l.made_id), "
        "(select count(*) from sealed_person p where p.referral_id = l.made_id), "
        "(select count(*) from data_key k where k.referral_id = l.made_id), "
        "(select count(*) from consent c where c.referral_id = l.made_id), "
        "(select count(*) from outbox_event e where e.type = 'referral.stated.v1' and e.subject = l.made_id::text) "
        "from spreadsheet_line l where l.spreadsheet_id::text = $1 order by l.line",
        path.rpartition("/")[2],
    )
    return [Made(*row) for row in rows]
