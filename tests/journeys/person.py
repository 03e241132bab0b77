"""Somebody in front of a screen: a browser window of his own, what he reads, how often he clicks, what goes wrong."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from local_system.running import RunningSystem

from .accessibility import expect_accessible

Words = str | re.Pattern[str]
BEYOND = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

#: Asked at each frame: `expect` asks again after 100, 250, 500 ms, and a tour has a thousand pages.
STANDS = """(title) => [...document.querySelectorAll(title)].some((one) => one.checkVisibility())
  && !document.querySelector('[aria-busy=true]')"""


@dataclass(frozen=True)
class Screen:
    name: str
    width: int
    height: int
    is_phone: bool = False

    @property
    def menu_clicks(self) -> int:
        """On a phone the navigation is behind a button."""
        return 1 if self.is_phone else 0


WIDE = Screen("wide", 1366, 800)
PHONE = Screen("phone", 390, 844, is_phone=True)
#: The narrowest a page must bear without scrolling sideways (WCAG 1.4.10).
NARROW = Screen("narrow", 320, 640, is_phone=True)


@dataclass
class Person:
    """`trouble` collects what a person would not see but we must: console errors, CSP violations, 5xx answers."""

    page: Page
    screen: Screen
    url: str
    journey: str
    trouble: list[str] = field(default_factory=list)
    clicks: int = 0
    steps: int = 0

    # ---- what he does

    async def log_in(self, system: RunningSystem, email: str) -> None:
        """With one click on the name of a demonstration account."""
        account = next(one for one in system.accounts() if one["email"] == email)
        await self.page.goto(f"{self.url}/connexion")
        name = self.page.get_by_role("button", name=re.compile(re.escape(account["name"])))
        await expect(name).to_be_visible()
        await self.leave()
        await name.click()
        await self.arrived()

    async def click(self, target: Locator) -> None:
        self.clicks += 1
        await target.click()

    async def press(self, name: Words, role: Any = "button") -> None:
        await self.click(self.page.get_by_role(role, name=name).first)

    async def follow(self, name: Words) -> None:
        await self.leave()
        await self.press(name, role="link")
        await self.arrived()

    async def go(self, name: str) -> None:
        """Through the navigation; on a phone it opens first."""
        if self.screen.is_phone:
            await self.press("Ouvrir le menu")
        await self.follow(re.compile(f"^{name}$"))

    async def choose(self, words: str) -> None:
        """A chip or a radio by the beginning of its label, which is what one clicks."""
        pattern = re.compile("^" + re.escape(words).replace("\\ ", r"\s+"))  # French has many kinds of space
        await self.click(self.page.locator("label").filter(has_text=pattern, visible=True).first)

    async def act(self, words: str) -> None:
        """An act of the case page, as a button when it is the next one, else in « Autres actions »."""
        await expect(self.page.get_by_role("button", name="Autres actions")).to_be_visible()
        name = re.compile(f"^{words}")
        button = self.page.get_by_role("button", name=name)
        if await button.count():
            await self.click(button.first)
            return
        await self.press("Autres actions")
        await self.press(name, role="menuitem")

    async def open_row(self, case_number: str) -> None:
        """The row of a case, in a list that may be longer than a page."""
        row = self.page.get_by_role("link", name=re.compile(case_number))
        more = self.page.get_by_role("button", name="Plus de résultats")
        while not await row.count() and await more.count():
            await self.click(more)
            await self.settled()
        await self.leave()
        await self.click(row.first)
        await self.arrived()
        await expect(self.page.get_by_role("heading", level=1, name=re.compile(case_number))).to_be_visible()

    @contextmanager
    def within(self, clicks: int, job: str) -> Iterator[None]:
        """The click budgets of the jobs that people do all day; typing is not counted."""
        before = self.clicks
        yield
        spent = self.clicks - before
        assert spent <= clicks, f"{job}: {spent} clicks, {clicks} promised"

    # ---- what he sees

    async def leave(self) -> None:
        """Before a way to another page: the title of the page that is left does not count as that of the next."""
        await self.page.evaluate("for (const title of document.querySelectorAll('h1')) title.dataset.left = ''")

    async def arrived(self) -> None:
        await self.page.wait_for_function(STANDS, arg="h1:not([data-left])")

    async def settled(self) -> None:
        """A page is there and reads nothing any more."""
        await self.page.wait_for_function(STANDS, arg="h1")

    async def looks_right(self, step: str) -> bool:
        """Nothing for axe to say, nothing beyond the right edge; the picture is kept where SCREENSHOTS says.

        False when all that the page shows was judged before.
        """
        await self.settled()
        self.steps += 1
        await self.fits(step)
        is_new = await expect_accessible(self.page, step)
        if is_new:
            await self.picture(f"{self.screen.name}-{self.steps:02d}-{step}")
            if self.screen is PHONE:
                await self.looks_right_on(step, NARROW)
        return is_new

    async def looks_right_on(self, step: str, *screens: Screen) -> None:
        """The same page on other screens: it fits there too."""
        for screen in screens:
            await self.turn_to(screen)
            await self.fits(f"{step} at {screen.width} px")
            await self.picture(f"{screen.name}-{self.steps:02d}-{step}")
        await self.turn_to(self.screen)

    async def turn_to(self, screen: Screen) -> None:
        await self.page.set_viewport_size({"width": screen.width, "height": screen.height})
        await self.settled()

    async def fits(self, step: str) -> None:
        """A page that was just resized takes a moment to find its place."""
        for _ in range(20):
            beyond = await self.page.evaluate(BEYOND)
            if beyond <= 0:
                return
            await asyncio.sleep(0.1)
        raise AssertionError(f"{step}: {beyond} px beyond the right edge")

    async def picture(self, name: str) -> None:
        if folder := os.environ.get("SCREENSHOTS"):
            target = Path(folder) / f"{self.journey}-{name}.png"
            target.parent.mkdir(parents=True, exist_ok=True)
            await self.page.screenshot(path=target, full_page=True)

    # ---- what he does not see

    def note_answer(self, answer: Response) -> None:
        if answer.status >= 500:
            self.trouble.append(f"{answer.status} {answer.url}")

    def note_console(self, said: ConsoleMessage) -> None:
        """A refusal (4xx) is the service's right and on the screen; Chromium repeats it in the console."""
        is_refusal = said.text.startswith("Failed to load resource")
        if (said.type == "error" and not is_refusal) or "Content Security Policy" in said.text:
            self.trouble.append(said.text)


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
    page.on("pageerror", lambda error: person.trouble.append(f"page error: {error}"))
    page.on("response", person.note_answer)
    page.on("console", person.note_console)
    try:
        yield person
    finally:
        await context.close()
    assert not person.trouble, person.trouble
