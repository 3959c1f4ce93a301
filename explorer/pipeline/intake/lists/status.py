"""The column that says whether a right still counts (法律状态), held against the days of its row."""

import datetime as dt

import polars as pl

from explorer.pipeline.intake.columns import FAULTS
from explorer.pipeline.intake.fields import Table
from explorer.pipeline.intake.headings import Heading
from explorer.pipeline.intake.lists.questions import Asked
from explorer.pipeline.intake.lists.strays import AT
from explorer.pipeline.intake.values.cells import given
from explorer.pipeline.intake.yearly.table import Question

# Of a pledge or licence that ended, or of an end taken back or only asked for, the right itself says nothing.
OTHER = r"质押|许可|保全|恢复|未(?:失效|终止|注销|撤销|届满)|(?:无效|撤销)(?:宣告)?(?:请求|程序|中)"
ENDED = (
    r"(?i)失效|终止|无效|放弃|届满|撤回|驳回|注销|撤销|无权|过期|到期"
    r"|lapsed|expired|ended|invalid|inactive|cancel|revoked|withdrawn|abandon|ceased"
)
PLANNED = r"(?i)拟建|筹建|筹备|待建|在建|建设中|规划|申报|planned|under construction|proposed"
PENDING = r"(?i)审中|在审|审查|待审|受理|公开|公布|初审|pending|examination"
IN_FORCE = (
    r"(?i)有权|有效|授权|维持|已?注册|正常|运行|运营|已建|建成|在用|在册|存续"
    r"|in force|valid|active|registered|granted|open|operating"
)
UNDATED, CONTRADICTS, NOT_OPEN = "ended_undated", "status_contradicts", "not_open_yet"
SHOWN = 5  # words that are not known


def held(
    values: pl.DataFrame, rows: pl.DataFrame, heading: Heading, table: Table, until: dt.date
) -> tuple[pl.DataFrame, list[Asked]]:
    """Return the rows whose state and days contradict each other, and the states that are not understood.

    A right that has ended, without the day of it, would count as in force for ever; a unit that is only planned would
    count at all. ``until``: the list's own day.
    """
    place = heading.status
    if place is None or table.ended not in values.columns:
        return pl.DataFrame(schema=FAULTS), []
    text = given(pl.col(str(place)), kind="text", needed=False).alias("said")
    beside = values.join(rows.select("row", text), on="row", how="left", maintain_order="left")
    said, granted = pl.col("said"), _or_true("granted_on", table)
    ended = said.str.contains(ENDED) & ~said.str.contains(OTHER)
    planned = ~ended & said.str.contains(PLANNED) & ("opened_on" in values.columns)
    pending = ~ended & ~planned & said.str.contains(PENDING) & ~said.str.contains(OTHER)
    lives = ~ended & ~planned & ~pending & said.str.contains(IN_FORCE) & ~said.str.contains(OTHER)
    runs_out = pl.col("expires_on") if "expires_on" in values.columns else pl.lit(None, pl.Date)
    over = (runs_out <= until).fill_null(value=False)
    undated = ended & pl.col(table.ended).is_null() & granted & ~over
    against = (lives & pl.col(table.ended).is_not_null()) | (pending & granted & ("granted_on" in values.columns))
    wrong = [
        beside.filter(broken).select("row", slug=pl.lit(f"{AT}{place}"), rule=pl.lit(rule), hint=pl.lit(""))
        for rule, broken in ((UNDATED, undated), (CONTRADICTS, against), (NOT_OPEN, planned))
    ]
    unknown = beside.filter(~(ended | planned | pending | lives)).filter(said.is_not_null())
    texts = "、".join(unknown["said"].unique(maintain_order=True).head(SHOWN))
    blanks = {"count": unknown.height, "text": texts}
    asked: list[Asked] = [(0, heading.cells[place].strip(), Question("status_unknown", blanks))] if texts else []
    return pl.concat([pl.DataFrame(schema=FAULTS), *wrong]), asked


def _or_true(slug: str, table: Table) -> pl.Expr:
    """Return whether a row has a day, true throughout where the table has no such column."""
    return pl.col(slug).is_not_null() if slug in table.schema() else pl.lit(value=True)
