"""Requests: stated, followed, proposed, placed, answered for."""

from __future__ import annotations

from .roles import (
    COORDINATOR,
    COORDINATORS,
    EVERYBODY,
    FIGURE_READERS,
    LISTERS,
    NOBODY,
    OFFICE,
    RULE_READERS,
    STATERS,
)

ROWS: dict[str, frozenset[str]] = {
    # a need is stated and followed
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
    # requests stated together
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
    "show_notifications": STATERS | {"director", "delegate"},
    "change_notifications": STATERS | {"director", "delegate"},
    "show_structure_mailbox": STATERS,
    "name_structure_mailbox": STATERS,
    "confirm_structure_mailbox": STATERS,
    "mute_structure": STATERS,
    "list_referral_worklists": EVERYBODY,
    # who follows a case, and to whom it is handed by name
    "list_colleagues": RULE_READERS,
    "name_holder": COORDINATOR,
    "list_leaves": RULE_READERS,
    "announce_leave": RULE_READERS,
    "end_leave": NOBODY,  # one that nobody announced
    "list_partner_routes": LISTERS,
    "add_partner_route": COORDINATORS | OFFICE,
    "change_partner_route": COORDINATORS | OFFICE,
    # whether some are served worse
    "show_monitor": FIGURE_READERS,
    "export_monitor": FIGURE_READERS,
    "list_gap_alerts": RULE_READERS,
    "look_at_gap_alerts": RULE_READERS,
    # acts done before the rights were up to date
    "list_unpaid_acts": COORDINATORS | {"professional"},
    "export_unpaid_acts": COORDINATORS,
    "take_unpaid_act_step": NOBODY,  # one that nobody flagged
    "list_referral_unpaid_acts": COORDINATOR,
    "flag_unpaid_act": COORDINATOR,
    "claim_unpaid_acts": NOBODY,  # nor may be claimed
    "write_rights": NOBODY,  # as the social bulletin of a care request
    "state_identity": COORDINATOR,
    # what professionals seek of each other
    "list_appeals": LISTERS,
    "export_appeals": RULE_READERS,
    "post_appeal": STATERS,
    "reply_to_appeal": NOBODY,  # one that nobody posted
    "confirm_appeal_taker": NOBODY,  # its author alone
    "close_appeal": NOBODY,
    "set_appeal_aside": NOBODY,
    "bring_appeal_back": NOBODY,
    "remove_appeal": NOBODY,  # one that nobody posted
    # returns home, which are the hospital's
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
    # neighbouring CPTS
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
    # calls
    "list_requests_to_call": COORDINATORS,
    "show_call_list": COORDINATOR,
    "claim_call": COORDINATOR,
    "record_call": COORDINATOR,
    "take_back_call": NOBODY,  # a call that nobody made
    "list_reach_attempts": COORDINATOR,
    "record_reach_attempt": COORDINATOR,
    # the rules of the CPTS
    "list_rule_sets": RULE_READERS,
    "show_rule_set": RULE_READERS,
    "save_rule_draft": COORDINATOR | {"director"},
    "discard_rule_draft": COORDINATOR | {"director"},
    "preview_rule_draft": RULE_READERS,
    "adopt_rule_draft": frozenset({"director"}),
    # identity
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
    "tell_of_visit": COORDINATOR,
    "take_back_telling": NOBODY,  # a call that nobody noted
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
    # who is asked, who answers
    "list_candidates": COORDINATOR,
    "send_wave": COORDINATOR,
    "stop_wave": NOBODY,  # one that nobody sent
    "remind_wave": NOBODY,
    "widen_search": COORDINATOR,
    "list_waves": COORDINATOR,
    "list_proposals": COORDINATOR,
    "record_choice": COORDINATOR,
    "decline_proposal": COORDINATOR,
    # the plan for a backlog
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
    # how the load is spread
    "list_fair_shares": COORDINATORS,
    "show_spread_figures": FIGURE_READERS,
    "export_fair_shares": COORDINATORS,
    "show_fair_share": COORDINATORS,  # and himself
    "list_spread_rows": COORDINATORS,  # and himself his own
    "export_spread_rows": COORDINATORS,
    "list_my_solicitations": frozenset({"professional", "delegate"}),
    "answer_solicitation": NOBODY,
    "read_solicitation_settings": COORDINATORS,
    "change_solicitation_settings": COORDINATORS,
    "read_own_answers": NOBODY,  # himself alone: no mark to others
    "change_own_answers": NOBODY,
}
