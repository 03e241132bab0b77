"""A doctor opens a weekly span to his CPTS, sees its slots, sees what others see of them, and closes one morning."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from playwright.async_api import Browser, expect

from carekit.clock import PARIS
from carekit.public_holidays import public_holidays
from local_system.running import RunningSystem

from .demonstration import DOCTORS
from .person import PHONE, WIDE, Person, Screen, somebody

pytestmark = pytest.mark.browser


def week_shown(now: datetime) -> date:
    """The Monday of the week that an agenda opens on: the coming one, once the weekend has begun."""
    day = now.date() + timedelta(days={5: 2 if now.hour >= 12 else 0, 6: 1}.get(now.weekday(), 0))
    return day - timedelta(days=day.weekday())


def working_wednesday(monday: date) -> date:
    """Of one of the weeks after, when it is no holiday."""
    coming = [monday + timedelta(days=2 + 7 * weeks) for weeks in (1, 2)]
    return next(day for day in coming if day not in public_holidays([day.year], None))


@pytest.mark.parametrize(("screen", "doctor", "hour"), [(WIDE, 1, "05"), (PHONE, 2, "06")], ids=["wide", "phone"])
async def test_a_doctor_opens_a_span_to_his_cpts_and_closes_one_of_its_days(
    screen: Screen, doctor: int, hour: str, system: RunningSystem, browser: Browser
) -> None:
    monday = week_shown(datetime.now(PARIS))
    wednesday = working_wednesday(monday)
    first = f"{int(hour)} h – {int(hour)} h 15"
    async with somebody(browser, system.url, screen, "open-my-slots") as person:
        page = person.page
        await person.log_in(system, DOCTORS[doctor].email)
        with person.within(7 + screen.menu_clicks, "open a weekly span"):
            await person.go("Mes plages")
            await person.press("Ouvrir une plage")
            dialog = page.get_by_role("dialog")
            await person.click(dialog.get_by_role("combobox", name="Lieu"))
            await person.click(page.get_by_role("option").filter(visible=True).first)
            await person.choose("mercredi")
            await dialog.get_by_label("De", exact=True).fill(f"{hour}:00")
            await dialog.get_by_label("à", exact=True).fill(f"{hour}:45")
            await person.choose("La CPTS")
            await person.looks_right("open")
            await person.click(dialog.get_by_role("button", name="Publier"))
        await expect(page.get_by_text("Plage publiée.").first).to_be_visible()
        for _ in range((wednesday - monday).days // 7):
            await page.get_by_role("button", name="Semaine suivante").click()
        await expect(page.get_by_text(first)).to_be_visible()
        await person.looks_right("week")

        await page.get_by_label("Le", exact=True).fill(str(wednesday - timedelta(days=1)))
        await what_each_audience_sees(person, re.compile(rf"^{int(hour)}\s+h – {int(hour)}\s+h\s+45 · 3 créneaux"))
        await person.looks_right("preview")

        with person.within(1, "close a span"):
            await page.get_by_label("Jour", exact=True).fill(str(wednesday))
            await page.get_by_label("De", exact=True).fill(f"{hour}:00")
            await page.get_by_label("à", exact=True).fill(f"{hour}:45")
            await person.press(re.compile("^Fermer$"))
        await expect(page.get_by_text("Plage fermée.").first).to_be_visible()
        await expect(page.get_by_text(first)).to_have_count(0)
        await person.looks_right("closed")


async def what_each_audience_sees(person: Person, span: re.Pattern[str]) -> None:
    """The CPTS and the public, side by side on a wide screen, one after the other on a phone."""
    page = person.page
    if person.screen.is_phone:
        seen, audience = page.get_by_role("definition").filter(has_text=span), page.get_by_label("Public", exact=True)
        await expect(seen.filter(has_text="visible")).to_be_visible()
        await audience.select_option("public")
        await expect(seen).to_have_count(0)
        await audience.select_option("cpts")
        return
    row = page.get_by_role("row", name=span)
    own, cpts, *others = [row.get_by_role("cell").nth(column) for column in range(1, 6)]
    for mark in (own, cpts):
        await expect(mark).to_have_text("visible")
    for mark in others:
        await expect(mark).to_have_text("non")
