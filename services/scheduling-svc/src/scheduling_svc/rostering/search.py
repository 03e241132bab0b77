"""One search for a rota: what was found, how good it is proved to be, and the work that is left.

A bound that is known beforehand is asked for as a question of yes or no first: CP-SAT answers it in a small part of
the time in which it would find the same value as its best, and prove it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scheduling_svc.rostering.constraints import WORK, Model, Undecided, solver
from scheduling_svc.rostering.problem import Rota

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

#: Of the work for a whole rota, for one question of those that only make a rota fairer.
A_QUESTION = 1.0
#: On a machine that is slow or busy: whoever asked is answered before his request is given up.
SECONDS = 6.0


class Search:
    """`rota`: the best so far. `is_fairest`: each aim was proved, within the best of those before."""

    def __init__(self, model: Model) -> None:
        self.rota: Rota = {}
        self.is_fairest = True
        self._model = model
        self._work = WORK
        self._ends = time.monotonic() + SECONDS

    def finds(self) -> bool:
        """False: proved that there is no rota. `Undecided` when neither was seen."""
        from ortools.sat.python import cp_model

        status = self._solve(self._model.cp, WORK)
        if status == cp_model.INFEASIBLE:
            return False
        if not _is_found(status):
            raise Undecided
        return True

    def aims_at(self, aim: Any, measured: Callable[[Rota], int], least: int | None = None, step: int = 0) -> None:
        """The smallest `aim`. `measured`: what it is of a rota; `least`: none is smaller; `step`: where that is too
        small, how much more to ask for, twice."""
        if least is not None:
            self._model.cp.add(aim >= least)
            for bound in (least, *((least + step, least + 2 * step) if step else ())):
                if self._reaches(aim, bound):
                    break
            if measured(self.rota) <= least:
                self._model.cp.add(aim <= least)
                return
        self._minimizes(aim, measured)

    def _reaches(self, aim: Any, bound: int) -> bool:
        trial = self._model.cp.clone()
        trial.add(aim <= bound)
        status = self._solve(trial, A_QUESTION)
        return _is_found(status)

    def _minimizes(self, aim: Any, measured: Callable[[Rota], int]) -> None:
        from ortools.sat.python import cp_model

        trial = self._model.cp.clone()
        trial.add(aim <= measured(self.rota))
        trial.minimize(aim)
        for (person, on), variable in self._model.on_duty.items():
            trial.add_hint(variable, person in self.rota[on])
        status = self._solve(trial, A_QUESTION)
        self.is_fairest = self.is_fairest and status == cp_model.OPTIMAL
        self._model.cp.add(aim <= measured(self.rota))

    def _solve(self, cp: cp_model.CpModel, work: float) -> Any:
        solving = solver()
        solving.parameters.max_deterministic_time = max(0.0, min(work, self._work))
        solving.parameters.max_time_in_seconds = max(0.0, self._ends - time.monotonic())
        status = solving.solve(cp)
        self._work -= solving.response_proto.deterministic_time
        if _is_found(status):
            self.rota = self._model.read(solving)
        return status


def _is_found(status: Any) -> bool:
    from ortools.sat.python import cp_model

    return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
