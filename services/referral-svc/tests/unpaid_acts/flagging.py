"""An act that is flagged on a request, with good defaults."""

from typing import Any

from ..build import Somebody, World

ACT = {"kind": "consultation", "done_on": "2026-11-02", "agreed": "oral"}


def of(referral: Any) -> str:
    return f"/referrals/{referral['referral_id']}/unpaid-acts"


async def flagged(world: World, referral: Any, by: Somebody | None = None, **changed: Any) -> Any:
    carer = changed.pop("professional_id", None) or str(await world.describe())
    said = {**ACT, "professional_id": carer, **changed}
    answer = await world.ask(by or world.coordinator, "POST", of(referral), said)
    assert answer.status_code == 201, answer.text
    return answer.json()
