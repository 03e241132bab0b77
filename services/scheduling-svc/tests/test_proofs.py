"""The table rule → test of `docs/conformance/agenda-rules.md` names real tests."""

from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
SYSTEM = Path(__file__).parents[3] / "tests"
FILES = {
    "derivation": HERE / "openings" / "test_derivation.py",
    "truth": HERE / "openings" / "test_calendar_truth.py",
    "upkeep": HERE / "slots" / "test_upkeep.py",
    "sovereignty": HERE / "openings" / "test_sovereignty.py",
    "matrix": HERE / "slots" / "test_policy_matrix.py",
    "bookings": HERE / "appointments" / "test_booking.py",
    "triages": HERE / "triage" / "test_triage.py",
    "calendars": HERE / "calendars" / "test_reading.py",
    "delays": HERE / "delays" / "test_third_next.py",
    "figures": HERE / "delays" / "test_delays.py",
    "weeks": HERE / "participation" / "test_weeks.py",
    "rotas": HERE / "rostering" / "test_rotas.py",
    "dates": HERE / "rostering" / "test_rules.py",
    "ledger": HERE / "rota" / "test_ledger.py",
    "swaps": HERE / "rota" / "test_swaps.py",
    "hands": HERE / "rota" / "test_hands.py",
    "rounds": HERE / "rounds" / "test_publishing_races.py",
    "races": HERE / "appointments" / "test_races.py",
    "moves": HERE / "appointments" / "test_moving_races.py",
    "order": HERE / "appointments" / "test_one_order.py",
    "histories": SYSTEM / "faults" / "test_histories.py",
    "kills": SYSTEM / "faults" / "test_kills.py",
}


def test_every_row_names_tests_that_exist(
    rows_of: Callable[[str], dict[str, str]], untested: Callable[[dict[str, str], dict[str, Path]], list[object]]
) -> None:
    rows = rows_of("agenda-rules")
    assert {"R1", "R2", "T1", "C1", "L1", "O1", "D1"} <= rows.keys()
    assert untested(rows, FILES) == []
