"""Where somebody is led back to: a page of this site and nothing else."""

from http.cookies import SimpleCookie

import pytest

from explorer.web.auth import return_to
from tests.support.cases import each

HOST = "ip.example.cn"


@each(
    "referer, page",
    [
        ("https://ip.example.cn/", ""),
        ("https://ip.example.cn/publish", "publish"),
        ("https://ip.example.cn/publish?lang=en", "publish?lang=en"),
        ("https://ip.example.cn/sql?q=%E4%B8%AD&lang=zh", "sql?q=%E4%B8%AD&lang=zh"),
        ("https://ip.example.cn:444/publish", None),
        ("https://evil.example/publish", None),
        ("https://ip.example.cn@evil.example/publish", None),
        ("https://ip.example.cn//evil.example", None),
        ("https://ip.example.cn/../publish", None),
        ("https://ip.example.cn/oauth2callback?code=1", None),
        ('https://ip.example.cn/publish?a="<', None),
    ],
)
def test_a_page_is_seen_where_it_is_this_sites(referer, page):
    assert return_to.seen(referer, HOST, "") == page


def test_below_a_public_path_only_what_lies_there_is_this_sites():
    assert return_to.seen("https://ip.example.cn/explorer/publish?lang=en", HOST, "/explorer") == "publish?lang=en"
    assert return_to.seen("https://ip.example.cn/publish", HOST, "/explorer") is None
    assert "Path=/explorer/;" in return_to.cookie("publish", "/explorer")


def test_of_a_query_that_is_too_long_the_language_is_kept():
    long = "agenda=" + "x" * 1500
    assert return_to.seen(f"https://{HOST}/agenda?{long}&lang=en", HOST, "") == "agenda?lang=en"
    assert return_to.seen(f"https://{HOST}/agenda?{long}", HOST, "") == "agenda"


@pytest.mark.parametrize("page", ["", "publish?lang=en", "sql?q=%E4%B8%AD&lang=zh"])
def test_what_a_cookie_keeps_comes_back(page):
    written = SimpleCookie(return_to.cookie(page, ""))[return_to.COOKIE]
    assert return_to.kept(written.value) == page
    assert (written["httponly"], written["samesite"], written["path"]) == (True, "Lax", "/")


def test_a_cookie_of_another_kind_is_no_page():
    assert [return_to.kept(one) for one in ("//evil.example", "publish?\r\nX: 1", "%2e%2e", "x" * 5000, None)] == [
        None
    ] * 5
    assert SimpleCookie(return_to.cookie(None, ""))[return_to.COOKIE]["max-age"] == "0"
