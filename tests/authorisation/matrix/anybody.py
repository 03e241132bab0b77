"""What asks nobody who he is."""

from __future__ import annotations

#: Open to whoever asks, because they are how one comes in, or the single purpose of a link.
OPEN = frozenset(
    {
        "list_login_methods", "list_demonstration_accounts", "sign_in_with_password", "request_login_link",
        "redeem_login_link", "start_oidc_login", "finish_oidc_login", "read_answer_link", "reply_answer_link",
        "list_locked_people", "unlock_session", "read_sas_capabilities", "read_gap_capabilities",
        "issue_partner_token", "list_public_duties", "read_calendar_feed", "read_public_information",
        "draw_page_code", "read_participation_key",
    }
)  # fmt: skip
