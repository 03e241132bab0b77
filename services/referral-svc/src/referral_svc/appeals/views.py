"""An appeal as its reader sees it, with what he may do. Pure."""

from __future__ import annotations

from carekit.auth import Caller
from referral_svc.appeals.codes import STANDING, AppealAct, AppealState
from referral_svc.appeals.models import Appeal, AppealReply
from referral_svc.appeals.schemas import AppealOut
from referral_svc.referrals.policies import COORDINATORS, STATERS

#: May remove an appeal, and read what became of all.
MODERATORS = COORDINATORS | {"director"}


def moderates(caller: Caller) -> bool:
    return caller.has(*MODERATORS)


def out(caller: Caller, appeal: Appeal, replies: list[AppealReply], commune_name: str | None) -> AppealOut:
    return AppealOut.model_validate(
        {
            **{name: getattr(appeal, name) for name in AppealOut.model_fields if hasattr(appeal, name)},
            "appeal_id": appeal.id,
            "commune_name": commune_name,
            "is_mine": _is_own(caller, appeal),
            "replies": [
                {
                    "reply_id": one.id,
                    "name": one.name,
                    "words": one.words,
                    "takes": one.takes,
                    "written_at": one.written_at,
                    "is_mine": one.account_id == caller.account_id,
                }
                for one in replies
            ],
            "may": may(caller, appeal, replies),
        }
    )


def may(caller: Caller, appeal: Appeal, replies: list[AppealReply]) -> list[AppealAct]:
    acts: list[AppealAct] = []
    if appeal.state in STANDING and caller.has(*STATERS):
        acts.append("reply")
        if _is_own(caller, appeal):
            acts += ["confirm", "close"] if any(one.takes for one in replies) else ["close"]
        elif not any(one.takes and one.account_id == caller.account_id for one in replies):
            acts.append("take")
    if moderates(caller) and appeal.state != AppealState.REMOVED:
        acts.append("remove")
    return acts


def _is_own(caller: Caller, appeal: Appeal) -> bool:
    return caller.account_id is not None and caller.account_id == appeal.author_account_id
