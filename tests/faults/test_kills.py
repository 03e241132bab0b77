"""The short form of the drill: `kill -9` in the middle of work (R1, R3)."""

from local_system.running import RunningSystem
from tests.drill.kills import drill


async def test_nothing_promised_is_lost_and_every_event_arrives_after_twenty_kills(system: RunningSystem) -> None:
    # Each part lives longer than that: PostgreSQL dies every other time, the others in turn.
    outcome = await drill(system, kills=20, between=1.2)
    assert outcome.promised > 100, outcome
    assert (outcome.lost, outcome.double_bookings) == (0, 0), outcome
    assert outcome.untrue == []
    assert min(outcome.placed, outcome.seen) >= 2, outcome
    assert (outcome.untold, outcome.strayed) == (0, 0), outcome
    assert outcome.unanswered == 0, outcome
