"""The link by which a professional answers, and the mail that brings it to him."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncSession

from carekit import mail
from referral_svc.solicitations import messages_fr
from referral_svc.solicitations.choosing import Choice
from referral_svc.solicitations.models import AnswerLink, Solicitation


async def announce(
    session: AsyncSession, solicitation: Solicitation, choice: Choice, public_url: str, named_by: str | None = None
) -> None:
    """`named_by`: the fellow of his practice who thought of him."""
    email = choice.known[solicitation.professional_id].email
    if email:
        written = messages_fr.asked(
            email,
            link=new_link(session, solicitation, public_url),
            answer_by=solicitation.answer_by,
            zone=choice.around.zone,
            cpts_name=choice.around.cpts_name,
            named_by=named_by,
        )
        await mail.queue(session, replace(written, about=solicitation.id), solicitation.asked_at)


def new_link(session: AsyncSession, solicitation: Solicitation, public_url: str) -> str:
    """256 random bits, of which only the hash is kept here; the link itself stands in the mail until it left."""
    token = secrets.token_urlsafe(32)
    session.add(
        AnswerLink(
            token_hash=token_hash(token),
            of_cpts=solicitation.cpts_id,
            solicitation_id=solicitation.id,
            ends_at=solicitation.link_ends_at,
        )
    )
    return f"{public_url}/r/{token}"


def token_hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
