"""How each group fares beside all the others, and whether chance alone would do as much. Plain values in and out.

A part (not placed, stepped back) is compared by Fisher's exact test, a number (days, solicitations) by the test of
Mann and Whitney, both on two sides; all p-values of one report are corrected together by Holm's method, because many
looks find something by chance. A gap is beyond chance when the group fares worse and its corrected p is under 5 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean, median

from referral_svc.monitor.protection import protect

#: Under so many on either side no test is made: « pas assez de cas ».
FEWEST_COMPARED = 10
BEYOND = 0.05

#: Parts of requests to which something happened; more of it is worse.
PARTS = ("not_placed", "stepped_back")
#: Numbers of each request; higher is worse.
NUMBERS = ("days_to_yes", "asked", "no_part", "silent_part")
MEASURES = (*NUMBERS, *PARTS)


@dataclass(frozen=True)
class Case:
    """One request as it is compared: a code per dimension, a value per measure that it has."""

    groups: Mapping[str, str]
    values: Mapping[str, float]


@dataclass(frozen=True)
class Figure:
    """One measure of one group. `cases` and `value` are None when they are kept back."""

    measure: str
    cases: int | None
    value: float | None
    others: float | None
    p_value: float | None = None
    is_beyond_chance: bool = False


@dataclass(frozen=True)
class GroupFigures:
    group: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Comparison:
    dimension: str
    #: Requests of which the dimension is known; None when it would give a hidden group back.
    cases: int | None
    groups: tuple[GroupFigures, ...]


def compare(
    cases: Sequence[Case], dimensions: Iterable[str], fewest: int, measures: Sequence[str] = MEASURES
) -> list[Comparison]:
    """Every dimension, its groups in the order of their codes."""
    compared = [_of_dimension(cases, dimension, fewest, measures) for dimension in dimensions]
    return _corrected(compared)


def _of_dimension(cases: Sequence[Case], dimension: str, fewest: int, measures: Sequence[str]) -> Comparison:
    known = [case for case in cases if dimension in case.groups]
    groups = sorted({case.groups[dimension] for case in known})
    sizes = protect(_sizes(known, dimension, groups), fewest)
    tables = {measure: _table(known, dimension, groups, measure, fewest) for measure in measures}
    return Comparison(
        dimension,
        sizes.total,
        tuple(GroupFigures(group, tuple(tables[measure][group] for measure in measures)) for group in groups),
    )


def _sizes(cases: Sequence[Case], dimension: str, groups: Sequence[str]) -> dict[str, int]:
    return {group: sum(case.groups[dimension] == group for case in cases) for group in groups}


def _table(
    cases: Sequence[Case], dimension: str, groups: Sequence[str], measure: str, fewest: int
) -> dict[str, Figure]:
    measured = [case for case in cases if measure in case.values]
    values = {
        group: [case.values[measure] for case in measured if case.groups[dimension] == group] for group in groups
    }
    sizes = protect({group: len(found) for group, found in values.items()}, fewest).shown
    open_values = _open(values, measure, fewest)
    return {group: _figure(group, values, measure, sizes.get(group), group in open_values) for group in groups}


def _open(values: Mapping[str, list[float]], measure: str, fewest: int) -> set[str]:
    """Groups whose value may be shown. Of a part, both those to whom it happened and the rest are protected."""
    shown = set(protect({group: len(found) for group, found in values.items()}, fewest).shown)
    if measure not in NUMBERS:
        happened = {group: int(sum(found)) for group, found in values.items()}
        spared = {group: len(found) - happened[group] for group, found in values.items()}
        shown &= set(protect(happened, fewest).shown) & set(protect(spared, fewest).shown)
    return {group for group in shown if values[group]}


def _figure(group: str, values: Mapping[str, list[float]], measure: str, cases: int | None, is_open: bool) -> Figure:
    own = values[group]
    others = [value for other, found in values.items() if other != group for value in found]
    if not is_open:
        return Figure(measure, cases, None, None)
    p_value = _p_value(measure, own, others) if min(len(own), len(others)) >= FEWEST_COMPARED else None
    # What the others have is said only beside a test: it rests on ten requests at least.
    beside = _summary(measure, others) if p_value is not None else None
    return Figure(measure, cases, _summary(measure, own), beside, p_value)


def _summary(measure: str, values: Sequence[float]) -> float:
    return median(values) if measure in ("days_to_yes", "asked") else fmean(values)


def _p_value(measure: str, own: Sequence[float], others: Sequence[float]) -> float:
    # Half a second of imports, for a page that few open.
    from scipy.stats import fisher_exact, mannwhitneyu

    if len({*own, *others}) == 1:
        return 1.0
    if measure not in NUMBERS:
        happened, elsewhere = int(sum(own)), int(sum(others))
        table = [[happened, len(own) - happened], [elsewhere, len(others) - elsewhere]]
        return float(fisher_exact(table).pvalue)
    return float(mannwhitneyu(own, others, alternative="two-sided", method="asymptotic").pvalue)


def holm(p_values: Sequence[float]) -> list[float]:
    """Corrected together, in their own order; never under what they were."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    corrected, highest = [0.0] * len(p_values), 0.0
    for rank, i in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[i]))
        corrected[i] = highest
    return corrected


def _corrected(compared: list[Comparison]) -> list[Comparison]:
    tested = [
        figure.p_value
        for one in compared
        for group in one.groups
        for figure in group.figures
        if figure.p_value is not None
    ]
    corrected = iter(holm(tested))

    def settled(figure: Figure) -> Figure:
        if figure.p_value is None:
            return figure
        p_value = next(corrected)
        is_worse = figure.value is not None and figure.others is not None and _fares_worse(figure)
        return replace(figure, p_value=p_value, is_beyond_chance=is_worse and p_value < BEYOND)

    return [
        replace(
            one,
            groups=tuple(replace(group, figures=tuple(map(settled, group.figures))) for group in one.groups),
        )
        for one in compared
    ]


def _fares_worse(figure: Figure) -> bool:
    return (figure.value or 0.0) >= (figure.others or 0.0)
