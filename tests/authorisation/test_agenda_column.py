"""The column « Agenda » of the table of roles (rules of the profession, section 8), cell by cell, against the rows.

Each operation stands under the words that give it, so that a new one has to say whose it is; what no word of a cell
gives is refused, which `test_matrix.py` asks of the running services.
"""

from __future__ import annotations

import pytest

from carekit.auth import ROLES

from .matrix.roles import EVERYBODY
from .matrix.scheduling import ROWS

#: What the table gives to each role. Where a cell says « all », its words are written out.
CELLS: dict[str, str] = {
    "referrer": "searches, books, takes",
    "professional": "own agenda, searches, books, takes, rota, pool",
    "delegate": "own agenda, searches, books, rota, pool",  # of one professional: he takes no slot of another agenda
    "care_coordinator":
        "own agenda, every agenda, searches, books, takes, rota, keeps rotas, pool, keeps pools, figures, rows, "
        "sorts, scripts, places visits, dispositions",
    "social_coordinator": "searches, books, takes",
    "secretary": "rota, keeps rotas, pool, keeps pools",
    "director":
        "own agenda, every agenda, searches, books, takes, rota, keeps rotas, pool, keeps pools, figures, rows, "
        "scripts, rules, dispositions",
    "regulator": "searches, books, takes, sorts, dispositions",
    "evaluator": "figures",
    "partner": "",
    "health_mediator": "searches, books, takes",
    "case_manager": "searches, books, takes",
    "project_officer": "figures",
    "quality_referent": "",
    "guest": "",
    "platform_operator": "",
    "suspended": "",
}  # fmt: skip

WORDS: dict[str, str] = {
    "searches":
        "find_free_slots find_shared_slots read_half_day_table read_slot_board read_agenda_rules read_epidemic_mode",
    "books": "list_wishes note_wish",
    "takes": "hold_slot book_appointment",
    "own agenda":
        "list_agendas read_participation list_epidemic_plans list_round_volunteers",
    "every agenda":
        "list_openings read_opening publish_opening revise_opening withdraw_opening revise_openings copy_week "
        "preview_slots list_widenings list_sharable_cpts read_agenda list_closures close_span reopen_span "
        "say_who_sees_a_slot see_a_slot_as_its_opening "
        "make_agendas describe_agenda close_agenda list_appointments cancel_appointment move_appointment "
        "record_outcome list_sas_declarations read_rounds list_round_publications prepare_epidemic_plan "
        "switch_epidemic_mode_off set_home_visit_threshold",
    "rota": "list_rotas read_rota list_swaps read_duty_ledger list_ledger_duties",
    "keeps rotas":
        "make_rota revise_rota drop_rota take_part_in_rota leave_rota say_duty_wishes solve_rota publish_rota "
        "weigh_duty_change assign_duty move_duty offer_swap accept_swap withdraw_swap read_information "
        "write_information",
    "pool": "list_pool_volunteers list_volunteer_hours list_replacements list_teams",
    "keeps pools": "try_replacement publish_replacement make_team",
    "figures": "read_delays read_coverage read_home_visit_capacity",
    "rows":
        "list_coverage_rows list_delay_samples list_waits list_home_visit_slots list_participation_slots",
    "sorts": "list_triages open_triage read_triage answer_triage_question dispose_triage list_recourses_now",
    "dispositions": "list_triage_dispositions list_triage_scripts read_triage_script",
    "scripts": "save_triage_script_draft discard_triage_script_draft preview_triage_script_draft",
    "places visits": "note_round_visit propose_rounds publish_rounds",
    "rules": "set_agenda_rules sign_statements publish_triage_script_draft",
}  # fmt: skip
#: The professional's and his delegate's alone: nobody oversees what they connect, nor walks their round.
THEIRS = {"list_outside_calendars", "read_own_rounds"}


def test_every_role_has_its_cell() -> None:
    assert CELLS.keys() == ROLES


@pytest.mark.parametrize("role", sorted(CELLS))
def test_a_role_has_of_the_agenda_what_its_cell_gives_and_no_more(role: str) -> None:
    words = [word for word in CELLS[role].split(", ") if word]
    given = {operation for word in words for operation in WORDS[word].split()}
    if role in ("professional", "delegate"):
        given |= THEIRS
    has = {operation for operation, roles in ROWS.items() if role in roles and roles != EVERYBODY}
    assert has == given
