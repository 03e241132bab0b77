"""One of each thing that belongs to one CPTS, made there by its own people: what another may neither use nor find."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from carekit.auth import Caller

from .requests import STATE_NEED, discharge
from .world import World

EVERY_RIGHT = ("care_coordinator", "social_coordinator", "director", "professional")


@dataclass
class Side:
    """A CPTS and somebody there who may do everything in it."""

    world: World
    cpts_id: UUID
    account_id: UUID = field(default_factory=uuid4)
    colleague_id: UUID = field(default_factory=uuid4)
    professional_id: UUID = field(default_factory=uuid4)

    def token(self) -> str:
        return self._token(self.account_id, *EVERY_RIGHT)

    def _token(self, account_id: UUID, *roles: str) -> str:
        caller = Caller(account_id, "Voisine", self.cpts_id, frozenset(roles), professional_id=self.professional_id)
        return self.world.signer.for_caller(caller)

    def post(self, path: str, body: Any, **query: Any) -> Any:
        with self.world.client("referral", self.token()) as client:
            answer = client.post(f"/api/referral/v1{path}", json=body, params=query)
        assert answer.is_success, (path, answer.text)
        return answer.json()

    def colleague_is_known(self) -> None:
        """Whoever came once may be handed a case."""
        with self.world.client(
            "referral", self._token(self.colleague_id, "care_coordinator", "social_coordinator")
        ) as client:
            client.get("/api/referral/v1/worklists").raise_for_status()


def belongings(side: Side, carer_id: str | None = None) -> dict[str, str]:
    """By the name that each has in a path or a body. `carer_id`: a professional whom that CPTS, described by the
    directory, knows."""
    side.colleague_is_known()
    agreed = {"search": True, "bulletin_sharing": True, "given": "oral"}
    referral, other = [
        side.post("/referrals", {**STATE_NEED, "kind": "care", "need": ["nursing"], "consent": agreed})["referral_id"]
        for _ in range(2)
    ]
    case, today = f"/referrals/{referral}", datetime.now(UTC).date()
    side.post(f"{case}/qualification", {})
    handed = {
        "to_account_id": str(side.colleague_id),
        "told": ["name"],
        "reason_code": "social_situation",
        "agreed": "oral",
    }
    away = {
        "replacement_account_id": str(side.colleague_id),
        "starts_on": str(today + timedelta(days=900)),
        "ends_on": str(today + timedelta(days=901)),
    }
    act = {
        "kind": "consultation",
        "done_on": str(today - timedelta(days=3)),
        "agreed": "oral",
        "professional_id": carer_id,
    }
    if carer_id:
        known = {
            "unpaid_act_id": side.post(f"{case}/unpaid-acts", act)["unpaid_act_id"],
            "plan_id": side.post("/plans", {})["plan_id"],
        }
        side.post(f"/plans/{known['plan_id']}/cancellation", None)
    else:
        known = {}
    with side.world.client("referral", side.token()) as client:
        sheet = client.post("/api/referral/v1/spreadsheets", params={"kind": "care"}, content=b"nom;commune\nE;E\n")
    return {
        "referral_id": referral,
        "other_referral_id": other,
        "message_id": side.post(f"{case}/messages", {"words": "Essai"})["message_id"],
        "handover_id": side.post(f"{case}/handovers", handed)["handover_id"],
        **known,
        "draft_id": side.post("/drafts", {"kind": "care", "label": "Essai", "content": "{}"})["draft_id"],
        "refusal_id": side.post("/refused-consents", {"kind": "care"})["id"],
        "saved_filter_id": side.post("/saved-filters", {"name": "Essai", "filters": {}})["saved_filter_id"],
        "leave_id": side.post("/leaves", away)["leave_id"],
        "appeal_id": side.post("/appeals", {"subject": "Essai"})["appeal_id"],
        "route_id": side.post("/partner-routes", {"kind": "ccas", "name": "CCAS", "is_active": False})["route_id"],
        "spreadsheet_id": sheet.raise_for_status().json()["spreadsheet_id"],
        "bundle_id": side.post("/discharges", discharge("ailleurs"))["bundle_id"],
        "account_id": str(side.colleague_id),
    }


def put_away(side: Side, made: dict[str, str]) -> None:
    """So that no other test finds a request more to do."""
    reason = {"reason_code": "entered_by_mistake"}
    for name in ("referral_id", "other_referral_id"):
        side.post(f"/referrals/{made[name]}/withdrawal", {"reason_code": "no_longer_needed"})
    side.post(f"/bundles/{made['bundle_id']}/discharge-cancellation", reason)
    with side.world.client("referral", side.token()) as client:
        client.delete(f"/api/referral/v1/spreadsheets/{made['spreadsheet_id']}").raise_for_status()
        client.post(f"/api/referral/v1/leaves/{made['leave_id']}/return").raise_for_status()
