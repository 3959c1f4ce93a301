"""What the explorer writes its own reader reads back to the same rows: each kind of file, in both languages."""

import io

import polars as pl
from hypothesis import given
from hypothesis import settings as drawn
from hypothesis import strategies as some

from explorer.analysis.registers import definitions, queries
from explorer.core import language, spreadsheet
from explorer.pipeline import intake
from explorer.pipeline.intake import fields, headings
from explorer.pipeline.intake.values.cells import LONGEST, NOTHING, POINTERS, trimmed
from explorer.views.registers import records
from tests.analysis.registers.test_counts import look
from tests.support.cases import each
from tests.support.intake_files import filled

AWKWARD = (
    *("007", "=1+1", "+86 24", "-甲", "@乙", "＝丙", "'=丁", "''-戊", "'己", '他说"好"', "一,二;三", "第一行\n第二行"),
    *("0.50", "1e5", "😀 沈阳", "TRUE", "12%", "_x0041_", "<b>&amp;", "9007199254740993", "很" * LONGEST, "#N/A 公司"),
)
LETTERS = some.text(some.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40)
MADE_HERE = {"source", "evidence", "state"}  # what a release adds to a record: no file is asked for it


def parquet(rows):
    made = io.BytesIO()
    rows.write_parquet(made)
    return made.getvalue()


WRITERS = {
    "csv": spreadsheet.csv,
    "xlsx": lambda rows: spreadsheet.xlsx({"rows": rows}, {"what": "rows"}),
    "parquet": parquet,
}


def examples(table, words):
    """Return the template's two examples of a table as its rows."""
    return intake.check(filled(table, words), "t.xlsx", table).rows


def texts_of(table):
    """Return the columns of a table whose texts may be anything."""
    return [field.slug for field in fields.TABLES[table].fields if field.kind == "text"]


def sound(value):
    """Whether a text means something wherever it stands: no sign for nothing or for the cell above, no space around."""
    seen = pl.select(trimmed(pl.lit(value))).item()
    means = value.casefold() not in NOTHING and value not in POINTERS
    return means and seen == value and len(value) <= LONGEST


def written_and_read(table, rows, kind):
    found = intake.check(WRITERS[kind](rows), f"own.{kind}", table)
    assert found.faults.is_empty(), found.faults.head(3)
    return found.rows


@each("table, kind", [(table, kind) for table in ("patents", "trademarks") for kind in WRITERS])
def test_awkward_texts_come_back_as_they_were(table, kind):
    (one,) = tiny(table)
    for column in texts_of(table):
        rows = pl.DataFrame([one | {KEYS[table]: key_of(table, no), column: text} for no, text in enumerate(AWKWARD)])
        back = written_and_read(table, rows, kind).sort(KEYS[table])
        assert back[column].to_list() == rows.sort(KEYS[table])[column].to_list(), column


@drawn(max_examples=60)
@given(values=some.lists(LETTERS.filter(sound), min_size=1, max_size=8), kind=some.sampled_from(sorted(WRITERS)))
def test_any_texts_come_back_as_they_were(values, kind):
    (one,) = tiny("trademarks")
    rows = pl.DataFrame(
        [one | {"registration_no": key_of("trademarks", no), "name": text} for no, text in enumerate(values)]
    )
    back = written_and_read("trademarks", rows, kind).sort("registration_no")
    assert back["name"].to_list() == rows.sort("registration_no")["name"].to_list()


NAMES = {"patents": "title", "trademarks": "name", "geographical_indications": "name_zh", "service_network": "name_zh"}
KEYS = {"patents": "application_no", "trademarks": "registration_no"}


def key_of(table, number):
    if table == "trademarks":
        return f"{number + 100:08}"  # with leading zeros
    body = f"2021101{number + 10000:05}"
    check = (
        sum(int(digit) * weight for digit, weight in zip(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5), strict=True)) % 11
    )
    return f"{body}{'X' if check == 10 else check}"


def tiny(table):
    """Return one row of a table, as its columns are called."""
    if table == "trademarks":
        return [
            {
                "registration_no": "", "name": "甲", "city": "210100", "nice_class": 9, "holder": "乙",
                "registered_on": "2021-03-04", "expires_on": "2031-03-03",
            }
        ]  # fmt: skip
    return [
        {
            "application_no": "", "kind": "invention", "title": "甲", "city": "210100", "holder": "乙",
            "filed_on": "2021-02-09", "granted_on": "2023-01-17", "award": "丙",
        }
    ]  # fmt: skip


@each("slug, code", [(slug, code) for slug in definitions.REGISTERS for code in language.LANGUAGES])
def test_every_heading_of_a_registers_file_is_one_the_reader_knows_by_the_same_column(slug, code):
    table = fields.TABLES[slug]
    own = {field.slug for field in table.fields}
    titles = queries.questions()[f"{slug}_records"].columns
    read = {column: headings.meant(title[code], table) for column, title in titles.items() if column not in MADE_HERE}
    assert not {column: found for column, found in read.items() if found != column and column in own}


@each(
    "slug, code, kind",
    [(slug, code, kind) for slug in definitions.REGISTERS for code in language.LANGUAGES for kind in ("csv", "xlsx")],
)
def test_what_a_register_hands_out_comes_in_as_the_same_rows(small, slug, code, kind):
    view, words = look(small, code=code), language.words(code)
    rows = examples(slug, words).with_columns(
        evidence=pl.lit("office"), source=pl.lit("register"), state=pl.lit("in_force"), standard_since=pl.lit(None)
    )
    rows = rows.with_columns(pl.lit("=1+1 很长的名称").alias(NAMES[slug]))
    shown = records.worded(rows.select(list(queries.questions()[f"{slug}_records"].columns)), view, slug)
    found = intake.check(WRITERS[kind](shown), f"{slug}.{kind}", slug)
    assert found.faults.is_empty(), found.faults.head(3)
    for column in queries.questions()[f"{slug}_records"].columns:
        if column in found.rows.columns:
            assert found.rows[column].to_list() == rows[column].to_list(), column
