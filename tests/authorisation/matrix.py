"""Who may do what, written by hand from the rules of the profession (section 8), one row per operation.

`may`: the roles for which an object of their own CPTS is open though they have no other link with it. Every
other role, and nobody at all, must be refused. Being members of one CPTS gives no right to each other's patients:
hence so few roles on anything that follows a person. What a link adds (one's own request, sheet, agenda) is
shown by the tests of the service that owns the rule.
"""

from __future__ import annotations

from carekit.auth import ROLES

EVERYBODY = ROLES - {"suspended"}
NOBODY: frozenset[str] = frozenset()

COORDINATOR = frozenset({"care_coordinator"})
COORDINATORS = frozenset({"care_coordinator", "social_coordinator"})
OFFICE = frozenset({"secretary", "director"})
CORRECTORS = COORDINATORS | OFFICE
STATERS = COORDINATORS | {"referrer", "professional", "regulator", "health_mediator", "case_manager"}
LISTERS = STATERS | OFFICE
RULE_READERS = COORDINATORS | {"director"}
FIGURE_READERS = COORDINATORS | {"director", "project_officer", "evaluator"}
TRIAGERS = COORDINATOR | {"regulator"}
AGENDA_KEEPERS = frozenset({"care_coordinator", "director"})
ROTA_BUILDERS = AGENDA_KEEPERS | {"secretary"}
BOOKERS = STATERS | {"delegate", "director"}
DIRECTORY_READERS = BOOKERS | {"secretary", "project_officer", "quality_referent"}

MATRIX: dict[str, frozenset[str]] = {
    # directory: territory
    "list_communes": EVERYBODY,
    "list_cpts": frozenset({"platform_operator"}),
    "found_cpts": frozenset({"platform_operator"}),
    "get_territory": frozenset({"platform_operator"}),
    "redraw_territory": frozenset({"platform_operator"}),
    "get_current_cpts": EVERYBODY,
    "get_current_outlines": EVERYBODY,
    "state_coordination": OFFICE,
    "announce_cpts_closure": OFFICE,
    "withdraw_cpts_closure": OFFICE,
    # directory: people and structures
    "search_professionals": DIRECTORY_READERS,
    "get_professional": DIRECTORY_READERS,
    "list_structures": DIRECTORY_READERS,
    "get_structure": DIRECTORY_READERS,
    "list_professions": EVERYBODY,
    "list_specialties": EVERYBODY,
    "list_structure_categories": EVERYBODY,
    "list_languages": EVERYBODY,
    "list_directory_worklists": EVERYBODY,
    "state_offer": CORRECTORS,
    "confirm_offer": CORRECTORS,
    "correct_contact": CORRECTORS,
    "list_sheet_changes": CORRECTORS,
    "state_absence": CORRECTORS,
    "remove_absence": CORRECTORS,
    "state_volunteering": OFFICE | COORDINATORS,
    # directory: members and imports
    "list_members": DIRECTORY_READERS,
    "join_member": OFFICE,
    "depart_member": OFFICE,
    "list_imports": OFFICE | {"platform_operator"},
    "give_file": OFFICE | {"platform_operator"},
    "get_import": OFFICE | {"platform_operator"},
    "list_import_rejections": OFFICE | {"platform_operator"},
    # referral: a need is stated and followed
    "state_need": STATERS,
    "show_own_door": STATERS,
    "refuse_consent": STATERS,
    "list_refused_consents": STATERS,
    "count_refused_consents": FIGURE_READERS,
    "export_refused_consent_counts": FIGURE_READERS,
    "record_recontact": NOBODY,
    "list_referrals": LISTERS,
    "show_referral_board": LISTERS,
    "list_saved_filters": LISTERS,
    "save_filter": LISTERS,
    "change_saved_filter": NOBODY,  # its owner alone
    "forget_saved_filter": NOBODY,
    "export_referrals": COORDINATORS | {"secretary"},
    "show_referral": COORDINATOR,
    "show_referral_timeline": COORDINATOR,
    "qualify_referral": COORDINATOR,
    "decide_referral_class": COORDINATOR,
    "hold_referral": COORDINATOR,
    "resume_referral": COORDINATOR,
    "redirect_referral": COORDINATOR,
    "withdraw_referral": COORDINATOR,
    "agree_to_share": COORDINATOR,
    "record_doctor_agreement": COORDINATOR,
    "say_complexity": COORDINATOR,
    "record_consent": COORDINATOR,
    "record_consent_refusal": COORDINATOR,
    # referral: requests stated together
    "state_discharge": STATERS,
    "state_together": STATERS,
    "show_bundle": COORDINATOR,
    "qualify_bundle": COORDINATOR,
    "move_discharge": COORDINATOR,
    "confirm_discharge": COORDINATOR,
    "cancel_discharge": COORDINATOR,
    "send_wave_together": COORDINATOR,
    "record_choice_together": COORDINATOR,
    "merge_referral": COORDINATOR,
    "erase_referral": COORDINATOR,
    "withdraw_consent": COORDINATOR,
    "close_referral": COORDINATOR,
    "record_declaration": COORDINATOR,
    "record_first_appointment": COORDINATOR,
    "waive_report": COORDINATOR,
    "step_back_from_placement": COORDINATOR,
    "list_participants": COORDINATOR,
    "name_participant": COORDINATOR,
    "read_notice": NOBODY,
    "waive_notice": COORDINATOR,
    "show_notifications": STATERS | {"director"},
    "change_notifications": STATERS | {"director"},
    "show_structure_mailbox": STATERS,
    "name_structure_mailbox": STATERS,
    "confirm_structure_mailbox": STATERS,
    "mute_structure": STATERS,
    "list_referral_worklists": EVERYBODY,
    # referral: who follows a case, and to whom it is handed by name
    "list_colleagues": RULE_READERS,
    "name_holder": COORDINATOR,
    "list_leaves": RULE_READERS,
    "announce_leave": RULE_READERS,
    "end_leave": NOBODY,  # one that nobody announced
    "list_partner_routes": LISTERS,
    "add_partner_route": COORDINATORS | OFFICE,
    "change_partner_route": COORDINATORS | OFFICE,
    # referral: whether some are served worse
    "show_monitor": FIGURE_READERS,
    "export_monitor": FIGURE_READERS,
    "list_gap_alerts": RULE_READERS,
    "look_at_gap_alerts": RULE_READERS,
    # referral: acts done before the rights were up to date
    "list_unpaid_acts": COORDINATORS | {"professional"},
    "export_unpaid_acts": COORDINATORS,
    "take_unpaid_act_step": NOBODY,  # one that nobody flagged
    "list_referral_unpaid_acts": COORDINATOR,
    "flag_unpaid_act": COORDINATOR,
    "claim_unpaid_acts": NOBODY,  # nor may be claimed
    "write_rights": NOBODY,  # as the social bulletin of a care request
    "state_identity": COORDINATOR,
    # referral: what professionals seek of each other
    "list_appeals": LISTERS,
    "export_appeals": RULE_READERS,
    "post_appeal": STATERS,
    "reply_to_appeal": NOBODY,  # one that nobody posted
    "confirm_appeal_taker": NOBODY,  # its author alone
    "close_appeal": NOBODY,
    "set_appeal_aside": NOBODY,
    "bring_appeal_back": NOBODY,
    "remove_appeal": NOBODY,  # one that nobody posted
    # referral: returns home, which are the hospital's
    "list_hospitals": LISTERS,
    "ask_home_return": STATERS,
    "count_home_returns": FIGURE_READERS,
    "export_home_returns": FIGURE_READERS,
    "list_handovers": COORDINATOR,
    "hand_over": COORDINATOR,
    "show_readers": COORDINATOR,
    "list_my_handovers": EVERYBODY,  # an empty list for whoever was handed nothing by name
    "answer_handover": NOBODY,  # one that was handed to nobody
    "end_handover": NOBODY,
    "revoke_handover": NOBODY,
    # referral: neighbouring CPTS
    "list_neighbour_cpts": frozenset({"director"}),
    "list_neighbour_agreements": RULE_READERS,
    "offer_neighbour_agreement": frozenset({"director"}),
    "answer_neighbour_agreement": NOBODY,  # one that nobody offered
    "revoke_neighbour_agreement": NOBODY,
    "list_crossings": COORDINATOR,
    "open_crossing": COORDINATOR,
    "revoke_crossing": NOBODY,  # a request that was never opened
    "list_received_requests": COORDINATORS,
    "list_received_candidates": NOBODY,
    "list_past_received_requests": COORDINATORS,
    "solicit_for_neighbour": NOBODY,
    "hear_for_neighbour": NOBODY,
    "refuse_received_request": NOBODY,
    # referral: calls
    "list_requests_to_call": COORDINATORS,
    "show_call_list": COORDINATOR,
    "claim_call": COORDINATOR,
    "record_call": COORDINATOR,
    "take_back_call": NOBODY,  # a call that nobody made
    "list_reach_attempts": COORDINATOR,
    "record_reach_attempt": COORDINATOR,
    # referral: the rules of the CPTS
    "list_rule_sets": RULE_READERS,
    "show_rule_set": RULE_READERS,
    "save_rule_draft": COORDINATOR | {"director"},
    "discard_rule_draft": COORDINATOR | {"director"},
    "preview_rule_draft": RULE_READERS,
    "adopt_rule_draft": frozenset({"director"}),
    # referral: identity
    "read_care_bulletin": COORDINATOR,
    "write_care_bulletin": COORDINATOR,
    "read_social_bulletin": NOBODY,
    "write_social_bulletin": NOBODY,
    "read_wishes": COORDINATOR,  # and whoever stated it
    "show_reading_log": COORDINATOR,
    "hand_over_person_file": COORDINATOR,
    "read_messages": COORDINATOR,
    "write_message": COORDINATOR,
    "mark_messages_read": NOBODY,  # a message nobody wrote: no coordinator finds it either
    "list_reports": COORDINATOR,
    "file_report": COORDINATOR,
    "list_visits_to_confirm": COORDINATOR,
    "confirm_visit": COORDINATOR,
    "give_advice": NOBODY,  # the specialist whom the person chose
    "read_report": NOBODY,  # a report nobody filed: no coordinator finds it either
    "give_report_file": NOBODY,
    "read_report_file": NOBODY,
    "withdraw_report": NOBODY,
    "print_downtime_list": COORDINATORS,
    "list_spreadsheets": COORDINATORS,
    "give_spreadsheet": COORDINATOR,
    "show_spreadsheet": COORDINATOR,
    "discard_spreadsheet": NOBODY,  # whoever brought it alone
    "show_spreadsheet_columns": NOBODY,
    "try_spreadsheet": NOBODY,
    "run_spreadsheet": NOBODY,
    "undo_spreadsheet": COORDINATOR,
    "export_spreadsheet_result": COORDINATOR,
    "list_drafts": STATERS,
    "keep_draft": STATERS,
    "read_draft": NOBODY,  # its author alone
    "edit_draft": NOBODY,
    "discard_draft": NOBODY,
    "give_names": EVERYBODY,  # an empty list for whoever has no grant: see its own test
    # referral: who is asked, who answers
    "list_candidates": COORDINATOR,
    "send_wave": COORDINATOR,
    "stop_wave": NOBODY,  # one that nobody sent
    "remind_wave": NOBODY,
    "widen_search": COORDINATOR,
    "list_waves": COORDINATOR,
    "list_proposals": COORDINATOR,
    "record_choice": COORDINATOR,
    "decline_proposal": COORDINATOR,
    # referral: the plan for a backlog
    "make_plan": COORDINATOR,
    "list_plans": COORDINATOR,
    "show_plan": COORDINATOR,
    "list_plan_rows": COORDINATOR,
    "edit_plan_row": COORDINATOR,
    "start_plan": COORDINATOR,
    "cancel_plan": COORDINATOR,
    "list_departures": COORDINATOR,
    "preview_departure": COORDINATOR,
    "announce_departure": COORDINATOR,
    "preview_departure_cancellation": NOBODY,  # one that nobody announced
    "cancel_departure": NOBODY,
    # referral: how the load is spread
    "list_fair_shares": COORDINATORS,
    "show_spread_figures": FIGURE_READERS,
    "export_fair_shares": COORDINATORS,
    "show_fair_share": COORDINATORS,  # and himself
    "list_my_solicitations": frozenset({"professional", "delegate"}),
    "answer_solicitation": NOBODY,
    "read_solicitation_settings": COORDINATORS,
    "change_solicitation_settings": COORDINATORS,
    "read_own_answers": NOBODY,  # himself alone: no mark to others
    "change_own_answers": NOBODY,
    # scheduling
    "find_free_slots": BOOKERS | {"secretary"},
    "read_half_day_table": BOOKERS | {"secretary"},
    "read_slot_board": BOOKERS | {"secretary"},
    "list_openings": AGENDA_KEEPERS,
    "read_opening": AGENDA_KEEPERS,
    "publish_opening": AGENDA_KEEPERS,
    "revise_opening": AGENDA_KEEPERS,
    "withdraw_opening": AGENDA_KEEPERS,
    "read_agenda": AGENDA_KEEPERS,
    "list_agendas": AGENDA_KEEPERS | {"secretary", "professional", "delegate"},
    "make_agendas": AGENDA_KEEPERS | {"secretary"},
    "describe_agenda": AGENDA_KEEPERS | {"secretary"},
    "close_agenda": AGENDA_KEEPERS | {"secretary"},
    "revise_openings": AGENDA_KEEPERS,
    "copy_week": AGENDA_KEEPERS,
    "preview_slots": AGENDA_KEEPERS,
    "list_widenings": AGENDA_KEEPERS,
    "list_closures": AGENDA_KEEPERS,
    "close_span": AGENDA_KEEPERS,
    "reopen_span": AGENDA_KEEPERS,
    "read_agenda_rules": BOOKERS | {"secretary"},
    "set_agenda_rules": frozenset({"director"}),
    "hold_slot": BOOKERS - {"delegate"},
    "release_hold": NOBODY,
    "book_appointment": BOOKERS - {"delegate"},
    "list_appointments": AGENDA_KEEPERS,
    "cancel_appointment": AGENDA_KEEPERS,
    "move_appointment": AGENDA_KEEPERS,  # and who booked it
    "record_outcome": AGENDA_KEEPERS,
    "list_scheduling_worklists": EVERYBODY,
    # scheduling: triage
    "list_triages": TRIAGERS,
    "open_triage": TRIAGERS,
    "read_triage": TRIAGERS,
    "answer_triage_question": TRIAGERS,
    "dispose_triage": TRIAGERS,
    "list_triage_scripts": OFFICE | TRIAGERS,
    "read_triage_script": OFFICE | TRIAGERS,
    "save_triage_script_draft": OFFICE | COORDINATOR,
    "discard_triage_script_draft": OFFICE | COORDINATOR,
    "preview_triage_script_draft": OFFICE | COORDINATOR,
    "publish_triage_script_draft": OFFICE,
    # scheduling: calendars of elsewhere, and the private feed (the owner of the agenda and his delegate alone)
    "list_outside_calendars": frozenset({"professional", "delegate"}),
    "add_outside_calendar": NOBODY,
    "give_outside_calendar": NOBODY,
    "remove_outside_calendar": NOBODY,
    "show_calendar_feed": NOBODY,
    "make_calendar_feed": NOBODY,
    "revoke_calendar_feed": NOBODY,
    # scheduling: the national SAS, by its own certificate (its scope opens it, no role does)
    "search_sas_slots": NOBODY,
    "create_sas_regulator": NOBODY,
    "upsert_sas_regulator": NOBODY,
    "list_sas_declarations": AGENDA_KEEPERS,
    # scheduling: rotas
    "list_rotas": BOOKERS | {"secretary"},
    "make_rota": ROTA_BUILDERS,
    "read_rota": BOOKERS | {"secretary"},
    "revise_rota": ROTA_BUILDERS,
    "drop_rota": ROTA_BUILDERS,
    "take_part_in_rota": ROTA_BUILDERS,
    "leave_rota": ROTA_BUILDERS,
    "say_duty_wishes": ROTA_BUILDERS,
    "agree_to_duty_hours": NOBODY,  # the owner of the agenda and his delegate alone
    "solve_rota": ROTA_BUILDERS,
    "publish_rota": ROTA_BUILDERS,
    "weigh_duty_change": ROTA_BUILDERS,
    "assign_duty": ROTA_BUILDERS,
    "move_duty": ROTA_BUILDERS,
    "offer_swap": ROTA_BUILDERS,
    "list_swaps": BOOKERS | {"secretary"},
    "accept_swap": ROTA_BUILDERS,
    "withdraw_swap": ROTA_BUILDERS,
    "read_duty_ledger": BOOKERS | {"secretary"},
    # scheduling: the software of partners, by what it was registered for (its scope opens it, no role does)
    "search_gap_slots": NOBODY,
    "search_gap_schedules": NOBODY,
    "read_gap_slot": NOBODY,
    "read_gap_schedule": NOBODY,
    "read_gap_practitioner": NOBODY,
    "read_gap_practitioner_role": NOBODY,
    "search_gap_appointments": NOBODY,
    "read_gap_appointment": NOBODY,
    "create_gap_appointment": NOBODY,
    "update_gap_appointment": NOBODY,
    "upsert_gap_appointment": NOBODY,
    # scheduling: what everybody is told
    "read_information": ROTA_BUILDERS,
    "write_information": ROTA_BUILDERS,
    # scheduling: how long people wait
    "read_delays": frozenset({"care_coordinator", "director", "project_officer", "evaluator"}),
    "read_coverage": frozenset({"care_coordinator", "director", "project_officer", "evaluator"}),
    "list_delay_samples": frozenset({"care_coordinator", "director"}),
    "list_waits": frozenset({"care_coordinator", "director"}),
    # scheduling: home visits of doctors
    "read_home_visit_capacity": AGENDA_KEEPERS | {"project_officer", "evaluator"},
    "list_home_visit_slots": AGENDA_KEEPERS,
    "set_home_visit_threshold": AGENDA_KEEPERS,
    # scheduling: the pool of locums (a locum acts with his own sheet, and on a cover that there is)
    "list_pool_volunteers": AGENDA_KEEPERS | {"secretary", "professional", "delegate"},
    "join_pool": NOBODY,
    "leave_pool": NOBODY,
    "list_covers": AGENDA_KEEPERS | {"secretary", "professional", "delegate"},
    "publish_cover": AGENDA_KEEPERS | {"secretary"},
    "withdraw_cover": NOBODY,
    "claim_cover": NOBODY,
    "release_cover": NOBODY,
    "confirm_cover": NOBODY,
    "reopen_cover": NOBODY,
    # scheduling: epidemic mode (a plan is read by whom it asks; the plan of the acts is nobody's)
    "list_epidemic_plans": AGENDA_KEEPERS | {"professional", "delegate"},
    "read_epidemic_mode": BOOKERS | {"secretary"},
    "prepare_epidemic_plan": AGENDA_KEEPERS,
    "revise_epidemic_plan": NOBODY,
    "agree_to_epidemic_plan": NOBODY,
    "take_back_epidemic_agreement": NOBODY,
    "try_epidemic_plan": NOBODY,
    "switch_epidemic_mode_on": NOBODY,
    "switch_epidemic_mode_off": AGENDA_KEEPERS,
    # scheduling: hours opened, shared and filled
    "read_participation": AGENDA_KEEPERS | {"secretary", "professional", "delegate"},
    "list_participation_slots": AGENDA_KEEPERS | {"secretary"},  # and himself
    "read_participation_key": AGENDA_KEEPERS | {"secretary", "professional", "delegate"},
    "sign_statements": frozenset({"director"}),
    "read_statement": NOBODY,  # none was signed
}

#: Served by the gateway itself, from the session. The answer link has a test of its own: it needs no session.
ACCOUNTS: dict[str, frozenset[str]] = {
    "list_accounts": OFFICE,
    "read_account": OFFICE,
    "invite_account": OFFICE,
    "set_account_roles": frozenset({"director"}),
    "link_account_professional": frozenset({"director"}),
    "reset_account_totp": frozenset({"director"}),
    "read_session": ROLES,
    "list_sessions": ROLES,
    "end_session": ROLES,
    "switch_cpts": EVERYBODY,
    "lock_session": ROLES,
    "list_partner_systems": frozenset({"platform_operator"}),
    "register_partner_system": frozenset({"platform_operator"}),
    "revoke_partner_system": NOBODY,  # one that nobody registered
    "list_partner_calls": NOBODY,
    "come_from_sas": NOBODY,  # whom the SAS has described: see its own test
    "sign_out": ROLES,
    "sign_out_everywhere": ROLES,
}

#: Open to whoever asks, because they are how one comes in, or the single purpose of a link.
OPEN = frozenset(
    {
        "list_login_methods", "list_demonstration_accounts", "sign_in_with_password", "request_login_link",
        "redeem_login_link", "start_oidc_login", "finish_oidc_login", "read_answer_link", "reply_answer_link",
        "list_locked_people", "unlock_session", "read_sas_capabilities", "read_gap_capabilities",
        "issue_partner_token", "list_public_duties", "read_calendar_feed", "read_public_information",
        "draw_page_code",
    }
)  # fmt: skip
