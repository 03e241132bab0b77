"""Somebody in front of a screen: a browser window of his own, what he reads, what goes wrong in it."""

from __future__ import annotations

import os
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, expect

ROOT = Path(__file__).parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Screen:
    name: str
    width: int
    height: int
    is_phone: bool = False


WIDE = Screen("wide", 1366, 800)
PHONE = Screen("phone", 390, 844, is_phone=True)
SCREENS = (WIDE, PHONE)


@dataclass
class Person:
    """`trouble` collects what a person would not see but we must: console errors, CSP violations, 5xx answers."""

    page: Page
    screen: Screen
    url: str
    journey: str
    trouble: list[str] = field(default_factory=list)
    steps: int = 0

    async def log_in(self, name: str) -> None:
        """With one click on the name of a demonstration account."""
        await self.page.goto(f"{self.url}/connexion")
        await self.page.get_by_role("button", name=re.compile(re.escape(name))).click()
        await expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        await expect(self.page).not_to_have_url(re.compile("/connexion"))

    async def open(self, path: str) -> None:
        await self.page.goto(f"{self.url}{path}")
        await expect(self.page.get_by_role("heading", level=1)).to_be_visible()

    async def press(self, name: str | re.Pattern[str], role: Any = "button") -> None:
        await self.page.get_by_role(role, name=name).first.click()

    async def choose(self, words: str) -> None:
        """A chip or a radio by the beginning of its label, which is what one clicks."""
        pattern = re.compile("^" + re.escape(words).replace("\\ ", r"\s+"))  # French has many kinds of space
        await self.page.locator("label").filter(has_text=pattern, visible=True).first.click()

    async def looks_right(self, step: str) -> None:
        """Nothing for axe to say, nothing beyond the right edge; the picture is kept where SCREENSHOTS says."""
        await expect(self.page.locator("[aria-busy=true]")).to_have_count(0)
        self.steps += 1
        if folder := os.environ.get("SCREENSHOTS"):
            target = Path(folder) / f"{self.journey}-{self.screen.name}-{self.steps:02d}-{step}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            await self.page.screenshot(path=target, full_page=True)
        overflow = await self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert overflow <= 0, f"{step}: {overflow} px beyond the right edge"
        # Not a script tag: the strict CSP would refuse it.
        await self.page.evaluate(AXE.read_text())
        report = await self.page.evaluate("(rules) => axe.run(document, {runOnly: rules})", RULES)
        found = [
            f"{violation['id']}: {node['html'][:160]}"
            for violation in report["violations"]
            for node in violation["nodes"]
        ]
        assert not found, f"{step}: {found}"


@asynccontextmanager
async def somebody(browser: Browser, url: str, screen: Screen, journey: str) -> AsyncIterator[Person]:
    context = await browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        has_touch=screen.is_phone,
        locale="fr-FR",
        timezone_id="Europe/Paris",
        reduced_motion="reduce",
        service_workers="block",
    )
    context.set_default_timeout(20_000)
    page = await context.new_page()
    person = Person(page, screen, url, journey)

    def note_answer(status: int, address: str) -> None:
        if status >= 500:
            person.trouble.append(f"{status} {address}")

    page.on("pageerror", lambda error: person.trouble.append(f"page error: {error}"))
    page.on("response", lambda answer: note_answer(answer.status, answer.url))
    page.on(
        "console",
        lambda said: person.trouble.append(said.text) if "Content Security Policy" in said.text else None,
    )
    try:
        yield person
    finally:
        await context.close()
    assert not person.trouble, person.trouble
