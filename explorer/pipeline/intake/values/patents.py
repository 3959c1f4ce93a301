"""Numbers of Chinese patents: one writing for each, and what a number says by itself of year, kind and slips.

2021 1 0123456 7: the year it was given, the kind, the serial, the check digit; before October 2003 two digits of the
year and five of the serial (the office's standard ZC 0006-2003).
"""

import polars as pl

from explorer.pipeline.intake.values import texts as values_texts
from explorer.pipeline.intake.values.cells import narrow

WRITTEN = r"^(?:ZL|CN)?(\d{12}|\d{8})(?:\.?([\dX]))?(?:[ABCUSY]\d?)?$"
FORM = r"^(?:(?:200[3-9]|20[1-9]\d)[12389]\d{7}|(?:8[5-9]|9\d|0[0-3])[12389]\d{5})$"
PUBLISHED = r"^(?:CN|ZL)\d{7,9}[ABCUSY]?\d?$|^\d{7,9}[ABCUSY]\d?$|^\d{9}$"
# Other offices, by the codes of WIPO's standard ST.3, which stand before their digits.
OFFICES = (
    "AE|AP|AR|AT|AU|BE|BG|BR|CA|CH|CL|CO|CZ|DE|DK|EA|EG|EP|ES|FI|FR|GB|GC|GR|HK|HR|HU|ID|IE|IL|IN|IR|IS|IT|JP|KE|KH|KR"
    "|KZ|LT|LU|LV|MA|MN|MO|MX|MY|NL|NO|NZ|OA|PE|PH|PK|PL|PT|RO|RS|RU|SA|SE|SG|SI|SK|TH|TR|TW|UA|US|UZ|VN|WO|ZA"
)
FOREIGN = rf"^(?:{OFFICES})[A-Z]?[-. /]?\d[\dA-Z ./-]*$|^PCT/(?:CN|{OFFICES})\d{{2,4}}/\d{{5,6}}$"
SHORT, LONG = 8, 12
WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
ELEVEN, TEN = 11, "X"
KINDS = {"1": "invention", "8": "invention", "2": "utility_model", "9": "utility_model", "3": "design"}


def read(texts: pl.Series) -> pl.DataFrame:
    """Return ``value``, ``rule`` and ``hint`` of numbers of patents, each written in one way: 2021101234567.

    ZL 2021 1 0123456.7, CN202110123456.7A and 202110123456 are that number too. A foreign one stays as it is.
    Rules: those of texts.keys; check_digit (hint: what it would be), publication_no, odd_patent.
    """
    found = values_texts.keys(texts, check_digit=True)
    plain, written = _plain(pl.col("value")), _number(pl.col("value"))
    digit = written.struct.field("given")
    wrong = (digit != "") & (digit != written.struct.field("due"))
    none = written.struct.field("serial") == ""
    rule = (
        pl.when(pl.col("value").is_null())
        .then("rule")
        .when(~none & wrong)
        .then(pl.lit("check_digit"))
        .when(none & plain.str.contains(PUBLISHED))
        .then(pl.lit("publication_no"))
        .when(none & ~plain.str.contains(FOREIGN))
        .then(pl.lit("odd_patent"))
    )
    one = written.struct.field("serial") + written.struct.field("due")
    value = pl.when(rule.is_null()).then(pl.when(none).then("value").otherwise(one))
    hint = pl.when(rule == "check_digit").then(one).otherwise("hint")
    return found.select(value=value, rule=rule, hint=hint)


def alike(text: pl.Expr) -> pl.Expr:
    """Return a text as two columns of numbers are compared: without country, dot, check digit and kind code."""
    plain = _plain(narrow(text).fill_null("").str.to_uppercase())
    return pl.coalesce(plain.str.extract(WRITTEN, 1), plain)


def kind(number: pl.Expr) -> pl.Expr:
    """Return the kind that a number says, null where it is none of a Chinese patent."""
    digit = pl.when(number.str.len_bytes() == LONG + 1).then(number.str.slice(4, 1)).otherwise(number.str.slice(2, 1))
    return pl.when(_is_one(number)).then(digit.replace_strict(KINDS, default=None, return_dtype=pl.String))


def year(number: pl.Expr) -> pl.Expr:
    """Return the year in which a number was given, null where it is none of a Chinese patent."""
    two = number.str.head(2).cast(pl.Int32, strict=False)
    old = two + pl.when(two > ELEVEN).then(1900).otherwise(2000)
    long = number.str.len_bytes() == LONG + 1
    return pl.when(_is_one(number)).then(
        pl.when(long).then(number.str.head(4).cast(pl.Int32, strict=False)).otherwise(old)
    )


def _is_one(number: pl.Expr) -> pl.Expr:
    return number.str.head(number.str.len_bytes().cast(pl.Int64) - 1).str.contains(FORM)


def _plain(text: pl.Expr) -> pl.Expr:
    return text.str.replace_all(" ", "", literal=True)


def _number(text: pl.Expr) -> pl.Expr:
    """Return ``serial`` (empty where a text is no application's number), the check digit given and the one due."""
    groups = _plain(text).str.extract_groups(WRITTEN).struct
    serial = pl.when(groups.field("1").str.contains(FORM)).then(groups.field("1")).fill_null("")
    return pl.struct(serial=serial, given=groups.field("2").fill_null(""), due=_check_digit(serial))


def _check_digit(serial: pl.Expr) -> pl.Expr:
    number = serial.cast(pl.Int64, strict=False)

    def weighed(digits: int) -> pl.Expr:
        return pl.sum_horizontal(
            number // 10 ** (digits - place) % 10 * weight for place, weight in enumerate(WEIGHTS[:digits], 1)
        )

    rest = pl.when(serial.str.len_bytes() == SHORT).then(weighed(SHORT)).otherwise(weighed(LONG)) % ELEVEN
    return pl.when(rest == ELEVEN - 1).then(pl.lit(TEN)).otherwise(rest.cast(pl.String))
