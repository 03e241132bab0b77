"""Matching stands alone: values in, values out. What it cannot import it cannot see."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import referral_svc.matching

FOLDER = Path(referral_svc.matching.__file__).parent
MODULES = sorted(FOLDER.glob("*.py"))
#: Solvers of the plan for a backlog, each only where it is used, and only once it is used (see below).
SOLVERS = {
    "plan_flow.py": {"numpy", "ortools.graph.python"},
    "plan_programme.py": {"numpy", "scipy.optimize", "scipy.sparse"},
    "plan_proof.py": {"numpy", "scipy.optimize", "scipy.sparse"},
    "plan_generalised.py": {"numpy", "scipy.optimize", "scipy.sparse"},
}


def imported(source: str) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports would hide where a name comes from"
            names.add(node.module or "")
    return names


def foreign(source: str) -> set[str]:
    return {
        name
        for name in imported(source)
        if name.partition(".")[0] not in sys.stdlib_module_names
        and name != "carekit.clock"
        and not name.startswith("referral_svc.matching")
    }


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_a_module_of_matching_imports_the_standard_library_and_the_clock_alone(module: Path):
    assert foreign(module.read_text()) == SOLVERS.get(module.name, set())


@pytest.mark.parametrize("name", SOLVERS)
def test_a_solver_is_imported_by_the_function_that_needs_it_and_never_by_an_idle_service(name: str):
    top = ast.Module([node for node in ast.parse((FOLDER / name).read_text()).body if not is_function(node)], [])
    assert foreign(ast.unparse(top)) == set()


def is_function(node: ast.stmt) -> bool:
    return isinstance(node, ast.FunctionDef)


def test_the_check_would_see_an_import_of_disclosure():
    assert foreign("from referral_svc.disclosure.vault import Vault\nimport sqlalchemy") == {
        "referral_svc.disclosure.vault", "sqlalchemy",
    }  # fmt: skip


@pytest.mark.parametrize("module", MODULES, ids=lambda path: path.name)
def test_no_module_of_matching_asks_the_machine_for_the_time_or_for_luck(module: Path):
    source = module.read_text()
    for forbidden in (".now()", ".today()", "import random", "import secrets", "time.time"):
        assert forbidden not in source


def test_a_third_party_replays_a_choice_with_neither_database_nor_web_server_loaded():
    """In a process of its own: every module of matching, then a choice, and none of these came along."""
    heavy = ["sqlalchemy", "fastapi", "pydantic", "starlette", "asyncpg", "numpy", "scipy", "ortools"]
    names = ", ".join(f"referral_svc.matching.{path.stem}" for path in MODULES if path.stem != "__init__")
    program = f"""
import sys
import {names}
from datetime import UTC, date, datetime
from referral_svc.matching.conditions import Search
from referral_svc.matching.looking import Inputs
from referral_svc.matching.ordering import select
from referral_svc.matching.default_rules import DEFAULT_RULES
asked = Search("medecin_traitant", frozenset({{"10"}}), True, (40, 69), 45.9, 4.6, 3)
chosen = select(DEFAULT_RULES, Inputs(asked, [], {{}}, datetime(2026, 3, 2, tzinfo=UTC), date(2026, 3, 2)), "s")
assert chosen.candidates == ()
print([name for name in {heavy} if name in sys.modules])
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"
