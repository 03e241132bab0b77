"""People who place somebody while parts are killed: from the need to the booked appointment, by every door.

Each act carries its Idempotency-Key and is repeated with the same key until it is answered. What a job was answered
is what must be found afterwards, once: one grant, one line of the timeline for each act, the same state next door.
"""

from __future__ import annotations

import itertools
import random
import re
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx

from local_system.running import RunningSystem

REFERRALS = "/api/referral/v1/referrals"
PATIENCE = 60.0
CAP = 50


class Refused(Exception):
    """An answer that repeating does not change: the job ends there, and what was promised until then holds."""


@dataclass
class Job:
    """One person's request, and what the system promised of it."""

    kind: str
    referral_id: str = ""
    placed_with: str = ""
    appointment_id: str = ""


@dataclass
class MainJobs(threading.Thread):
    """Places one person after the other; every second one gets an unscheduled appointment instead of a doctor."""

    system: RunningSystem
    jobs: list[Job] = field(default_factory=list)
    stopped_by: Counter[str] = field(default_factory=Counter)
    repeated: int = 0

    def __post_init__(self) -> None:
        super().__init__(daemon=True)
        self._over = threading.Event()
        self._referrer = self.system.log_in_as("referrer")
        self._coordinator = self.system.log_in_as("care_coordinator")
        self._doctors = {one["name"]: one["email"] for one in self._doctors_who_may_be_asked()}

    def __hash__(self) -> int:
        return id(self)

    def run(self) -> None:
        for number in itertools.count():
            if self._over.is_set():
                return
            job = Job("snp" if number % 2 else "medecin_traitant")
            self.jobs.append(job)
            try:
                (self._see_soon if number % 2 else self._place)(job, number)
            except Refused as refused:
                self.stopped_by[str(refused)] += 1

    def finish(self) -> None:
        self._over.set()
        self.join(PATIENCE * 3)
        self._referrer.close()
        self._coordinator.close()

    def _place(self, job: Job, number: int) -> None:
        """State, qualify, one wave, the yes by the link of the mail, the person's choice."""
        job.referral_id = self._state(job, "find_medecin_traitant", number)
        path = f"{REFERRALS}/{job.referral_id}"
        self._post(self._coordinator, f"{path}/qualification", {})
        found = self._get(self._coordinator, f"{path}/candidates?ring_km=20")["candidates"]
        able = [one for one in found if one["name"] in self._doctors]
        if not able:
            raise Refused("no doctor with an account can be asked")
        doctor = able[number // 2 % len(able)]
        mail = self._doctors[doctor["name"]]
        before = max((one["number"] for one in self.system.mails(mail)), default=0)
        self._post(self._coordinator, f"{path}/waves", {"professional_ids": [doctor["professional_id"]]})
        link = self.system.wait_for_mail(mail, containing="/r/", after=before, patience=PATIENCE)["body"]
        token = re.search(r"/r/([\w-]+)", link)
        assert token is not None
        reply = {"token": token.group(1), "answer": "yes"}
        self._post(self._coordinator, "/api/referral/v1/answer-links/reply", reply)
        choice = {"professional_id": doctor["professional_id"], "recorded": "oral"}
        self._post(self._coordinator, f"{path}/choice", choice)
        job.placed_with = doctor["professional_id"]

    def _see_soon(self, job: Job, number: int) -> None:
        """State, then book the first slot that nobody else took."""
        job.referral_id = self._state(job, "unscheduled_care", number)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            slots = self._get(self._referrer, "/api/scheduling/v1/slots?limit=20")["items"]
            if not slots:
                raise Refused("no free slot is left")
            body = {
                "slot_id": random.choice(slots)["slot_id"],
                "reason_code": "snp",
                "referral_id": job.referral_id,
                "choice_recorded": "phone",
            }
            try:
                booked = self._post(self._referrer, "/api/scheduling/v1/appointments", body)
            except Refused as refused:
                if str(refused) not in ("slot-taken", "referral-unknown"):
                    raise
                time.sleep(0.2)  # taken meanwhile, or scheduling has not heard of the request yet
            else:
                job.appointment_id = booked["appointment_id"]
                return
        raise TimeoutError("scheduling-svc never heard of the request")

    def _state(self, job: Job, need: str, number: int) -> str:
        stated = self._post(
            self._referrer,
            REFERRALS,
            {
                "kind": job.kind,
                "patient": {
                    "family_name": f"Exemple {uuid4().hex[:8]}",
                    "given_name": "Camille",
                    "birth": {"year": 1940 + number % 50},
                    "sex": "female",
                },
                "residence": {"none": True},
                "contact": {"through_referrer": True},
                "need": [need],
                "urgency": "soon",
                "consent": {"search": True, "bulletin_sharing": True, "given": "oral"},
            },
        )
        return str(stated["referral_id"])

    def _post(self, client: httpx.Client, path: str, body: dict[str, Any]) -> dict[str, Any]:
        answer = self._until_answered(client, "POST", path, json=body, headers={"Idempotency-Key": str(uuid4())})
        if answer.status_code >= 400:
            raise Refused(str(answer.json().get("type")).rpartition("/")[2])
        done: dict[str, Any] = answer.json()
        return done

    def _get(self, client: httpx.Client, path: str) -> dict[str, Any]:
        found: dict[str, Any] = self._until_answered(client, "GET", path).json()
        return found

    def _until_answered(self, client: httpx.Client, method: str, path: str, **sent: Any) -> httpx.Response:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                answer = client.request(method, path, timeout=15, **sent)
            except httpx.TransportError:
                answer = None
            if answer is not None and answer.status_code < 500 and answer.status_code != 429:
                return answer
            self.repeated += 1
            time.sleep(0.1)
        raise TimeoutError(f"{path} was never answered")

    def _doctors_who_may_be_asked(self) -> list[dict[str, Any]]:
        """Those with an account, their weekly cap lifted: the demonstration asked them for six weeks."""
        doctors = [one for one in self.system.accounts() if one["label"] == "Médecin généraliste"]
        for doctor in doctors:
            with self.system.log_in(doctor["email"]) as client:
                own = client.get("/api/accounts/v1/session").raise_for_status().json()["professional_id"]
                path = f"/api/referral/v1/professionals/{own}/solicitation-settings"
                kept = client.get(path).raise_for_status()
                wished = {"weekly_cap": CAP, "paused_until": None, "places_left": None}
                client.put(path, json=wished, headers={"If-Match": kept.headers["etag"]}).raise_for_status()
        return doctors
