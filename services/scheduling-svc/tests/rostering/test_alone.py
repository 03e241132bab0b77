"""A third party replays a rota with neither database nor web server loaded."""

import subprocess
import sys
from pathlib import Path

import scheduling_svc.rostering

MODULES = sorted(path.stem for path in Path(scheduling_svc.rostering.__file__).parent.glob("[a-z]*.py"))


def test_the_rules_of_rotas_are_imported_alone_and_the_solver_by_who_solves():
    heavy = ["sqlalchemy", "fastapi", "pydantic", "asyncpg", "numpy", "ortools", "carekit"]
    names = ", ".join(f"scheduling_svc.rostering.{name}" for name in MODULES)
    program = f"import sys, {names}\nprint([name for name in {heavy} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_no_rule_of_rotas_asks_the_machine_for_the_time_or_for_luck():
    folder = Path(scheduling_svc.rostering.__file__).parent
    for name in MODULES:
        source = (folder / f"{name}.py").read_text()
        for forbidden in (".now()", ".today()", "import random", "import secrets", "time.time"):
            assert forbidden not in source
