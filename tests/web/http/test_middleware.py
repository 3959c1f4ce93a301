"""What every request passes: old addresses are led on, frames are limited."""

import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.runtime.secrets import secrets_singleton

from explorer.web.auth import ended
from explorer.web.http import middleware
from tests.support.cases import each
from tests.web.auth.test_session import COOKIE, WANG, cookie, settings


@each(
    "old, today",
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
    assert middleware.moved(path, query) == today


@each("address", [
        "/", "/target?lang=zh", "/chart/overview.svg?plan=ln-2025", "/file/overview.pptx", "/_stcore/health",
        "/api/v1/plans",
        "/overview.png", "//evil.example/?asof=1", "/../overview?asof=1", "/static/js/index.js?asof=1",
    ])  # fmt: skip
def test_every_other_address_is_left_alone(address):
    path, _, query = address.partition("?")
    assert middleware.moved(path, query) is None


@pytest.fixture(autouse=True)
def data(monkeypatch, tmp_path):
    """A data folder of each test's own: what is signed out in one is not in another."""
    monkeypatch.setenv("EXPLORER_DATA", str(tmp_path / "data"))


def client() -> TestClient:
    async def said(_request):
        return PlainTextResponse("page")

    routes = [Route("/", said), Route("/whatif", said)]
    return TestClient(Starlette(routes=routes, middleware=middleware.MIDDLEWARE), follow_redirects=False)


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
    assert middleware.frame_ancestors() == "'self'"


def test_below_a_public_path_an_old_address_stays_there(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://ip.example.cn/explorer/")
    assert middleware.moved("/outlook", "lang=cn") == "/explorer/whatif?lang=zh"


def site(monkeypatch, location: str = "/", status: int = 302) -> TestClient:
    """A site with a login, whose own answers are told."""

    async def uploaded(_request):
        return PlainTextResponse("taken")

    async def led(_request):
        return Response(
            "Authentication error",
            status,
            {"location": location, "set-cookie": "seen=1; Path=/"} if status == 302 else {},
        )

    paths = ("/auth/login", "/auth/logout", "/oauth2callback")
    methods = ["PUT", "DELETE", "OPTIONS"]
    uploads = [
        Route(f"{base}/_stcore/upload_file/{{session}}/{{file}}", uploaded, methods=methods) for base in ("", "/ip")
    ]
    monkeypatch.setattr(secrets_singleton, "_secrets", settings(publisher=["wang@ip.example.cn"]))
    monkeypatch.setattr(ended, "_here", {})
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    app = Starlette(routes=[*uploads, *(Route(path, led) for path in paths)], middleware=middleware.MIDDLEWARE)
    return TestClient(app, follow_redirects=False)


UPLOAD = "/_stcore/upload_file/session/file"


@pytest.mark.parametrize("path", [UPLOAD, f"/ip{UPLOAD}"])
@pytest.mark.parametrize("method", ["PUT", "DELETE"])
def test_files_are_taken_from_publishers_alone(monkeypatch, path, method):
    visited = site(monkeypatch)
    sent = {"accept-language": "en"}
    assert visited.request(method, path, headers=sent).status_code == 401
    forged = visited.request(method, path, headers=sent | {"cookie": f"{COOKIE}=forged"})
    assert (forged.status_code, forged.json()) == (
        401,
        {"error": "Please sign in first. Publishing data needs the publisher role."},
    )
    assert visited.request(method, path, headers={"cookie": f"{COOKIE}={cookie()}"}).text == "taken"
    stranger = cookie(WANG | {"email": "li@ip.example.cn"})
    assert visited.request(method, path, headers={"cookie": f"{COOKIE}={stranger}"}).status_code == 403
    assert visited.request("OPTIONS", path).text == "taken", "a browser asks before it sends"


def test_without_a_login_no_file_is_taken(monkeypatch):
    visited = site(monkeypatch)
    monkeypatch.setattr(secrets_singleton, "_secrets", {})
    answer = visited.put(UPLOAD, headers={"cookie": f"{COOKIE}={cookie()}"})
    assert answer.status_code == 403
    assert "没有配置登录" in answer.json()["error"]


@pytest.mark.parametrize("path", ["/oauth2callback", "/auth/logout", "/auth/login"])
def test_signing_in_and_out_leads_to_the_publish_page(monkeypatch, path):
    assert site(monkeypatch).get(path).headers["location"] == "/publish"
    below = site(monkeypatch)
    monkeypatch.setenv("PUBLIC_URL", "https://ip.example.cn/explorer/")
    assert below.get(path).headers["location"] == "/explorer/publish"
    assert (
        site(monkeypatch, "https://id.example.cn/ask?x=1").get(path).headers["location"]
        == "https://id.example.cn/ask?x=1"
    )


def led_back(monkeypatch, referer: str, path: str = "/auth/login") -> str:
    """Return where somebody is led who went to the provider from a page, and came back."""
    gone = site(monkeypatch, "https://id.example.cn/ask").get(path, headers={"referer": referer})
    held = gone.headers.get_list("set-cookie")[-1].split(";")[0]
    back = site(monkeypatch).get("/oauth2callback", headers={"cookie": held})
    assert ("explorer_back=; " in str(back.headers)) == held.startswith("explorer_back="), "kept for one way"
    return str(back.headers["location"])


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout"])
def test_the_way_back_leads_to_the_page_and_language_one_came_from(monkeypatch, path):
    assert led_back(monkeypatch, "http://testserver/publish?lang=en", path) == "/publish?lang=en"
    assert (
        led_back(monkeypatch, "http://testserver/sql?lang=zh&as_of=2025-12-31", path) == "/sql?lang=zh&as_of=2025-12-31"
    )


@each("referer", ["", "https://evil.example/publish", "http://testserver.evil.example/publish", "http://testserver//evil.example",
     "http://testserver/api/v1/plans", "http://[", "javascript:alert(1)"])  # fmt: skip
def test_from_anywhere_else_it_leads_to_the_publish_page(monkeypatch, referer):
    assert led_back(monkeypatch, referer) == "/publish"


@pytest.mark.parametrize(
    "cookie", ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "publish%3Fa%0D%0AX", "nowhere"]
)
def test_a_cookie_that_somebody_wrote_leads_nowhere_else(monkeypatch, cookie):
    back = site(monkeypatch).get("/oauth2callback", headers={"cookie": f"explorer_back={cookie}"})
    assert back.headers["location"] == "/publish"


def test_the_logins_cookies_travel_over_https_alone_where_the_site_does(monkeypatch):
    answer = site(monkeypatch).get("/oauth2callback")
    assert answer.headers["set-cookie"] == "seen=1; Path=/; Secure"
    near = settings()
    near["auth"] = near["auth"] | {"redirect_uri": "http://127.0.0.1:8501/oauth2callback"}
    visited = site(monkeypatch)
    monkeypatch.setattr(secrets_singleton, "_secrets", near)
    assert visited.get("/oauth2callback").headers["set-cookie"] == "seen=1; Path=/"


def test_a_provider_that_does_not_answer_is_a_sentence(monkeypatch):
    answer = site(monkeypatch, status=400).get("/auth/login", headers={"accept-language": "en"})
    assert answer.status_code == 502
    assert "The identity provider does not answer" in answer.text
    assert "Authentication error" not in answer.text


def test_signing_out_ends_the_login_for_whoever_copied_its_cookie(monkeypatch):
    visited, held = site(monkeypatch), {"cookie": f"{COOKIE}={cookie()}"}
    assert visited.put(UPLOAD, headers=held).status_code == 200
    visited.get("/auth/logout", headers=held)
    assert visited.put(UPLOAD, headers=held).status_code == 401


@each("path", ["/nowhere", "/Target", "/目标", "/target1", "/<script>alert(1)<", "/a%20b"])
def test_an_address_without_a_page_is_a_sentence_and_the_way_to_the_overview(path):
    answer = client().get(path, params={"lang": "en"})
    assert answer.status_code == 404
    assert "There is no page" in answer.text
    assert "<script>" not in answer.text
    assert "lang=en" in answer.text


@each("path", ["/_stcore/metrics", "/target/_stcore/metrics"])
def test_streamlits_own_figures_of_the_server_are_for_nobody(path):
    assert client().get(path).status_code == 404


SCRIPT = next(one for one in sorted(middleware.FILES) if one.startswith("/static/js/"))
OWN = ("/", "/target", "/present", "/_stcore/health", SCRIPT, "/favicon.png", "/now.json")


@each("path", OWN)
def test_a_page_a_file_and_streamlits_own_pass(path):
    assert "no page" not in client().get(path, headers={"accept-language": "en"}).text
