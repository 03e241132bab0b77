"""The Saturday mornings of the coming two months, shared by six doctors; one looks for somebody to take his."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from carekit.clock import PARIS
from local_system.demo.accounts import account
from local_system.demo.acts import Acts
from local_system.demo.openings import sharers
from local_system.demo.settling import Settled, owner

_SCHEDULING = "/api/scheduling/v1"
_TWO_MONTHS = timedelta(days=61)
_SIX = 6
#: One can log in as these.
_PLAYED = ("gp", "second_gp", "third_gp")


#: What the public page says besides the emergency numbers.
_INFORMATION = {
    "lead": "Vous n’avez pas de médecin, ou il n’est pas disponible\u202f? "
    "Les professionnels du territoire s’organisent pour vous répondre.",
    "advice": [
        {
            "title": "Votre médecin est absent",
            "text": "Appelez d’abord son cabinet\u00a0: il sait qui le remplace. "
            "Sinon, demandez à votre pharmacien, il peut chercher un rendez-vous pour vous.",
            "number": None,
        },
        {
            "title": "Soins infirmiers à domicile",
            "text": "La coordination cherche avec vous un cabinet qui se déplace.",
            "number": "01 99 00 00 00",
        },
    ],
}


async def share_saturdays(acts: Acts, settled: Settled, ends: datetime) -> None:
    services, secretary = acts.services, acts.callers["secretary"]
    tomorrow = ends.astimezone(PARIS).date() + timedelta(days=1)
    described = {
        "kind": "saturday",
        "name": "Samedis matin",
        "starts_on": str(tomorrow),
        "ends_on": str(tomorrow + _TWO_MONTHS),
        "rest_days": 7,
        "most": 3,
    }
    made = await services.post(f"{_SCHEDULING}/rotas", secretary, described, once="saturdays")
    path = f"{_SCHEDULING}/rotas/{made['rota']['rota_id']}"
    saturdays = [duty["on"] for duty in made["duties"]]
    rpps = _six_doctors()
    doctors = [str(settled.professionals[one]) for one in rpps]
    for one, doctor in zip(rpps, doctors, strict=True):
        await services.put(f"{path}/members/{doctor}", secretary, {"share": 100})
        await services.put(f"{path}/members/{doctor}/agreement", owner(settled, one), {"agrees": True})
    wishes: dict[str, Any] = {"unwanted": saturdays[:1], "wanted": saturdays[-1:]}
    await services.put(f"{path}/members/{doctors[0]}/wishes", acts.callers["gp"], wishes)
    solved = (await services.post(f"{path}/solution", secretary))["detail"]
    await services.post(f"{path}/publication", secretary, version=solved["rota"]["version"])
    await services.put(f"{_SCHEDULING}/information", secretary, _INFORMATION, version=0)
    held = [duty for duty in solved["duties"] if duty["professional_id"] == doctors[len(_PLAYED) - 1]]
    await services.post(f"{_SCHEDULING}/duties/{held[-1]['duty_id']}/swap", acts.callers["third_gp"], {})


def _six_doctors() -> list[str]:
    """By RPPS number; those of the accounts first."""
    played = [str(account(key).rpps) for key in _PLAYED]
    return (played + [one.rpps for one in sharers() if one.is_gp and one.rpps not in played])[:_SIX]
