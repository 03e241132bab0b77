"""The mail about missing home visits: half-days and numbers, nothing of any patient."""

from __future__ import annotations

from carekit.mail import Mail
from referral_svc.known.facts import HomeVisitsShort
from referral_svc.solicitations.messages_fr import long_day

_HALVES = {"morning": "matin", "afternoon": "après-midi"}


def short(to: str, fact: HomeVisitsShort, public_url: str) -> Mail:
    lines = "\n".join(
        f"- {long_day(one.day)}, {_HALVES[one.half]}\u00a0: {one.slots} sur {fact.least}" for one in fact.half_days
    )
    return Mail(
        to=to,
        subject="Maillage\u00a0: des visites à domicile manquent",
        body=(
            "Bonjour,\n\nSur ces demi-journées, les médecins ont ouvert moins de visites à domicile que le seuil de "
            f"la CPTS\u00a0:\n\n{lines}\n\nLe détail\u00a0: {public_url}/pilotage\n\n"
            f"Vous choisissez ce que vous recevez\u00a0: {public_url}/notifications\n"
        ),
    )
