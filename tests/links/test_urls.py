"""Full addresses: from the reader's own host or the operator's, never from a header that is no host."""

from explorer.links import urls
from tests.support.cases import each


def test_the_address_is_the_one_the_reader_asked_for(monkeypatch):
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    assert urls.origin("https", "ip.example.cn:8443") == "https://ip.example.cn:8443"
    assert urls.origin("http", "[::1]:8501") == "http://[::1]:8501"


def test_an_operator_may_say_it(monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://ip.example.cn/explorer/")
    assert urls.page(urls.origin("http", "inner:8501"), "target", {"lang": "zh"}).startswith(
        "https://ip.example.cn/explorer/target?"
    )


@each("host", [None, "", "a b", 'x"><script>', "evil.example/path", "a:b:c", "-", "x:999999"])
def test_what_is_no_host_is_not_repeated(monkeypatch, host):
    monkeypatch.delenv("PUBLIC_URL", raising=False)
    assert urls.origin("http", host) == urls.HERE


def test_the_overview_stands_at_the_root():
    assert urls.page("http://a", "overview", {"lang": "zh"}) == "http://a/?lang=zh"
    assert urls.picture("http://a", "overview", {}, "svg") == "http://a/chart/overview.svg?"
    assert urls.file("http://a", "target", {"find": "沈阳"}, "xlsx") == (
        "http://a/file/target.xlsx?find=%E6%B2%88%E9%98%B3"
    )
    assert urls.preview("http://a", "target", {"lang": "en"}) == "http://a/s/target?lang=en"
