"""The table requirement → test of `docs/conformance/sas-requirements.md` names every requirement and real tests."""

import csv
from pathlib import Path

ROOT = Path(__file__).parents[5]
HERE = Path(__file__).parent
FILES = {
    **{
        name: HERE / f"test_{name}.py"
        for name in ("slots", "requests", "answers", "elements", "metadata", "regulators")
    },
    "declarations": HERE.parents[1] / "declarations" / "test_sas_declarations.py",
    "profiles": HERE.parent / "test_regulators_and_declarations.py",
    "listener": ROOT / "gateway/tests/partners/test_sas_listener.py",
    "accounts": ROOT / "gateway/tests/regulators/test_regulators.py",
}
NOT_VERIFIABLE = {"33", "34", "35", "36", "37", "47"}


def test_every_requirement_has_a_row(rows_of):
    rows = rows_of("sas-requirements")
    assert {row for row in rows if row.isdigit()} == {str(n) for n in range(1, 50)}
    assert {row for row, held in rows.items() if "Written check:" in held} == NOT_VERIFIABLE


def test_every_row_names_tests_that_exist(rows_of, untested):
    assert {one for one in untested(rows_of("sas-requirements"), FILES) if one not in NOT_VERIFIABLE} == set()


def test_the_list_is_the_one_of_the_test_kit(shared_dir):
    kit = shared_dir / "standards" / "fhir-fr" / "testkit" / "sas_test_kit_requirements.csv"
    with kit.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert {row["ID"] for row in rows} == {str(n) for n in range(1, 50)}
    assert {row["ID"] for row in rows if row["Not Tested Reason"].strip() == "Not Verifiable"} == NOT_VERIFIABLE
