import re

from local_system.mail_sink.mailbox import StoredMail
from local_system.mail_sink.pages import HEADERS, absent_page, list_page, mail_page, when, with_links

HOSTILE = StoredMail(
    number=1,
    received_at="2026-11-21T13:05:00+00:00",
    sender="<script>alert(1)</script>",
    to=['"><img src=x onerror=alert(1)>@exemple.invalid'],
    subject="<b>Objet</b>",
    body='<script>alert(1)</script> javascript:alert(1) http://localhost/r/a"onmouseover="alert(1)',
)


def test_nothing_of_a_mail_becomes_markup() -> None:
    for page in (mail_page(HOSTILE), list_page([HOSTILE], '"><script>')):
        assert "<script" not in page
        assert "<img" not in page
        assert "<b>" not in page
        assert not re.search(r"<[^>]*\son\w+=", page)


def test_only_web_addresses_become_links() -> None:
    shown = with_links("Répondez : http://localhost:8080/r/Ab-_9, merci. javascript:alert(1) (https://a.invalid/x).")
    assert re.findall(r'href="([^"]*)"', shown) == ["http://localhost:8080/r/Ab-_9", "https://a.invalid/x"]


def test_the_page_forbids_every_script() -> None:
    assert HEADERS["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'")
    assert "<script" not in absent_page()
    assert "style=" not in mail_page(HOSTILE)


def test_hours_are_those_of_paris() -> None:
    assert when("2026-11-21T13:05:00+00:00") == "21 novembre 2026 à 14 h 05"
    assert when("2026-07-01T22:30:00+00:00") == "2 juillet 2026 à 0 h 30"
