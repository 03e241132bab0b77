"""Where unscheduled care turns when no slot answers it: a centre, a maison de garde, visits at home, SOS, the SAS."""

from __future__ import annotations

from typing import Any

from carekit.auth import Caller
from local_system.demo.inprocess import Services
from local_system.demo.outlines import own_communes
from local_system.demo.structures import fiction_phone

_DIRECTORY = "/api/directory/v1"
_WORKING_DAYS = (1, 2, 3, 4, 5)
_SATURDAY = 6


def _week(days: tuple[int, ...] | range, from_time: str, to_time: str) -> list[dict[str, Any]]:
    return [{"weekday": day, "from_time": from_time, "to_time": to_time} for day in days]


def _span(from_time: str, to_time: str) -> dict[str, str]:
    return {"from_time": from_time, "to_time": to_time}


_ALWAYS = {
    "hours": _week(range(1, 8), "00:00", "24:00"),
    "holiday_hours": [_span("00:00", "24:00")],
}


def described() -> list[dict[str, Any]]:
    """In the order of resort. Numbers of the range kept for fiction, and two that are national."""
    near = [one.code for one in own_communes()]
    return [
        {
            "kind": "snp_centre", "name": "Centre de soins non programmés de Pont-d'Orsane", "rank": 10,
            "place_line": "2 place du Pont, Pont-d'Orsane", "professional_phone": fiction_phone("019900", 70),
            "public_phone": fiction_phone("019900", 71), "modalities": ["AMB", "VR"],
            "takes": "Radiographie et sutures sur place.", "is_public": True,
            "hours": [*_week(_WORKING_DAYS, "08:00", "20:00"), *_week((_SATURDAY,), "08:00", "12:00")],
        },
        {
            "kind": "duty_house", "name": "Maison de garde du Val", "rank": 20,
            "place_line": "Maison de santé, 4 rue du Lavoir", "public_phone": fiction_phone("019900", 72),
            "modalities": ["AMB"], "takes": "Hors permanence des soins : le soir et le samedi matin.",
            "is_public": True,
            "hours": [*_week(_WORKING_DAYS, "18:00", "20:00"), *_week((_SATURDAY,), "08:00", "12:00")],
        },
        {
            "kind": "home_visits", "name": "Visites de l'Orsane, médecins à domicile", "rank": 30,
            "professional_phone": fiction_phone("019900", 73), "communes": near, "modalities": ["HH"],
            "triage_classes": ["half_day", "hours_24"], "min_age": 2,
            "takes": "Association de médecins, visite dans les quatre heures.",
            "hours": _week(range(1, 8), "08:00", "24:00"), "holiday_hours": [_span("08:00", "24:00")],
        },
        {
            "kind": "sos_call_centre", "name": "SOS Médecins, centre d’appel", "rank": 40, "public_phone": "36 24",
            "modalities": ["HH", "VR"], "is_public": True, **_ALWAYS,
        },
        {
            "kind": "sas", "name": "SAS, régulation", "rank": 90, "professional_phone": fiction_phone("019900", 74),
            "public_phone": "116 117", "modalities": ["AMB", "HH", "VR"], "profession_codes": ["10", "40"],
            **_ALWAYS,
        },
    ]  # fmt: skip


async def describe_recourses(services: Services, coordinator: Caller) -> None:
    for number, one in enumerate(described()):
        await services.post(f"{_DIRECTORY}/recourses", coordinator, one, once=f"recourse-{number}")
