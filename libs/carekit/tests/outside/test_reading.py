"""What is read from outside, from a real server: at the number that was judged, bounded, redirects judged anew."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from starlette.types import Receive, Scope, Send

from carekit import outside
from carekit.outside import Found, Outside, OutsideFailed, Trouble, Validators
from carekit.public_addresses import Reach
from carekit.testing.certificates import Authority
from carekit.testing.https import served

HOST = "agenda.exemple.fr"


@dataclass
class Names:
    """A name server whose answer changes at each question."""

    answers: list[list[str]]
    asked: list[str] = field(default_factory=list)

    async def resolve(self, host: str, _: int) -> list[str]:
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


@dataclass
class Calendar:
    """The server of somebody else."""

    status: int = 200
    body: bytes = b"BEGIN:VCALENDAR"
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0
    moved: dict[str, str] = field(default_factory=dict)
    seen: list[dict[str, str]] = field(default_factory=list)

    async def __call__(self, scope: Scope, _: Receive, send: Send) -> None:
        said = {name.decode(): value.decode() for name, value in scope["headers"]}
        self.seen.append(said | {"path": scope["path"]})
        await asyncio.sleep(self.wait)
        to = self.moved.get(scope["path"])
        told = {"location": to} if to else self.headers
        headers = [(name.encode(), value.encode()) for name, value in told.items()]
        await send({"type": "http.response.start", "status": 302 if to else self.status, "headers": headers})
        await send({"type": "http.response.body", "body": self.body})


@dataclass
class Scene:
    calendar: Calendar
    port: int
    outside: Outside
    names: Names

    @property
    def url(self) -> str:
        return f"https://{HOST}:{self.port}/a.ics"

    async def read(self, url: str | None = None, known: Validators | None = None) -> Found:
        return await self.outside.read(
            url or self.url, accept="text/calendar", at_most=1000, known=known or Validators()
        )

    async def trouble(self, url: str | None = None) -> Trouble:
        with pytest.raises(OutsideFailed) as failed:
            await self.read(url)
        return failed.value.trouble


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture(scope="module")
async def running(authority: Authority) -> AsyncIterator[tuple[Calendar, int]]:
    calendar = Calendar()
    own = authority.issue(("CN", HOST), purpose=ExtendedKeyUsageOID.SERVER_AUTH, host=HOST)
    async with served(calendar, own) as port:
        yield calendar, port


@pytest.fixture
def scene(running: tuple[Calendar, int], authority: Authority) -> Scene:
    calendar, port = running
    vars(calendar).update(vars(Calendar()))
    # This machine by one of its numbers stands for the Internet; by every other it is inside.
    reach = Reach(networks=["127.0.0.1/32"], ports={443, port}, authorities=authority.file)  # type: ignore[arg-type]
    names = Names([["127.0.0.1"]])
    made = Outside.of(reach, frozenset({"maillage.exemple.fr"}))
    return Scene(calendar, port, Outside(reach, made.tls, made.own_hosts, names.resolve), names)


async def test_a_name_that_answers_differently_the_second_time_is_asked_once(scene: Scene) -> None:
    scene.names.answers = [["127.0.0.1"], ["127.0.0.2"]]
    await scene.read()
    assert scene.names.asked == [HOST]


async def test_a_name_that_moved_inside_is_no_longer_read(scene: Scene) -> None:
    scene.names.answers = [["127.0.0.1"], ["127.0.0.2"]]
    await scene.read()
    assert await scene.trouble() is Trouble.ADDRESS_REFUSED
    assert len(scene.calendar.seen) == 1


@pytest.mark.parametrize(
    "location",
    ["https://169.254.169.254/", "https://127.0.0.2/", "http://agenda.exemple.fr/", "//10.0.0.1/", "https://[::1]/",
     "file:///etc/passwd", "https://maillage.exemple.fr/", "https://2130706433/"],
)  # fmt: skip
async def test_a_redirect_inside_is_not_followed(scene: Scene, location: str) -> None:
    scene.calendar.status, scene.calendar.headers = 302, {"location": location}
    assert await scene.trouble() is Trouble.ADDRESS_REFUSED
    assert len(scene.calendar.seen) == 1


async def test_a_redirect_to_a_name_that_hides_inside_is_not_followed(scene: Scene) -> None:
    scene.names.answers = [["127.0.0.1"], ["10.0.0.1"]]
    scene.calendar.status, scene.calendar.headers = 301, {"location": f"https://autre.exemple.fr:{scene.port}/"}
    assert await scene.trouble() is Trouble.ADDRESS_REFUSED
    assert scene.names.asked == [HOST, "autre.exemple.fr"]


async def test_redirects_have_an_end(scene: Scene) -> None:
    scene.calendar.status, scene.calendar.headers = 307, {"location": "/b.ics"}
    assert await scene.trouble() is Trouble.REDIRECTED_TOO_OFTEN
    assert len(scene.calendar.seen) == outside.MOST_REDIRECTS + 1


async def test_a_certificate_of_another_name_is_refused(scene: Scene) -> None:
    assert await scene.trouble(f"https://autre.exemple.fr:{scene.port}/") is Trouble.CERTIFICATE_REFUSED
    assert scene.calendar.seen == []


@pytest.mark.parametrize(
    ("status", "trouble"),
    [(401, Trouble.NOT_ALLOWED), (404, Trouble.NOT_FOUND), (410, Trouble.NOT_FOUND), (500, Trouble.SERVER_FAILED)],
)
async def test_what_the_server_refuses_has_a_name(scene: Scene, status: int, trouble: Trouble) -> None:
    scene.calendar.status = status
    assert await scene.trouble() is trouble


async def test_a_large_answer_is_not_read_to_its_end(scene: Scene) -> None:
    scene.calendar.body = b"x" * 1001
    assert await scene.trouble() is Trouble.TOO_LARGE


async def test_a_compressed_answer_is_not_unpacked(scene: Scene) -> None:
    scene.calendar.headers = {"content-encoding": "gzip"}
    assert await scene.trouble() is Trouble.SERVER_FAILED


async def test_a_server_that_keeps_us_waiting_is_left(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "SILENCE", 0.1)
    scene.calendar.wait = 0.3
    assert await scene.trouble() is Trouble.NO_ANSWER


async def test_a_name_that_does_not_exist_has_its_own_word(scene: Scene) -> None:
    async def unknown(_: str, __: int) -> list[str]:
        raise OSError("no such name")

    scene.outside = Outside(scene.outside.reach, scene.outside.tls, resolve=unknown)
    assert await scene.trouble() is Trouble.NAME_UNKNOWN


async def test_what_is_public_is_read_under_its_name(scene: Scene) -> None:
    scene.calendar.headers = {"etag": '"7"', "last-modified": "Sun, 22 Nov 2026 10:00:00 GMT"}
    found = await scene.read(scene.url.replace("https", "webcal"))
    assert found == Found(b"BEGIN:VCALENDAR", Validators('"7"', "Sun, 22 Nov 2026 10:00:00 GMT"))
    assert scene.calendar.seen[0]["host"] == f"{HOST}:{scene.port}"


async def test_where_an_operator_filters_by_a_proxy_it_alone_resolves_names(scene: Scene) -> None:
    asked: list[str] = []

    async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append((await reader.readuntil(b"\r\n\r\n")).decode().partition("\r\n")[0])
        writer.write(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n")
        writer.close()

    proxy = await asyncio.start_server(passed_on, "127.0.0.1", 0)
    through = f"http://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
    reach = scene.outside.reach.model_copy(update={"proxy": through})
    scene.outside = Outside(reach, scene.outside.tls, scene.outside.own_hosts, scene.names.resolve)
    assert await scene.trouble() is Trouble.NO_ANSWER
    assert asked == [f"CONNECT {HOST}:{scene.port} HTTP/1.1"]
    assert scene.names.asked == []
    assert await scene.trouble("https://10.0.0.1/") is Trouble.ADDRESS_REFUSED
    proxy.close()


async def test_what_we_have_is_not_sent_again(scene: Scene) -> None:
    scene.calendar.status = 304
    assert (await scene.read(known=Validators('"7"'))).content is None
    assert scene.calendar.seen[0]["if-none-match"] == '"7"'


async def test_a_redirect_to_a_public_address_is_followed(scene: Scene) -> None:
    scene.calendar.moved = {"/a.ics": "/b.ics"}
    assert (await scene.read()).content is not None
    assert [one["path"] for one in scene.calendar.seen] == ["/a.ics", "/b.ics"]
