"""Why something is handed over, and what came of it. French words live in the front end."""

from __future__ import annotations

from typing import Literal, get_args

Reason = Literal[
    "social_situation", "care_need", "rights", "complex_case", "second_line", "home_support", "dental",
    "replacement", "report_child", "report_adult",
]  # fmt: skip
#: A signalement says which danger, and nothing else of it.
REPORTS = frozenset({"report_child", "report_adult"})
Told = Literal["name", "care", "social"]
Channel = Literal["application", "phone", "secure_mail", "letter", "meeting", "person_goes"]
Agreed = Literal["oral", "written", "representative", "danger"]
Answer = Literal["accepted", "declined"]
Outcome = Literal[
    "rights_opened", "appointment_given", "support_in_place", "care_given", "taken_over", "handed_back",
    "not_eligible", "person_declined", "person_not_reached", "no_answer", "other",
]  # fmt: skip
Revocation = Literal["person_declines", "no_longer_needed", "wrong_receiver", "entered_by_mistake"]
#: What ends the first leg of dental care, and opens the second (F080): the care, or the rights that a PASS sees to.
LEG_DONE = frozenset({"care_given", "rights_opened"})

TOLD: tuple[Told, ...] = get_args(Told)
