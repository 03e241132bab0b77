"""Who followed a training for care at a distance, who wishes one, and who sees patients so without having said."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from carekit.auth import Caller
from local_system.demo import offers, people
from local_system.demo.inprocess import Services
from local_system.demo.people import NURSE, Professional

_DIRECTORY = "/api/directory/v1"
_WISHING_NURSES = 4


def trainings(today: date) -> dict[str, dict[str, Any]]:
    """By RPPS number: a third of the members who see patients at a distance is trained, a third wishes to be; and
    a few nurses would begin."""
    followed = (
        {"title": "DU de télémédecine", "ended": str(today.year - 2)},
        {"title": "URPS, module « Réussir ses téléconsultations »", "ended": str(today.year - 1)},
        {"title": "Session de la CPTS", "ended": str(today - timedelta(days=160))},
    )
    offered = offers.offers()
    remote = [p for p in people.members() if offered[p.rpps].teleconsultation]
    others = [p for p in people.members() if p.profession == NURSE and p not in remote]
    said: dict[str, dict[str, Any]] = {
        p.rpps: {"followed": followed[rank % 3], "wishes_training": rank == 0} for rank, p in enumerate(remote[::3])
    }
    wishing = [*remote[1::3], *others[:_WISHING_NURSES]]
    return said | {p.rpps: {"followed": None, "wishes_training": True} for p in wishing}


async def state_trainings(services: Services, cpts_id: UUID, ids: Mapping[str, UUID], today: date) -> None:
    """Each by himself."""
    said = trainings(today)
    for person in people.members():
        if person.rpps in said:
            himself = _professional(person, ids[person.rpps], cpts_id)
            sheet = f"{_DIRECTORY}/professionals/{himself.professional_id}"
            present = await services.get(sheet, himself)
            await services.put(
                f"{sheet}/remote-care-training", himself, said[person.rpps], version=present["version"]
            )


def _professional(person: Professional, professional_id: UUID, cpts_id: UUID) -> Caller:
    name = f"{person.given_name} {person.family_name}"
    return Caller(professional_id, name, cpts_id, frozenset({"professional"}), professional_id)
