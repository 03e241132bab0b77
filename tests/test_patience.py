"""Whoever asks for a long computation hears from the service how it ended, not from the gateway that gave it up."""

import pytest

from gateway.front.proxy import ANSWER_WITHIN
from referral_svc.matching import plan_programme
from referral_svc.plans import solver as plans
from scheduling_svc.calendars import reading
from scheduling_svc.rostering import search
from scheduling_svc.rota import solver as rotas
from scheduling_svc.rounds import solver as rounds


@pytest.mark.parametrize("module", [plans, rotas, rounds], ids=lambda module: module.__name__)
def test_a_computation_is_given_up_before_the_gateway_gives_up_its_answer(module):
    assert module.PATIENCE < ANSWER_WITHIN


def test_a_search_ends_with_the_best_it_found_before_it_is_given_up():
    assert search.SECONDS < rotas.PATIENCE
    assert plan_programme.PATIENCE < plans.PATIENCE
    assert reading.WHILE_WAITED_FOR < ANSWER_WITHIN
