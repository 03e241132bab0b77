"""Real objects of the demonstration for the matrix to try: closed, past or taken, so that trying changes nothing."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from carekit.auth import Caller, TokenSigner
from local_system.running import RunningSystem

from .requests import discharge, rota


@dataclass
class World:
    """The system, straight at its services, with tokens of any single role of the first CPTS."""

    system: RunningSystem
    cpts_id: UUID
    signer: TokenSigner
    ids: dict[str, str] = field(default_factory=dict)
    #: Days from today on which nothing of the demonstration lies: each is used once.
    _days: Iterator[int] = field(default_factory=lambda: itertools.count(500, 2))
    #: A professional who has no link with any object of `ids`.
    system_stranger: str = field(default_factory=lambda: str(uuid4()))

    @classmethod
    def of(cls, system: RunningSystem) -> World:
        with system.log_in_as("director") as director:
            cpts = director.get("/api/accounts/v1/session").json()["cpts"]["id"]
        key = system.data / "keys" / "gateway.pem"
        world = cls(system, UUID(cpts), TokenSigner.from_file("gateway", key))
        world.ids = Finder(world).find()
        return world

    def token(self, *roles: str, professional_id: str | None = None, scopes: Collection[str] = ()) -> str:
        caller = Caller(
            account_id=uuid4(),
            name="Matrice",
            cpts_id=self.cpts_id,
            roles=frozenset(roles),
            professional_id=UUID(professional_id) if professional_id else None,
            scopes=frozenset(scopes),
        )
        return self.signer.for_caller(caller)

    def token_of_another_cpts(self, *roles: str) -> str:
        caller = Caller(account_id=uuid4(), name="Voisine", cpts_id=uuid4(), roles=frozenset(roles))
        return self.signer.for_caller(caller)

    def ids_for(self, operation: str) -> dict[str, str]:
        """Objects to try on: a new one where the first role that may would use it up, so that absent never
        passes for refused."""
        finder = Finder(self)
        match operation:
            case "withdraw_cpts_closure":
                return {**self.ids, "closure_id": finder.closed_days(next(self._days))}
            case "remove_absence":
                return {**self.ids, "absence_id": finder.absence(self.ids["professional_id"], next(self._days))}
            case "withdraw_training":
                finder.training(self.ids["professional_id"])
                return self.ids
            case "reopen_span":
                return {**self.ids, "closure_id": finder.closed_night(self.ids["professional_id"], next(self._days))}
            case "close_agenda" | "describe_agenda":
                return {**self.ids, "agenda_id": finder.agenda(self.ids["professional_id"])}
            case _:
                return self.ids

    def client(self, service: str, token: str | None) -> httpx.Client:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.system.client(self.system.service_url(service), headers=headers)


class Finder:
    """Asks as the coordinator, the director or the secretary would."""

    def __init__(self, world: World) -> None:
        self.world = world

    def get(self, service: str, role: str, path: str, **query: Any) -> Any:
        with self.world.client(service, self.world.token(role)) as client:
            return client.get(f"/api/{service}/v1{path}", params=query).raise_for_status().json()

    def post(self, service: str, role: str, path: str, body: Any = None) -> Any:
        with self.world.client(service, self.world.token(role)) as client:
            return client.post(f"/api/{service}/v1{path}", json=body).raise_for_status().json()

    def find(self) -> dict[str, str]:
        referral, other = self._closed_referrals()
        owner, opening = self._opening()
        appointment = self.get("scheduling", "director", "/appointments", professional_id=owner)["items"][0]
        participants = self.get("referral", "care_coordinator", f"/referrals/{referral}/participants")["items"]
        notices = [notice for participant in participants for notice in participant["notices"]]
        closure = self.closed_night(owner, 40)
        free = self.get("scheduling", "director", "/slots", limit=1)["items"][0]
        hold = self.post("scheduling", "director", f"/slots/{free['slot_id']}/hold")
        members = self.get("directory", "director", "/members")["items"]
        imports = self.get("directory", "director", "/imports")["items"]
        structure = self.get("directory", "director", "/structures", own_territory=True)["items"][0]
        return {
            "referral_id": referral,
            "other_referral_id": other,
            "notice_id": notices[0]["notice_id"],
            "professional_id": owner,
            "member_id": members[0]["professional_id"],
            "opening_id": opening,
            "place_id": self.get("directory", "director", f"/professionals/{owner}")["places"][0]["place_id"],
            "appointment_id": appointment["appointment_id"],
            "slot_id": appointment["slot_id"] or free["slot_id"],
            "closure_id": closure,
            "hold_id": hold["hold_id"],
            "import_id": imports[0]["import_id"],
            "finess": structure["structure_key"],
            "solicitation_id": self._solicitation(),
            **self._plan(),
            **self._rota(owner),
            "spreadsheet_id": self._spreadsheet(),
            "bundle_id": self._bundle(),
            "refusal_id": str(uuid4()),
            "draft_id": str(uuid4()),
            "wave_id": str(uuid4()),
            "saved_filter_id": str(uuid4()),
            "report_id": str(uuid4()),
            "leave_id": str(uuid4()),
            "handover_id": str(uuid4()),
            "agreement_id": str(uuid4()),
            "crossing_id": str(uuid4()),
            "departure_id": str(uuid4()),
            "unpaid_act_id": str(uuid4()),
            "appeal_id": str(uuid4()),
            "agenda_id": str(uuid4()),
            "calendar_id": str(uuid4()),
            "token": "A" * 43,
            "cover_id": str(uuid4()),
            "replacement_id": str(uuid4()),
            "team_id": str(uuid4()),
            "visit_id": str(uuid4()),
            "day": "2099-01-13",
            "wish_id": str(uuid4()),
            "call_id": str(uuid4()),
            "telling_id": str(uuid4()),
            "route_id": self._route(),
            "recourse_id": self.get("directory", "director", "/recourses")["items"][0]["recourse_id"],
            "cpts_id": str(self.world.cpts_id),
            "version": self.get("referral", "director", "/rule-sets")["in_force"]["version"],
            "script_version": self.get("scheduling", "director", "/triage-scripts")["in_force"]["version"],
            "question": "danger",
            "month": "2099-01",
        }

    def _closed_referrals(self) -> list[str]:
        """Closed requests: they may be read, and no act on them changes anything."""
        closed = self.get("referral", "care_coordinator", "/referrals", status="closed")["items"]
        return [str(item["referral_id"]) for item in closed if item["kind"] != "social"][:2]

    def _opening(self) -> tuple[str, str]:
        professionals = self.get(
            "directory", "director", "/professionals", profession="10", members_only=True, limit=100
        )
        for person in professionals["items"]:
            known = self.get("scheduling", "director", "/openings", professional_id=person["professional_id"])[
                "items"
            ]
            booked = self.get("scheduling", "director", "/appointments", professional_id=person["professional_id"])
            if known and booked["items"]:
                return str(person["professional_id"]), str(known[0]["opening_id"])
        raise LookupError("nobody has both an opening and an appointment")

    def closed_days(self, days: int) -> str:
        """A holiday of the whole CPTS."""
        day = str((datetime.now(UTC) + timedelta(days=days)).date())
        body = {"starts_on": day, "ends_on": day, "label": "Essai"}
        return str(self.post("directory", "director", "/cpts/current/closures", body)["closure_id"])

    def training(self, owner: str) -> None:
        path = f"/api/directory/v1/professionals/{owner}"
        with self.world.client("directory", self.world.token("director")) as client:
            version = client.get(path).raise_for_status().headers["ETag"]
            said = {"wishes_training": True}
            client.put(f"{path}/remote-care-training", json=said, headers={"If-Match": version}).raise_for_status()

    def absence(self, owner: str, days: int) -> str:
        day = str((datetime.now(UTC) + timedelta(days=days)).date())
        body = {"starts_on": day, "ends_on": day}
        return str(self.post("directory", "director", f"/professionals/{owner}/absences", body)["absence_id"])

    def agenda(self, responsible: str) -> str:
        """One that nobody logs in to and that has no slot."""
        places = self.get("directory", "director", f"/professionals/{responsible}")["places"]
        body = {
            "kind": "other",
            "label": "Essai",
            "profession_code": "10",
            "commune_code": places[0]["commune_code"],
            "responsible_id": responsible,
        }
        return str(self.post("scheduling", "director", "/agendas", body)["items"][0]["agenda_id"])

    def closed_night(self, owner: str, days: int) -> str:
        """Of one professional, when nobody has a slot."""
        night = (datetime.now(UTC) + timedelta(days=days)).replace(hour=1, minute=0, second=0, microsecond=0)
        span = {"from": night.isoformat(), "to": (night + timedelta(hours=1)).isoformat()}
        made = self.post("scheduling", "director", "/closures", {"professional_id": owner, **span})
        return str(made["closure_id"])

    def _route(self) -> str:
        body = {"kind": "ccas", "name": "CCAS d’essai", "is_active": False}
        return str(self.post("referral", "director", "/partner-routes", body)["route_id"])

    def _plan(self) -> dict[str, str]:
        """Made and given up at once: it may be read, and no act on it asks anybody anything."""
        made = self.post("referral", "care_coordinator", "/plans", {})
        path = f"/plans/{made['plan_id']}"
        rows = self.get("referral", "care_coordinator", f"{path}/rows")["items"]
        self.post("referral", "care_coordinator", f"{path}/cancellation")
        return {"plan_id": made["plan_id"], "row_id": rows[0]["row_id"]}

    def _rota(self, owner: str) -> dict[str, str]:
        """Published for a day beyond every horizon: no act on it opens a slot. Each on a Saturday of its own, far
        enough from those of other tests for its holder to rest."""

        def put(path: str, body: Any) -> None:
            client.put(f"/api/scheduling/v1{path}", json=body).raise_for_status()

        published = [one for one in self.get("scheduling", "director", "/rotas")["items"] if one["name"] == "Publié"]
        made = self.post("scheduling", "director", "/rotas", rota("Publié", after=len(published)))
        path, duty_id = f"/rotas/{made['rota']['rota_id']}", made["duties"][0]["duty_id"]
        with self.world.client("scheduling", self.world.token("director")) as client:
            put(f"{path}/members/{owner}", {"share": 100})
            put(f"/duties/{duty_id}/holder", {"professional_id": owner})
            version = client.get(f"/api/scheduling/v1{path}").raise_for_status().headers["ETag"]
            publication = f"/api/scheduling/v1{path}/publication"
            client.post(publication, headers={"If-Match": version}).raise_for_status()
        offered = self.post("scheduling", "director", f"/duties/{duty_id}/swap", {})
        swap_id = offered["duties"][0]["swap_id"]
        return {"rota_id": made["rota"]["rota_id"], "duty_id": duty_id, "swap_id": swap_id}

    def _spreadsheet(self) -> str:
        """Brought and discarded at once: it may be looked at, and no act on it states anything."""
        with self.world.client("referral", self.world.token("care_coordinator")) as client:
            path = "/api/referral/v1/spreadsheets"
            given = client.post(path, params={"kind": "care"}, content=b"nom;commune\nEssai;Essai\n")
            sheet_id = given.raise_for_status().json()["spreadsheet_id"]
            client.delete(f"{path}/{sheet_id}").raise_for_status()
        return str(sheet_id)

    def _bundle(self) -> str:
        """A discharge stated and cancelled at once: it may be read, and no act on it asks anybody anything."""
        made = self.post("referral", "care_coordinator", "/discharges", discharge("annulée"))
        path = f"/bundles/{made['bundle_id']}/discharge-cancellation"
        self.post("referral", "care_coordinator", path, {"reason_code": "entered_by_mistake"})
        return str(made["bundle_id"])

    def _solicitation(self) -> str:
        for item in self.get("referral", "care_coordinator", "/referrals", status="searching")["items"]:
            waves = self.get("referral", "care_coordinator", f"/referrals/{item['referral_id']}/solicitations")
            for wave in waves["items"]:
                for solicitation in wave["solicitations"]:
                    return str(solicitation["solicitation_id"])
        raise LookupError("nobody is being asked")
