"""Two hundred answers on overlapping waves, changed again and again while workers and the database are killed.

Doctors answer by the links of their mails, many at once, and repeat an answer until it is acknowledged. What was
acknowledged last is what must stand, once; nobody may have more yeses than places.
"""

from __future__ import annotations

import random
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from local_system.running import RunningSystem
from tests.drill.books import Books

ANSWERS, AT_ONCE, WAVE, PLACES, TRIES = 200, 40, 8, 3, 3
PARTS = ("postgres", "referral-svc", "postgres", "referral-worker")
PATIENCE = 90.0
READ = "/api/referral/v1/answer-links/read"
REFERRALS = "/api/referral/v1/referrals"
FULL = "no-place-left"


@dataclass
class Link:
    """One solicitation as its doctor holds it, and what he was last told."""

    token: str
    solicitation_id: str
    acknowledged: str = ""
    changes: int = 0
    tries: int = 0
    said: list[str] = field(default_factory=list)
    """Every word that was acknowledged, in turn."""

    @property
    def came_back(self) -> bool:
        """Yes, no, and yes again."""
        words = iter(self.said)
        return all(word in words for word in ("yes", "no", "yes"))


@dataclass(frozen=True)
class Kept:
    """What the database holds of one solicitation."""

    solicitation_id: str
    referral_id: str
    professional_id: str
    answer: str
    stands: bool
    lines: int


@dataclass
class AnswersOutcome:
    kills: int = 0
    links: int = 0
    acknowledged: int = 0
    changed: int = 0
    came_back: int = 0
    refused_full: int = 0
    unexpected: list[str] = field(default_factory=list)
    untrue: list[str] = field(default_factory=list)


def untrue(links: Iterable[Link], kept: Iterable[Kept], places: int) -> list[str]:
    """Each promise that the books do not hold, in words."""
    kept = list(kept)
    by_id = {one.solicitation_id: one for one in kept}
    found = []
    for link in links:
        one = by_id.get(link.solicitation_id)
        if one is None:
            found.append(f"{link.solicitation_id}: lost")
        elif one.answer != link.acknowledged:
            found.append(f"{link.solicitation_id}: said {link.acknowledged!r}, kept {one.answer!r}")
        elif one.lines != link.changes:
            found.append(f"{link.solicitation_id}: {link.changes} changes acknowledged, {one.lines} lines")
    standing = Counter(one.professional_id for one in kept if one.stands)
    found += [f"{who}: {count} yeses for {places} places" for who, count in standing.items() if count > places]
    asked = Counter((one.referral_id, one.professional_id) for one in kept)
    return found + [f"{who}: proposed twice for {what}" for (what, who), count in asked.items() if count > 1]


def answers_while_killed(system: RunningSystem, kills: int, seed: int = 1) -> AnswersOutcome:
    outcome, dice = AnswersOutcome(), random.Random(seed)
    links = _ask(system)
    outcome.links = len(links)
    over = threading.Event()

    def hand(number: int) -> None:
        _answer(system, links[number::AT_ONCE], random.Random(number), over, outcome)

    hands = [threading.Thread(target=hand, args=(number,), daemon=True) for number in range(AT_ONCE)]
    for one in hands:
        one.start()
    for _ in range(kills):
        time.sleep(dice.uniform(0.5, 2.5))
        system.kill_and_wait(dice.choice(PARTS))
        outcome.kills += 1
    time.sleep(1)
    over.set()
    for one in hands:
        one.join(PATIENCE * 2)
    outcome.acknowledged = sum(link.changes for link in links)
    outcome.changed = sum(max(0, link.changes - 1) for link in links)
    outcome.came_back = sum(link.came_back for link in links)
    outcome.untrue = untrue(links, _kept(system, links), PLACES)
    return outcome


def _answer(
    system: RunningSystem, links: list[Link], dice: random.Random, over: threading.Event, outcome: AnswersOutcome
) -> None:
    """One hand answers its links in turn: yes, no, yes again, until told to stop; each link three times at least."""
    with _at_the_service(system) as client:
        while not over.is_set() or any(link.tries < TRIES for link in links):
            fewest = min(link.tries for link in links)
            link = dice.choice([one for one in links if one.tries == fewest])
            link.tries += 1
            word = "no" if link.acknowledged == "yes" else "yes"
            got = _until_answered(client, link.token, word)
            rule = "" if got.status_code == 200 else str(got.json().get("type")).rpartition("/")[2]
            if rule == FULL:
                outcome.refused_full += 1
                word = "no"  # a doctor without a place says so
                if link.acknowledged == word:
                    continue
                got = _until_answered(client, link.token, word)
            if got.status_code != 200:
                outcome.unexpected.append(got.text)
                return
            link.acknowledged = word
            link.changes += 1
            link.said.append(word)


def _at_the_service(system: RunningSystem) -> httpx.Client:
    """Not through the gateway, which lets one address answer only so often."""
    return system.client(system.service_url("referral"))


def _until_answered(client: httpx.Client, token: str, word: str) -> httpx.Response:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            got = client.post("/api/referral/v1/answer-links/reply", json={"token": token, "answer": word})
        except httpx.TransportError:
            got = None
        if got is not None and got.status_code < 500 and got.status_code != 429:
            return got
        time.sleep(0.1)
    raise TimeoutError(f"an answer was never acknowledged in {PATIENCE:.0f} s")


def _ask(system: RunningSystem) -> list[Link]:
    """Requests whose waves share doctors, until enough links have left. Each doctor has few places."""
    before = max((mail["number"] for mail in system.mails()), default=0)
    settled: set[str] = set()
    asked = 0
    with system.log_in_as("referrer") as referrer, system.log_in_as("care_coordinator") as coordinator:
        while asked < ANSWERS:
            path = f"{REFERRALS}/{_stated(referrer)}"
            _done(coordinator.post(f"{path}/qualification", json={}))
            found = _done(coordinator.get(f"{path}/candidates", params={"ring_km": 20}))["candidates"]
            wave = [one["professional_id"] for one in found[:WAVE]]
            if not wave:
                raise RuntimeError(f"nobody is left to ask after {asked} solicitations")
            for one in set(wave) - settled:
                _settle(coordinator, one)
                settled.add(one)
            _done(coordinator.post(f"{path}/waves", json={"professional_ids": wave, "ring_km": 20}))
            asked += len(wave)
    return _links(system, before, asked)


def _settle(coordinator: httpx.Client, professional_id: str) -> None:
    path = f"/api/referral/v1/professionals/{professional_id}/solicitation-settings"
    kept = coordinator.get(path).raise_for_status()
    taken = kept.json()["places_reserved"]
    wished = {"weekly_cap": 50, "paused_until": None, "places_left": PLACES + taken}
    coordinator.put(path, json=wished, headers={"If-Match": kept.headers["etag"]}).raise_for_status()


def _links(system: RunningSystem, before: int, asked: int) -> list[Link]:
    deadline = time.monotonic() + PATIENCE
    while True:
        mails = [mail["body"] for mail in system.mails() if mail["number"] > before]
        tokens = sorted({found[1] for body in mails if (found := re.search(r"/r/([\w-]+)", body))})
        if len(tokens) >= asked:
            break
        if time.monotonic() > deadline:
            raise TimeoutError(f"{len(tokens)} mails of {asked} arrived")
        time.sleep(0.5)
    with _at_the_service(system) as client:
        return [Link(token, _done(client.post(READ, json={"token": token}))["card_id"]) for token in tokens]


def _stated(referrer: httpx.Client) -> str:
    patient = {
        "family_name": f"Exemple {uuid4().hex[:8]}",
        "given_name": "Camille",
        "birth": {"year": 1961},
        "sex": "female",
    }
    need = {
        "kind": "medecin_traitant",
        "patient": patient,
        "residence": {"none": True},
        "contact": {"through_referrer": True},
        "need": ["find_medecin_traitant"],
        "urgency": "normal",
        "consent": {"search": True, "bulletin_sharing": True, "given": "oral"},
    }
    return str(_done(referrer.post(REFERRALS, json=need))["referral_id"])


def _done(answer: httpx.Response) -> Any:
    if answer.status_code == 429:
        raise RuntimeError("asked faster than the gateway lets one session ask")
    return answer.raise_for_status().json()


def _kept(system: RunningSystem, links: list[Link]) -> list[Kept]:
    ids = [link.solicitation_id for link in links]
    rows = Books(system).rows_sync(
        "referral",
        "select s.id::text, s.referral_id::text, s.professional_id::text, coalesce(s.answer, ''), s.state = 'yes', "
        "(select count(*) from timeline_entry t where t.referral_id = s.referral_id "
        " and t.by_professional_id = s.professional_id and t.code like 'answered_%') "
        "from solicitation s where s.id::text = any($1::text[])",
        ids,
    )
    return [Kept(*row) for row in rows]
