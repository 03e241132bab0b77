"""The trail of an agenda: each act leaves a row in the transaction that makes it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from carekit.auth import Caller
from carekit.identifiers import new_id
from scheduling_svc.appointments.models import AgendaAct


def trace(
    session: AsyncSession,
    caller: Caller,
    professional_id: UUID | None,
    subject_id: UUID,
    act: str,
    at: datetime,
    reason_code: str | None = None,
    *,
    cpts_id: UUID | None = None,
    of_slot: datetime | None = None,
) -> None:
    """`subject_id` is the opening, closure, appointment, wish, duty or rota that the act was about; a whole rota is
    on nobody's agenda. `cpts_id` is where the agenda stands, when that is not the author's CPTS; `of_slot` when the
    one slot of the opening begins that it was about."""
    session.add(
        AgendaAct(
            act_id=new_id(), cpts_id=cpts_id or caller.cpts, professional_id=professional_id, subject_id=subject_id,
            act=act, reason_code=reason_code, author_id=caller.account_id, author_roles=sorted(caller.roles),
            author_name=caller.name, at=at, to_starts_at=of_slot,
        )
    )  # fmt: skip


def trace_event(
    session: AsyncSession,
    source: str,
    cpts_id: UUID,
    professional_id: UUID | None,
    subject_id: UUID,
    act: str,
    at: datetime,
    reason_code: str | None = None,
) -> None:
    """What followed from another service's fact or from the clock: no person's act here, so `source` stands for its
    author."""
    session.add(
        AgendaAct(
            act_id=new_id(), cpts_id=cpts_id, professional_id=professional_id, subject_id=subject_id, act=act,
            reason_code=reason_code, author_id=None, author_roles=[source], at=at,
        )
    )  # fmt: skip
