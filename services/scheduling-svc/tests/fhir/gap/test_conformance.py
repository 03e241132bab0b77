"""The table flow → test of `docs/conformance/gap-requirements.md` names real tests."""

from pathlib import Path

HERE = Path(__file__).parent
SUBJECTS = ("reading", "finding", "asking", "changing", "moving", "identity", "races", "elements", "metadata")
FILES = {name: HERE / f"test_{name}.py" for name in SUBJECTS}


def test_every_row_names_tests_that_exist(rows_of, untested):
    rows = rows_of("gap-requirements")
    assert {"4a", "4b", "5a", "5b", "6a1", "6b1"} <= rows.keys()
    assert untested(rows, FILES) == []
