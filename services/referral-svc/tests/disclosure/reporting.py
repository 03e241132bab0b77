"""Builders for reports and files of invented content."""

from typing import Any

import httpx

from ..build import API, Somebody, World

WORDS = "Vue ce jour pour Mme Zyborowska : vertiges"
PDF = b"%PDF-1.7\n" + b"resultats de Melusine " * 40_000 + b"\n%%EOF\n"
NAME = "Zyborowska bilan.pdf"


def path(referral: Any, more: str = "") -> str:
    return f"/referrals/{referral['referral_id']}{more}"


async def case(world: World, **changed: Any) -> tuple[Any, Somebody, Somebody]:
    """A placed request, a social worker who stated it and the doctor who took the person."""
    author, doctor_id = world.who("referrer", name="Sonia Sociale"), await world.describe()
    referral = await world.placed(doctor_id, who=author, **changed)
    return referral, author, world.professional(professional=doctor_id)


async def begun(world: World, who: Somebody, referral: Any, **changed: Any) -> Any:
    body = {"kind": "report", "words": WORDS, **changed}
    answer = await world.ask(who, "POST", path(referral, "/reports"), body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def announced(world: World, who: Somebody, referral: Any, name: str = NAME, **changed: Any) -> Any:
    file = {"name": name, "media_type": "application/pdf"}
    return await begun(world, who, referral, kind="lab_results", words="", file=file, **changed)


async def given(world: World, who: Somebody, report: Any, content: bytes = PDF) -> httpx.Response:
    return await world.http.put(
        f"{API}/report-files/{report['report_id']}",
        content=content,
        headers={
            "Authorization": f"Bearer {world.keys.signer().for_caller(who.caller)}",
            "Content-Type": "application/octet-stream",
        },
    )


async def open_to(world: World, who: Somebody, referral: Any) -> list[Any]:
    items: list[Any] = (await world.get(who, path(referral, "/reports")))["items"]
    return items
