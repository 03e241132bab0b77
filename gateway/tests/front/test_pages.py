from __future__ import annotations

import gzip
from pathlib import Path

import httpx
import pytest
from gateway_house import House, Houses, rule


@pytest.mark.parametrize("path", ["/assets/gone-5e6f.js", "/gone.txt", "/.env", "/assets/../index.html.map"])
async def test_a_file_that_is_not_there_is_not_the_application(house: House, path: str) -> None:
    answer = await house.browser().get(path)
    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
async def test_pages_are_only_read(house: House, method: str) -> None:
    for path in ("/", "/demandes", "/r/x", "/docs"):
        answer = await house.browser().http.request(method, path)
        assert (answer.status_code, rule(answer)) == (405, "method-refused")


async def test_without_a_build_the_page_says_so(another: Houses) -> None:
    async with another(site_dir=None) as house:
        for path in ("/", "/r/x"):
            answer = await house.browser().get(path)
            assert (answer.status_code, rule(answer)) == (503, "not-built")


@pytest.mark.parametrize("path", ["/metrics", "/_events", "/_snapshot"])
@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via", "X-Real-Ip"])
async def test_internal_addresses_do_not_exist_behind_a_proxy(house: House, path: str, header: str) -> None:
    answer = await house.browser(**{header: "127.0.0.1"}).get(path)
    assert (answer.status_code, rule(answer)) == (404, "no-such-route")


@pytest.mark.parametrize("path", ["/", "/demandes/0190aaaa", "/connexion", "/annuaire/pro/x"])
async def test_every_page_path_is_the_application(house: House, path: str) -> None:
    answer = await house.browser().get(path)
    assert answer.status_code == 200
    assert "application" in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-cache"


async def test_who_is_signed_in_is_asked_while_the_code_is_on_its_way(house: House) -> None:
    assert "link" not in (await house.browser().get("/demandes")).headers
    browser = await house.member("referrer")
    assert "/api/accounts/v1/session>; rel=preload" in (await browser.get("/demandes")).headers["link"]
    assert "link" not in (await browser.get("/assets/app-1a2b3c4d.js")).headers


async def test_hashed_files_are_kept_for_good_and_packed(house: House) -> None:
    path = "/assets/app-1a2b3c4d.js"
    answer = await house.browser(**{"Accept-Encoding": "gzip"}).get(path)
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) < len(answer.content)
    plain = await house.browser(**{"Accept-Encoding": "identity"}).get(path)
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content
    assert gzip.compress(plain.content)


async def test_what_has_not_changed_is_not_sent_again(house: House) -> None:
    first = await house.browser().get("/")
    again = await house.browser().get("/", If_None_Match=f'"other", W/{first.headers["etag"]}')
    assert (again.status_code, again.content) == (304, b"")


async def test_head_gives_the_headers_of_the_page(house: House) -> None:
    answer = await house.browser(**{"Accept-Encoding": "identity"}).http.head("/")
    assert answer.content == b""
    assert int(answer.headers["content-length"]) > 100


async def test_the_documentation_lists_every_operation_without_script(house: House) -> None:
    page = await house.browser().get("/docs")
    document = (await house.browser().get("/openapi.json")).json()
    assert "<script" not in page.text
    assert "style=" not in page.text
    for path, operations in document["paths"].items():
        assert path in page.text
        for operation in operations.values():
            assert f'id="{operation["operationId"]}"' in page.text


async def test_the_merged_contract_is_served_when_there_is_one(another: Houses, tmp_path: Path) -> None:
    contract = tmp_path / "openapi.json"
    contract.write_text(
        '{"openapi": "3.1.0", "info": {"title": "Maillage <b>"}, "paths": {"/api/referral/v1/x": {"get": '
        '{"operationId": "read_x", "description": "<script>alert(1)</script>", "responses": {}}}}}'
    )
    async with another(contracts_file=contract) as house:
        assert (await house.browser().get("/openapi.json")).json()["info"]["title"] == "Maillage <b>"
        page = (await house.browser().get("/docs")).text
        assert "read_x" in page
        assert "<script>" not in page


async def test_the_mail_sink_is_there_only_in_the_demonstration(house: House, another: Houses) -> None:
    assert (await house.browser().get("/demo/courrier/3")).status_code == 200
    assert house.peer.seen[-1]["path"] == "/demo/courrier/3"
    async with another(mailbox_url=None) as plain:
        answer = await plain.browser().get("/demo/courrier")
        assert (answer.status_code, rule(answer)) == (404, "no-such-route")


async def test_health_is_public_and_readiness_names_who_is_away(house: House, another: Houses) -> None:
    assert (await house.browser().get("/healthz")).json() == {"status": "alive"}
    ready = await house.browser().get("/readyz")
    assert (ready.status_code, ready.json()["checks"]["referral"]) == (200, "ok")
    async with another(referral_url="http://127.0.0.1:1") as lonely:
        answer = await lonely.browser().get("/readyz")
        assert answer.status_code == 503
        assert answer.json()["checks"]["referral"] != "ok"
        assert answer.json()["checks"]["directory"] == "ok"


async def test_figures_are_read_on_this_machine_and_name_no_identifier(house: House) -> None:
    browser = await house.member("professional")
    await browser.get("/api/directory/v1/professionals/0190aaaa-secret?name=Durand")
    figures = await house.browser().get("/metrics")
    assert 'route="/api/directory/v1/*"' in figures.text
    assert "0190aaaa" not in figures.text
    assert "Durand" not in figures.text


async def test_logs_hold_neither_address_nor_query_nor_cookie(
    house: House, capfd: pytest.CaptureFixture[str]
) -> None:
    browser = await house.member("professional")
    await browser.get("/api/directory/v1/professionals/0190aaaa-secret?name=Durand")
    await browser.get("/demandes/0190bbbb-secret")
    await browser.get("/api/directory/v1/professionals/cut-small?name=Durand")
    with pytest.raises(httpx.RemoteProtocolError):
        await browser.get("/api/directory/v1/professionals/cut?name=Durand")
    logged = "".join(capfd.readouterr())
    assert '"route":"/api/directory/v1/*"' in logged
    for secret in ("0190aaaa", "0190bbbb", "Durand", browser.secret, browser.http.cookies["csrf"]):
        assert secret not in logged


async def test_a_websocket_is_turned_away(house: House) -> None:
    answer = await house.browser().get(
        "/api/stream",
        Connection="Upgrade",
        Upgrade="websocket",
        Sec_WebSocket_Key="x" * 22 + "==",
        Sec_WebSocket_Version="13",
    )
    assert answer.status_code in (403, 404)
