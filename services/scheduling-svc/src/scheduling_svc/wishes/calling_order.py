"""In which order people are called when something frees. Pure.

The class of the triage comes first, as in the queue of the triage: who was sorted as more pressing is called before
who was not, and a request that nobody sorted comes after those. Of one class, who has no appointment comes before who
wishes hers earlier. Of the rest, who waits longest.
"""

from __future__ import annotations

from scheduling_svc.triage.script import TriageClass


def calling_rank(triage_class: TriageClass | None, *, has_appointment: bool) -> int:
    """Lower is called sooner; equal ranks by the instant at which the wish was noted."""
    classes = list(TriageClass)
    pressing = len(classes) if triage_class is None else classes.index(triage_class)
    return 2 * pressing + has_appointment


def as_sql(triage_class: str, has_appointment: str) -> str:
    """`calling_rank` of two SQL expressions, written from it, so that there is one order."""
    ranked = " ".join(
        f"when {triage_class} = '{one.value}' then case when {has_appointment} "
        f"then {calling_rank(one, has_appointment=True)} else {calling_rank(one, has_appointment=False)} end"
        for one in TriageClass
    )
    unsorted_ones = (calling_rank(None, has_appointment=True), calling_rank(None, has_appointment=False))
    return f"case {ranked} when {has_appointment} then {unsorted_ones[0]} else {unsorted_ones[1]} end"
