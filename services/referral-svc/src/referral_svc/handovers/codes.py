"""Why something is handed over, and what came of it. French words live in the front end."""

from __future__ import annotations

from typing import Literal, get_args

from referral_svc.referrals.codes import HANDED_OVER, Kind
from referral_svc.referrals.codes import Outcome as RequestOutcome
from referral_svc.referrals.needs import Need

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
#: The receiver takes the whole request in charge once he accepts; for any other reason he is handed a part of it.
IN_CHARGE = frozenset({"social_situation", "rights", "complex_case", "home_support"})
#: What came of it answers the need; after any other outcome the coordinator turns to another.
ANSWERED_BY: dict[str, RequestOutcome] = {
    "rights_opened": RequestOutcome.RIGHTS_OPENED,
    "support_in_place": RequestOutcome.SUPPORT_IN_PLACE,
    "appointment_given": RequestOutcome.TAKEN_OVER,
    "care_given": RequestOutcome.TAKEN_OVER,
    "taken_over": RequestOutcome.TAKEN_OVER,
}
Revocation = Literal["person_declines", "no_longer_needed", "wrong_receiver", "entered_by_mistake"]
#: What ends the first leg of dental care, and opens the second (F080): the care, or the rights that a PASS sees to.
LEG_DONE = frozenset({"care_given", "rights_opened"})

TOLD: tuple[Told, ...] = get_args(Told)


def takes_charge(kind: Kind, need_codes: list[str], reason_code: str) -> bool:
    """Whether who accepts has the request in charge. A signalement is the whole of a request for nothing else."""
    if kind not in HANDED_OVER:
        return False
    return reason_code in IN_CHARGE or (reason_code in REPORTS and need_codes == [Need.SOCIAL_REPORT])
