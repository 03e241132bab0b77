"""The list a coordinator prints in the morning, for the hours in which the computer is down.

Case number, telephone and state: enough to go on, and no name, motive or address to lie about on a desk. Every person
on it is a disclosure of its own in the log of readings.
"""

from __future__ import annotations

from sqlalchemy import select

from referral_svc.context import Context
from referral_svc.disclosure import reading_log
from referral_svc.disclosure.downtime.schemas import DowntimeLine, DowntimeList
from referral_svc.disclosure.vault import Vault
from referral_svc.referrals import policies, repository
from referral_svc.referrals.codes import Status
from referral_svc.referrals.models import Referral
from referral_svc.referrals.transitions import OPEN

MOST = 500


async def print_list(context: Context, vault: Vault) -> DowntimeList:
    """The open requests she coordinates, in the order of the queue."""
    context.caller.require(*policies.COORDINATORS)
    async with context.unit.begin() as session:
        open_ones = select(Referral).where(
            repository.coordinated_by(context.caller), Referral.status.in_([*OPEN, Status.ON_HOLD])
        )
        rows = list(await session.scalars(open_ones.order_by(*repository.QUEUE_ORDER).limit(MOST)))
        people = await vault.people(session, [row.id for row in rows])
        shown = {row.id: "coordination" for row in rows if row.id in people}
        await reading_log.note(session, context.caller.cpts, shown, "downtime_list", context.caller, context.at)
        return DowntimeList(
            printed_at=context.at,
            printed_by=context.caller.name,
            items=[
                DowntimeLine(
                    case_number=row.case_number,
                    status=row.status,
                    kind=row.kind,
                    priority_class=row.priority_class,
                    phone=people[row.id].contact.get("phone"),
                    through=row.referrer_name if people[row.id].contact.get("through_referrer") else None,
                    target_at=row.target_at,
                )
                for row in rows
                if row.id in people
            ],
        )
