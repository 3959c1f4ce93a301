"""The years of a table are found block by block, and of each column it is known what it is or that nobody knows."""

from explorer.pipeline.intake.readers import detect
from explorer.pipeline.intake.yearly import layout
from explorer.pipeline.intake.yearly.table import Question
from tests.support.cases import each
from tests.support.yearly_tables import HEAD, MARKS, STATIONS, pasted, workbook


def no_goal(cell) -> bool:
    return cell == STATIONS[0]


def blocks(*rows):
    width = max(map(len, rows))
    texts = [tuple("" if cell is None else str(cell) for cell in [*row, *[""] * (width - len(row))]) for row in rows]
    return layout.blocks(texts, no_goal)


def kept(block) -> list[tuple[int, int]]:
    return [(one.place, one.year) for one in layout.settled(block.columns)[0]]


@each(
    "rows, columns",
    [
        ([["指标", "单位", "2024年", "2025年"]], [(2, 2024), (3, 2025)]),
        (
            [["指标", "单位", "2024年", "", "2025年", ""], ["", "", "目标", "完成", "目标", "完成"]],
            [(3, 2024), (5, 2025)],
        ),
        (
            [["指标", "单位", "目标", "完成", "目标", "完成"], ["", "", "2024年", "", "2025年", ""]],
            [(3, 2024), (5, 2025)],
        ),
        ([["指标", "单位", "实际", "", "目标"], ["", "", "2024", "2025", "2025"]], [(2, 2024), (3, 2025)]),
        ([["指标", "2024年计划", "2024年实绩", "2025年任务", "2025年"]], [(2, 2024), (4, 2025)]),
        ([["指标", "2024年", "", "2025年", ""], ["", "数量", "增幅", "数量", "增幅"]], [(1, 2024), (3, 2025)]),
        ([["indicator", "2025 target", "2025 actual"]], [(2, 2025)]),
        ([["指标", "单位", "2025年"]], [(2, 2025)]),
        ([["指标", "2024年", "2025年", "", ""], ["", "", "一季度", "二季度", "全年"]], [(1, 2024), (4, 2025)]),
        ([["指标", "2024年", "", "2025年", ""], ["", "省本级", "全省", "省本级", "全省"]], [(2, 2024), (4, 2025)]),
        ([["指标", "2025年快报", "2025年核定"], ["", "", ""]], [(2, 2025)]),
        ([["指标", "2024年", "2025年1-9月", "2025年"]], [(1, 2024), (3, 2025)]),
    ],
)
def test_the_columns_of_what_was_reached_in_whole_years(rows, columns):
    (block,) = blocks(*rows)
    assert kept(block) == columns


def test_two_columns_of_a_year_that_nothing_tells_apart_both_stay():
    (block,) = blocks(["指标", "2024", "2025", "2025"])
    assert kept(block) == [(1, 2024), (2, 2025), (3, 2025)]


def test_columns_that_only_unknown_words_tell_apart_both_stay_too():
    (block,) = blocks(["指标", "2024", "", "2025", ""], ["", "甲类", "乙类", "甲类", "乙类"], [STATIONS[0], 1, 2, 3, 4])
    assert kept(block) == [(1, 2024), (2, 2024), (3, 2025), (4, 2025)]
    assert block.begin == 2


def test_columns_left_out_are_named_by_their_letters_and_headings():
    (block,) = blocks(["指标", "2024年目标", "2024年", "2025年一季度"])
    assert layout.settled(block.columns)[1] == (
        Question("columns_not_reached", {"columns": "B“2024年目标”"}),
        Question("columns_of_a_part", {"columns": "D“2025年一季度”"}),
    )


def test_what_nobody_understands_is_unread_and_so_is_a_filled_column_without_a_heading():
    (block,) = blocks(["指标", "处室", "2024", "2025", "", "备注", "说明"], ["甲", "", 1, 2, "x", "", "y"])
    assert block.unread == ((1, "处室"), (4, ""), (6, "说明"))


def test_each_block_has_its_own_years():
    first, second = blocks(HEAD, STATIONS, ["二、服务"], ["指标名称", "单位", "2023", "2024"], ["乙", "家", 1, 2])
    assert [one.year for one in first.columns] == [2024, 2025]
    assert (first.begin, first.end, second.begin) == (1, 3, 4)
    assert [one.year for one in second.columns] == [2023, 2024]


@each(
    "row",
    [
        [STATIONS[0], "家", 2010, 2050],  # counts that look like years
        ["某站", "2023-05-01", "2024-06-01"],
        ["某站", "2023年5月", "2024年6月"],
        ["某站", "12", "2024年", "2025年"],
        ["其他工作", "家", "2010", "2025年快报"],
        ["2025年"],
    ],
)
def test_a_row_of_figures_or_days_is_no_heading(row):
    assert blocks(row) == []


def test_a_register_with_days_is_not_read_as_one():
    rows = [["名称", "申请日", "授权日"], *[["甲", "2023-05-01", "2024-06-01"]] * 3]
    assert not any(map(layout.has_years, detect.sheets(pasted(*rows), "a.csv")))


def test_a_merged_unit_is_that_of_all_its_rows_and_a_merged_number_stays_in_the_first():
    content = workbook(
        {"表": [HEAD, MARKS, ["公共服务一体化平台用户访问量", None, 1, None]]}, merged=["B2:B3", "D2:D3"]
    )
    (sheet,) = detect.sheets(content, "a.xlsx")
    rows = layout.every_row(sheet)
    (block,) = layout.blocks(rows, no_goal)
    assert [cells[1] for cells in rows[1:]] == ["件", "件"]
    assert rows[2][3] == ""
    asked = layout.file_says(sheet, rows, block, block.columns, {2, 3})
    assert list(asked) == [(2, Question("merged_number", {"groups": 1, "count": 1}))]


@each(
    "text, unit", [("单位：万件", "万件"), ("（单位: 家）", "家"), ("填报单位：省局", ""), ("单位：见表", ""), ("", "")]
)
def test_a_title_names_the_unit_of_the_whole_table(text, unit):
    assert layout.unit_above([text]) == unit
