"""Why professionals left once the bulletin was open, compared by cover (F024). Plain values in and out.

Each reason is a part of the requests that were placed, beside `stepped_back`, which is their sum: within a group a
hidden reason would be that sum less the others, so that no reason of such a group is shown, and a reason of which a
cell is hidden is compared with nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from referral_svc.monitor.comparison import Case, Comparison, Figure, GroupFigures, compare

STEPPED_BACK = "stepped_back_"
#: Those that a professional gives; « prefers_another » is the person's.
REASONS = tuple(
    f"{STEPPED_BACK}{code}"
    for code in ("no_capacity", "outside_competence", "practice_stops", "not_honoured", "too_far", "other")
)


def compare_reasons(cases: Sequence[Case], fewest: int) -> Comparison:
    (found,) = compare(cases, ("cover",), fewest, REASONS)
    groups = [_whole_or_nothing(group) for group in found.groups]
    hidden = {one.measure for group in groups for one in group.figures if one.value is None}
    return replace(found, groups=tuple(_alone(group, hidden) for group in groups))


def _whole_or_nothing(group: GroupFigures) -> GroupFigures:
    if all(one.value is not None for one in group.figures):
        return group
    return replace(group, figures=tuple(Figure(one.measure, one.cases, None, None) for one in group.figures))


def _alone(group: GroupFigures, hidden: set[str]) -> GroupFigures:
    return replace(
        group,
        figures=tuple(
            replace(one, others=None, p_value=None, is_beyond_chance=False) if one.measure in hidden else one
            for one in group.figures
        ),
    )
