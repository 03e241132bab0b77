"""The steps of an import, as its author takes them."""

from __future__ import annotations

import csv
import io
from typing import Any

from referral_svc.deps import importer_of
from referral_svc.disclosure.spreadsheets.running import Importer

from ...build import API, Somebody, World

PATH = "/spreadsheets"


async def upload(world: World, who: Somebody, content: bytes, kind: str = "medecin_traitant") -> Any:
    token = world.keys.signer().for_caller(who.caller)
    return await world.http.post(
        API + PATH,
        params={"kind": kind},
        content=content,
        headers={"Authorization": f"Bearer {token}", "Content-Type": "application/octet-stream"},
    )


async def given(world: World, who: Somebody, content: bytes, kind: str = "medecin_traitant") -> str:
    answer = await upload(world, who, content, kind)
    assert answer.status_code == 201, answer.text
    return f"{PATH}/{answer.json()['spreadsheet_id']}"


async def guessed(world: World, who: Somebody, path: str) -> dict[str, int]:
    """The mapping as the screen proposes it."""
    columns = (await world.get(who, f"{path}/columns"))["columns"]
    return {one["guess"]: one["index"] for one in columns if one["guess"]}


def mapping(columns: dict[str, int]) -> dict[str, Any]:
    return {"columns": [{"column": column, "index": index} for column, index in columns.items()]}


async def tried(world: World, who: Somebody, content: bytes, kind: str = "medecin_traitant") -> tuple[str, Any]:
    """Its address, and what would come of it."""
    path = await given(world, who, content, kind)
    answer = await world.ask(who, "PUT", f"{path}/mapping", mapping(await guessed(world, who, path)))
    assert answer.status_code == 200, answer.text
    return path, answer.json()


async def imported(world: World, who: Somebody, content: bytes, **run: Any) -> str:
    path, _ = await tried(world, who, content)
    answer = await world.ask(who, "POST", f"{path}/run", run)
    assert answer.status_code == 202, answer.text
    await importer(world).run_once()
    return path


def importer(world: World) -> Importer:
    return importer_of(world.settings, world.database, world.clock, world.ports)


async def result(world: World, who: Somebody, path: str) -> list[dict[str, str]]:
    answer = await world.ask(who, "GET", f"{path}/result")
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff")), delimiter=";"))
