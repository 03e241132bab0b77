"""Which yeses are proposals and which the named reserve (rules of the profession, sections 3 and 5). Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from referral_svc.solicitations.codes import Standing, State
from referral_svc.solicitations.models import Solicitation


@dataclass(frozen=True)
class Yeses:
    """Those who said yes and still stand, in the order in which they are offered or wait."""

    proposed: tuple[Solicitation, ...]
    reserve: tuple[Solicitation, ...]

    def of(self, solicitation_id: UUID) -> tuple[Standing, int] | None:
        """Where one stands and which rank he has there, 1 for the first."""
        for standing, series in ((Standing.PROPOSAL, self.proposed), (Standing.RESERVE, self.reserve)):
            for rank, one in enumerate(series, start=1):
                if one.id == solicitation_id:
                    return standing, rank
        return None

    def __len__(self) -> int:
        return len(self.proposed) + len(self.reserve)


def yeses_among(solicitations: Iterable[Solicitation], proposals: int) -> Yeses:
    """The first yeses are proposals, the next ones the reserve, which moves up when a proposal falls away.

    A late yes joins the reserve, behind those who answered in time; it is proposed when nobody else stands.
    """
    standing = sorted((one for one in solicitations if one.state == State.YES), key=lambda one: one.yes_rank or 0)
    in_time = [one for one in standing if not one.is_late]
    late = [one for one in standing if one.is_late]
    offered = (in_time or late)[:proposals]
    return Yeses(tuple(offered), tuple(one for one in [*in_time, *late] if one not in offered))
