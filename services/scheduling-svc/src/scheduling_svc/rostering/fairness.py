"""What is fair between persons: nearly equal parts of this rota, and the one duty more to who carried least.

A part is counted in duties against the quota of one's share. How far the parts lie apart (`spread`) comes first; only
then do the ledger points of the twelve months before say who has one more. Nobody is flooded to make up for a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from heapq import heapify, heapreplace
from math import ceil, floor
from uuid import UUID

from scheduling_svc.rostering.problem import Person, Problem, Rota


def counted(problem: Problem) -> tuple[Person, ...]:
    """Persons who can take at least one day: who is away for the whole rota makes it unfair to nobody."""
    return tuple(one for one in problem.persons if set(problem.dates) - one.absent - one.unavailable)


def duties(problem: Problem, rota: Rota) -> dict[UUID, int]:
    return {one.person_id: sum(one.person_id in who for who in rota.values()) for one in problem.persons}


def quota(problem: Problem, person: Person) -> Fraction:
    """His part of the rota, in duties; nothing for who is away for the whole of it."""
    persons = counted(problem)
    if person not in persons:
        return Fraction(0)
    return Fraction(problem.seats * person.share, sum(one.share for one in persons))


def spread(problem: Problem, rota: Rota) -> Fraction:
    """Between who is furthest above his quota and who is furthest below, in duties.

    With equal shares: the most duties of anybody less the fewest.
    """
    done = duties(problem, rota)
    above = [done[one.person_id] - quota(problem, one) for one in counted(problem)]
    return max(above) - min(above) if above else Fraction(0)


def least_spread(problem: Problem) -> Fraction:
    """The smallest spread that whole numbers allow, were there no rule but the seats: no rota has a smaller one.

    One seat after the other goes to who is furthest below his quota: parts then lie in a window one duty wide, which
    moves on with each seat, and only one such window uses all seats.
    """
    above = [-quota(problem, one) for one in counted(problem)]
    heapify(above)
    for _ in range(problem.seats if above else 0):
        heapreplace(above, above[0] + 1)
    return max(above) - min(above) if above else Fraction(0)


def price(problem: Problem, person: Person, duty: int) -> int:
    """What the `duty`-th duty of this rota adds to the unevenness of the ledger (squares, so that it rises)."""
    weight = problem.weight
    return weight * (2 * person.burden + weight * (2 * duty - 1)) * 100 // person.share


def unevenness(problem: Problem, rota: Rota) -> int:
    done = duties(problem, rota)
    return sum(price(problem, one, duty) for one in problem.persons for duty in range(1, done[one.person_id] + 1))


def least_unevenness(problem: Problem, within: Fraction) -> int:
    """The smallest unevenness of any whole numbers whose spread is `within`, were there no rule but the seats."""
    persons = counted(problem)
    lows = {low for one in persons for low in _parts_near(problem, one, within)}
    return min(filter(None, (_evenest(problem, persons, low, low + within) for low in lows)), default=0)


def _parts_near(problem: Problem, person: Person, within: Fraction) -> Iterator[Fraction]:
    """Where the lowest part may lie: parts add up to nothing, so it is below 0, and by the spread at most."""
    its = quota(problem, person)
    for number in range(max(0, ceil(its - within)), floor(its) + 1):
        yield number - its


def _evenest(problem: Problem, persons: tuple[Person, ...], low: Fraction, high: Fraction) -> int | None:
    """Each between `low` and `high`, the cheapest duty first. None when the seats cannot be filled so."""
    cost, given = 0, 0
    dearer: list[int] = []
    for one in persons:
        fewest, most = max(0, ceil(quota(problem, one) + low)), floor(quota(problem, one) + high)
        cost += sum(price(problem, one, duty) for duty in range(1, fewest + 1))
        given += fewest
        dearer += [price(problem, one, duty) for duty in range(fewest + 1, most + 1)]
    missing = problem.seats - given
    if not 0 <= missing <= len(dearer):
        return None
    return cost + sum(sorted(dearer)[:missing])


def wishes_missed(problem: Problem, rota: Rota) -> int:
    """Unwanted days given, less wanted days given."""
    return sum(
        (on in one.unwanted) - (on in one.wanted)
        for one in problem.persons
        for on, who in rota.items()
        if one.person_id in who
    )
