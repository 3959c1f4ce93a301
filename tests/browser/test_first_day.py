"""An office's first day on the publish page: forms of which some have a slip, and figures that are asked about."""

import polars as pl
import pytest

from tests.browser.test_login import body, running, sign_in
from tests.pipeline.test_cli import fourteen  # noqa: F401 (fixture)
from tests.support.browsing import browser, chromium, settle, tab  # noqa: F401 (fixtures)
from tests.support.yearly_tables import HEAD, MARKS, STATIONS, pasted

pytestmark = [
    pytest.mark.publishing,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib", "ignore::DeprecationWarning:oidc_provider_mock"),
]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GRANTS, VISITS = "海外发明专利授权量", "公共服务一体化平台用户访问量"
SLIPS = {
    "85 for 85万": ([*MARKS[:3], 85], "2024年为 743,000，2025年为 85（件），相差约一万倍：是否漏写“万”？"),
    "a growth rate as a count": ([GRANTS, "件", 640, 10], "2024年为 640，2025年为 10（件），相差三倍以上"),
    "1050 for 105": ([*STATIONS[:3], 1050], "2024年为 84，2025年为 1,050（家），相差三倍以上"),
    "the unit 万次 left out": ([VISITS, None, 50, 76], "没有写明单位，按“次”读取"),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running(tmp_path_factory.mktemp("first_day")) as made:
        yield made


def choose(tab, what):  # noqa: F811
    tab.click(f".st-key-what label:has-text('{what}')")
    settle(tab)


def paste(tab, *rows):  # noqa: F811
    tab.fill(".st-key-pasted textarea", pasted(HEAD, *rows).decode())
    tab.press(".st-key-pasted textarea", "Control+Enter")
    settle(tab)


def test_each_slip_of_a_figure_is_asked_about_on_the_page_before_it_is_published(site, tab):  # noqa: F811
    sign_in(tab, site, "wang")
    before = site.release
    choose(tab, "本省年度表")
    paste(tab, *(row for row, _ in SLIPS.values()))
    tab.wait_for_selector("text=共 8 行（统计数值），没有发现问题")
    said = body(tab)
    assert [slip for slip, (_, question) in SLIPS.items() if question not in said] == []
    assert tab.locator("[data-testid=stFormSubmitButton]").count() == 0, "nobody has looked at the changes yet"
    paste(tab, [MARKS[0], None, 74, 81])
    tab.wait_for_selector("text=没有写明单位，按“件”读取")
    paste(tab, [GRANTS, "%", 9.5, 9.7])
    tab.wait_for_selector("text=这一行是增长率，而该指标应填数量")
    assert tab.locator(".st-key-look_file").count() == 0
    assert site.release == before


def test_of_14_forms_with_3_slips_11_are_published_and_the_others_named(site, tab, fourteen):  # noqa: F811
    sign_in(tab, site, "wang")
    before = site.release
    choose(tab, "各市年度填报表")
    files = [{"name": f"{city}.xlsx", "mimeType": XLSX, "buffer": form} for city, form in fourteen.items()]
    tab.set_input_files("[data-testid=stFileUploader] input", files)
    tab.wait_for_selector("text=共 11 行（统计数值），没有发现问题")
    settle(tab)
    assert "暂不采用的填报表：鞍山市、本溪市、葫芦岛市" in body(tab)
    rows = tab.locator(".ledger.register >> nth=0").locator("tbody tr").all()
    named = [row.locator("td").all_inner_texts()[:4] for row in rows]
    assert [(file, column, value) for file, _, column, value in named] == [
        ("210300.xlsx", "2025年", "约五千"),
        ("210500.xlsx", "2025年", "5千2"),
        ("211400.xlsx", "2025年", "-7"),
    ]
    assert {row for _, row, _, _ in named} == {"9"}, "of the marks, in each form"
    tab.click(".st-key-look_file button")
    tab.click("[data-testid=stFormSubmitButton] button")
    tab.wait_for_selector("text=已发布：数据版本")
    assert site.release != before
    (brought,) = (site.data / "imports").glob("imp-*")
    kept = pl.read_parquet(brought / "rows.parquet")
    assert kept["area"].n_unique() == kept.height == 11
