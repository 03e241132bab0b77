"""The territory settles in: official files imported, CPTS founded, members, offers, absences, shared hours."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from carekit.auth import Caller
from local_system.demo import files, offers, openings, outlines, people, structures
from local_system.demo.accounts import CPTS_NAME, SECOND_CPTS_NAME, accounts
from local_system.demo.inprocess import DoorClosed, Services, several_at_once
from local_system.demo.offers import Offer
from local_system.demo.openings import Opening
from local_system.demo.people import MAIL_DOMAIN, Professional
from local_system.demo.progress import Step
from local_system.mail_sink.mailbox import Mailbox

Background = Callable[[], Awaitable[None]]

#: Sources in the order in which they refer to each other.
IMPORTS = ("communes", "outlines", "finess", "rpps")
_DIRECTORY = "/api/directory/v1"
_REFERRAL = "/api/referral/v1"
_SCHEDULING = "/api/scheduling/v1"
#: After how many days the one who will take new patients does.
OPENS_IN_DAYS = 40


@dataclass(frozen=True)
class Settled:
    """What the services called those we know."""

    cpts: Mapping[str, UUID]
    """`first` and `second`."""
    professionals: Mapping[str, UUID]
    """By RPPS number."""
    places: Mapping[str, list[dict[str, Any]]]
    """Practice places of those who share hours, by RPPS number."""


async def import_files(services: Services, operator: Caller, background: Background, step: Step) -> None:
    """Through the same door as the real files; the report must say what we know of them."""
    for done, source in enumerate(IMPORTS):
        step("official files", done, len(IMPORTS))
        _, text = files.FILES[source]
        asked = "communes" if source == "outlines" else source
        queued = await services.upload(f"{_DIRECTORY}/imports", operator, text().encode(), source=asked)
        report = await _finished(services, operator, background, str(queued["import_id"]))
        if report["state"] != "done":
            raise DoorClosed(f"import of {source}: {report['error']}")
    step("official files", len(IMPORTS), len(IMPORTS))


async def _finished(services: Services, operator: Caller, background: Background, import_id: str) -> dict[str, Any]:
    for _ in range(600):
        await background()
        report: dict[str, Any] = await services.get(f"{_DIRECTORY}/imports/{import_id}", operator)
        if report["state"] in ("done", "failed"):
            return report
        await asyncio.sleep(0.05)
    raise DoorClosed(f"import {import_id} does not end")


async def found_cpts(services: Services, operator: Caller) -> dict[str, UUID]:
    founded: dict[str, UUID] = {}
    for key, name, communes in (
        ("first", CPTS_NAME, outlines.own_communes()),
        ("second", SECOND_CPTS_NAME, outlines.second_communes()),
    ):
        itself = next(s for s in structures.of_category("604") if s.commune.cpts == key)
        answer = await services.post(
            f"{_DIRECTORY}/cpts",
            operator,
            {"name": name, "finess": itself.finess, "commune_codes": [c.code for c in communes]},
            once=f"cpts-{key}",
        )
        founded[key] = UUID(answer["cpts_id"])
    return founded


async def say_whom_to_call(services: Services, secretaries: Mapping[str, Caller]) -> None:
    """The telephone of each coordination, on the answer page and on what is printed."""
    for rank, secretary in enumerate(secretaries.values()):
        present = await services.get(f"{_DIRECTORY}/cpts/current", secretary)
        body = {"phone": structures.fiction_phone("019900", 40 + rank)}
        await services.put(f"{_DIRECTORY}/cpts/current/coordination", secretary, body, version=present["version"])


async def confirm_mailbox(services: Services, colleague: Caller, mailbox: Mailbox, background: Background) -> None:
    """A structure whose colleagues are told in one place: named by one of them, confirmed by the link sent there."""
    path, address = f"{_REFERRAL}/structure-mailbox", f"officine.accueil@{MAIL_DOMAIN}"
    await services.put(path, colleague, {"address": address})
    await background()
    link = re.search(r"boite=([\w-]+)", next(mailbox.newest_first(address)).body)
    assert link is not None, "the mail to a mailbox carries a link"
    await services.post(f"{path}/confirmation", colleague, {"token": link[1]})


async def known_professionals(services: Services, reader: Caller) -> dict[str, UUID]:
    """Identifiers by RPPS number, read from the directory's own search, page after page."""
    known: dict[str, UUID] = {}
    cursor: str | None = None
    while True:
        page = await services.get(
            f"{_DIRECTORY}/professionals", reader, limit=100, **({"cursor": cursor} if cursor else {})
        )
        known |= {item["rpps"]: UUID(item["professional_id"]) for item in page["items"]}
        cursor = page["next"]
        if cursor is None:
            return known


async def join_members(
    services: Services,
    secretaries: Mapping[str, Caller],
    ids: Mapping[str, UUID],
    today: date,
    step: Step,
) -> None:
    async def join(joined: tuple[Professional, str]) -> None:
        person, cpts = joined
        await services.post(
            f"{_DIRECTORY}/members",
            secretaries[cpts],
            {"professional_id": str(ids[person.rpps]), "joined_on": offers.joined_on(person, today).isoformat()},
            once=f"member-{person.rpps}-{cpts}",
        )

    also = {account.rpps: account.also for account in accounts() if account.also}
    joining = [(person, person.cpts or "") for person in people.members() + people.second_members()]
    joining += [(person, also[person.rpps]) for person in people.members() if person.rpps in also]
    await several_at_once(joining, join, lambda done: step("members", done, len(joining)))


async def state_offers(
    services: Services, secretaries: Mapping[str, Caller], ids: Mapping[str, UUID], today: date, step: Step
) -> None:
    """What each takes on, as the secretary of his CPTS writes it down after her calls; absences; volunteers.

    Nobody writes for those of the bordering communes that belong to no CPTS: their offers stay unknown.
    """
    territory_of = {p.rpps: p.cpts or p.commune.cpts for p in people.professionals()}

    later = offers.opens_later()

    async def state(offered: tuple[str, Offer]) -> None:
        rpps, offer = offered
        sheet = f"{_DIRECTORY}/professionals/{ids[rpps]}"
        body = {**asdict(offer), "languages": list(offer.languages)}
        if rpps == later:
            body |= {"accepts_new_patients": True, "accepts_from": str(today + timedelta(days=OPENS_IN_DAYS))}
        secretary = secretaries[territory_of[rpps] or ""]
        present = await services.get(sheet, secretary)
        await services.put(f"{sheet}/offer", secretary, body, version=present["version"])

    stated = [(rpps, offer) for rpps, offer in offers.offers().items() if territory_of[rpps]]
    await several_at_once(stated, state, lambda done: step("offers", done, len(stated)))
    for absence in offers.absences(today):
        await services.post(
            f"{_DIRECTORY}/professionals/{ids[absence.rpps]}/absences",
            secretaries["first"],
            {
                "starts_on": absence.starts_on.isoformat(),
                "ends_on": absence.ends_on.isoformat(),
                "reason_code": absence.reason_code,
            },
            once=f"absence-{absence.rpps}",
        )
    for rpps in sorted(offers.volunteers()):
        path = f"{_DIRECTORY}/professionals/{ids[rpps]}/volunteering"
        await services.put(path, secretaries["first"], {"is_volunteer": True})


def edited() -> list[str]:
    """RPPS number of each edit of a sheet that the other services are told of."""
    return [p.rpps for p in people.members() + people.second_members()] + list(offers.offers())


async def places_of_sharers(
    services: Services, reader: Caller, ids: Mapping[str, UUID]
) -> dict[str, list[dict[str, Any]]]:
    places: dict[str, list[dict[str, Any]]] = {}
    for person in openings.sharers():
        sheet = await services.get(f"{_DIRECTORY}/professionals/{ids[person.rpps]}", reader)
        places[person.rpps] = sheet["places"]
    return places


async def publish_openings(services: Services, settled: Settled, today: date, step: Step) -> None:
    """Each by its owner: nobody else opens an agenda to more people."""

    async def publish(numbered: tuple[int, Opening]) -> None:
        number, opening = numbered
        await services.post(
            f"{_SCHEDULING}/openings",
            owner(settled, opening.rpps),
            {
                "professional_id": str(settled.professionals[opening.rpps]),
                "place_id": settled.places[opening.rpps][0]["place_id"],
                "kind": opening.kind,
                "weekdays": list(opening.weekdays),
                "starts_on": opening.starts_on.isoformat(),
                "ends_on": opening.ends_on.isoformat() if opening.ends_on else None,
                "from_time": opening.from_time,
                "to_time": opening.to_time,
                "slot_minutes": opening.slot_minutes,
                "modalities": [opening.modality],
                "audience": list(opening.audience),
                "shared_with": [str(settled.cpts[cpts]) for cpts in opening.shared_with],
            },
            once=f"opening-{number}",
        )

    shared = list(enumerate(openings.openings(today)))
    await several_at_once(shared, publish, lambda done: step("shared hours", done, len(shared)))


async def share_a_centre(services: Services, director: Caller, settled: Settled, today: date) -> None:
    """An agenda that nobody logs in to, on two lines. Its responsible has opened it to nobody yet."""
    rpps = openings.sharers()[0].rpps
    made = await services.post(
        f"{_SCHEDULING}/agendas",
        director,
        {
            "kind": "snp_centre",
            "label": "Centre de soins non programmés",
            "profession_code": "10",
            "street": "2 place du Marché",
            "postal_code": settled.places[rpps][0]["postal_code"],
            "commune_code": settled.places[rpps][0]["commune_code"],
            "responsible_id": str(settled.professionals[rpps]),
            "lines": 2,
        },
        once="centre",
    )
    for agenda in made["items"]:
        await services.post(
            f"{_SCHEDULING}/openings",
            owner(settled, rpps),
            {
                "professional_id": agenda["agenda_id"],
                "place_id": agenda["place_id"],
                "kind": "weekly",
                "weekdays": [1, 2, 3, 4, 5],
                "starts_on": today.isoformat(),
                "from_time": "18:00",
                "to_time": "20:00",
                "slot_minutes": 15,
                "reasons": [{"reason_code": "snp", "minutes": 15}, {"reason_code": "care", "minutes": 30}],
                "school_holidays": "open",
                "audience": ["own_patients"],
            },
            once=f"centre-{agenda['line']}",
        )


def owner(settled: Settled, rpps: str) -> Caller:
    me = settled.professionals[rpps]
    return Caller(me, "", settled.cpts["first"], frozenset({"professional"}), me)
