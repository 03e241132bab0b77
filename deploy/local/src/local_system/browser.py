"""The Chromium that the browser tests drive, found or installed: `python -m local_system.browser`.

In this order: `CHROMIUM_PATH`, Debian's own, Debian's own installed now when we are root, else the npm package
`@sparticuz/chromium` unpacked below .tools/ (it brings the libraries that a bare machine lacks).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

from local_system.settings import ROOT
from local_system.terminal import step

DEBIAN = Path("/usr/bin/chromium")
TOOLS = ROOT / ".tools"
UNPACKED = TOOLS / "browser" / "browser.json"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class BrowserSettings(BaseSettings):
    model_config = SettingsConfigDict(extra="ignore", frozen=True)

    chromium_path: Path | None = None


@dataclass(frozen=True)
class Chromium:
    """What Playwright's `chromium.launch` needs."""

    executable: Path
    arguments: list[str] = field(default_factory=lambda: list(ARGUMENTS))
    environment: dict[str, str] = field(default_factory=dict)


def find() -> Chromium | None:
    given = BrowserSettings().chromium_path
    if given is not None:
        return Chromium(given)
    if os.access(DEBIAN, os.X_OK) and DEBIAN.stat().st_size > 0:
        return Chromium(DEBIAN)
    if UNPACKED.exists():
        known = json.loads(UNPACKED.read_text())
        if os.access(known["executable"], os.X_OK):
            return Chromium(Path(known["executable"]), environment={**os.environ, **known["environment"]})
    return None


def install() -> None:
    if find() is not None:
        return
    if os.geteuid() == 0 and shutil.which("apt-get"):
        step("Chromium, from Debian")
        if _apt("update", "-qq") and _apt("install", "-qq", "-y", "--no-install-recommends", "chromium") and find():
            return
    step("Chromium, from npm (67 MB)")
    _unpack()


def _apt(*arguments: str) -> bool:
    done = subprocess.run(
        [shutil.which("apt-get") or "", *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    return done.returncode == 0


def _unpack() -> None:
    """Into our own folder: by itself the package unpacks to fixed paths of /tmp, where two users collide."""
    folder = UNPACKED.parent
    unpacked = folder / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "unpack.mjs"):
        shutil.copy(ROOT / "deploy" / "local" / "tools" / "browser" / name, folder / name)
    environment = {**os.environ, "TMPDIR": str(unpacked), "PATH": f"{TOOLS / 'bin'}:{os.environ['PATH']}"}
    npm, node = TOOLS / "bin" / "npm", TOOLS / "bin" / "node"
    subprocess.run(
        [npm, "ci", "--prefer-offline", "--ignore-scripts", "--loglevel", "error"],
        cwd=folder,
        env=environment,
        check=True,
    )
    said = subprocess.run([node, "unpack.mjs"], cwd=folder, env=environment, check=True, stdout=subprocess.PIPE)
    fresh = UNPACKED.with_suffix(".fresh")
    fresh.write_bytes(said.stdout)
    fresh.rename(UNPACKED)


if __name__ == "__main__":
    install()
    sys.exit(0 if find() else "no Chromium could be found or installed; set CHROMIUM_PATH")
