"""`/healthz`: the process lives. `/readyz`: its database answers and is migrated."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse
from sqlalchemy import text

from carekit.db import Database

router = APIRouter(include_in_schema=False)


def newest_revision(migrations: Path) -> str:
    """The head of a folder of Alembic versions, without starting Alembic."""
    from alembic.script import ScriptDirectory

    head = ScriptDirectory(str(migrations)).get_current_head()
    return head or ""


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "alive"}


@router.get("/readyz")
async def readyz(request: Request) -> JSONResponse:
    checks = await readiness(request.app.state.database, request.app.state.revision)
    if request.app.state.more_readiness is not None:
        checks |= await request.app.state.more_readiness(request.app)
    ready = all(value == "ok" for value in checks.values())
    return JSONResponse({"status": "ready" if ready else "not ready", "checks": checks}, 200 if ready else 503)


async def readiness(database: Database, revision: str | None) -> dict[str, str]:
    try:
        async with database.engine.connect() as connection:
            present = (await connection.execute(text("select version_num from alembic_version"))).scalar()
    except Exception as away:  # any reason is a reason not to be ready
        return {"database": type(away).__name__}
    return {
        "database": "ok",
        "migrations": "ok" if revision in (None, present) else f"at {present}, code at {revision}",
    }
