"""What a wave was decided on, as data: stored with it, so that a replay gives the same order."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from referral_svc.matching.conditions import Practice, Search
from referral_svc.matching.fairness import Load
from referral_svc.matching.looking import Inputs
from referral_svc.matching.ordering import Selection, select
from referral_svc.matching.responsiveness import Average, History
from referral_svc.matching.rules import RuleSet


def record(inputs: Inputs) -> dict[str, Any]:
    """JSON types alone; holds nothing of the person beyond the blind view."""
    return {
        "search": _plain(asdict(inputs.search)),
        "practices": [_plain(asdict(practice)) for practice in inputs.practices],
        "loads": [_plain(asdict(load)) for load in inputs.loads.values()],
        "now": inputs.now.isoformat(),
        "today": inputs.today.isoformat(),
        "ring_km": inputs.ring_km,
        "averages": {code: asdict(average) for code, average in sorted(inputs.averages.items())},
    }


def outcome(selection: Selection) -> bytes:
    """Everything that was decided, as canonical JSON: two decisions are the same when these bytes are."""
    decided = {
        "ring_km": selection.ring.km,
        "following": selection.ring.next,
        "usual_doctor_alone": selection.usual_doctor_alone,
        "wave": [str(one) for one in selection.wave],
        "wave_reason": selection.wave_reason and selection.wave_reason.as_data(),
        "candidates": [
            {
                "professional_id": str(ranked.practice.professional_id),
                "rank": ranked.rank,
                "distance_band": ranked.distance_band,
                "share": asdict(ranked.share),
                "reasons": [reason.as_data() for reason in ranked.reasons],
            }
            for ranked in selection.candidates
        ],
    }
    return json.dumps(decided, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def replay(rules: RuleSet, stored: Mapping[str, Any], seed: str) -> Selection:
    """The same choice from what was stored, under the same rule version."""
    search = dict(stored["search"])
    search["professions"] = frozenset(search["professions"])
    for name in ("specialties", "structures", "agreement_missing"):
        search[name] = frozenset(search.get(name, ()))
    search["age_years"] = tuple(search["age_years"]) if search["age_years"] else None
    starts_on = search.get("starts_on")
    search["starts_on"] = date.fromisoformat(starts_on) if starts_on else None
    search["usual_professional_id"] = _uuid(search["usual_professional_id"])
    loads = [Load(**{**load, "key": UUID(load["key"])}) for load in stored["loads"]]
    inputs = Inputs(
        search=Search(**search),
        practices=[_practice(practice) for practice in stored["practices"]],
        loads={load.key: load for load in loads},
        now=datetime.fromisoformat(stored["now"]),
        today=date.fromisoformat(stored["today"]),
        averages={code: Average(**average) for code, average in stored.get("averages", {}).items()},
        ring_km=stored["ring_km"],
    )
    return select(rules, inputs, seed)


def _practice(stored: Mapping[str, Any]) -> Practice:
    values = dict(stored)
    values["professional_id"] = UUID(values["professional_id"])
    for name in ("declined_kinds", "unmet"):
        values[name] = frozenset(values[name])
    for name in ("specialties", "structures"):
        values[name] = frozenset(values.get(name, ()))
    values["points"] = tuple((lat, lon) for lat, lon in values["points"])
    values["absences"] = tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in values["absences"])
    opens = values.get("accepts_from")
    values["accepts_from"] = date.fromisoformat(opens) if opens else None
    values["lately"] = tuple(values["lately"]) if values.get("lately") else None
    until = values["paused_until"]
    values["paused_until"] = datetime.fromisoformat(until) if until else None
    if history := values.pop("history", None):
        asked = history["last_asked_at"]
        history = {**history, "last_asked_at": datetime.fromisoformat(asked) if asked else None}
        values["history"] = History(**history)
    return Practice(**values)


def _uuid(value: str | None) -> UUID | None:
    return UUID(value) if value else None


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(_plain(one) for one in value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return value
