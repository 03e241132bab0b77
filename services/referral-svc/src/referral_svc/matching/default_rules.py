"""What stands until a CPTS adopts a rule set of its own."""

from __future__ import annotations

from typing import Any

from referral_svc.matching.rules import rules_from

#: The default of the rules of the profession, sections 2 to 5.
DEFAULT_DATA: dict[str, Any] = {
    "version": "maillage-2026-3",
    "classes": [
        {
            "number": 1,
            "criteria": ["treatment_stopped", "discharge_within_7_days", "expert_flag"],
            "target_days": 2,
            "answer_within_hours": 4,
            "medical": True,
        },
        {
            "number": 2,
            "criteria": ["ald", "two_or_more_chronic_conditions", "pregnancy", "child_under_2"],
            "target_days": 7,
            "answer_within_hours": 12,
            "medical": True,
        },
        {
            "number": 3,
            "criteria": ["age_70_or_more", "dependency", "nursing_home", "handicap"],
            "target_days": 14,
            "answer_within_hours": 48,
            "medical": True,
        },
        {
            "number": 4,
            "criteria": ["c2s", "ame", "no_open_rights", "isolation", "homelessness"],
            "target_days": 14,
            "answer_within_hours": 48,
            "medical": False,
        },
        {"number": 5, "criteria": [], "target_days": 30, "answer_within_hours": 48, "medical": True},
    ],
    "to_check": ["regular_medication", "specialist_care", "chronic_follow_up"],
    "wave_size": 3,
    "usual_doctor_hours": 24,
    "usual_doctor_visits": 3,
    "rings_km": [5, 10, 20],
    "distance_bands_km": [2, 5, 10, 20],
    "weekday_opening": [8, 20],
    "saturday_opening": [8, 12],
    "link_days": 8,
    "proposals": 3,
    "weekly_cap": 3,
    "pause_days": 7,
    "share_months": 12,
    "shortfall_step": 2.0,
    "bound_placements": 1,
    "card_residents": 1000,
    "card_persons": 5,
    "responsiveness": {
        "memory_days": 365,
        "usual_yes": 0.3,
        "usual_hours": 24.0,
        "start_weight": 20.0,
        "average_weight": 8.0,
        "likely_enough": [0.5, 0.35, 0.5, 0.5, 0.5],
        "smallest_wave": 1,
        "largest_wave": 6,
        "rest_days": 1.0,
        "longest_rest_days": 7.0,
        "above_share_waits": 1.0,
        "asked_at_most": 13,
        "asked_within_days": 84,
    },
}

DEFAULT_RULES = rules_from(DEFAULT_DATA)
