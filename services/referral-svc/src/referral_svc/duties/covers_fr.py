"""Mails to professionals about replacements and seats of teams: hours, the commune, the team. Nothing of any
patient."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from itertools import groupby

from carekit.mail import Mail
from referral_svc.duties.messages_fr import to_professional
from referral_svc.known.facts import CoverChanged, CoverPublished, HoursToCover
from referral_svc.solicitations.messages_fr import long_day

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
#: The same of a seat; to who leads the team where `claimed` or `given_back`, else to the volunteer.
_SAID_OF_SEAT = {
    "claimed": (
        "un volontaire se propose",
        "Un volontaire prend une place {hours}, dans l’équipe «\u00a0{team}\u00a0». Confirmez-le\u00a0:",
    ),
    "confirmed": (
        "votre place est confirmée",
        "Votre place {hours}, dans l’équipe «\u00a0{team}\u00a0», est confirmée.",
    ),
    "reopened": (
        "une confirmation est annulée",
        "Votre place {hours}, dans l’équipe «\u00a0{team}\u00a0», n’est plus confirmée. Les rendez-vous déjà pris "
        "restent à votre agenda.",
    ),
    "released": (
        "une place vous est retirée",
        "La place {hours}, dans l’équipe «\u00a0{team}\u00a0», n’est plus la vôtre. Les rendez-vous déjà pris "
        "restent à votre agenda.",
    ),
    "withdrawn": (
        "un besoin est retiré",
        "L’équipe «\u00a0{team}\u00a0» n’a plus besoin de vous {hours}. S’il y a déjà des rendez-vous, ils restent à "
        "votre agenda.",
    ),
    "given_back": (
        "un volontaire se retire",
        "Une place {hours}, dans l’équipe «\u00a0{team}\u00a0», est de nouveau à prendre.",
    ),
}


def sought(to: str, *, fact: CoverPublished, days: Sequence[date], public_url: str) -> Mail:
    """Only the days that suit him, and how many more there are."""
    place = f" à {fact.commune_name}" if fact.commune_name else ""
    others = len({one.on for one in fact.hours} - set(days))
    more = {0: "", 1: "\n\nUn autre jour est à pourvoir."}.get(others, f"\n\n{others} autres jours sont à pourvoir.")
    lines = _lines([one for one in fact.hours if one.on in days])
    if fact.team is not None:
        who = f"L’équipe «\u00a0{fact.team.label}\u00a0» cherche des volontaires"
        said = f"{who}{place}\u00a0:\n\n{lines}{more}\n\nVous pouvez prendre une place\u00a0:"
        return to_professional(to, "une place à prendre dans une équipe", said, public_url, _page(fact))
    said = f"Un cabinet cherche un remplaçant{place}\u00a0:\n\n{lines}{more}\n\nVous pouvez le prendre\u00a0:"
    return to_professional(to, "un remplacement à prendre", said, public_url, _page(fact))


def changed(to: str, *, fact: CoverChanged, is_locum: bool, public_url: str) -> Mail:
    happened = "given_back" if fact.change == "released" and not is_locum else fact.change
    subject, said = (_SAID_OF_SEAT if fact.team else _SAID)[happened]
    team = fact.team.label if fact.team else ""
    days = sorted({one.on for one in fact.hours})
    if len(days) == 1:
        said = said.format(hours=f"du {_day(fact.hours)}", team=team)
    else:
        period = f"du {long_day(days[0])} au {long_day(days[-1])} ({len(days)} jours)"
        said = f"{_lines(fact.hours)}\n\n{said.format(hours=period, team=team)}"
    return to_professional(to, subject, said, public_url, _page(fact))


def _page(fact: CoverPublished | CoverChanged) -> str:
    """Of a team, the week of the first hours."""
    if fact.team is None:
        return "/remplacements"
    return f"/equipes/{fact.team.team_id}?semaine={min(one.on for one in fact.hours)}"


def _lines(hours: Sequence[HoursToCover]) -> str:
    """A day to a line, with its morning and its afternoon."""
    by_day = groupby(sorted(hours, key=lambda one: (one.on, one.from_time)), key=lambda one: one.on)
    return "\n".join(f"- {_day(list(some))}" for _, some in by_day)


def _day(hours: Sequence[HoursToCover]) -> str:
    spans = " et ".join(f"de {_hour(one.from_time)} à {_hour(one.to_time)}" for one in hours)
    return f"{long_day(hours[0].on)}, {spans}"


def _hour(at: time) -> str:
    minutes = f"\u00a0{at.minute:02d}" if at.minute else ""
    return f"{at.hour}\u00a0h{minutes}"
