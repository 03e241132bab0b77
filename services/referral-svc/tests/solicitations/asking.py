"""Steps that the tests of solicitations share."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from ..build import World

KM = 1 / 111.195
"""Degrees of latitude in one km."""


def place(km: float = 0.0, **changed: Any) -> list[dict[str, Any]]:
    """One practice place, so many km north of the centre of Valbrune."""
    return [
        {
            "place_id": "00000000-0000-4000-8000-00000000aaaa", "label": "Cabinet", "address": "1 rue", "phone": None,
            "postal_code": "97000", "commune_code": "97001", "commune_name": "Valbrune", "lat": 45.90 + km * KM,
            "lon": 4.60, "accessible": True, **changed,
        }
    ]  # fmt: skip


async def doctors(world: World, number: int) -> list[UUID]:
    return [await world.describe() for _ in range(number)]


async def send(world: World, referral: Any, *professionals: UUID, **more: Any) -> Any:
    """One wave; hands back what the coordinator sees of it."""
    answer = await world.ask(
        world.coordinator_of(referral),
        "POST",
        f"/referrals/{referral['referral_id']}/waves",
        {"professional_ids": [str(one) for one in professionals], **more},
    )
    assert answer.status_code == 201, answer.text
    return answer.json()


async def token_of(world: World, professional: UUID, *, about: str = "") -> str:
    """From the newest mail with a link that this professional was sent."""
    rows = await world.rows(
        "select body from outgoing_mail where recipient = :to and body like '%/r/%' order by id desc limit 1",
        to=f"{professional.hex[:12]}@cabinet.example",
    )
    found = re.search(r"/r/([\w-]+)", rows[0].body)
    assert found
    return found[1]


async def read(world: World, token: str) -> Any:
    answer = await world.ask(None, "POST", "/answer-links/read", {"token": token})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def reply(world: World, token: str, answer: str = "yes", **more: Any) -> Any:
    got = await world.ask(None, "POST", "/answer-links/reply", {"token": token, "answer": answer, **more})
    assert got.status_code == 200, got.text
    return got.json()


async def refused_reply(world: World, token: str, answer: str = "yes", **more: Any) -> tuple[int, str]:
    return await world.refused(None, "POST", "/answer-links/reply", {"token": token, "answer": answer, **more})


async def mails(world: World, professional: UUID) -> list[str]:
    """Subjects of the mails to this professional, the oldest first."""
    rows = await world.rows(
        "select subject from outgoing_mail where recipient = :to order by id",
        to=f"{professional.hex[:12]}@cabinet.example",
    )
    return [row.subject for row in rows]


async def referral_now(world: World, referral: Any) -> Any:
    return await world.get(world.coordinator_of(referral), f"/referrals/{referral['referral_id']}")


async def candidates(world: World, referral: Any, **query: Any) -> Any:
    path = f"/referrals/{referral['referral_id']}/candidates"
    return await world.get(world.coordinator_of(referral), path, **query)


async def proposals(world: World, referral: Any) -> list[tuple[str, str]]:
    path = f"/referrals/{referral['referral_id']}/proposals"
    found = await world.get(world.coordinator_of(referral), path)
    return [(proposal["professional_id"], proposal["state"]) for proposal in found["items"]]


async def asked(world: World, number: int = 1, **changed):
    """A wave of so many doctors: the request, the doctors and the tokens of their mails."""
    ids = await doctors(world, number)
    referral = await world.qualified(**changed)
    await send(world, referral, *ids)
    return referral, ids, [await token_of(world, one) for one in ids]
