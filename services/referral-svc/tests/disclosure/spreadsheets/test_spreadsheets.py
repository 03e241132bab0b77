"""The list kept before comes in line by line: tried first, sealed meanwhile, taken back whole."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest

from carekit.auth import ROLES
from referral_svc.disclosure.spreadsheets import running
from referral_svc.disclosure.spreadsheets.columns import guess
from referral_svc.disclosure.spreadsheets.rows import Reader
from referral_svc.referrals.codes import Kind

from ...build import THEIRS, World, need, person
from .importing import PATH, given, guessed, imported, importer, mapping, result, tried, upload
from .lists import HEADER, as_csv, as_xlsx, line, sample

WORDS = ("Zyborowska", "Melusine", "0199001122", "01 99 00 11 22", "Ondines", "1961-05-04", "04/05/1961")


async def readable(world: World) -> str:
    """Whatever SQL can read."""
    tables = await world.rows("select tablename from pg_tables where schemaname = 'public'")
    rows = [row for (table,) in tables for row in await world.rows(f'select * from "{table}"')]
    return "\n".join(
        value.decode("latin-1") if isinstance(value, bytes) else str(value) for row in rows for value in row
    )


@pytest.mark.parametrize("role", sorted(ROLES - {"care_coordinator", "social_coordinator"}))
async def test_a_list_is_brought_by_its_coordinator_alone(world: World, role: str) -> None:
    who = world.who(role)
    answer = await upload(world, who, as_csv(line()))
    assert (answer.status_code, answer.json()["type"].rsplit("/", 1)[-1]) == (403, "role-refused")
    assert await world.refused(who, "GET", PATH) == (403, "role-refused")


async def test_a_social_list_is_the_social_coordinators(world: World) -> None:
    answer = await upload(world, world.coordinator, as_csv(line()), "social")
    assert (answer.status_code, answer.json()["allowed_roles"]) == (403, ["social_coordinator"])
    assert (await upload(world, world.who("social_coordinator"), as_csv(line()), "social")).status_code == 201


async def test_what_a_list_holds_is_shown_to_who_brought_it_alone(world: World) -> None:
    author, other = world.coordinator, world.coordinator
    path = await given(world, author, as_csv(line()))
    for stranger in (other, world.who("social_coordinator"), world.who("care_coordinator", cpts=THEIRS)):
        assert await world.refused(stranger, "GET", f"{path}/columns") == (404, "spreadsheet-not-found")
        assert await world.refused(stranger, "PUT", f"{path}/mapping", mapping(REQUIRED)) == (
            404,
            "spreadsheet-not-found",
        )
        assert await world.refused(stranger, "POST", f"{path}/run", {}) == (404, "spreadsheet-not-found")
        assert await world.refused(stranger, "DELETE", path) == (404, "spreadsheet-not-found")
    (seen,) = (await world.get(other, PATH))["items"]
    assert (seen["is_mine"], seen["lines"], seen["state"]) == (False, 1, "given")


REQUIRED = {"family_name": 0, "given_name": 1, "phone": 4, "commune": 5}


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"family_name": 0}, (422, "columns-missing")),
        ({**REQUIRED, "birth": 40}, (422, "column-unknown")),
        ({**REQUIRED, "birth": 0}, (422, "column-unknown")),
        ({**REQUIRED, "birth": -1}, (422, "invalid-input")),
        ({**REQUIRED, "shoe_size": 2}, (422, "invalid-input")),
    ],
)
async def test_a_mapping_that_leaves_out_what_is_needed_is_refused(
    world: World, columns: dict[str, int], expected: tuple[int, str]
) -> None:
    author = world.coordinator
    path = await given(world, author, as_csv(line()))
    assert await world.refused(author, "PUT", f"{path}/mapping", mapping(columns)) == expected


async def test_nothing_runs_before_it_was_tried(world: World) -> None:
    author = world.coordinator
    path = await given(world, author, as_csv(line()))
    assert await world.refused(author, "POST", f"{path}/run", {}) == (409, "spreadsheet-not-tried")


async def test_no_sql_reads_a_list_and_no_refusal_repeats_it(world: World) -> None:
    author = world.coordinator
    path, _ = await tried(world, author, as_csv(line(), line(naissance="Zyborowska")))
    assert not [word for word in WORDS if word in await readable(world)]
    answer = await world.ask(author, "PUT", f"{path}/mapping", mapping({"Zyborowska": 0}))
    assert "Zyborowska" not in answer.text
    await world.ask(author, "POST", f"{path}/run", {})
    await importer(world).run_once()
    assert not [word for word in WORDS if word in await readable(world)]
    assert not [word for word in WORDS if word in str(await result(world, author, path))]


async def test_trying_states_nothing_and_tells_what_would_come(world: World) -> None:
    author = world.coordinator
    await world.state(patient=person(family_name="Zyborowska", given_name="Melusine"))
    _, trial = await tried(
        world,
        author,
        as_csv(
            line(),
            line(nom="Kwist"),
            line(nom="Kwist"),
            line(nom="Brylov", accord=""),
            line(nom="Hexa", accord="non"),
            line(nom="Tovlud", commune="Atlantide"),
        ),
    )
    assert {name: trial[name] for name in ("lines", "ready", "waiting", "refusals", "twins", "left_out")} == {
        "lines": 6,
        "ready": 1,
        "waiting": 1,
        "refusals": 1,
        "twins": 2,
        "left_out": 1,
    }
    assert [row["twin"] for row in trial["rows"]] == ["open_request", "none", "in_file", "none", "none", "none"]
    assert trial["rows"][5]["problems"] == [{"column": "commune", "rule": "commune-not-served"}]
    assert len(await world.rows("select 1 from referral")) == 1


async def test_a_mapping_is_remembered_for_the_next_list(world: World) -> None:
    author = world.coordinator
    header = [*HEADER[:4], "Rappeler au", *HEADER[5:]]
    path = await given(world, author, as_csv(line(), header=header))
    proposed = await guessed(world, author, path)
    assert "phone" not in proposed
    await world.ask(author, "PUT", f"{path}/mapping", mapping({**proposed, "phone": 4}))
    colleague = world.coordinator
    again = await given(world, colleague, as_csv(line(), header=header))
    assert (await guessed(world, colleague, again))["phone"] == 4


async def test_a_list_of_three_hundred_comes_in_with_its_report(world: World) -> None:
    author = world.coordinator
    path, trial = await tried(world, author, as_xlsx(*sample(300)))
    assert trial["lines"] == 300
    await world.ask(author, "POST", f"{path}/run", {})
    assert await importer(world).run_once() == 300
    done = await world.get(author, path)
    assert (done["state"], done["done"]) == ("done", 300)
    assert done["counts"] == {
        "stated": trial["ready"], "waiting": trial["waiting"], "refusals": trial["refusals"],
        "twins": trial["twins"], "left_out": trial["left_out"],
    }  # fmt: skip
    assert min(done["counts"].values()) > 0
    lines = await result(world, author, path)
    assert len(lines) == 300
    assert len({one["numéro de dossier"] for one in lines} - {""}) == trial["ready"] + trial["waiting"]
    (waiting,) = [one for one in (await world.get(author, "/worklists"))["items"] if one["key"] == "to_consent"]
    assert waiting["count"] == trial["waiting"]
    assert len(await world.rows("select 1 from refused_consent")) == trial["refusals"]


async def test_the_file_is_destroyed_with_its_key_after_the_run(world: World) -> None:
    author = world.coordinator
    path = await imported(world, author, as_csv(line()))
    sheet_id = path.rsplit("/", 1)[-1]
    assert await world.rows("select 1 from sealed_spreadsheet") == []
    assert await world.rows("select 1 from data_key where referral_id = :id", id=sheet_id) == []
    assert await world.refused(author, "GET", f"{path}/columns") == (404, "spreadsheet-not-found")
    assert (await world.get(author, path))["erased_at"] is not None


async def test_a_list_that_nobody_runs_is_destroyed_within_a_day(world: World) -> None:
    author = world.coordinator
    path, _ = await tried(world, author, as_csv(line()))
    world.clock.advance(timedelta(hours=23))
    assert await importer(world).expire_once() == 0
    world.clock.advance(timedelta(hours=1))
    # The hour has come, the worker has not: it does not open any more all the same.
    assert await world.refused(author, "GET", f"{path}/columns") == (404, "spreadsheet-not-found")
    assert await world.refused(author, "POST", f"{path}/run", {}) == (404, "spreadsheet-not-found")
    assert await importer(world).expire_once() == 1
    assert await world.rows("select 1 from sealed_spreadsheet") == []


async def test_a_discarded_list_is_destroyed_at_once(world: World) -> None:
    author = world.coordinator
    path = await given(world, author, as_csv(line()))
    assert (await world.ask(author, "DELETE", path)).status_code == 204
    assert await world.rows("select 1 from sealed_spreadsheet") == []
    assert await world.refused(author, "DELETE", path) == (409, "spreadsheet-under-way")
    assert (await world.get(author, path))["state"] == "discarded"


async def test_a_request_keeps_the_day_on_which_the_person_had_asked(world: World) -> None:
    author = world.coordinator
    await imported(world, author, as_csv(line(demande="02/03/2025", accord="15/03/2025")))
    (request,) = (await world.get(author, "/referrals"))["items"]
    assert request["stated_at"].startswith("2025-03-02")
    (consent,) = await world.rows("select given_at, search from consent")
    assert str(consent.given_at).startswith("2025-03-15")


async def test_a_process_that_dies_in_the_middle_states_no_line_twice(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = world.coordinator
    path, trial = await tried(world, author, as_csv(*sample(100)))
    await world.ask(author, "POST", f"{path}/run", {})
    monkeypatch.setattr(running, "BATCH", 30)
    one, died = running.Importer._one, 0

    async def dies(self: Any, session: Any, sheet: Any, tried_line: Any, zone: Any) -> None:
        nonlocal died
        died += 1
        if died == 50:
            raise ConnectionError("killed")
        await one(self, session, sheet, tried_line, zone)

    monkeypatch.setattr(running.Importer, "_one", dies)
    with pytest.raises(ConnectionError):
        await importer(world).run_once()
    assert (await world.get(author, path))["done"] == 30
    monkeypatch.setattr(running.Importer, "_one", one)
    await importer(world).run_once()
    await importer(world).run_once()
    counts = (await world.get(author, path))["counts"]
    assert counts["stated"] == trial["ready"]
    stated = await world.rows("select id from referral where status = 'stated'")
    assert len(stated) == trial["ready"]


async def test_a_line_about_somebody_known_comes_in_only_when_asked_to(world: World) -> None:
    author = world.coordinator
    await world.state()
    path = await imported(world, author, as_csv(line()))
    assert (await result(world, author, path))[0]["état"].startswith("laissée de côté")
    path = await imported(world, author, as_csv(line()), keep_twins=True)
    number = (await result(world, author, path))[0]["numéro de dossier"]
    (twin,) = (await world.get(author, "/referrals", worklist="duplicates"))["items"]
    assert twin["case_number"] == number


async def test_an_import_is_taken_back_whole_while_nobody_has_worked_on_it(world: World) -> None:
    author = world.coordinator
    rows = (line(), line(nom="Brylov", accord=""), line(nom="Hexa", accord="non"))
    path = await imported(world, author, as_csv(*rows))
    answer = await world.ask(world.coordinator, "POST", f"{path}/undo")
    assert (answer.status_code, answer.json()["state"]) == (202, "undoing")
    await importer(world).run_once()
    assert (await world.get(author, path))["state"] == "undone"
    assert [tuple(row) for row in await world.rows("select status, erasure_reason from referral")] == [
        ("withdrawn", "entered_by_mistake")
    ]
    for table in ("sealed_person", "sealed_care_bulletin", "refused_consent"):
        assert await world.rows(f'select 1 from "{table}"') == []
    assert {one["état"] for one in await result(world, author, path)} == {"import annulé"}


async def test_an_import_on_which_somebody_has_worked_is_not_taken_back(world: World) -> None:
    author = world.coordinator
    path = await imported(world, author, as_csv(line(), line(nom="Brylov")))
    first = (await world.get(author, "/referrals"))["items"][0]
    await world.act(author, first["referral_id"], "qualification", {})
    answer = await world.ask(author, "POST", f"{path}/undo")
    assert (answer.status_code, answer.json()["moved"]) == (409, 1)
    assert await world.refused(author, "POST", f"{path}/run", {}) == (409, "spreadsheet-under-way")


async def test_a_formula_is_never_repeated_to_a_spreadsheet(world: World) -> None:
    author = world.coordinator
    path = await imported(world, author, as_csv(line(nom="=1+1"), line(motif="@SUM(A1)")))
    answer = await world.ask(author, "GET", f"{path}/result")
    cells = [cell for one in answer.text.splitlines() for cell in one.split(";")]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert {one["état"] for one in await result(world, author, path)} == {"laissée de côté"}


async def test_five_thousand_lines_are_tried_for_little_more_than_in_proportion(world: World) -> None:
    """A ratio, so that a slow machine is no excuse: ten times the lines, at most twenty times the work."""
    reader = Reader(Kind.MEDECIN_TRAITANT, guess(HEADER, {}), {"valbrune": "97001"}, world.clock.now().date())
    spent = []
    for size in (500, 5_000):
        rows = sample(size)
        started = time.process_time()
        for number, cells in enumerate(rows):
            reader.read(number, [str(cell) for cell in cells])
        spent.append(time.process_time() - started)
    assert spent[1] < 20 * spent[0]


async def test_a_need_as_the_form_sends_it_is_no_other_than_that_of_a_list(world: World) -> None:
    typed = await world.state(**{**need(), "criteria": {"ald": "yes", "cover": "c2s"}})
    await imported(world, world.coordinator, as_csv(line(nom="Brylov")))
    rows = await world.rows(
        "select kind, need_codes, urgency, age_band, sex, commune_code, medical_criteria, priority_class "
        "from referral"
    )
    assert typed["status"] == "stated"
    assert rows[0] == rows[1]
