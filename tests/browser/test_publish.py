"""An office's register from its messy file to the pages: the 850,000 marks of the plan, judged by the office's rows."""

import csv
import datetime as dt
import io
import os
from pathlib import Path

import openpyxl
import pytest

from tests.browser.test_login import body, running, sign_in
from tests.pipeline.city_forms.test_city_forms import BENXI, MARKS, SHENYANG, filled
from tests.support.browsing import browser, chromium, settle, tab  # noqa: F401 (fixtures)

pytestmark = [
    pytest.mark.publishing,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:authlib", "ignore::DeprecationWarning:oidc_provider_mock"),
]
GOAL, IN_FORCE = 850_000, 851_199
TITLE = "辽宁省有效注册商标登记簿（业务系统导出）,,,,,\n制表：2026年9月30日,,,,,\n"
HEADING = "注册公告日期,商标注册号,商标名称,国际分类,地市,注销日期\n"


def register(in_force=IN_FORCE, wrong=""):
    """Return the register: marks of one city in force, one that ended in the goal year, and one after it."""
    rows = (f"2024.5.1,{1_000_000 + number},辽,9,沈阳," for number in range(in_force))
    ended = ["２０２３年３月９日,A1,海,第30类,大连市,2025.6.30", "20230309,A2,海,30.0,210200,2026/9/30"]
    return TITLE + HEADING + "\n".join([*ended, *([wrong] if wrong else []), *rows])


def counted(text):
    """Count the marks in force at the end of 2025 from the file's own lines, without any of the project's parts."""
    rows = csv.DictReader(text.removeprefix(TITLE).splitlines())
    last = dt.date(2025, 12, 31)
    ends = (row["注销日期"] for row in rows)
    return sum(not end or dt.date(*map(int, end.replace("/", ".").split("."))) > last for end in ends)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with running(tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def bring(tab, tmp_path):  # noqa: F811
    """Bring a file to replace the register, as an office's old system writes it."""

    def brought(text, name):
        path = tmp_path / name
        path.write_bytes(text.encode("gb18030"))
        tab.set_input_files("[data-testid=stFileUploader] input", path)
        tab.click("[data-testid=stRadio] label:has-text('整体替换')")
        tab.click(".st-key-scope label:has-text('全省')")  # the one city's marks are all there are
        settle(tab)

    return brought


def goal_on_its_page(tab, site):  # noqa: F811
    tab.goto(f"{site.url}/target?plan=ln-2025&indicator=trademarks_in_force&lang=zh")
    tab.wait_for_selector(".headline")
    settle(tab)
    return tab.inner_text(".headline >> nth=0"), body(tab)


def refuses_in_chinese(tab, folder):  # noqa: F811
    """Choose a file of another kind and one that is too large: what is said is ours, and no word of it is English."""
    after = "(one, which) => getComputedStyle(one, which).content"
    button = tab.locator("[data-testid=stFileUploaderDropzone] button p")
    assert button.evaluate(after, "::after") == '"选择文件"'
    old, large = folder / "登记簿.xls", folder / "过大.csv"
    old.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    large.touch()
    os.truncate(large, 26 << 20)
    tab.set_input_files("[data-testid=stFileUploader] input", old)
    tab.wait_for_selector("text=旧版 Excel")
    tab.set_input_files("[data-testid=stFileUploader] input", large)
    tab.wait_for_selector("[data-testid=stFileChip][aria-invalid=true]")
    assert "不得超过 25 MB" in tab.locator("[data-testid=stFileUploader]").evaluate(after, "::after")
    assert not tab.locator("[data-testid=stFileChip] [role=alert]").is_visible()
    tab.locator("[aria-invalid=true] [data-testid=stFileChipDeleteBtn] button").click()


def test_the_offices_register_decides_about_the_850000_marks(site, tab, bring, tmp_path):  # noqa: F811
    text = register()
    in_force = counted(text)
    assert in_force == IN_FORCE + 1 > GOAL
    judged, shown = goal_on_its_page(tab, site)
    assert "未达成" in judged
    assert "（示例，依据模拟数据）" in shown

    sign_in(tab, site, "wang")
    refuses_in_chinese(tab, tmp_path)
    bring(register(2, "2024.13.1,A3,海,9,沈阳,"), "登记簿.csv")
    tab.wait_for_selector("text=发现 1 处问题")
    row, column, value, *_ = tab.locator(".ledger.register >> nth=0").locator("tbody td").all_inner_texts()
    assert row == "6", "below two rows of titles, the heading and two rows"
    assert (column, value) == ("注册公告日期", "2024.13.1")
    assert tab.locator(".st-key-look_file").count() == 0
    assert tab.locator("[data-testid=stFormSubmitButton]").count() == 0

    bring(text, "登记簿（改）.csv")
    tab.wait_for_selector(f"text=共 {in_force + 1:,} 行（商标），没有发现问题")
    tab.click(".st-key-look_file button")
    tab.wait_for_selector("text=结论会改变的目标 1 项，列在最前")
    flip = tab.inner_text(".flipping tbody tr.flips")
    assert "85 万件" in flip, "the goal"
    assert "未达成" in flip
    assert "○ 模拟" in flip
    assert "已达成" in flip
    assert "■ 本局数据" in flip
    tab.click("[data-testid=stFormSubmitButton] button")
    tab.wait_for_selector("text=已发布：数据版本")
    assert site.release in body(tab)

    judged, shown = goal_on_its_page(tab, site)
    assert "✓ 已达成" in judged
    assert f"2025年为 {in_force / 10_000:.2f} 万件，比目标多 {in_force - GOAL:,} 件" in judged
    assert "■ 本局数据" in shown
    assert "○ 模拟" not in shown


def test_a_correction_is_asked_about_needs_a_reason_and_its_list_can_be_signed(site, tab, tmp_path):  # noqa: F811
    sign_in(tab, site, "wang")
    heading, name = "指标,地区,时期,数值,单位\n", "知识产权维权援助工作站,辽宁省,2025"
    for value in ("105", "1050"):
        path = tmp_path / f"{value}.csv"
        path.write_text(f"{heading}{name},{value},家\n", "utf-8")
        tab.set_input_files("[data-testid=stFileUploader] input", path)
        tab.wait_for_selector("text=共 1 行（统计数值），没有发现问题")
        settle(tab)
        tab.click(".st-key-look_file button")
        tab.wait_for_selector(".figures-list")
        settle(tab)
        if value == "105":
            tab.click("[data-testid=stFormSubmitButton] button")
            tab.wait_for_selector("text=已发布：数据版本")
    before, said = site.release, body(tab)
    assert "2025年为 1,050 家，当前数值为 105 家，相差三倍以上" in said
    assert "以下 1 个已发布的本局数值将被更正" in said
    with tab.expect_download() as told:
        tab.click("button:has-text('下载清单，供签批')")
    book = openpyxl.load_workbook(io.BytesIO(Path(told.value.path()).read_bytes()))
    assert book.sheetnames == ["签批页", "变动清单", "待核对"]
    tab.emulate_media(media="print")
    assert tab.locator(".to-sign").is_visible()
    assert not tab.locator("[data-testid=stFileUploader]").is_visible()
    tab.emulate_media(media="screen")
    assert not tab.locator(".to-sign").is_visible()
    tab.click("[data-testid=stFormSubmitButton] button")
    tab.wait_for_selector("text=须写明理由，此次没有发布")
    assert site.release == before
    tab.fill(".st-key-note_file input", "误报，据实更正")
    tab.click("[data-testid=stFormSubmitButton] button")
    tab.wait_for_selector("text=已发布：数据版本")
    assert site.release != before
    tab.goto(f"{site.url}/target?plan=ln-2025&indicator=rights_aid_workstations&lang=zh")
    settle(tab)
    tab.wait_for_selector("text=其后报送的数值已予更正，理由：误报，据实更正", state="attached")


def test_the_cities_forms_are_collected_and_what_is_right_can_be_published(site, tab):  # noqa: F811
    sign_in(tab, site, "wang")
    tab.click("[data-testid=stRadio] label:has-text('各市年度填报表')")
    settle(tab)
    with tab.expect_download() as told:
        tab.click(".st-key-forms_to_send [data-testid=stDownloadButton] button")
    assert told.value.suggested_filename == "ln-2025_all.zip"
    wrong, right = (
        filled(BENXI, {(MARKS, 2024): "约五千"}),
        filled(SHENYANG, {(MARKS, 2024): 5000, (MARKS, 2025): 6000}),
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    files = [
        {"name": f"{name}.xlsx", "mimeType": kind, "buffer": form} for name, form in (("本溪", wrong), ("沈阳", right))
    ]
    tab.set_input_files("[data-testid=stFileUploader] input", files)
    tab.wait_for_selector("text=共 2 行（统计数值），没有发现问题")
    said = body(tab)
    assert "未报送：大连市、鞍山市" in said
    assert "暂不采用的填报表：本溪市" in said
    file, row, column, value, *_ = tab.locator(".ledger.register >> nth=0").locator("tbody td").all_inner_texts()
    assert (file, row, column, value) == ("本溪.xlsx", "9", "2024年", "约五千")
    tab.click(".st-key-look_file button")
    tab.wait_for_selector("text=会改变的行")
    tab.wait_for_selector("[data-testid=stFormSubmitButton]")


def test_a_decision_is_looked_at_recorded_and_undone(site, tab):  # noqa: F811
    sign_in(tab, site, "wang")
    assert "还没有核定、锁定的年度" in body(tab)
    before = site.release
    tab.click("[data-testid=stRadio] label:has-text('公开发布和本局数据')")
    tab.wait_for_selector(".st-key-look_decision button")
    tab.click(".st-key-look_decision button")
    tab.wait_for_selector("text=记录这一决定")
    assert site.release == before, "nothing is decided yet"
    assert "决定事项：默认口径：公开发布和本局数据" in body(tab)
    tab.click("button:has-text('记录这一决定')")
    settle(tab)
    assert site.release != before
    tab.goto(f"{site.url}/?lang=zh")
    tab.wait_for_selector(".board")
    settle(tab)
    assert "本页含模拟数值" not in body(tab)
    tab.goto(f"{site.url}/publish?lang=zh")
    tab.click(".st-key-decide_years input[role=combobox]")
    tab.keyboard.type("2025")
    tab.keyboard.press("Enter")
    tab.click(".st-key-look_decision button")
    tab.click("button:has-text('记录这一决定')")
    tab.wait_for_selector("text=2025年已核定、锁定（wang@ip.example.cn")
    tab.goto(f"{site.url}/?lang=zh")
    tab.wait_for_selector("text=2025年已锁定（wang@ip.example.cn")


def test_the_yearly_table_is_pasted_checked_and_published(site, tab):  # noqa: F811
    rows = ["序号\t指标名称\t单位\t2024年\t2025年\t备注", "17\t省级知识产权服务品牌机构\t家\t26\t31\t"]
    rows += ["5\t商标有效注册量\t万件\t74.3\t81.2\t2025年为快报数", "3\t专利密集型产业增加值占GDP比重\t%\t10.6%\t—\t"]
    sign_in(tab, site, "wang")
    tab.click("[data-testid=stRadio] label:has-text('本省年度表')")
    settle(tab)
    with tab.expect_download() as told:
        tab.click(".st-key-yearly_forms [data-testid=stDownloadButton] button >> nth=1")
    assert told.value.suggested_filename == "210000_本省年度填报表_ln-2025_已填.xlsx"
    tab.fill(".st-key-pasted textarea", "\n".join(rows))
    tab.press(".st-key-pasted textarea", "Control+Enter")
    tab.wait_for_selector("text=共 6 行（统计数值），没有发现问题")
    said = body(tab)
    assert "单位“万件”" in said or "万件" in said
    assert "尚未核定" in said
    tab.click(".st-key-look_file button")
    tab.wait_for_selector("[data-testid=stFormSubmitButton]")
    tab.click("[data-testid=stFormSubmitButton] button")
    tab.wait_for_selector("text=已发布：数据版本")
    tab.goto(f"{site.url}/target?plan=ln-2025&indicator=ip_service_brand_agencies&evidence=office&lang=zh")
    tab.wait_for_selector("text=2025年为 31 家")
