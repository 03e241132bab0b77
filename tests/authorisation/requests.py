"""A whole and valid request for each operation, so that nothing but the role can refuse it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from .example import example

CONTRACTS = Path(__file__).parents[2] / "contracts" / "openapi"
METHODS = ("get", "post", "put", "patch", "delete")
FAR = (datetime.now(UTC) + timedelta(days=50)).date()


@dataclass(frozen=True)
class Operation:
    service: str
    method: str
    path: str
    name: str
    contract: dict[str, Any]
    components: dict[str, Any]


def operations(service: str) -> list[Operation]:
    document = json.loads((CONTRACTS / f"{service}.json").read_text())
    components = document["components"]["schemas"]
    return [
        Operation(service, method, path, contract["operationId"], contract, components)
        for path, methods in document["paths"].items()
        for method, contract in methods.items()
        if method in METHODS
    ]


#: Members that a role-blind example cannot know. Named as in the contract.
QUERIES: dict[str, dict[str, Any]] = {
    "read_half_day_table": {"week": str(FAR)},
    "read_team_week": {"week": str(FAR)},
    "read_slot_board": {"day": str(FAR)},
    "count_appointments_staying": {
        "professional_id": str(UUID(int=0)),
        "day": str(FAR),
        "from_time": "09:00",
        "to_time": "12:00",
    },
    "list_home_visit_slots": {"day": str(FAR), "half": "morning"},
    "read_agenda": {"from": f"{FAR}T08:00:00Z", "to": f"{FAR}T18:00:00Z"},
    "read_participation": {"month": "2099-01"},
    "list_participation_slots": {"month": "2099-01", "professional_id": str(UUID(int=0))},
    "list_volunteer_hours": {"professional_id": str(UUID(int=0))},
    "list_ledger_duties": {"professional_id": str(UUID(int=0)), "figure": "points"},
    "list_delay_samples": {"week_of": "2099-01-05"},
    "list_spread_rows": {"figure": "placements"},
    "export_spread_rows": {"figure": "placements"},
    "list_coverage_rows": {"commune": "00000", "profession": "10", "figure": "free"},
    "give_file": {"source": "rpps"},
    "give_spreadsheet": {"kind": "medecin_traitant"},
    "give_outside_calendar": {"professional_id": str(UUID(int=0)), "label": "Essai"},
}

RECOURSE = {
    "kind": "home_visits",
    "name": "Essai",
    "public_phone": "3624",
    "modalities": ["HH"],
    "communes": ["00000"],
}
#: In a commune that is not of the territory: refused by its own rule.
PAST_DAYS = {
    "from_day": "2020-01-01",
    "to_day": "2020-01-02",
    "hours": [{"from_time": "09:00", "to_time": "12:00"}],
}
TEAM = {
    "label": "Essai", "reason_code": "vaccination", "slot_minutes": 10, "commune_code": "00000",
    "audience": ["cpts"], "opens_on": str(FAR),
}  # fmt: skip

STATE_NEED = {
    "kind": "medecin_traitant",
    "patient": {"family_name": "Essai", "given_name": "Camille", "birth": {"year": 1961}, "sex": "female"},
    "residence": {"none": True},
    "contact": {"through_referrer": True},
    "need": ["find_medecin_traitant"],
    "urgency": "normal",
}


#: A Saturday beyond every horizon of slots, and no public holiday.
SATURDAY = date(2099, 1, 10)


def rota(name: str, after: int = 0) -> dict[str, Any]:
    """Of one Saturday, four weeks after that of the rota before."""
    day = str(SATURDAY + timedelta(weeks=4 * after))
    return {"kind": "saturday", "name": name.replace("_", " "), "starts_on": day, "ends_on": day}


def discharge(role: str) -> dict[str, Any]:
    """In the far future, of somebody whose name says who states it."""
    said = {name: value for name, value in STATE_NEED.items() if name not in ("kind", "need", "urgency")}
    patient = {**STATE_NEED["patient"], "family_name": f"Sortie {role}".replace("_", " ")}  # type: ignore[dict-item]
    consent = {"search": True, "given": "oral"}
    carers = [{"carer": "nurse"}]
    return {**said, "patient": patient, "consent": consent, "discharge_at": f"{FAR}T14:00:00Z", "carers": carers}


def together(role: str) -> dict[str, Any]:
    """A couple of that name."""
    said = {name: value for name, value in discharge(role).items() if name not in ("carers", "discharge_at")}
    other = {"patient": {**said["patient"], "given_name": "Dominique"}}
    return {**said, "setting": "household", "urgency": "normal", "others": [other]}


def body_of(operation: Operation, ids: dict[str, str], role: str) -> Any:
    known: dict[str, Any] = {
        "state_need": {**STATE_NEED, "consent": _consent(operation)}
        | {"patient": {**STATE_NEED["patient"], "family_name": f"Essai {role}".replace("_", " ")}},  # type: ignore[dict-item]
        "state_discharge": discharge(role),
        "state_together": together(role),
        "send_wave_together": {"professional_ids": [ids["professional_id"]]},
        "record_choice_together": {"professional_id": ids["professional_id"], "recorded": "oral"},
        "move_discharge": {"discharge_at": f"{FAR}T15:00:00Z"},
        "join_member": {"professional_id": ids["member_id"], "joined_on": "2026-01-01"},
        "depart_member": {"left_on": str(FAR), "reason": "other"},  # in the future: refused by its own rule
        "state_absence": {"starts_on": str(FAR), "ends_on": str(FAR)},
        "announce_cpts_closure": {"starts_on": str(FAR), "ends_on": str(FAR), "label": "Essai"},
        "found_cpts": {"name": f"CPTS {role}", "commune_codes": ["00000"]},  # an unknown commune: refused by its rule
        "state_coordination": {"phone": "0199000040"},
        "redraw_territory": {"commune_codes": ["00000"]},
        "book_appointment": {"slot_id": ids["slot_id"], "reason_code": "other"},
        "move_appointment": {"slot_id": ids["slot_id"], "by": "patient"},  # where it stands already
        # Nobody whom the directory described: refused by its own rule.
        "make_agendas": {
            "kind": "room",
            "label": "Essai",
            "profession_code": "10",
            "commune_code": "00000",
            "responsible_id": ids["draft_id"],
        },
        "describe_agenda": {"label": "Essai", "commune_code": "00000", "responsible_id": ids["draft_id"]},
        # A version that it has not: refused by its own rule.
        "revise_openings": {
            "professional_id": ids["professional_id"],
            "openings": [{"opening_id": ids["opening_id"], "version": 2_000_000_000}],
            "change": {"overbooking": 0},
        },
        "copy_week": {
            "professional_id": ids["professional_id"],
            "from_week": str(FAR),
            "to_weeks": [str(FAR)],  # to itself: refused by its own rule
        },
        "say_who_sees_a_slot": {"audience": []},  # held meanwhile: refused by its own rule
        "close_span": {
            "professional_id": ids["professional_id"],
            "from": f"{FAR}T01:00:00Z",
            "to": f"{FAR}T02:00:00Z",
        },
        # In the past: refused by its own rule.
        "try_replacement": {"professional_id": ids["professional_id"], **PAST_DAYS},
        "publish_replacement": {
            "professional_id": ids["professional_id"],
            "place_id": ids["place_id"],
            **PAST_DAYS,
        },
        "claim_days": {},
        **{key: {"locum_id": ids["professional_id"]} for key in ("release_days", "confirm_days", "reopen_days")},
        "make_team": {"kind": "centre", **TEAM},
        "describe_team": TEAM,
        "publish_team_shift": {
            "day": str(FAR),
            "from_time": "09:00",
            "to_time": "12:00",
            "seats": [{"profession_code": "60", "count": 1}],
        },
        "copy_team_week": {"from_week": str(FAR), "to_weeks": [str(FAR)]},
        "book_team_slots": {"people": 1},
        "volunteer_for_rounds": {
            "hours": [{"weekday": 2, "from_time": "08:00", "to_time": "12:00", "most": 6}],
        },
        "note_wish": {"referral_id": ids["referral_id"], "profession_code": "10"},
        "change_wish": {"profession_code": "10"},
        "give_names": {"referral_ids": [ids["referral_id"]]},
        "send_wave": {"professional_ids": [ids["professional_id"]]},
        "record_choice": {"professional_id": ids["professional_id"], "recorded": "oral"},
        # Whoever may name a mailbox may also have none; an address would be mailed to.
        "name_structure_mailbox": {"address": None},
        "name_participant": {"professional_id": ids["professional_id"]},
        "merge_referral": {"into": ids["other_referral_id"]},
        "record_first_appointment": {"waived_reason": "person_declines"},
        "change_solicitation_settings": {"weekly_cap": 3, "paused_until": None, "places_left": None},
        # In the past: refused by its own rule, because it cannot be taken back.
        "announce_departure": {"professional_id": ids["professional_id"], "leaves_on": "2020-01-01"},
        # A number that is nobody's: refused by its own rule, so that nothing is erased.
        "erase_referral": {"reason_code": "person_asks", "case_number": "00-0000"},
        "withdraw_consent": {"case_number": "00-0000"},
        "give_advice": {"words": "Avis.", "visit": False},
        "file_report": {"kind": "report", "words": "Vu ce jour."},
        # In the past: refused by its own rule, so that no case changes hands.
        "announce_leave": {
            "replacement_account_id": ids["draft_id"],
            "starts_on": "2020-01-01",
            "ends_on": "2020-01-02",
        },
        # In the future: refused by its own rule, so that nothing is listed.
        "flag_unpaid_act": {"kind": "consultation", "done_on": str(FAR), "agreed": "oral"},
        "post_appeal": {"subject": f"Essai {role}".replace("_", " ")},
        "reply_to_appeal": {"words": "Essai"},
        "add_partner_route": {"kind": "ccas", "name": f"CCAS {role}".replace("_", " ")},
        "change_partner_route": {"kind": "ccas", "name": "CCAS"},
        # A commune that nobody knows: refused by its own rule.
        "add_recourse": RECOURSE,
        "change_recourse": RECOURSE,
        "record_declaration": {"state": "confirmed"},
        # To one's own CPTS: refused by its own rule, so that none is offered.
        "offer_neighbour_agreement": {"to_cpts_id": ids["cpts_id"], "kinds": ["care"], "ends_on": str(FAR)},
        "make_rota": rota(f"Essai {role}"),
        "revise_rota": rota("Essai"),
        "take_part_in_rota": {"share": 100},
        "say_duty_wishes": {},
        "assign_duty": {"professional_id": ids["professional_id"]},
        "move_duty": {"on": str(SATURDAY)},
        "offer_swap": {},
        "accept_swap": {"professional_id": ids["professional_id"]},
        "open_crossing": {"agreement_id": ids["agreement_id"], "given": "oral"},
    }
    if operation.name in ("publish_opening", "revise_opening"):
        opening = {
            "place_id": ids["place_id"],
            "kind": "one_off",
            "starts_on": str(FAR),
            "from_time": "02:00",
            "to_time": "02:30",
            "slot_minutes": 15,
            "modalities": ["AMB"],
            "audience": ["own_patients"],
        }
        return opening | ({"professional_id": ids["professional_id"]} if operation.name == "publish_opening" else {})
    if operation.name in known:
        return known[operation.name]
    content = operation.contract.get("requestBody", {}).get("content", {}).get("application/json")
    return example(content["schema"], operation.components) if content else None


def _consent(operation: Operation) -> Any:
    return (
        example(operation.components["ConsentGiven"], operation.components) if operation.name == "state_need" else {}
    )
