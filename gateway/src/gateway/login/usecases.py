"""Ways into a session without an identity provider."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime

from carekit import mail
from carekit.errors import Refusal
from gateway import messages_fr
from gateway.accounts.models import Account
from gateway.deps import Client, Means
from gateway.login import repository, totp
from gateway.login.errors import BadCredentials, LinkExpired, PasswordsOnlyInDemonstration, TotpRequired, TotpWrong
from gateway.login.guesses import Counted, Guesses, for_account, for_address
from gateway.login.models import LINK_FOR, LoginLink
from gateway.login.schemas import TotpEnrolment
from gateway.sessions.live import hash_of
from gateway.sessions.usecases import open_session

#: More mails than this to one account within the life of a link would be a nuisance, not a service.
LINKS_AT_ONCE = 3


async def sign_in_with_password(means: Means, client: Client, email: str, password: str) -> str:
    """The secret of a new session. In production this way does not exist."""
    if not means.settings.demonstration:
        raise PasswordsOnlyInDemonstration
    guesses = Guesses(means.database, means.clock)
    await guesses.count(for_account(email), for_address(client.address))
    async with means.database.begin() as session:
        account = await repository.account_by_email(session, email)
    # Outside of any transaction: half a hundred milliseconds of work hold no connection.
    if not await means.passwords.verify(account.password_hash if account else None, password) or account is None:
        raise BadCredentials
    await guesses.forgive(for_account(email), for_address(client.address))
    async with means.database.begin() as session:
        return await open_session(session, means, account, client, "password")


async def request_login_link(means: Means, email: str) -> None:
    """Queues a mail if an account has this address. The caller learns nothing either way."""
    now = means.clock.now()
    async with means.database.begin() as session:
        account = await repository.account_by_email(session, email)
        if account is None:
            return
        if await repository.links_sent_since(session, account, now, LINK_FOR) >= LINKS_AT_ONCE:
            return
        page = f"{means.settings.public_url}/connexion"
        if account.national_id and not means.settings.demonstration:
            await mail.queue(session, messages_fr.use_your_card(account.email, account.name, page), now)
            return
        token = secrets.token_urlsafe(32)
        session.add(
            LoginLink(
                token_hash=hash_of(token),
                account_id=account.id,
                created_at=now,
                expires_at=now + LINK_FOR,
                wrong_codes=0,
            )
        )
        # After the #: the token reaches no server, no log and no Referer before the person's own click.
        words = messages_fr.login_link(
            account.email, account.name, f"{page}#lien={token}", int(LINK_FOR.total_seconds() // 60)
        )
        await mail.queue(session, words, now)


@dataclass(frozen=True)
class Redeemed:
    """Either a session's secret or a device to enrol first."""

    secret: str | None = None
    enrolment: TotpEnrolment | None = None


async def redeem_login_link(means: Means, client: Client, token: str, code: str | None) -> Redeemed:
    """Trades a link, and the code of the enrolled device, for a session.

    A wrong code is counted on the link in a transaction that commits although the answer is a refusal.
    """
    guesses = Guesses(means.database, means.clock)
    counted = await _counted_for(means, token)
    if code is not None:
        await guesses.count(counted, for_address(client.address))
    async with means.database.begin() as session:
        found = await repository.link_and_account(session, hash_of(token))
        outcome: Redeemed | type[Refusal] = LinkExpired
        if found and found[0].is_open(means.clock.now()):
            link, account = found
            outcome = _judge(means, link, account, code, means.clock.now())
            if outcome == Redeemed():
                link.used_at = means.clock.now()
                outcome = Redeemed(secret=await open_session(session, means, account, client, "email_link"))
    if isinstance(outcome, type):
        raise outcome
    if code is not None:
        await guesses.forgive(counted, for_address(client.address))
    return outcome


async def _counted_for(means: Means, token: str) -> Counted:
    """Codes are counted on the account, so that asking for another link gives no further guesses."""
    async with means.database.begin() as session:
        account_id = await repository.account_of_link(session, hash_of(token))
    return for_account(f"totp:{account_id}" if account_id else f"link:{token}")


def _judge(
    means: Means, link: LoginLink, account: Account, code: str | None, now: datetime
) -> Redeemed | type[Refusal]:
    """`Redeemed()` when both factors are proved; changes the two entities accordingly."""
    enrolled = account.totp_secret is not None
    if code is None:
        return TotpRequired if enrolled else Redeemed(enrolment=_offer(means, link, account))
    sealed = account.totp_secret if enrolled else link.offered_totp
    if sealed is None:
        return Redeemed(enrolment=_offer(means, link, account))
    seed = means.sealer.open(sealed, f"totp:{account.id}")
    step = totp.accepted_step(seed, code, now, account.totp_last_step if enrolled else None)
    if step is None:
        link.wrong_codes += 1
        return TotpWrong
    account.totp_secret, account.totp_last_step = sealed, step
    return Redeemed()


def _offer(means: Means, link: LoginLink, account: Account) -> TotpEnrolment:
    """The same secret for every look at the page until a code proves that a device has it."""
    if link.offered_totp is None:
        link.offered_totp = means.sealer.seal(totp.new_secret(), f"totp:{account.id}")
    return totp.enrolment(means.sealer.open(link.offered_totp, f"totp:{account.id}"), account.email)
