"""Where the person's rights stand, on the medico-social bulletin and nowhere else (F073)."""

from __future__ import annotations

from uuid import UUID

from referral_svc.context import Context
from referral_svc.disclosure.bulletins import row_to_write, written
from referral_svc.disclosure.models import SealedSocialBulletin
from referral_svc.disclosure.schemas import WriteRights
from referral_svc.disclosure.vault import Vault


async def write(context: Context, vault: Vault, referral_id: UUID, act: WriteRights, edited: int) -> int:
    """By whoever may write the bulletin; its other words stay. Returns its version."""
    async with context.unit.begin() as session:
        referral, row = await row_to_write(session, context, referral_id, SealedSocialBulletin, "social", edited)
        words = await vault.open_bulletin(session, row) | {"rights_status": act.model_dump(mode="json")}
        return await written(session, context, vault, referral, SealedSocialBulletin, "social", words)
