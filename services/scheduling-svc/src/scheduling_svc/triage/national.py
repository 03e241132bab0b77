"""The script that stands until a CPTS publishes its own: a starting point, to be signed by its doctors."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from scheduling_svc.triage.script import TriageScript

VERSION = "national-2026-1"


@cache
def national_script() -> TriageScript:
    data = files("scheduling_svc.triage").joinpath("data/national-script.json").read_text("utf-8")
    return TriageScript.model_validate_json(data)
