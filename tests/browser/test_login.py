"""The login in a browser, against a provider on loopback: who may publish, who is refused, what a viewer notices."""

import json
import os
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from itsdangerous import URLSafeTimedSerializer
from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import BrowserContext, Page

from explorer.core import paths
from explorer.pipeline.publish import publishing
from tests.exports.office.office_files import ground
from tests.support.browsing import browser, chromium, free_port, new_tab, serving, settle, tab  # noqa: F401 (fixtures)
from tests.web.auth.test_session import Earlier

pytestmark = [
    pytest.mark.publishing,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib", "ignore::DeprecationWarning:oidc_provider_mock"),
]
SECRET = "a long secret of this test's own, made of words"
COOKIE = "_streamlit_user"
WANG, LI, ZHAO = "wang@ip.example.cn", "li@ip.example.cn", "zhao@ip.example.cn"
USERS = [
    User(sub="wang", claims={"email": WANG, "email_verified": True, "name": "王"}),
    User(sub="li", claims={"email": LI, "email_verified": True}),
    User(sub="zhao", claims={"email": ZHAO, "email_verified": False}),
]
MARKS = "registration_no,name,city,nice_class,registered_on\n"
ONE = f"{MARKS}N1,a,210100,9,2020-01-31\n"
TWO = f"{ONE}N2,b,210200,9,2020-02-29\n"


@dataclass
class Site:
    """A server with a login: its address, its data, and the file that configures it."""

    url: str
    data: Path
    secrets: Path
    provider: str

    def configure(self, *publishers: str, hours: float = 12) -> None:
        self.secrets.write_text(
            f"""
            [auth]
            redirect_uri = "{self.url}/oauth2callback"
            cookie_secret = "{SECRET}"
            client_id = "explorer"
            client_secret = "hidden"
            server_metadata_url = "{self.provider}/.well-known/openid-configuration"
            [roles]
            publisher = {json.dumps([*publishers, ZHAO])}
            hours = {hours}
            """,
            "utf-8",
        )

    @property
    def release(self) -> str:
        return (self.data / "CURRENT").read_text("utf-8").strip()


@contextmanager
def running(folder: Path) -> Iterator[Site]:
    """A server with a login and the small release in use, its data and settings in a folder of its own."""
    data = folder / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EXPLORER_DATA", str(data))
        publishing.rebuild(ground=ground)
    port = free_port()
    with run_server_in_thread(user_claims=USERS) as provider:
        made = Site(
            f"http://127.0.0.1:{port}", data, folder / "secrets.toml", f"http://localhost:{provider.server_port}"
        )
        made.configure(WANG)
        settings = {
            "EXPLORER_DATA": str(data),
            "EXPLORER_SECRETS": str(made.secrets),
            "PYTHONPATH": os.pathsep.join([str(paths.ROOT), str(paths.ROOT / "tests")]),
        }
        with serving(port, "-m", "tests.support.serve", **settings):
            yield made


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with running(tmp_path_factory.mktemp("login")) as made:
        yield made


def sign_in(tab: Page, site: Site, who: str) -> None:  # noqa: F811
    tab.goto(f"{site.url}/publish")
    tab.click(".st-key-sign_in button")
    tab.click(f"button[value={who}]")
    tab.wait_for_url(f"{site.url}/publish*")
    settle(tab)


def sign_out(tab: Page) -> None:  # noqa: F811
    tab.click(".st-key-sign_out button")
    tab.click("button:has-text('End session')")
    tab.wait_for_selector(".st-key-sign_in button")
    settle(tab)


def body(tab: Page) -> str:  # noqa: F811
    return tab.inner_text("body")


def held(context: BrowserContext) -> str:
    return next((one["value"] for one in context.cookies() if one["name"] == COOKIE), "")


def with_cookie(context: BrowserContext, site: Site, value: str) -> None:
    context.add_cookies([{"name": COOKIE, "value": value, "url": site.url}])


def uploads(site: Site, cookie: str, session: str = "some-session") -> tuple[int, str]:
    """Return what the server answers to a file that is sent by plain HTTP, with a valid token against forgery."""
    token = "2|00000000|00000000000000000000000000000001|1700000000"
    request = urllib.request.Request(
        f"{site.url}/_stcore/upload_file/{session}/some-file",
        data=b"--x\r\nContent-Disposition: form-data; name=f; filename=a.csv\r\n\r\n1\r\n--x--\r\n",
        method="PUT",
        headers={
            "Content-Type": "multipart/form-data; boundary=x",
            "X-Xsrftoken": token,
            "Cookie": f"_streamlit_xsrf={token}; {COOKIE}={cookie}",
            "Accept-Language": "en",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as fault:
        return fault.code, fault.read().decode()


def older(cookie: str, hours: float) -> str:
    """Return the same identity as it would have been signed some hours ago."""
    said = URLSafeTimedSerializer(SECRET, salt=COOKIE).loads(cookie)
    signer = type("Then", (Earlier,), {"hours": hours})
    return URLSafeTimedSerializer(SECRET, salt=COOKIE, signer=signer).dumps(said)


def forged(cookie: str) -> str:
    """Return the same identity signed with a secret that is not the site's."""
    said = URLSafeTimedSerializer(SECRET, salt=COOKIE).loads(cookie)
    return URLSafeTimedSerializer("another secret that somebody made up", salt=COOKIE).dumps(said)


def test_a_publisher_signs_in_and_out_again(site, tab):  # noqa: F811
    tab.goto(f"{site.url}/")
    settle(tab)
    assert "数据发布" not in tab.inner_html("#frame-menu"), "the menu is calm for everybody else"
    sign_in(tab, site, "wang")
    assert WANG in body(tab)
    assert tab.locator("[data-testid=stFileUploader]").count() == 1
    tab.goto(f"{site.url}/")
    settle(tab)
    assert "数据发布" in tab.inner_html("#frame-menu")
    copied = held(tab.context)
    assert uploads(site, copied)[0] == 400, "let in, and then refused by Streamlit: there is no such session"
    tab.goto(f"{site.url}/publish")
    sign_out(tab)
    assert tab.url.startswith(f"{site.url}/publish")
    assert not held(tab.context)
    assert uploads(site, copied)[0] == 401, "a copy of the cookie ended with the login"
    with_cookie(tab.context, site, copied)
    tab.reload()
    settle(tab)
    assert "登录已失效" in body(tab)
    assert tab.locator("[data-testid=stFileUploader]").count() == 0


@pytest.mark.parametrize(("who", "why"), [("li", "没有所需的权限"), ("zhao", "没有确认邮箱")])
def test_who_has_no_role_is_refused_by_the_server_too(site, tab, who, why):  # noqa: F811
    sign_in(tab, site, who)
    assert why in body(tab)
    assert tab.locator("[data-testid=stFileUploader]").count() == 0
    assert uploads(site, held(tab.context))[0] == 403


def test_a_forged_and_an_expired_cookie_are_refused(site, tab):  # noqa: F811
    sign_in(tab, site, "wang")
    good = held(tab.context)
    assert uploads(site, "")[0] == 401
    for bad, why in ((forged(good), "请先登录"), (good[:-4], "请先登录"), (older(good, 12.5), "登录已失效")):
        assert uploads(site, bad)[0] == 401
        with_cookie(tab.context, site, bad)
        tab.goto(f"{site.url}/publish")
        settle(tab)
        assert why in body(tab)
        assert tab.locator("[data-testid=stFileUploader]").count() == 0
    assert uploads(site, older(good, 11.5))[0] == 400
    assert "sign in" in uploads(site, forged(good))[1]


def test_a_provider_that_refuses_leads_back_and_nobody_is_signed_in(site, tab):  # noqa: F811
    tab.goto(f"{site.url}/publish?lang=en")
    tab.click(".st-key-sign_in button")
    tab.click("button[value=deny]")
    tab.wait_for_url(f"{site.url}/publish?lang=en")
    settle(tab)
    assert "Please sign in first" in body(tab), "in the language one came with"


def upload(tab: Page, text: str, name: str = "marks.csv") -> None:  # noqa: F811
    tab.set_input_files(
        "[data-testid=stFileUploader] input", {"name": name, "mimeType": "text/csv", "buffer": text.encode()}
    )
    settle(tab)


def test_a_file_goes_from_its_faults_to_a_release_that_open_pages_notice_and_back(site, tab, chromium):  # noqa: F811
    before = site.release
    viewer = new_tab(chromium)
    viewer.goto(f"{site.url}/target?indicator=trademarks_in_force&lang=zh")
    settle(viewer)
    pinned = new_tab(chromium)
    pinned.goto(f"{site.url}/?release={before}&lang=zh")
    settle(pinned)

    sign_in(tab, site, "wang")
    upload(tab, f"{ONE}N2,b,210100,9,2020-13-31\n")
    tab.wait_for_selector("text=发现 1 处问题")
    assert tab.locator(".st-key-look_file").count() == 0, "nothing can be published while a row is wrong"

    upload(tab, TWO)
    tab.wait_for_selector("text=共 2 行（商标）")
    tab.click(".st-key-look_file button")
    tab.wait_for_selector("text=结论会改变的目标 1 项")
    assert site.release == before, "a preview publishes nothing"

    tab.fill(".st-key-note_file input", "三季度 <b>登记簿</b>")
    tab.click("[data-testid=stFormSubmitButton] button")
    tab.wait_for_selector("text=已发布：数据版本")
    after = site.release
    assert after != before
    assert "无须发布" not in body(tab)
    assert "三季度 <b>登记簿</b>" in body(tab)
    assert f"since_release={before}" in tab.get_attribute(".said a >> nth=1", "href")

    viewer.wait_for_selector(".news-line.fresh", timeout=10_000)
    viewer.click(".news-line.fresh a")
    viewer.wait_for_selector(f"text=数据版本 {after}")
    assert "indicator=trademarks_in_force" in viewer.url
    assert pinned.locator(".news-line.fresh").count() == 0, "a link that names its release stays as it is"
    assert before in body(pinned)

    tab.reload()
    settle(tab)
    upload(tab, TWO)
    tab.wait_for_selector(f"text=已发布：数据版本 {after} 现已启用")
    assert tab.locator(".st-key-look_file").count() == 0, "what is in use is not published again"

    tab.click(".st-key-ask_roll_back button")
    tab.click(".st-key-confirm_roll_back button")
    tab.wait_for_selector("text=恢复到此版本")
    assert site.release == before
    viewer.wait_for_selector(".news-line.fresh", timeout=10_000)


@pytest.mark.parametrize(
    ("withdrawn", "hours", "why", "status"), [(True, 12, "没有所需的权限", 403), (False, 0.0001, "登录已失效", 401)]
)
def test_a_role_that_went_while_the_page_was_open_is_gone_at_the_click(site, tab, withdrawn, hours, why, status):  # noqa: F811
    before = site.release
    sign_in(tab, site, "wang")
    upload(tab, ONE.replace("N1", f"N{status}"))
    tab.click(".st-key-look_file button")
    tab.wait_for_selector("text=会改变的行")
    site.configure(LI if withdrawn else WANG, hours=hours)
    try:
        tab.wait_for_timeout(700)
        tab.click("[data-testid=stFormSubmitButton] button")
        tab.wait_for_selector(f"text={why}")
        assert site.release == before
        assert uploads(site, held(tab.context))[0] == status
    finally:
        site.configure(WANG)


def test_a_preview_that_another_release_overtook_is_not_published(site, tab):  # noqa: F811
    sign_in(tab, site, "wang")
    upload(tab, ONE.replace("N1", "N9"))
    tab.click(".st-key-look_file button")
    tab.wait_for_selector("text=会改变的行")
    others = {one.name for one in (site.data / "releases").iterdir() if not one.name.startswith(".")}
    other = (others - {site.release}).pop()
    (site.data / "CURRENT").write_text(other + "\n", "utf-8")
    tab.click("[data-testid=stFormSubmitButton] button")
    tab.wait_for_selector("text=不再适用")
    assert site.release == other
