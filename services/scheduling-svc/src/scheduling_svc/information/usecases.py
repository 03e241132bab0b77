"""Writing and reading what everybody is told (F071)."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

import segno
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.clock import Clock
from carekit.db import Unit
from carekit.errors import NotFound, PreconditionFailed
from carekit.etag import check_version
from scheduling_svc.information.models import PublicInformation
from scheduling_svc.information.schemas import (
    Advice,
    InformationOut,
    PublicInformationOut,
    PublicRecourse,
    WriteInformation,
)
from scheduling_svc.known.models import KnownCpts
from scheduling_svc.recourses.repository import recourses_in_use
from scheduling_svc.recourses.routing import in_order
from scheduling_svc.rota.policies import may_build
from scheduling_svc.slots.policies import account_of


async def read_information(unit: Unit, caller: Caller) -> InformationOut:
    may_build(caller)
    async with unit.begin() as session:
        return _as_written(await _in_force(session))


async def write_information(
    unit: Unit, caller: Caller, clock: Clock, wanted: WriteInformation, edited: int
) -> InformationOut:
    """A new version; who prepares rotas also says how care is reached."""
    may_build(caller)
    try:
        async with unit.begin() as session:
            present = await _in_force(session)
            check_version(present.version if present else 0, edited)
            written = PublicInformation(
                cpts_id=caller.cpts, version=edited + 1, lead=wanted.lead,
                advice=[one.model_dump(mode="json") for one in wanted.advice],
                written_by=account_of(caller), written_by_name=caller.name, written_at=clock.now(),
            )  # fmt: skip
            session.add(written)
            return _as_written(written)
    except IntegrityError as twin:  # the primary key: somebody wrote the same version meanwhile
        raise PreconditionFailed from twin


async def public_information(unit: Unit, cpts_id: UUID) -> PublicInformationOut:
    """Without its author: what hangs on a door is signed by the CPTS."""
    async with unit.begin() as session:
        cpts = await session.get(KnownCpts, cpts_id)
        if cpts is None:
            raise NotFound
        shown = _as_written(await _in_force(session))
        open_to_all = [one for one in await recourses_in_use(session) if one.is_public and one.public_phone]
    return PublicInformationOut(
        cpts_name=cpts.name, time_zone=cpts.time_zone, lead=shown.lead, advice=shown.advice,
        written_at=shown.written_at,
        recourses=[PublicRecourse.model_validate(one) for one in sorted(open_to_all, key=in_order)],
    )  # fmt: skip


def code_of(public_url: str, cpts_id: UUID) -> bytes:
    """The address of the public page as a QR code (SVG), for posters."""
    drawn = BytesIO()
    segno.make(f"{public_url}/de-garde/{cpts_id}", error="m", micro=False).save(
        drawn, kind="svg", scale=4, light="#ffffff", xmldecl=False
    )
    return drawn.getvalue()


async def _in_force(session: AsyncSession) -> PublicInformation | None:
    return await session.scalar(select(PublicInformation).order_by(PublicInformation.version.desc()).limit(1))


def _as_written(written: PublicInformation | None) -> InformationOut:
    if written is None:
        return InformationOut(version=0, written_by_name=None, written_at=None)
    return InformationOut(
        lead=written.lead, advice=[Advice.model_validate(one) for one in written.advice], version=written.version,
        written_by_name=written.written_by_name, written_at=written.written_at,
    )  # fmt: skip
