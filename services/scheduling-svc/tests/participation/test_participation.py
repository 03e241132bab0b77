"""Time opened, shared and filled: who reads it, what it counts, what is signed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from joserfc import jws
from joserfc.jwk import ECKey
from pypdfium2 import PdfDocument
from zxingcpp import read_barcodes

from scheduling_svc.main import create_app
from scheduling_svc.participation.signing import TYPE, SignatureWrong, by_thumbprint, public_keys, verify
from scheduling_svc.participation.verify import main

MONTH = "2026-11"
MONTH_OVER = datetime(2026, 12, 1, 9, tzinfo=UTC)


async def read(world, who, month=MONTH):
    answer = await world.ask(who, "GET", "/participation", params={"month": month})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def sign(world, month=MONTH):
    return await world.ask(world.who("director"), "POST", "/participation/statements", {"month": month})


async def served(world):
    """As whoever was handed a statement reads it: without signing in."""
    return (await world.http.get("/api/scheduling/v1/public/participation-key")).json()


async def keys_of(world):
    return by_thumbprint(ECKey.import_key(key) for key in (await served(world))["keys"])


@pytest.fixture
async def doctor(world):
    """Two hours of the week of 23 November, of it one hour shared, of that a quarter booked."""
    professional = await world.describe()
    one_day = {"kind": "one_off", "weekdays": []}
    await world.open(professional, **one_day)
    await world.open(professional, **one_day, from_time="10:00", to_time="11:00", audience=["own_patients"])
    slot = (await world.free())[0]
    assert (await world.book(world.who("care_coordinator"), slot["slot_id"])).status_code == 201
    return professional


@pytest.mark.parametrize("role", ["referrer", "regulator", "evaluator", "social_coordinator", "guest", "secretary"])
async def test_who_keeps_no_agenda_reads_no_participation(world, role):
    answer = await world.ask(world.who(role), "GET", "/participation", params={"month": MONTH})
    assert answer.status_code == 403


async def test_a_professional_reads_his_own_line_alone(world, doctor):
    await world.open(await world.describe())
    own = await read(world, world.who("professional", professional=doctor))
    assert [line["professional_id"] for line in own["items"]] == [str(doctor)]
    assert len((await read(world, world.who("care_coordinator")))["items"]) == 2


async def test_a_professional_opens_no_rows_of_a_colleague(world, doctor):
    colleague = world.who("professional", professional=await world.describe())
    params = {"month": MONTH, "professional_id": str(doctor)}
    assert (await world.ask(colleague, "GET", "/participation/slots", params=params)).status_code == 403
    path = f"/participation/statements/{doctor}/{MONTH}"
    assert (await world.ask(colleague, "GET", path)).status_code == 403


@pytest.mark.parametrize("role", ["care_coordinator", "secretary", "professional"])
async def test_the_director_alone_signs(world, role):
    who = world.who(role, professional=await world.describe())
    assert (await world.ask(who, "POST", "/participation/statements", {"month": MONTH})).status_code == 403


async def test_minutes_are_opened_shared_and_filled(world, doctor):
    (line,) = (await read(world, world.who("director")))["items"]
    assert (line["opened"], line["shared"], line["filled"], line["weeks_kept"]) == (120, 60, 15, 0)
    assert [week["opened"] for week in line["weeks"]] == [0, 0, 0, 120]


async def test_two_openings_at_the_same_time_are_one_hour(world):
    professional = await world.describe()
    for modality in ("AMB", "VR"):
        await world.open(professional, kind="one_off", weekdays=[], modalities=[modality])
    (line,) = (await read(world, world.who("director")))["items"]
    assert (line["opened"], line["shared"]) == (60, 60)


async def test_two_shared_hours_keep_the_week(world):
    await world.open(await world.describe(), kind="one_off", weekdays=[], to_time="11:00")
    (line,) = (await read(world, world.who("director")))["items"]
    assert line["weeks_kept"] == 1


async def test_the_minutes_open_their_slots(world, doctor):
    own = world.who("delegate", professional=doctor)
    params = {"month": MONTH, "professional_id": str(doctor)}
    slots = (await world.ask(own, "GET", "/participation/slots", params=params)).json()["items"]
    assert [slot["status"] for slot in slots] == ["booked"] + ["free"] * 7


@pytest.mark.parametrize("figure", ["opened", "shared", "filled"])
async def test_each_figure_is_the_time_that_its_slots_take(world, doctor, figure):
    """A second place at the same hours adds slots and no minute."""
    await world.open(doctor, kind="one_off", weekdays=[], from_time="09:30", to_time="10:30", audience=["public"])
    who = world.who("director")
    (line,) = (await read(world, who))["items"]
    params = {"month": MONTH, "professional_id": str(doctor), "figure": figure, "limit": 2}
    minutes, rows, cursor = set(), 0, {}
    while cursor is not None:
        page = (await world.ask(who, "GET", "/participation/slots", params=params | cursor)).json()
        for slot in page["items"]:
            start, end = (datetime.fromisoformat(slot[name]) for name in ("starts_at", "ends_at"))
            minutes |= {start + timedelta(minutes=n) for n in range(int((end - start).total_seconds() // 60))}
        rows += len(page["items"])
        cursor = {"cursor": page["next"]} if page["next"] else None
    assert len(minutes) == line[figure] > 0
    file = await world.ask(who, "GET", "/participation/slots", params=params, Accept="text/csv")
    assert len(file.text.splitlines()) == 1 + rows


async def test_a_month_that_goes_on_is_not_signed(world, doctor):
    refused = await sign(world)
    assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[1]) == (409, "month-not-over")


async def test_nothing_signed_is_said_so(world, doctor):
    answer = await world.ask(world.who("director"), "GET", f"/participation/statements/{doctor}/{MONTH}")
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[1]) == (404, "statement-not-signed")


async def test_a_month_is_signed_once_and_again_only_when_its_figures_changed(world, doctor):
    world.clock.move_to(MONTH_OVER)
    assert (await sign(world)).json() == {"signed": 1, "unchanged": 0}
    assert (await sign(world)).json() == {"signed": 0, "unchanged": 1}
    (line,) = (await read(world, world.who("director")))["items"]
    assert (line["signed_version"], line["differs"]) == (1, False)
    await world.open(doctor, weekdays=[1], starts_on="2026-11-23", from_time="12:00", to_time="12:15")
    (line,) = (await read(world, world.who("director")))["items"]
    assert line["differs"] is False  # a past day opens no slot


async def test_a_statement_is_checked_offline_and_a_changed_one_is_refused(world, doctor, tmp_path, capsys):
    world.clock.move_to(MONTH_OVER)
    await sign(world)
    owner = world.who("professional", professional=doctor)
    given = (await world.ask(owner, "GET", f"/participation/statements/{doctor}/{MONTH}")).json()
    keys = await keys_of(world)
    assert verify(given["signed"], keys).model_dump(mode="json") == given["statement"]
    header, payload, signature = given["signed"].split(".")
    for changed in (f"{header}.{payload[:-2]}AA.{signature}", f"{header}.{payload}.{signature[:-4]}AAAA", "x"):
        with pytest.raises(SignatureWrong):
            verify(changed, keys)
    with pytest.raises(SignatureWrong):
        verify(given["signed"], by_thumbprint([ECKey.generate_key("P-256")]))
    key_file = tmp_path / "key.json"
    key_file.write_bytes(orjson.dumps(await served(world)))
    assert main(str(key_file), orjson.dumps(given).decode()) == 0
    assert f'"month": "{MONTH}"' in capsys.readouterr().out
    assert main(str(key_file), given["signed"].replace(".", ".A", 1)) == 1


async def test_a_token_is_no_statement_and_a_statement_no_token(world, doctor):
    world.clock.move_to(MONTH_OVER)
    await sign(world)
    director = world.who("director")
    given = (await world.ask(director, "GET", f"/participation/statements/{doctor}/{MONTH}")).json()
    with pytest.raises(SignatureWrong):
        verify(world.token_of(director), await keys_of(world))
    refused = await world.http.get(
        f"/api/scheduling/v1/participation?month={MONTH}", headers={"Authorization": f"Bearer {given['signed']}"}
    )
    assert refused.status_code == 401


@pytest.fixture
async def rotated(world, tmp_path):
    """A statement, and another key in the place of the one that signed it, which is now retired."""
    doctor = await world.describe()
    one_day = {"kind": "one_off", "weekdays": []}
    await world.open(doctor, **one_day)
    world.clock.move_to(MONTH_OVER)
    await sign(world)
    path = f"/participation/statements/{doctor}/{MONTH}"
    before = (await world.ask(world.who("director"), "GET", path)).json()["signed"]
    file = tmp_path / "retired.json"
    state = world.app.state
    identity = state.identity
    file.write_bytes(orjson.dumps({"keys": public_keys([identity.signer.key])}))
    state.identity = replace(identity, signer=replace(identity.signer, key=ECKey.generate_key("P-256")))
    state.retired_keys = create_app(world.settings.model_copy(update={"retired_keys": file})).state.retired_keys
    yield before
    state.identity, state.retired_keys = identity, []


async def test_a_statement_of_a_retired_key_is_still_checked_offline(world, rotated, tmp_path):
    before = rotated
    keys = tmp_path / "keys.json"
    keys.write_bytes(orjson.dumps(await served(world)))
    assert main(str(keys), before) == 0
    present_alone = {"keys": (await served(world))["keys"][:1]}
    keys.write_bytes(orjson.dumps(present_alone))
    assert main(str(keys), before) == 1


@pytest.mark.usefixtures("rotated")
async def test_a_retired_key_signs_nothing_new(world):
    professional = await world.describe()
    await world.open(professional, kind="one_off", weekdays=[], starts_on="2026-12-07")
    world.clock.move_to(datetime(2027, 1, 5, 9, tzinfo=UTC))
    assert (await sign(world, "2026-12")).json()["signed"] == 1
    given = await world.ask(world.who("director"), "GET", f"/participation/statements/{professional}/2026-12")
    signed = given.json()["signed"]
    present, retired = (await served(world))["keys"]
    assert jws.extract_compact(signed.encode()).headers()["kid"] == present["kid"]
    assert verify(signed, by_thumbprint([ECKey.import_key(present)])).month == "2026-12"
    with pytest.raises(SignatureWrong):
        verify(signed, by_thumbprint([ECKey.import_key(retired)]))


async def test_a_header_that_names_another_key_is_refused(world, rotated):
    before = rotated
    present, retired = (await keys_of(world)).values()
    forged = jws.serialize_compact(
        {"alg": "ES256", "typ": TYPE, "kid": retired.thumbprint()},
        jws.extract_compact(before.encode()).payload,
        world.app.state.identity.signer.key,
        algorithms=["ES256"],
    )
    with pytest.raises(SignatureWrong):
        verify(forged, by_thumbprint([present, retired]))


@pytest.fixture
async def handed(world, doctor):
    """The statement of November, as JSON and as the sheet."""
    world.clock.move_to(MONTH_OVER)
    await sign(world)
    path = f"/participation/statements/{doctor}/{MONTH}"
    given = (await world.ask(world.who("director"), "GET", path)).json()
    sheet = await world.ask(world.who("director"), "GET", path, accept="application/pdf")
    assert sheet.headers["content-type"] == "application/pdf"
    (page,) = PdfDocument(sheet.content)
    return given, page


def day(iso: str) -> str:
    return "/".join(reversed(iso.split("-")))


def hours(minutes: int) -> str:
    return f"{minutes // 60} h" + (f" {minutes % 60:02}" if minutes % 60 else "")


async def test_the_sheet_says_the_hours_that_were_signed(handed):
    given, page = handed
    statement, printed = given["statement"], page.get_textpage().get_text_bounded().splitlines()
    assert any(statement["professional"] in line and statement["rpps"] in line for line in printed)
    weeks = [
        " ".join([day(week["week_of"]), *(hours(week[name]) for name in ("opened", "shared", "filled"))])
        for week in statement["weeks"]
    ]
    assert weeks[3] == "23/11/2026 2 h 1 h 0 h 15"
    assert [line for line in printed if line[2:3] == "/"] == weeks
    assert "Total 2 h 1 h 0 h 15" in printed
    assert "0 semaines sur 4 avec au moins deux heures partagées." in printed
    assert "/api/scheduling/v1/public/participation-key" in "".join(printed)


async def test_the_code_of_the_sheet_is_read_by_a_scanner_and_checked_offline(world, handed):
    given, page = handed
    (code,) = read_barcodes(page.render(scale=4, grayscale=True).to_numpy())
    assert code.text == given["signed"]
    statement = verify(code.text, await keys_of(world))
    assert statement.model_dump(mode="json") == given["statement"]


async def test_the_key_is_everybodys_and_tells_nothing_secret(world):
    (key,) = (await served(world))["keys"]
    assert set(key) == {"kty", "crv", "x", "y", "kid", "alg", "use"}


async def test_the_month_leaves_as_a_file(world, doctor):
    file = await world.ask(world.who("director"), "GET", "/participation", params={"month": MONTH}, accept="text/csv")
    header, line = file.text.splitlines()
    assert dict(zip(header.split(";"), line.split(";"), strict=True))["shared"] == "60"


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "26-11", "2026-11-01", "٢٠٢٦-11"])
async def test_a_month_is_a_month(world, month):
    answer = await world.ask(world.who("director"), "GET", "/participation", params={"month": month})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "query.month")
