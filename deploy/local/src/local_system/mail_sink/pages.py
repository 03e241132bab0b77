"""The two pages of the sink: the list, one mail. No script; readable without style."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from local_system.mail_sink import messages_fr as words
from local_system.mail_sink.mailbox import StoredMail

PATH = "/demo/courrier"
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
STYLE = """
:root { color-scheme: light; font: 1rem/1.5 "Source Sans 3 Variable", system-ui, sans-serif; color: #16212b; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: #fff; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
a { color: #0b5c68; }
a:focus-visible, button:focus-visible, input:focus-visible { outline: 3px solid #0b5c68; outline-offset: 2px; }
.notice { border-left: 4px solid #0b5c68; background: #e8f6f8; padding: .5rem 1rem; margin: 0 0 1rem; }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 0 0 1rem; }
label { display: block; }
input { font: inherit; padding: .375rem .5rem; border: 1px solid #5f6e7b; border-radius: 4px; min-width: 0; }
button { font: inherit; padding: .375rem 1rem; border: 0; border-radius: 4px; background: #0b5c68; color: #fff; }
ul { list-style: none; margin: 0; padding: 0; }
li { border-top: 1px solid #aab6c0; padding: .75rem 0; }
li a { font-weight: 600; overflow-wrap: anywhere; }
.about { color: #4b5966; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 0 0 1rem; }
dt { font-weight: 600; }
dd { margin: 0; overflow-wrap: anywhere; }
pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; border: 1px solid #aab6c0; padding: 1rem; }
"""

_PARIS = ZoneInfo("Europe/Paris")
_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()  # noqa: SIM905
)
_LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)]")


def list_page(mails: Iterable[StoredMail], recipient: str) -> str:
    items = "".join(_item(mail) for mail in mails)
    nothing = words.EMPTY_FOR if recipient else words.EMPTY
    listed = f"<ul>{items}</ul>" if items else f"<p>{nothing}</p>"
    form = (
        f'<form method="get" action="{PATH}"><div><label for="pour">{words.FILTER}</label>'
        f'<input id="pour" name="pour" type="text" inputmode="email" autocomplete="off" '
        f'value="{escape(recipient)}"></div><button type="submit">{words.FILTER_BUTTON}</button></form>'
    )
    links = f'<p><a href="{PATH}">{words.REFRESH}</a> · <a href="/">{words.HOME}</a></p>'
    return _page(words.TITLE, f'<p class="notice">{words.NOTICE}</p>{form}{links}{listed}')


def mail_page(mail: StoredMail) -> str:
    subject = mail.subject or words.NO_SUBJECT
    facts = (
        (words.FROM, mail.sender),
        (words.TO, ", ".join(mail.to)),
        (words.RECEIVED, when(mail.received_at)),
    )
    rows = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in facts)
    return _page(
        subject, f'<p><a href="{PATH}">{words.BACK}</a></p><dl>{rows}</dl><pre>{with_links(mail.body)}</pre>'
    )


def absent_page() -> str:
    return _page(words.TITLE, f'<p>{words.ABSENT}</p><p><a href="{PATH}">{words.BACK}</a></p>')


def when(received_at: str) -> str:
    """`21 novembre 2026 à 14 h 05`, in Paris."""
    at = datetime.fromisoformat(received_at).astimezone(_PARIS)
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year} à {at.hour} h {at.minute:02}"


def with_links(body: str) -> str:
    """The text, escaped, its web addresses made links; nothing else of it becomes markup."""
    out, end = [], 0
    for found in _LINK.finditer(body):
        address = escape(found.group())
        out.append(escape(body[end : found.start()]))
        out.append(f'<a href="{address}" rel="noreferrer">{address}</a>')
        end = found.end()
    return "".join([*out, escape(body[end:])])


def _item(mail: StoredMail) -> str:
    subject = escape(mail.subject or words.NO_SUBJECT)
    about = f"{words.TO} {', '.join(mail.to)} · {when(mail.received_at)}"
    return f'<li><a href="{PATH}/{mail.number}">{subject}</a><div class="about">{escape(about)}</div></li>'


def _page(title: str, content: str) -> str:
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{escape(title)} – Maillage</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<link rel="stylesheet" href="{PATH}/style.css"></head><body><main><h1>{escape(title)}</h1>'
        f"{content}</main></body></html>"
    )
