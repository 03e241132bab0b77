"""Canary patients in the whole system: before a yes and a choice nothing anywhere says who they are (R14, R15).

Looked through: every answer to those without a right, mails, logs of all parts, metrics, the rows of all four
databases as a thief of a dump would read them, and PostgreSQL's own files and log.
"""

from __future__ import annotations

import asyncio
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import asyncpg
import httpx
import pytest

from carekit.testing.telling import told_in
from local_system.running import RunningSystem, wait_until
from tests.authorisation.requests import operations

CANARIES = 10


@dataclass(frozen=True)
class Canary:
    family_name: str
    birth_name: str
    given_name: str
    address: str
    phone: str
    email: str
    born_on: date
    nir: str
    informed_by: str
    representative: str
    representative_phone: str
    difficulty: str
    housing: str
    record: str
    said: str
    drafted: str

    @classmethod
    def number(cls, rank: int) -> Canary:
        mark = chr(ord("A") + rank)
        return cls(
            family_name=f"Zwquarnel{mark}ix",
            birth_name=f"Wyxquol{mark}ette",
            given_name=f"Yxobrant{mark}ile",
            address=f"{700 + rank} impasse Kvoludzine{mark}",
            phone=f"06399890{rank:02d}",
            email=f"xoltrine{mark}@vorquin.exemple.invalid".lower(),
            born_on=date(1951, 3, 11 + rank),
            nir=with_key(f"25103991{rank:02d}{613 + rank}"),
            informed_by=f"Qyrambelle{mark} Ostwine",
            representative=f"Xulbrighte{mark} Ostwine",
            representative_phone=f"06399891{rank:02d}",
            difficulty=f"Phrase témoin wjyqtzen{mark} du bulletin",
            housing=f"Hébergée chez wjyqhous{mark}",
            record=f"wjyqlink{mark}",
            said=f"Échange wjyqsaid{mark}",
            drafted=f"Brouillon wjyqdraf{mark}",
        )

    def values(self) -> tuple[str, ...]:
        """What would identify: whole, and as phone and dates are usually written."""
        free = (self.difficulty.split()[2], self.housing.split()[-1], self.said.split()[-1], self.drafted.split()[-1])
        spaced = " ".join(self.phone[at : at + 2] for at in range(0, 10, 2))
        return (
            self.family_name,
            self.given_name,
            self.address.split()[-1],
            self.phone,
            spaced,
            self.email,
            self.born_on.isoformat(),
            f"{self.born_on:%d/%m/%Y}",
            self.nir,
            self.nir[:13],
            self.informed_by.split()[0],
            self.birth_name,
            self.representative.split()[0],
            self.representative_phone,
            self.record,
            *free,
        )


def with_key(thirteen: str) -> str:
    return f"{thirteen}{97 - int(thirteen) % 97:02d}"


ALL = [Canary.number(rank) for rank in range(CANARIES)]
VALUES = [value for canary in ALL for value in canary.values()]


def hits(text: str, where: str) -> list[str]:
    return [f"{where}: {value}" for value in told_in(text, VALUES)]


@pytest.fixture(scope="module")
def referrals(system: RunningSystem) -> list[str]:
    """Ten persons, stated, qualified, and being searched for by mails that have left."""
    before = max((mail["number"] for mail in system.mails()), default=0)
    with system.log_in_as("referrer") as referrer, system.log_in_as("care_coordinator") as coordinator:
        commune = referrer.get("/api/directory/v1/cpts/current").json()["communes"][0]["code"]
        searched = [being_searched_for(referrer, coordinator, canary, commune) for canary in ALL]
    mailed = sum(count for _, count in searched)
    assert mailed >= CANARIES

    def all_left() -> bool:
        return sum(mail["number"] > before and "/r/" in mail["body"] for mail in system.mails()) >= mailed

    wait_until(all_left, 60, "not every wave has left by mail")
    return [referral for referral, _ in searched]


def being_searched_for(
    referrer: httpx.Client, coordinator: httpx.Client, canary: Canary, commune: str
) -> tuple[str, int]:
    """The request, and how many professionals were written to."""
    body = {
        "kind": "medecin_traitant",
        "patient": {
            "family_name": canary.family_name,
            "birth_name": canary.birth_name,
            "given_name": canary.given_name,
            "birth": {"date": canary.born_on.isoformat()},
            "sex": "female",
            "nir": canary.nir,
        },
        "residence": {"commune_code": commune, "address": canary.address},
        "contact": {"phone": canary.phone, "email": canary.email},
        "need": ["find_medecin_traitant"],
        "urgency": "normal",
        "representative": {
            "name": canary.representative,
            "link": "guardian",
            "phone": canary.representative_phone,
        },
        "care": {
            "difficulty": canary.difficulty,
            "links": [{"system": "e_care", "url": f"https://e-care.exemple.invalid/d/{canary.record}"}],
        },
        "social": {"housing": canary.housing},
        "consent": {
            "search": True,
            "bulletin_sharing": True,
            "given": "oral",
            "informed_by": canary.informed_by,
        },
    }
    stated = referrer.post("/api/referral/v1/referrals", json=body)
    assert stated.status_code == 201, stated.text
    draft = {"kind": "care", "label": canary.family_name, "content": f'{{"wish": "{canary.drafted}"}}'}
    referrer.post("/api/referral/v1/drafts", json=draft).raise_for_status()
    path = f"/api/referral/v1/referrals/{stated.json()['referral_id']}"
    coordinator.post(f"{path}/qualification", json={}).raise_for_status()
    coordinator.post(f"{path}/messages", json={"words": canary.said}).raise_for_status()
    candidates = coordinator.get(f"{path}/candidates", params={"ring_km": 20}).raise_for_status().json()["candidates"]
    assert candidates, "somebody can be asked for each of them"
    asked = {"professional_ids": [candidate["professional_id"] for candidate in candidates[:3]]}
    wave = coordinator.post(f"{path}/waves", json=asked).raise_for_status().json()
    return str(stated.json()["referral_id"]), sum(one["mailed"] for one in wave["solicitations"])


def roles_without_a_right(system: RunningSystem) -> Iterator[str]:
    for account in system.accounts():
        if not {"care_coordinator", "referrer", "suspended"} & set(account["roles"]):
            yield account["email"]


def test_no_answer_to_anybody_without_a_right_says_who_it_is(system: RunningSystem, referrals: list[str]) -> None:
    found: list[str] = []
    for email in roles_without_a_right(system):
        if "suspendu" in next(one["label"] for one in system.accounts() if one["email"] == email):
            continue
        with system.log_in(email) as client:
            for path in paths(referrals[0]):
                found += hits(client.get(path).text, f"{email} {path}")
            names = client.post("/api/referral/v1/names", json={"referral_ids": referrals})
            found += hits(names.text, f"{email} names")
    assert not found


#: What an export does not go without.
NEEDED = {"export_spread_rows": "?figure=placements"}


def exports() -> list[str]:
    """Every other CSV that the service hands out, those to come included."""
    return [
        operation.path + NEEDED.get(operation.name, "")
        for operation in operations("referral")
        if operation.method == "get" and operation.path.endswith("/export") and operation.name != "export_referrals"
    ]


def paths(referral: str) -> list[str]:
    case = f"/api/referral/v1/referrals/{referral}"
    return [
        "/api/referral/v1/referrals?limit=100",
        "/api/referral/v1/referrals/board",
        "/api/referral/v1/referrals/export",
        *exports(),
        "/api/referral/v1/solicitations?limit=100",
        "/api/referral/v1/worklists",
        "/api/scheduling/v1/appointments",
        case,
        *(
            f"{case}/{part}"
            for part in (
                "timeline",
                "care-bulletin",
                "social-bulletin",
                "participants",
                "candidates",
                "messages",
                "reports",
            )
        ),
    ]


def allowed(answer: httpx.Response) -> httpx.Response:
    """Read, or an export that is another role's."""
    assert answer.status_code in (200, 403), answer.text
    return answer


def test_the_queue_of_the_coordinator_herself_shows_no_name(system: RunningSystem, referrals: list[str]) -> None:
    case = f"/api/referral/v1/referrals/{referrals[0]}"
    lists = [*paths(referrals[0])[:3], *exports()]
    with system.log_in_as("care_coordinator") as coordinator:
        found = [
            hit
            for path in (*lists, case, f"{case}/candidates", f"{case}/timeline", f"{case}/solicitations")
            for hit in hits(allowed(coordinator.get(path)).text, path)
        ]
    assert not found


def test_no_mail_log_or_metric_says_who_it_is(system: RunningSystem, referrals: list[str]) -> None:
    found = [hit for mail in system.mails() for hit in hits(mail["subject"] + mail["body"], "mail")]
    for log in (system.data / "logs").iterdir():
        found += hits(log.read_text(errors="replace"), log.name)
    for service in ("directory", "referral", "scheduling"):
        found += hits(httpx.get(f"{system.service_url(service)}/metrics", timeout=10).text, f"{service} metrics")
    assert not found


@pytest.mark.parametrize("service", ["gateway", "directory", "referral", "scheduling"])
def test_a_stolen_dump_says_nothing(service: str, system: RunningSystem, referrals: list[str]) -> None:
    rows = asyncio.run(dumped(system.database_url(service, superuser=True)))
    assert rows
    assert not [hit for table, text in rows for hit in hits(text, table)]


async def dumped(url: str) -> list[tuple[str, str]]:
    """Every row of every table as text, bytes too, past row-level security as a thief would be."""
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch(
            "select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables "
            "where schemaname not in ('pg_catalog', 'information_schema')"
        )
        rows = []
        for table in tables:
            for row in await connection.fetch(f"select * from {table['name']}"):
                values = [
                    value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for value in row
                ]
                rows.append((table["name"], " ".join(values)))
        return rows
    finally:
        await connection.close()


def test_the_files_of_postgresql_say_nothing(system: RunningSystem, referrals: list[str], tmp_path: Path) -> None:
    """Data files and write-ahead log, byte by byte."""
    assert files_that_name_one(system.data / "postgres", tmp_path) == []


def test_the_check_finds_a_name_between_the_bytes_of_a_file(tmp_path: Path) -> None:
    """The planted fault, for every value; beside a file that names nobody."""
    for rank, value in enumerate(VALUES):
        (tmp_path / "planted" / f"{rank}").mkdir(parents=True)
        (tmp_path / "planted" / f"{rank}" / "16384").write_bytes(b"\x00\xff\n" + value.encode() + b"\x00")
    (tmp_path / "planted" / "16385").write_bytes(b"\x00Dupont\xff")
    found = files_that_name_one(tmp_path / "planted", tmp_path)
    assert {file.parent.name for file in found} == {str(rank) for rank in range(len(VALUES))}


def files_that_name_one(folder: Path, scratch: Path) -> list[Path]:
    """grep knows all the values at once; Python would read each file again for each of them."""
    marks = scratch / "marks"
    marks.write_text("\n".join(VALUES))
    options = ["--recursive", "--files-with-matches", "--text", "--fixed-strings", f"--file={marks}"]
    said = subprocess.run(
        ["grep", *options, str(folder)], env={"LC_ALL": "C"}, capture_output=True, text=True, check=False
    )
    # A running server takes files away.
    unread = [line for line in said.stderr.splitlines() if not line.endswith("No such file or directory")]
    assert unread == []
    return [Path(line) for line in said.stdout.splitlines()]


def test_the_check_finds_a_name_where_there_is_one(system: RunningSystem, referrals: list[str]) -> None:
    """The planted fault: whoever may read the bulletin does find the canary in it."""
    with system.log_in_as("care_coordinator") as coordinator:
        bulletin = coordinator.get(f"/api/referral/v1/referrals/{referrals[0]}/care-bulletin").raise_for_status().text
    assert len(set(hits(bulletin, "bulletin"))) >= 12
