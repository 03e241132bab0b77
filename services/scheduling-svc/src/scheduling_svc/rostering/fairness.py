"""What is fair between persons: nearly equal parts of this rota, and the one duty more to who carried least.

A part is counted in duties against the quota of one's share. How far the parts lie apart (`spread`) comes first; only
then do the ledger points of the twelve months before say who has one more. Nobody is flooded to make up for a year.
"""

from __future__ import annotations

from fractions import Fraction
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


def price(problem: Problem, person: Person, duty: int) -> int:
    """What the `duty`-th duty of this rota adds to the unevenness of the ledger (squares, so that it rises)."""
    weight = problem.weight
    return weight * (2 * person.burden + weight * (2 * duty - 1)) * 100 // person.share


def unevenness(problem: Problem, rota: Rota) -> int:
    done = duties(problem, rota)
    return sum(price(problem, one, duty) for one in problem.persons for duty in range(1, done[one.person_id] + 1))


def wishes_missed(problem: Problem, rota: Rota) -> int:
    """Unwanted days given, less wanted days given."""
    return sum(
        (on in one.unwanted) - (on in one.wanted)
        for one in problem.persons
        for on, who in rota.items()
        if one.person_id in who
    )
