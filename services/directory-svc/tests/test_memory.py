"""What weighs stays out of the processes that are always there (P12)."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("module", ["directory_svc.main", "directory_svc.worker"])
def test_the_parsers_of_files_are_not_loaded_by_processes_that_stay(module: str) -> None:
    asked = f"import sys, {module}; print([name for name in ('polars', 'pyproj') if name in sys.modules])"
    answered = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert answered.stdout.strip() == "[]"
