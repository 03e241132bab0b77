"""Groups are compared on what is lawfully kept; whoever answers for the CPTS reads figures and no request."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from carekit.spreadsheet import csv_text
from referral_svc.context import Context
from referral_svc.known.repository import own_cpts, today_of, zone_of
from referral_svc.monitor import repository
from referral_svc.monitor.cases import DIMENSIONS, case_of
from referral_svc.monitor.comparison import FEWEST_COMPARED, compare
from referral_svc.monitor.models import GapAlert, GapLook
from referral_svc.monitor.reasons import compare_reasons
from referral_svc.monitor.schemas import (
    GapAlertOut,
    GapAlerts,
    MonitorComparison,
    MonitorFilters,
    MonitorReport,
)
from referral_svc.referrals.policies import COORDINATORS, FIGURE_READERS
from referral_svc.referrals.ports import Ports
from referral_svc.rulebook.repository import rules_in_force

#: Figures without identity: those who answer for the CPTS, and those to whom it answers.
#: Whom an alert is for.
ALERTED = COORDINATORS | {"director"}
#: A gap that was looked at is an alert again after this long.
AGAIN = timedelta(days=30)


async def report(context: Context, filters: MonitorFilters) -> MonitorReport:
    context.caller.require(*FIGURE_READERS)
    async with context.unit.begin() as session:
        return await _report(session, context.ports, context.caller.cpts, filters, context.at)


async def export(context: Context, filters: MonitorFilters) -> str:
    """A hidden figure is an empty cell here too."""
    found = await report(context, filters)
    header = ["since", "until", "kind", "dimension", "group", "measure", "cases", "value", "others", "p", "alert"]
    return csv_text(
        header,
        [
            [
                found.since,
                found.until,
                found.kind,
                one.dimension,
                group.group,
                figure.measure,
                figure.cases,
                figure.value,
                figure.others,
                figure.p_value,
                "1" if figure.is_beyond_chance else "0",
            ]
            for one in (*found.comparisons, found.reasons)
            for group in one.groups
            for figure in group.figures
        ],
    )


async def alerts(context: Context) -> GapAlerts:
    context.caller.require(*ALERTED)
    async with context.unit.begin() as session:
        return await _alerts(session)


async def look(context: Context) -> GapAlerts:
    """Takes note of every alert that stands. May be repeated."""
    context.caller.require(*ALERTED)
    async with context.unit.begin() as session:
        for row in await repository.alerts(session):
            if row.looked_at is None:
                row.looked_at, row.looked_by_name = context.at, context.caller.name
        await session.flush()
        return await _alerts(session)


async def find_gaps(session: AsyncSession, ports: Ports, at: datetime) -> int:
    """Once a day, over the last twelve months and all kinds. Returns how many alerts are new."""
    cpts_id = await own_cpts(session)
    if cpts_id is None:
        return 0
    today = await today_of(session, cpts_id, at)
    if not await _first_look(session, cpts_id, today):
        return 0
    found = await _report(session, ports, cpts_id, MonitorFilters(), at)
    new = 0
    for one in (*found.comparisons, found.reasons):
        for group in one.groups:
            for figure in group.figures:
                if figure.is_beyond_chance and figure.p_value is not None:
                    key = (str(one.dimension), group.group, str(figure.measure))
                    new += await _alert(session, cpts_id, key, figure.p_value, today)
    return new


async def _first_look(session: AsyncSession, cpts_id: UUID, today: date) -> bool:
    """Two workers never look twice on one day: the row is taken by whoever comes first."""
    statement = insert(GapLook).values(cpts_id=cpts_id, looked_on=today)
    taken = await session.execute(
        statement.on_conflict_do_update(
            index_elements=["cpts_id"], set_={"looked_on": today}, where=GapLook.looked_on < today
        ).returning(GapLook.cpts_id)
    )
    return taken.first() is not None


async def _alert(session: AsyncSession, cpts_id: UUID, key: tuple[str, str, str], p_value: float, today: date) -> int:
    row = await repository.alert_of(session, cpts_id, key)
    if row is not None and row.found_on + AGAIN > today:
        row.p_value = p_value
        return 0
    if row is None:
        row = GapAlert(cpts_id=cpts_id, dimension=key[0], group_code=key[1], measure=key[2])
        session.add(row)
    row.found_on, row.p_value, row.looked_at, row.looked_by_name = today, p_value, None, None
    return 1


async def _report(
    session: AsyncSession, ports: Ports, cpts_id: UUID, filters: MonitorFilters, at: datetime
) -> MonitorReport:
    rules = await rules_in_force(session)
    zone = await zone_of(session, cpts_id)
    since, until = filters.days(await today_of(session, cpts_id, at))
    window = (datetime.combine(since, time(), zone), datetime.combine(until + timedelta(days=1), time(), zone))
    kind = filters.kind.value if filters.kind else None
    rows = await repository.requests(session, *window, kind, at)
    sealed = await ports.disclosure.compared_groups(session, [row.id for row in rows if not row.is_erased])
    cases = [case_of(row, sealed, at) for row in rows]
    compared = compare(cases, DIMENSIONS, rules.card_persons)
    return MonitorReport(
        since=since,
        until=until,
        as_of=at,
        kind=filters.kind,
        cases=len(rows),
        erased=sum(row.is_erased for row in rows),
        fewest_shown=rules.card_persons,
        fewest_compared=FEWEST_COMPARED,
        comparisons=[MonitorComparison.model_validate(one) for one in compared],
        reasons=MonitorComparison.model_validate(compare_reasons(cases, rules.card_persons)),
    )


async def _alerts(session: AsyncSession) -> GapAlerts:
    return GapAlerts(
        items=[
            GapAlertOut.model_validate(
                {
                    "dimension": row.dimension,
                    "group": row.group_code,
                    "measure": row.measure,
                    "found_on": row.found_on,
                    "p_value": row.p_value,
                    "looked_at": row.looked_at,
                    "looked_by_name": row.looked_by_name,
                }
            )
            for row in await repository.alerts(session)
        ]
    )
