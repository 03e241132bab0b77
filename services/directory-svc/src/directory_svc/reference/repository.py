"""Questions to the code lists."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from carekit.db import Unit
from directory_svc.reference.models import CodeList, Language
from directory_svc.reference.schemas import CodeOut, CodesOut


async def codes(unit: Unit, code_list: type[CodeList]) -> CodesOut:
    async with unit.begin() as session:
        rows = await session.execute(select(code_list.code, code_list.label).order_by(code_list.code))
        return CodesOut(items=[CodeOut(code=row.code, label=row.label) for row in rows])


async def unknown_languages(session: Any, asked: list[str]) -> list[str]:
    known = set((await session.execute(select(Language.code).where(Language.code.in_(asked)))).scalars())
    return sorted(set(asked) - known)
