from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from carekit import problems
from carekit.auth import Caller, bearer_scheme, service_caller
from gateway.deps import ClientDep, MeansDep, SessionDep
from gateway.front.errors import OF_EVERY_OPERATION
from gateway.regulators import usecases
from gateway.regulators.errors import NotRegulator
from gateway.regulators.schemas import ComeFromSas, KeepRegulator, RegulatorKept
from gateway.sessions import usecases as sessions
from gateway.sessions.errors import CsrfRefused, NotInThisCpts, SessionRequired
from gateway.sessions.router import session_out
from gateway.sessions.schemas import SessionOut

router = APIRouter(
    prefix="/api/accounts/v1", tags=["regulators"], responses=problems.responses(SessionRequired, *OF_EVERY_OPERATION)
)


@router.put("/regulators", include_in_schema=False)
async def keep_regulator(
    act: KeepRegulator, means: MeansDep, _: Annotated[Caller, Depends(service_caller)]
) -> RegulatorKept:
    """Not routed to the outside: services only."""
    return await usecases.keep_regulator(means, act)


@router.put(
    "/session/origin",
    dependencies=[Depends(bearer_scheme)],
    responses=problems.responses(CsrfRefused, NotRegulator, NotInThisCpts),
)
async def come_from_sas(act: ComeFromSas, live: SessionDep, means: MeansDep, client: ClientDep) -> SessionOut:
    """A regulator of the national SAS came by one of its links: the session has his rights from now on."""
    await usecases.come_from_sas(means, live, act.cpts_id)
    live = await sessions.read(means, client.session_secret or "")
    return session_out(live, means.settings.demonstration)
