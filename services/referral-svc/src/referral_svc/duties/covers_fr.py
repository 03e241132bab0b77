"""Mails to professionals about replacements: hours, and the commune of a practice. Nothing of any patient."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from carekit.mail import Mail
from referral_svc.duties.messages_fr import to_professional
from referral_svc.known.facts import CoverChanged, CoverPublished
from referral_svc.solicitations.messages_fr import long_day

_PAGE = "/remplacements"
#: Subject and sentence by what happened; to the practice where `claimed` or `given_back`, else to the locum.
_SAID = {
    "claimed": ("un remplaçant se propose", "Un volontaire prend les heures {hours}. Confirmez-le\u00a0:"),
    "confirmed": ("votre remplacement est confirmé", "Votre remplacement {hours} est confirmé."),
    "reopened": (
        "une confirmation est annulée",
        "Votre remplacement {hours} n’est plus confirmé. Les rendez-vous déjà pris restent à votre agenda.",
    ),
    "released": (
        "un remplacement vous est retiré",
        "Le remplacement {hours} n’est plus le vôtre. Les rendez-vous déjà pris restent à votre agenda.",
    ),
    "withdrawn": (
        "un besoin est retiré",
        "Le cabinet n’a plus besoin de remplaçant {hours}\u00a0: rien à faire.",
    ),
    "given_back": ("votre remplaçant se retire", "Les heures {hours} sont de nouveau à pourvoir."),
}


def sought(to: str, *, fact: CoverPublished, days: Sequence[date], public_url: str) -> Mail:
    place = f" à {fact.commune_name}" if fact.commune_name else ""
    lines = "\n".join(f"- {_when(on, fact.from_time, fact.to_time)}" for on in days)
    said = f"Un cabinet cherche un remplaçant{place}\u00a0:\n\n{lines}\n\nVous pouvez le prendre\u00a0:"
    return to_professional(to, "un remplacement à prendre", said, public_url, _PAGE)


def changed(to: str, *, fact: CoverChanged, is_locum: bool, public_url: str) -> Mail:
    happened = "given_back" if fact.change == "released" and not is_locum else fact.change
    subject, said = _SAID[happened]
    hours = f"du {_when(fact.on, fact.from_time, fact.to_time)}"
    return to_professional(to, subject, said.format(hours=hours), public_url, _PAGE)


def _when(on: date, from_time: time, to_time: time) -> str:
    return f"{long_day(on)}, de {_hour(from_time)} à {_hour(to_time)}"


def _hour(at: time) -> str:
    minutes = f"\u00a0{at.minute:02d}" if at.minute else ""
    return f"{at.hour}\u00a0h{minutes}"
