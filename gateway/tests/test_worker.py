from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from gateway_house import House

from carekit.clock import MovableClock
from gateway.worker import Cleaning


async def test_what_is_over_is_deleted_and_what_is_open_stays(house: House) -> None:
    email = await house.account("referrer")
    browser = await house.signed_in(email)
    await house.browser().post("/api/accounts/v1/sessions/email-links", {"email": email})
    await house.execute("insert into guess values (:k, 3, now(), null)", k=uuid4().bytes)
    state = uuid4().bytes
    await house.execute("insert into oidc_login values (:s, '', 'psc', 'n', 'v', '/', now())", s=state)
    now = house.clock.now()

    async def left() -> list[int]:
        rows = await house.execute(
            "select (select count(*) from session s join account a on a.id = s.account_id where email = :e) as s, "
            "(select count(*) from login_link l join account a on a.id = l.account_id where email = :e) as l, "
            "(select count(*) from guess) as g, (select count(*) from oidc_login where state_hash = :s) as o",
            e=email,
            s=state,
        )
        return [rows[0].s, rows[0].l, min(rows[0].g, 1), rows[0].o]

    await Cleaning(house.database, MovableClock(now + timedelta(seconds=1))).run_once()
    assert await left() == [1, 1, 1, 1]
    assert (await browser.get("/api/accounts/v1/session")).status_code == 200
    await Cleaning(house.database, MovableClock(now + timedelta(days=2))).run_once()
    assert await left() == [0, 0, 0, 0]
