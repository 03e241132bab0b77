"""Which recourses take a request now, and in which order."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from scheduling_svc.known.facts import RecourseDescribed
from scheduling_svc.openings.models import Modality
from scheduling_svc.recourses.routing import Request, Unfit, routed
from scheduling_svc.triage.script import TriageClass

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REQUEST = Request(TriageClass.HALF_DAY, "10", Modality.HH, commune="97001", ages=(16, 39))


def recourse(name: str = "SOS", **said: Any) -> RecourseDescribed:
    return RecourseDescribed.model_validate(
        {"recourse_id": UUID(int=1), "kind": "home_visits", "name": name, "rank": 1, "modalities": ["HH"],
         "profession_codes": ["10"], "hours": [{"weekday": 1, "from_time": "08:00", "to_time": "20:00"}], **said}
    )  # fmt: skip


def unfit(request: Request = REQUEST, **said: Any) -> tuple[Unfit, ...]:
    return routed([recourse(**said)], request, MONDAY, PARIS, frozenset())[0].unfit


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"hours": []}, Unfit.CLOSED),
        ({"communes": ["97002"]}, Unfit.COMMUNE),
        ({"max_age": 15}, Unfit.AGE),
        ({"min_age": 40}, Unfit.AGE),
        ({"modalities": ["AMB", "VR"]}, Unfit.MODALITY),
        ({"profession_codes": ["40"]}, Unfit.PROFESSION),
        ({"triage_classes": ["hours_48"]}, Unfit.TRIAGE_CLASS),
    ],
)
def test_who_does_not_take_it_says_why(said: dict[str, Any], why: Unfit) -> None:
    assert unfit(**said) == (why,)


def test_who_takes_part_of_the_band_of_ages_may_take_it() -> None:
    assert unfit(min_age=39) == unfit(max_age=16) == ()


def test_what_is_not_known_of_the_person_excludes_nobody() -> None:
    unknown = Request(TriageClass.HALF_DAY, "10", Modality.HH)
    assert unfit(unknown, communes=["97002"], max_age=15) == ()


def test_those_that_take_it_come_first_and_the_cpts_orders_them() -> None:
    found = routed(
        [
            recourse("SAS", rank=90),
            recourse("Centre", rank=5, modalities=["AMB"]),
            recourse("Visites", rank=20),
            recourse("Association", rank=20),
        ],
        REQUEST, MONDAY, PARIS, frozenset(),
    )  # fmt: skip
    assert [one.recourse.name for one in found] == ["Association", "Visites", "SAS", "Centre"]
