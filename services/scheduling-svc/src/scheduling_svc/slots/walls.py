"""The one place where a transaction steps into another CPTS's wall and comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.db import OWN_CPTS, enter_cpts

_HERE = text(f"select {OWN_CPTS}")


@asynccontextmanager
async def beyond(session: AsyncSession, cpts_id: UUID) -> AsyncIterator[None]:
    """What stands in this block is read and written behind that wall; then the transaction is back where it was.

    What is pending is written first: behind another wall its rows do not exist. After a refusal the transaction is
    undone as a whole, so there is nothing to step back to.
    """
    await session.flush()
    here = await session.scalar(_HERE)
    await enter_cpts(session, cpts_id)
    yield
    await session.flush()
    await enter_cpts(session, here)
