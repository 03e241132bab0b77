"""The drill's own eye: what it must find is planted."""

from typing import Any

import pytest

from tests.drill.books import PLACEMENT, compared
from tests.drill.main_job import Job

PLACED: dict[str, list[str]] = {
    "status": ["placed"],
    "next door": ["placed"],
    "grants": ["care"],
    "lines": [*PLACEMENT, "bulletin_opened", "others_thanked"],
    "appointments": [],
}


def wrong(**changed: list[str]) -> list[str]:
    known: dict[str, Any] = {what: {"a": found} for what, found in {**PLACED, **changed}.items()}
    job = Job("medecin_traitant", referral_id="a", placed_with="d")
    return [what for what, promised, found in compared(job, known) if sorted(promised) != sorted(found)]


def test_a_placement_that_is_there_once_is_true() -> None:
    assert wrong() == []


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("grants", {"grants": ["care", "care"]}),
        ("grants", {"grants": []}),
        ("status", {"status": []}),
        ("state next door", {"next door": ["searching"]}),
        ("timeline", {"lines": [*PLACED["lines"], "choice_recorded"]}),
    ],
)
def test_what_is_lost_doubled_or_untold_is_found(what: str, changed: dict[str, list[str]]) -> None:
    assert what in wrong(**changed)
