"""R12: addresses that would lead us into our own network. None is asked, whichever way it is written."""

from __future__ import annotations

import ssl

import pytest

from carekit.outside import Outside, OutsideFailed, Trouble, Validators
from carekit.public_addresses import AddressRefused, Reach, checked, target_of

OURS = frozenset({"maillage.exemple.fr"})

#: Refused as they are written, before any name is looked up.
WRITTEN = [
    # other schemes, and what is no address
    "http://agenda.exemple.fr/a.ics", "file:///etc/passwd", "ftp://agenda.exemple.fr/a.ics", "gopher://127.0.0.1:70/",
    "dict://127.0.0.1:11211/stats", "data:text/calendar,BEGIN:VCALENDAR", "jar:https://a.exemple.fr!/", "//a.b.fr/",
    "https:/127.0.0.1/", "https:///127.0.0.1/", "https://", "https:agenda.exemple.fr",
    # this machine
    "https://localhost/", "https://localhost./", "https://127.0.0.1/", "https://127.0.0.1./", "https://127.255.255.254/",
    "https://0.0.0.0/", "https://0/", "https://[::1]/", "https://[::]/", "https://[0:0:0:0:0:0:0:1]/",
    # the same numbers in other clothes
    "https://2130706433/", "https://0x7f000001/", "https://0x7f.0.0.1/", "https://0177.0.0.1/", "https://017700000001/",
    "https://127.1/", "https://127.0.1/", "https://127.0.0.01/", "https://0x7f.1/", "https://1.2.3.4.0x5/",
    "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/", "https://[::127.0.0.1]/", "https://[::ffff:0:127.0.0.1]/",
    # tunnels and translations to private numbers
    "https://[2002:7f00:1::]/", "https://[2002:a00:1::1]/", "https://[64:ff9b::127.0.0.1]/", "https://[64:ff9b::a9fe:a9fe]/",
    "https://[64:ff9b:1::a00:1]/", "https://[2001:0:7f00:1::]/", "https://192.88.99.1/",
    # private, shared, link-local, multicast, reserved, documentation, benchmarks
    "https://10.0.0.1/", "https://172.16.0.1/", "https://172.31.255.255/", "https://192.168.1.1/", "https://100.64.0.1/",
    "https://169.254.0.1/", "https://224.0.0.1/", "https://239.255.255.250/", "https://240.0.0.1/",
    "https://255.255.255.255/", "https://192.0.0.1/", "https://192.0.2.1/", "https://198.18.0.1/", "https://198.51.100.1/",
    "https://203.0.113.1/", "https://[fe80::1]/", "https://[fe80::1%25eth0]/", "https://[fc00::1]/", "https://[fd12:3456::1]/",
    "https://[ff02::1]/", "https://[2001:db8::1]/", "https://[3fff::1]/", "https://[fec0::1]/",
    # where clouds keep their keys
    "https://169.254.169.254/latest/meta-data/", "https://[fd00:ec2::254]/latest/", "https://100.100.100.200/",
    "https://192.0.0.192/opc/v2/", "https://metadata/",
    # one reader sees one host, another a second one
    "https://agenda.exemple.fr@127.0.0.1/", "https://user:secret@agenda.exemple.fr/", "https://agenda.exemple.fr:443@10.0.0.1/",
    "https://127.0.0.1\\@agenda.exemple.fr/", "https://agenda.exemple.fr\\.127.0.0.1/", "https://127.0.0.1#@agenda.exemple.fr/",
    "https://127.0.0.1%00.exemple.fr/", "https://agenda.exemple.fr%2f@10.0.0.1/", "https://①②⑦.⓪.⓪.①/", "https://ⓛocalhost/",
    "https://exem\tple.fr/", "https://exemple.fr/\r\nHost: 10.0.0.1", " https://agenda.exemple.fr/",
    # other doors, and our own
    "https://agenda.exemple.fr:22/", "https://agenda.exemple.fr:8443/", "https://agenda.exemple.fr:99999/",
    "https://maillage.exemple.fr/api/scheduling/v1/public/x", "webcal://MAILLAGE.exemple.fr./", "webcal://127.0.0.1/a.ics",
]  # fmt: skip

#: What a name that looks like any other could answer.
ANSWERED = [
    ["127.0.0.1"], ["10.0.0.7"], ["169.254.169.254"], ["0.0.0.0"], ["100.64.0.9"], ["::1"], ["fd00::1"], ["fe80::1"],
    ["fe80::1%eth0"], ["::ffff:10.0.0.1"], ["64:ff9b::7f00:1"], ["2002:c0a8:101::1"], ["1.1.1.1", "127.0.0.1"],
    ["2606:4700::1111", "fc00::1"], ["224.0.0.251"], [],
]  # fmt: skip


@pytest.mark.parametrize("url", WRITTEN)
def test_a_hostile_address_is_refused_as_it_is_written(url: str) -> None:
    with pytest.raises(AddressRefused):
        target_of(url, Reach(), OURS)


@pytest.mark.parametrize("answer", ANSWERED)
async def test_a_name_that_hides_a_number_of_ours_is_not_asked(answer: list[str]) -> None:
    async def resolve(_: str, __: int) -> list[str]:
        return answer

    outside = Outside(Reach(), ssl.create_default_context(), OURS, resolve)
    with pytest.raises(OutsideFailed) as refused:
        await outside.read("https://agenda.exemple.fr/a.ics", accept="*/*", at_most=10, known=Validators())
    assert refused.value.trouble is Trouble.ADDRESS_REFUSED


def test_they_are_eighty_at_least() -> None:
    assert len(set(WRITTEN)) + len(ANSWERED) >= 80


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://agenda.exemple.fr/a.ics", "https://agenda.exemple.fr:443/a.ics"),
        ("webcal://Agenda.Exemple.FR./a.ics?cle=x%40y#haut", "https://agenda.exemple.fr:443/a.ics?cle=x%40y"),
        ("webcals://agenda.exemple.fr", "https://agenda.exemple.fr:443/"),
        ("https://agenda.exemple.fr?cle=1", "https://agenda.exemple.fr:443/?cle=1"),
        ("https://1.1.1.1/a.ics", "https://1.1.1.1:443/a.ics"),
        ("https://[2606:4700::1111]/a.ics", "https://[2606:4700::1111]:443/a.ics"),
    ],
)
def test_a_public_address_is_asked_over_https(url: str, asked: str) -> None:
    assert target_of(url, Reach(), OURS).url == asked


def test_an_operator_may_open_one_network_and_one_port() -> None:
    reach = Reach(networks=["10.2.0.0/16"], ports={443, 8443})  # type: ignore[arg-type]
    assert target_of("https://10.2.3.4:8443/a.ics", reach).port == 8443
    assert checked(["10.2.3.4"], reach)
    with pytest.raises(AddressRefused):
        checked(["10.3.0.1"], reach)
