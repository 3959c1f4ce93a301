"""What every request passes: old addresses are led on, frames are limited."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from explorer import entrance


@pytest.mark.parametrize(
    ("old", "today"),
    [
        ("/overview?plan=ln-2025", "/?plan=ln-2025"),
        ("/outlook?indicator=x&asof=2024-01-01", "/whatif?indicator=x&as_of=2024-01-01"),
        ("/chart/outlook.png?lang=cn", "/chart/whatif.png?lang=zh"),
        ("/chart/overview.png?asof=2024-01-01", "/chart/overview.png?as_of=2024-01-01"),
        ("/s/outlook?plan=ln-2025", "/s/whatif?plan=ln-2025"),
        ("/?language=en", "/?lang=en"),
    ],
)
def test_an_old_address_leads_to_todays(old, today):
    path, _, query = old.partition("?")
    assert entrance.moved(path, query) == today


@pytest.mark.parametrize(
    "address",
    [
        "/", "/target?lang=zh", "/chart/overview.svg?plan=ln-2025", "/file/overview.pptx", "/_stcore/health",
        "/api/v1/plans",
        "/overview.png", "//evil.example/?asof=1", "/../overview?asof=1", "/static/js/index.js?asof=1",
    ],
)  # fmt: skip
def test_every_other_address_is_left_alone(address):
    path, _, query = address.partition("?")
    assert entrance.moved(path, query) is None


def client() -> TestClient:
    async def said(_request):
        return PlainTextResponse("page")

    routes = [Route("/", said), Route("/whatif", said)]
    return TestClient(Starlette(routes=routes, middleware=entrance.MIDDLEWARE), follow_redirects=False)


def test_the_browser_is_led_on_and_may_follow():
    answer = client().get("/outlook?asof=2024-03-31")
    assert (answer.status_code, answer.headers["location"]) == (307, "/whatif?as_of=2024-03-31")


def test_only_this_site_may_frame_the_pages_unless_an_operator_says_so(monkeypatch):
    monkeypatch.delenv("FRAME_ANCESTORS", raising=False)
    assert client().get("/").headers["content-security-policy"] == "frame-ancestors 'self'"
    monkeypatch.setenv("FRAME_ANCESTORS", "'self' https://oa.example.cn")
    assert client().get("/").headers["content-security-policy"] == "frame-ancestors 'self' https://oa.example.cn"
    assert client().get("/").headers["x-content-type-options"] == "nosniff"


def test_a_setting_that_would_break_the_header_is_not_used(monkeypatch):
    monkeypatch.setenv("FRAME_ANCESTORS", "https://a.cn; script-src *\r\nX-Evil: 1")
    assert entrance.frame_ancestors() == "'self'"


def test_below_a_public_path_an_old_address_stays_there(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://ip.example.cn/explorer/")
    assert entrance.moved("/outlook", "lang=cn") == "/explorer/whatif?lang=zh"
