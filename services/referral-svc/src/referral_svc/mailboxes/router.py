"""/api/referral/v1/structure-mailbox: where the caller's structure is told, and whether he sees what it is told."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends

from carekit.auth import CptsMissing, RoleRefused
from carekit.problems import responses
from referral_svc.deps import SIGNED_IN, Asked, settings_of
from referral_svc.mailboxes import usecases
from referral_svc.mailboxes.errors import LinkSentJustNow, MailboxLinkUnknown, NoStructure
from referral_svc.mailboxes.schemas import ConfirmMailbox, MuteStructure, NameMailbox, StructureMailboxOut
from referral_svc.settings import Settings

router = APIRouter(prefix="/api/referral/v1/structure-mailbox", tags=["mailboxes"], dependencies=SIGNED_IN)

HIS = (RoleRefused, CptsMissing, NoStructure)


@router.get("", responses=responses(RoleRefused, CptsMissing))
async def show_structure_mailbox(asked: Asked) -> StructureMailboxOut:
    """Of the caller's own structure."""
    return await usecases.show(asked)


@router.put("", responses=responses(*HIS, LinkSentJustNow))
async def name_structure_mailbox(
    act: NameMailbox, asked: Asked, settings: Annotated[Settings, Depends(settings_of)]
) -> StructureMailboxOut:
    """Asks by mail whether the address is the structure's; or nothing is mailed to it any more."""
    return await usecases.name(asked, act, settings.public_url)


@router.post("/confirmation", responses=responses(*HIS, MailboxLinkUnknown))
async def confirm_structure_mailbox(act: ConfirmMailbox, asked: Asked) -> StructureMailboxOut:
    """A colleague opened the link that went to the address: notices go there from now on."""
    return await usecases.confirm(asked, act)


@router.put("/muting", responses=responses(RoleRefused, CptsMissing))
async def mute_structure(act: MuteStructure, asked: Asked) -> StructureMailboxOut:
    """Whether the caller sees news of the requests of his colleagues; his own stay in his list in any case."""
    return await usecases.mute(asked, act)
