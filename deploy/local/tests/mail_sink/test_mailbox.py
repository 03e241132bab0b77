from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from local_system.mail_sink.mailbox import Mailbox

AT = datetime(2026, 11, 21, 13, 5, tzinfo=UTC)


def _mail(subject: str, body: str = "Bonjour") -> bytes:
    message = EmailMessage()
    message["From"] = "Maillage <ne-pas-repondre@maillage.invalid>"
    message["To"] = "dr.durand@exemple.invalid"
    message["Subject"] = subject
    message.set_content(body)
    return message.as_bytes()


def test_the_newest_mail_comes_first_and_words_keep_their_accents(tmp_path: Path) -> None:
    box = Mailbox(tmp_path / "mails.jsonl")
    box.add(_mail("Première"), ["a@exemple.invalid"], AT)
    box.add(_mail("Réponse attendue", "À bientôt – Élodie\n"), ["b@exemple.invalid"], AT)
    assert [mail.subject for mail in box.newest_first()] == ["Réponse attendue", "Première"]
    assert next(iter(box.newest_first())).body == "À bientôt – Élodie\n"


def test_mails_survive_a_restart_and_a_line_cut_by_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "mails.jsonl"
    Mailbox(file).add(_mail("Gardé"), ["a@exemple.invalid"], AT)
    with file.open("a") as out:
        out.write('{"number": 2, "rec')
    again = Mailbox(file)
    assert [mail.subject for mail in again.newest_first()] == ["Gardé"]
    assert again.add(_mail("Suivant"), ["a@exemple.invalid"], AT).number == 2


def test_only_the_last_mails_are_kept(tmp_path: Path) -> None:
    box = Mailbox(tmp_path / "mails.jsonl", kept=3)
    for number in range(20):
        box.add(_mail(f"Message {number}"), ["a@exemple.invalid"], AT)
    assert [mail.subject for mail in box.newest_first()] == ["Message 19", "Message 18", "Message 17"]
    assert len((tmp_path / "mails.jsonl").read_text().splitlines()) <= 13


def test_a_recipient_finds_his_own(tmp_path: Path) -> None:
    box = Mailbox(tmp_path / "mails.jsonl")
    box.add(_mail("Un"), ["a@exemple.invalid"], AT)
    box.add(_mail("Deux"), ["b@exemple.invalid"], AT)
    assert [mail.subject for mail in box.newest_first("B@exemple")] == ["Deux"]
