"""P10 and P10a: when the largest piece of a page is painted on a throttled phone, beside the plainest page.

A phone of 390 px over 4G (150 ms, 1.6 Mbit/s) with a processor slowed four times, cold cache, through the gateway.
The yardstick is `/healthz`, one line of text from the same gateway under the same throttle. Five rounds in turn.
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from local_system.browser import find
from local_system.running import RunningSystem

ROUNDS = 5
LATENCY_MS, DOWN, UP, SLOWER = 150, 1_600_000 // 8, 750_000 // 8, 4
SETTLE_MS = 2_500
LARGEST = """() => new Promise((done) => new PerformanceObserver((seen) =>
    done(seen.getEntries().at(-1).startTime)).observe({type: 'largest-contentful-paint', buffered: true}))"""


def run() -> str:
    with tempfile.TemporaryDirectory() as folder, RunningSystem(Path(folder) / "data") as system:
        return asyncio.run(_measure(system))


async def _measure(system: RunningSystem) -> str:
    chromium = find()
    assert chromium is not None, "no Chromium: `make test` installs one"
    answer = next(found for mail in system.mails() if (found := re.search(r"/r/[\w-]+", mail["body"])))
    pages = {
        "/healthz": "",
        answer.group(): "",
        "/connexion": "",
        "/a-faire": "care_coordinator",
        "/demandes": "care_coordinator",
    }
    painted: dict[str, list[float]] = {path: [] for path in pages}
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(chromium.executable),
            args=chromium.arguments,
            env={**os.environ, **chromium.environment},
        )
        for _ in range(ROUNDS):
            for path, role in pages.items():
                painted[path].append(await _largest_paint(browser, system, path, role))
        await browser.close()
    plain = painted.pop("/healthz")
    rows = [
        _row(path if not path.startswith("/r/") else "/r/… (answer page)", times, plain)
        for path, times in painted.items()
    ]
    return "\n".join(
        [
            "### Largest contentful paint on a throttled phone (P10, P10a)",
            "",
            f"390 px, {LATENCY_MS} ms, 1.6 Mbit/s, processor {SLOWER} times slower, cold cache; {ROUNDS} rounds in "
            f"turn, median (min–max). The plainest page: {statistics.median(plain):.0f} ms. "
            "Targets: application ≤ 3 s, answer page ≤ 1.5 times the plainest page.",
            "",
            "| page | LCP | ÷ the plainest page |",
            "|---|---|---|",
            *rows,
            "",
            f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the end.",
        ]
    )


def _row(name: str, times: list[float], plain: list[float]) -> str:
    ratios = [one / other for one, other in zip(times, plain, strict=True)]
    return (
        f"| `{name}` | {statistics.median(times) / 1000:.2f} s ({min(times) / 1000:.2f}–{max(times) / 1000:.2f}) "
        f"| **{statistics.median(ratios):.2f}** ({min(ratios):.2f}–{max(ratios):.2f}) |"
    )


async def _largest_paint(browser: Browser, system: RunningSystem, path: str, role: str) -> float:
    """Milliseconds after the navigation began, in a context that has seen nothing yet but its session."""
    context = await browser.new_context(viewport={"width": 390, "height": 844}, locale="fr-FR", has_touch=True)
    if role:
        with system.log_in_as(role) as client:
            cookies = [
                {"name": cookie.name, "value": cookie.value or "", "url": system.url} for cookie in client.cookies.jar
            ]
        await context.add_cookies(cookies)  # type: ignore[arg-type]
    page = await context.new_page()
    devtools = await context.new_cdp_session(page)
    await devtools.send("Network.enable")
    await devtools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY_MS, "downloadThroughput": DOWN, "uploadThroughput": UP},
    )
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    await page.goto(system.url + path, wait_until="load")
    await page.wait_for_timeout(SETTLE_MS)
    painted = float(await page.evaluate(LARGEST))
    await context.close()
    return painted


if __name__ == "__main__":
    print(run())
