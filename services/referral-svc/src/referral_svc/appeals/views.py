"""An appeal as its reader sees it, with what he may do. Pure."""

from __future__ import annotations

from carekit.auth import Caller
from referral_svc.appeals.codes import STANDING, AppealAct, AppealState
from referral_svc.appeals.models import Appeal, AppealReply
from referral_svc.appeals.schemas import AppealOut, AppealReplyOut
from referral_svc.referrals.policies import COORDINATORS, STATERS

#: May remove an appeal, and read what became of all.
MODERATORS = COORDINATORS | {"director"}


def moderates(caller: Caller) -> bool:
    return caller.has(*MODERATORS)


def out(
    caller: Caller, appeal: Appeal, replies: list[AppealReply], commune_name: str | None, aside: AppealAct | None
) -> AppealOut:
    """`aside`: whether he may set it aside, or bring it back (`repository.aside_acts`)."""
    return AppealOut(
        appeal_id=appeal.id,
        subject=appeal.subject,
        words=appeal.words,
        profession_codes=appeal.profession_codes,
        commune_code=appeal.commune_code,
        commune_name=commune_name,
        open_until=appeal.open_until,
        posted_at=appeal.posted_at,
        author_name=appeal.author_name,
        is_mine=_is_own(caller, appeal),
        state=appeal.state,
        state_at=appeal.state_at,
        state_by_name=appeal.state_by_name,
        taker_name=appeal.taker_name,
        removal_reason=appeal.removal_reason,
        replies=[_reply(caller, one) for one in replies],
        may=[*may(caller, appeal, replies), *([aside] if aside else [])],
    )


def _reply(caller: Caller, reply: AppealReply) -> AppealReplyOut:
    return AppealReplyOut(
        reply_id=reply.id,
        name=reply.name,
        words=reply.words,
        takes=reply.takes,
        written_at=reply.written_at,
        is_mine=reply.account_id == caller.account_id,
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
