"""Who is called first when something frees."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from scheduling_svc.triage.script import TriageClass
from scheduling_svc.wishes.calling_order import calling_rank

classes = st.sampled_from([*TriageClass, None])


def test_who_has_an_appointment_already_is_not_called_before_who_has_none_of_her_class():
    for one in (*TriageClass, None):
        assert calling_rank(one, has_appointment=False) < calling_rank(one, has_appointment=True)


@given(classes, classes, st.booleans(), st.booleans())
def test_no_appointment_outweighs_a_more_pressing_class(one, other, has_one, has_other):
    pressing = [*TriageClass, None]
    if pressing.index(one) < pressing.index(other):
        assert calling_rank(one, has_appointment=has_one) < calling_rank(other, has_appointment=has_other)


def test_every_situation_has_a_rank_of_its_own():
    ranks = [calling_rank(one, has_appointment=has) for one, has in product((*TriageClass, None), (False, True))]
    assert len(set(ranks)) == len(ranks)
