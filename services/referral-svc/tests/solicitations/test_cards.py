"""What a professional who is asked is shown of the person (rules of the profession, section 3)."""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ..build import World
from .asking import asked, read, send, token_of


async def test_the_card_tells_what_is_needed_and_nothing_else(world: World):
    _, _, (token,) = await asked(
        world, criteria={"ald": "yes", "cover": "ame"}, constraints={"home_visit": True, "language_codes": ["uk"]}
    )
    card = await read(world, token)
    assert {key: value for key, value in card.items() if key not in ("card_id", "answer_by")} == {
        "state": "open", "urgency": "soon", "age_band": "40-69", "sex": None, "place": "Secteur de Valbrune",
        "distance_band": "under_2", "need_codes": ["find_medecin_traitant"], "constraints": ["home_visit"],
        "compatible": True, "my_answer": None, "condition": None, "reason_code": None, "answered_at": None,
        "standing": None, "changeable": True, "cpts_name": "CPTS d'essai", "time_zone": "Europe/Paris",
        "coordination_phone": None, "starts_on": None, "starts_half": None, "persons": 1, "ages": [], "takes": None,
        "fellows": [], "named": [], "named_by": None,
    }  # fmt: skip


async def test_the_card_says_by_which_telephone_the_coordination_is_reached(world: World):
    await world.describe_cpts(coordination_phone="0199000001")
    _, _, (token,) = await asked(world)
    assert (await read(world, token))["coordination_phone"] == "0199000001"


async def test_the_card_and_its_mail_say_the_hour_of_where_the_cpts_lives(world: World):
    await world.describe_cpts(time_zone="America/Cayenne")
    _, _, (token,) = await asked(world)
    card = await read(world, token)
    assert card["time_zone"] == "America/Cayenne"
    there = datetime.fromisoformat(card["answer_by"]).astimezone(ZoneInfo(card["time_zone"]))
    ((body,),) = await world.rows("select body from outgoing_mail")
    assert f" {there.day} novembre 2026 à {there.hour}\u00a0h" in body


async def test_a_hamlet_is_shown_as_its_sector(world: World):
    _, _, (token,) = await asked(world, residence={"commune_code": "97002"})
    assert (await read(world, token))["place"] == "Secteur de Valbrune"


async def test_a_person_without_address_is_shown_as_the_territory(world: World):
    _, _, (token,) = await asked(world, residence={"none": True})
    card = await read(world, token)
    assert (card["place"], card["distance_band"]) == ("Territoire CPTS d'essai", "unknown")


async def test_two_cards_of_one_request_share_no_identifier(world: World):
    referral, _, tokens = await asked(world, 2)
    one, other = [await read(world, token) for token in tokens]
    assert one.pop("card_id") != other.pop("card_id")
    assert one == other
    assert referral["referral_id"] not in repr(one)


async def test_two_requests_of_one_person_cannot_be_told_to_be_of_one_person(world: World):
    """R19: a doctor who keeps all that he was ever sent and shown finds no identifier in both."""
    doctor = await world.describe()
    shown = []
    for _ in range(2):
        referral = await world.qualified()
        await send(world, referral, doctor)
        token = await token_of(world, doctor)
        mine = (await world.get(world.professional(professional=doctor), "/solicitations"))["items"]
        newest = next(one for one in mine if one["state"] == "open")
        written = await world.rows("select body from outgoing_mail where body like :link", link=f"%{token}%")
        shown.append(repr((await read(world, token), newest, written[0].body, token)))
        await world.act(world.coordinator, referral["referral_id"], "withdrawal", {"reason_code": "no_longer_needed"})
        world.clock.advance(timedelta(days=9))
    one, other = [set(re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}|/r/[\w-]+|\d\d-\d{4}", words)) for words in shown]
    assert one, "there is something to compare"
    assert other, "there is something to compare"
    assert one.isdisjoint(other)
