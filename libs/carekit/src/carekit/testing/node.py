"""Programs of the npm world that tests drive or are driven by: each folder has its lock file."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[5] / ".tools" / "bin"
ATTEMPTS = 3


def node_tool(name: str) -> str:
    """Node as `make` provides it, else the machine's. Without any, the test fails: it has shown nothing."""
    found = shutil.which(name, path=f"{TOOLS}{os.pathsep}{os.environ.get('PATH', '')}")
    if found is None:
        pytest.fail(f"{name} is missing: run the tests through `make test`, which installs Node in .tools/")
    return found


def install(folder: Path, works: str) -> None:
    """`npm ci` from the lock file, once for each state of it. `works` is a module that fails where a package is not
    whole."""
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    marker = folder / "node_modules" / ".installed"
    if marker.is_file() and marker.read_text() == lock:
        return
    for attempt in range(ATTEMPTS):
        done = subprocess.run(
            [node_tool("npm"), "ci", "--prefer-offline", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=900,
            check=False,
        )
        # npm has been seen to end well with half of the packages when the registry is slow.
        if done.returncode == 0 and _runs(folder, works):
            break
        if attempt == ATTEMPTS - 1:
            pytest.fail(f"npm ci in {folder.name} failed:\n{done.stderr[-2000:]}")
    marker.write_text(lock)


def _runs(folder: Path, module: str) -> bool:
    tried = [node_tool("node"), "--input-type=module", "--eval", module]
    return subprocess.run(tried, cwd=folder, capture_output=True, check=False).returncode == 0
