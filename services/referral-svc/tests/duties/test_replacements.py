"""Professionals hear of replacements as they wish to. Refusals first."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from ..build import Somebody, World
from ..followup.test_notifications import digests_leave, wish
from .test_telling import mails

DAY = "2026-12-08"


def hours_on(*days: str) -> dict[str, Any]:
    hours = [{"on": day, "from_time": "09:00", "to_time": "12:30"} for day in days]
    return {"cover_id": str(uuid4()), "hours": hours}


async def sought(world: World, *volunteers: UUID, source: str = "scheduling-svc") -> None:
    asked = [{"professional_id": str(one), "days": [DAY]} for one in volunteers]
    data = {**hours_on(DAY), "commune_name": "Valbrune", "asked": asked}
    await world.tell("cover.published.v1", data, source=source)


async def changed(
    world: World, change: str, locum: UUID, practice: UUID, by: UUID | None = None, days: tuple[str, ...] = (DAY,)
) -> None:
    who = {"locum_id": str(locum), "decided_by": str(practice), "by_professional_id": by and str(by)}
    data: dict[str, Any] = {**hours_on(*days), "change": change, **who}
    assert (await world.tell("cover.changed.v1", data, source="scheduling-svc")).status_code == 204


async def test_nobody_but_the_agenda_seeks_a_locum(world: World) -> None:
    await sought(world, await world.describe(email="a@exemple.invalid"), source="directory-svc")
    assert await mails(world) == []


async def test_who_wishes_no_mail_of_needs_still_hears_of_his_own_replacements(world: World) -> None:
    locum = await world.describe(email="a@exemple.invalid")
    await wish(world, world.who("professional", professional=locum), cover_offer="off")
    await sought(world, locum, uuid4(), await world.describe(email=None))
    assert await mails(world) == []
    await changed(world, "confirmed", locum, uuid4())
    assert [subject for _, subject, _ in await mails(world)] == ["votre remplacement est confirmé"]


async def test_a_need_says_where_and_when_and_nothing_of_whose(world: World) -> None:
    await sought(world, await world.describe(email="a@exemple.invalid"))
    ((_, subject, body),) = await mails(world)
    assert subject == "un remplacement à prendre"
    assert "à Valbrune" in body
    assert "- mardi 8 décembre 2026, de 9\u00a0h à 12\u00a0h\u00a030" in body
    assert "/remplacements\n" in body


def of_team(team: UUID) -> dict[str, str]:
    return {"team_id": str(team), "label": "Centre de vaccination"}


async def test_a_seat_in_a_team_is_no_replacement_in_any_mail(world: World) -> None:
    nurse, team = await world.describe(email="a@exemple.invalid"), uuid4()
    asked = [{"professional_id": str(nurse), "days": [DAY]}]
    data = {**hours_on(DAY), "commune_name": "Valbrune", "asked": asked, "team": of_team(team)}
    await world.tell("cover.published.v1", data, source="scheduling-svc")
    for change in ("claimed", "confirmed", "reopened", "released", "withdrawn"):
        lead = await world.describe(email=f"{change}@exemple.invalid")
        who = {"locum_id": str(nurse), "decided_by": str(lead), "by_professional_id": None}
        said = {**hours_on(DAY), "change": change, **who, "team": of_team(team)}
        assert (await world.tell("cover.changed.v1", said, source="scheduling-svc")).status_code == 204
    told = await mails(world)
    assert len(told) == 7, "the need, four decisions to the nurse, two changes to who leads"
    for _, subject, body in told:
        assert "remplac" not in subject + body
        assert "«\u00a0Centre de vaccination\u00a0»" in body
        assert f"/equipes/{team}?semaine={DAY}\n" in body


async def test_several_days_are_one_mail_with_those_that_suit_and_their_hours(world: World) -> None:
    doctor = await world.describe(email="a@exemple.invalid")
    data = hours_on("2026-12-07", "2026-12-08", "2026-12-09")
    data["hours"].append({"on": "2026-12-09", "from_time": "14:00", "to_time": "18:00"})
    asked = [{"professional_id": str(doctor), "days": ["2026-12-08", "2026-12-09"]}]
    await world.tell("cover.published.v1", {**data, "commune_name": None, "asked": asked}, source="scheduling-svc")
    ((_, _, body),) = await mails(world)
    assert "- mardi 8 décembre 2026, de 9\u00a0h à 12\u00a0h\u00a030\n" in body
    assert "- mercredi 9 décembre 2026, de 9\u00a0h à 12\u00a0h\u00a030 et de 14\u00a0h à 18\u00a0h\n" in body
    assert "lundi 7" not in body
    assert "Un autre jour est à pourvoir." in body


async def test_a_decision_on_several_days_is_one_mail_with_the_period_and_each_day(world: World) -> None:
    locum = await world.describe(email="a@exemple.invalid")
    await changed(world, "confirmed", locum, uuid4(), days=("2026-12-07", "2026-12-08"))
    ((_, _, body),) = await mails(world)
    assert "du lundi 7 décembre 2026 au mardi 8 décembre 2026 (2 jours) est confirmé." in body
    assert body.count("\n- ") == 2


async def test_who_wishes_a_digest_reads_of_needs_in_it(world: World) -> None:
    doctor = await world.describe(email="a@exemple.invalid")
    await wish(world, world.who("professional", professional=doctor), cover="daily", cover_offer="daily")
    await sought(world, doctor)
    await sought(world, doctor)
    await changed(world, "confirmed", doctor, uuid4())
    assert await mails(world) == []
    world.clock.advance(timedelta(days=1))
    assert await digests_leave(world) == 1
    ((_, _, body),) = await mails(world)
    assert "- une nouvelle de vos remplacements ou de vos places d’équipe\n" in body
    assert "- 2 remplacements ou places d’équipe ont été mis au choix, peut-être déjà pris\n" in body


@pytest.mark.parametrize(
    ("change", "by", "told"),
    [
        ("claimed", "locum", [("practice", "un remplaçant se propose")]),
        ("confirmed", "practice", [("locum", "votre remplacement est confirmé")]),
        ("confirmed", None, [("locum", "votre remplacement est confirmé")]),
        ("confirmed", "locum", []),
        ("reopened", "practice", [("locum", "une confirmation est annulée")]),
        ("released", "locum", [("practice", "votre remplaçant se retire")]),
        ("released", "practice", [("locum", "un remplacement vous est retiré")]),
        (
            "released",
            None,
            [("locum", "un remplacement vous est retiré"), ("practice", "votre remplaçant se retire")],
        ),
        ("withdrawn", "practice", [("locum", "un besoin est retiré")]),
    ],
)
async def test_whom_a_change_concerns_hears_of_it_but_for_who_did_it(
    world: World, change: str, by: str | None, told: list[tuple[str, str]]
) -> None:
    people = {who: await world.describe(email=f"{who}@exemple.invalid") for who in ("locum", "practice")}
    await changed(world, change, people["locum"], people["practice"], people[by] if by else None)
    assert [(to.partition("@")[0], subject) for to, subject, _ in await mails(world)] == told


async def seen(world: World, professional: UUID, email: str | None = "accueil@exemple.invalid") -> Somebody:
    """A delegate of this professional, who has come here once."""
    delegate = Somebody(replace(world.who("delegate", professional=professional).caller, email=email))
    assert (await world.get(delegate, "/notifications"))["items"]
    return delegate


async def test_nobody_elses_delegate_hears_of_a_claim(world: World) -> None:
    await seen(world, await world.describe())
    await changed(world, "claimed", uuid4(), await world.describe(email=None))
    assert await mails(world) == []


async def test_a_delegate_hears_neither_of_his_own_act_nor_of_his_professionals(world: World) -> None:
    titular = await world.describe(email="titulaire@exemple.invalid")
    delegate = await seen(world, titular)
    await changed(world, "released", uuid4(), titular, titular)
    assert await mails(world) == []
    data = {**hours_on(DAY), "change": "released", "locum_id": str(uuid4()), "decided_by": str(titular)}
    data |= {"by_professional_id": None, "by_account_id": str(delegate.caller.account_id)}
    await world.tell("cover.changed.v1", data, source="scheduling-svc")
    assert [to for to, _, _ in await mails(world)] == ["titulaire@exemple.invalid"]


async def test_a_delegate_who_wishes_no_mail_gets_none_and_is_asked_of_nothing_else(world: World) -> None:
    titular = await world.describe(email=None)
    delegate = await seen(world, titular)
    assert [one["kind"] for one in (await world.get(delegate, "/notifications"))["items"]] == ["cover"]
    await wish(world, delegate, cover="off")
    await changed(world, "claimed", uuid4(), titular)
    assert await mails(world) == []


async def test_who_keeps_the_agenda_hears_of_a_claim_as_its_professional_does(world: World) -> None:
    titular = await world.describe(email="titulaire@exemple.invalid")
    await seen(world, titular)
    await changed(world, "claimed", uuid4(), titular)
    told = [(to.partition("@")[0], subject) for to, subject, _ in await mails(world)]
    assert told == [(who, "un remplaçant se propose") for who in ("accueil", "titulaire")]
