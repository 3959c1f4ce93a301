"""What operators and robots ask a host for; and that an address that is none says so."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from explorer import server
from explorer.pipeline.publish import publishing
from explorer.releases import current
from explorer.web.frame import assets
from explorer.web.http import middleware, operators, traffic
from tests.exports.office.office_files import ground
from tests.support.cases import each


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))
    for name in (operators.TOKEN, operators.CONTACT):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "data"


def site(client="127.0.0.1"):
    async def anything(_request):
        return PlainTextResponse("Streamlit's page")

    routes = [*operators.ROUTES, *assets.ROUTES, Route("/{rest:path}", anything)]
    app = Starlette(routes=routes, middleware=middleware.MIDDLEWARE)
    return TestClient(app, client=(client, 50000), headers={"accept-language": "en"}, follow_redirects=False)


def test_a_server_is_ready_while_a_whole_release_is_in_use_and_alive_all_the_same(folder):
    asked = site()
    assert asked.get("/livez").text == "ok\n"
    never = asked.get("/readyz")
    assert (never.status_code, never.json()["ready"]) == (503, False)
    assert "There is no data release yet" in never.json()["error"]
    made = publishing.rebuild(ground=ground)
    assert asked.get("/readyz").json() == {"ready": True, "release": made.id}
    victim = current.current() / "trademarks.parquet"
    whole = victim.read_bytes()
    victim.chmod(0o644)
    victim.write_bytes(whole[:-1])
    damaged = asked.get("/readyz")
    assert damaged.status_code == 503
    assert "trademarks.parquet" in damaged.json()["error"]
    victim.write_bytes(whole)
    assert asked.get("/readyz").status_code == 200
    (folder / "CURRENT").unlink()
    lost = asked.get("/readyz")
    assert lost.status_code == 503
    assert "python -m explorer doctor" in lost.json()["error"]
    assert asked.get("/livez").status_code == 200


def test_figures_of_the_running_server_are_for_this_machine_or_for_a_token(folder, monkeypatch):
    assert site().get("/metrics").status_code == 200
    assert site("::1").get("/metrics").status_code == 200
    stranger = site("203.0.113.9").get("/metrics")
    assert stranger.status_code == 403
    assert "this machine alone" in stranger.json()["error"]
    assert site().get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 403, "by way of a proxy"
    monkeypatch.setenv(operators.TOKEN, "s3cret")
    assert site().get("/metrics").status_code == 403
    for token, status in (("s3cret", 200), ("s3creT", 403), ("", 403)):
        answer = site("203.0.113.9").get("/metrics", headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == status


def figure(text, name):
    """Return the value of a metric in Prometheus' text; 0 where it is not told."""
    return next((float(line.rpartition(" ")[2]) for line in text.splitlines() if line.startswith(f"{name} ")), 0.0)


def test_the_figures_count_what_was_asked_by_kind_and_answer_and_name_the_release(folder):
    made = publishing.rebuild(ground=ground)
    asked, page = site(), 'explorer_requests_total{kind="page",status="200"}'
    lost = 'explorer_requests_total{kind="other",status="404"}'
    before = asked.get("/metrics").text
    for path in ("/", "/target", "/nothing"):
        asked.get(path)
    after = asked.get("/metrics").text
    assert figure(after, page) == figure(before, page) + 2
    assert figure(after, lost) == figure(before, lost) + 1
    assert figure(after, f'explorer_release_info{{release="{made.id}"}}') == 1
    assert figure(after, "explorer_resident_memory_bytes") > 1e7
    assert figure(after, 'explorer_in_progress{kind="page"}') == 0


def test_what_robots_and_browsers_ask_for_is_there(folder, monkeypatch):
    assert "Disallow: /api/" in site().get("/robots.txt").text
    icon = site().get("/favicon.ico")
    assert (icon.status_code, icon.headers["content-type"].partition(";")[0]) == (200, "image/svg+xml")
    assert site().get("/.well-known/security.txt").status_code == 404
    monkeypatch.setenv(operators.CONTACT, "mailto:ip@example.cn\r\nPolicy: https://evil.example")
    lines = site().get("/.well-known/security.txt").text.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["Contact", "Expires", "Preferred-Languages"]


def test_what_balancers_ask_all_day_is_counted_and_fills_no_log(folder):
    page = 'explorer_requests_total{kind="operator",status="200"}'
    before = figure(site().get("/metrics").text, page)
    site().get("/livez")
    assert figure(site().get("/metrics").text, page) == before + 2
    assert traffic.kind("/livez") not in traffic.LOGGED


@each("path", [
    "/healthz", "/overviews.php", "/wp-admin/setup.php", "/.env", "/.git/config", "/admin", "/target/deeper", "/a/b/c",
    "/index.html/x", "/robots.txt/x", "/server-status", "/target.html/x", "/%E5%AF%B9", "/_next/data",
    "/chart", "/file", "/s", "/frame", "/media", "/_stcore", "/component", "/static", "/static/js/none.js",
    "/.well-known", "/.well-known/change-password", "/now.json/x",
])  # fmt: skip
def test_an_address_that_is_none_is_not_found(path):
    answer = site().get(path)
    assert (answer.status_code, "Streamlit" in answer.text) == (404, False)


@each("path", [
    "/", "/target", "/target/", "/target.png", "/publish", "/present", "/present.css", "/now.json", "/s/target",
    "/chart/overview.png", "/file/overview.pptx", "/api/v1/plans", "/frame/share/target", "/_stcore/health",
    "/target/_stcore/stream", "/data", "/api", "/index.html", "/media/x.png", "/component/a/b", "/auth/login",
    "/oauth2callback", "/.well-known/security.txt",
])  # fmt: skip
def test_every_address_that_is_one_passes(path):
    assert middleware._known(path)


def test_every_address_of_the_server_is_one():
    for route in server.ROUTES + list(operators.ROUTES):
        assert middleware._known(route.path.replace("{view:path}", "target").replace("{kind}", "png")), route.path
