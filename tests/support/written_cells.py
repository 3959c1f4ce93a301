"""What a cell means, and the ways in which people and programs write it down.

The generator knows the meaning; whatever reads the file has to come to it by itself, or to say at the cell that it
cannot. ``sure`` ways must be read; of the others a fault is as good.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

SHARE, REGISTERED = "high_value_share_of_invention_patents", "trademarks_in_force"
ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 (a spreadsheet knows no zone)
WIDE = str.maketrans("0123456789.,%-", "０１２３４５６７８９．，％－")


@dataclass(frozen=True)
class Native:
    """A cell that a spreadsheet keeps as a number, a day or a truth: its value and its number format."""

    value: object
    form: str = "General"


@dataclass(frozen=True)
class Written:
    """One meaning written in one way: where it stands, what it is, how it is written, whether it must be read."""

    subject: str
    meant: object
    cell: object  # a text, or Native
    sure: bool


@dataclass(frozen=True)
class Subject:
    """One column of one table: its heading, what else its row needs, and what the row is known by."""

    table: str
    slug: str
    heading: str
    beside: tuple[tuple[str, str], ...]
    key: str


_EVENT = (("专利号", "2021101234567"), ("市", "沈阳市"), ("业务类型", "质押"))
_FIGURE = (("地区", "辽宁省"), ("频率", "A"), ("备注", "原样"))
SUBJECTS = {
    "day": Subject("patent_events", "happened_on", "登记日", _EVENT, "备案号"),
    "amount": Subject("patent_events", "amount", "质押金额（万元）", (*_EVENT, ("登记日", "2023-05-16")), "备案号"),
    "share": Subject(
        "observations", "value", "数值", (("指标", SHARE), *_FIGURE, ("时期", "2024"), ("单位", "%")), "公开日期"
    ),
    "period": Subject(
        "observations",
        "period",
        "时期",
        (("指标", REGISTERED), *_FIGURE, ("数值", "850000"), ("单位", "件")),
        "公开日期",
    ),
    "class": Subject(
        "trademarks",
        "nice_class",
        "国际分类",
        (("商标名称", "辽河"), ("市", "沈阳市"), ("注册日期", "2020-01-02")),
        "注册号",
    ),
    "project": Subject("patent_events", "project_no", "质押项目号", (*_EVENT, ("登记日", "2023-05-16")), "备案号"),
    "patent": Subject(
        "patent_events",
        "application_no",
        "专利号",
        (("市", "沈阳市"), ("业务类型", "转让"), ("登记日", "2025-05-16")),
        "备案号",
    ),
    "flag": Subject(
        "patents",
        "pre_examined",
        "是否预审",
        (("专利类型", "发明"), ("专利名称", "一种装置"), ("市", "沈阳市"), ("申请日", "2015-01-02")),
        "申请号",
    ),
}
DAYS = (dt.date(2023, 5, 16), dt.date(2020, 2, 29), dt.date(2015, 12, 31), dt.date(2019, 1, 1), dt.date(1999, 10, 3))
AMOUNTS = (1200.0, 0.5, 1234567.25, 41.5, 100.0, 0.1)
SHARES = (41.5, 100.0, 8.25, 0.5, 12.0, 99.99)


def every() -> Iterator[Written]:
    """Yield every meaning in every way."""
    for day in DAYS:
        yield from _all("day", day, _days(day))
    for amount in AMOUNTS:
        yield from _all("amount", amount, _amounts(amount))
    for share in SHARES:
        yield from _all("share", share, _shares(share))
    for year in (2024, 2019, 2000):
        yield from _all("period", dt.date(year, 12, 31), _years(year))
    for number in (9, 30, 5, 45):
        yield from _all("class", number, _classes(number))
    for number in ("12345678", "00123456", "7654321", "LN-000123", "123456789012345678"):
        yield from _all("project", number, _projects(number))
    for number in ("2021101234567", "2021101234586", "202110123468X", "2021101234660"):
        yield from _all("patent", number, _patents(number))
    for flag in (True, False):
        yield from _all("flag", flag, _flags(flag))


def _all(subject: str, meant: object, ways: Iterator[tuple[object, bool]]) -> Iterator[Written]:
    return (Written(subject, meant, cell, sure) for cell, sure in ways)


def _days(day: dt.date) -> Iterator[tuple[object, bool]]:
    midnight = dt.datetime.combine(day, dt.time())
    serial = (midnight - ZERO).days
    for form in (
        *(
            "yyyy-mm-dd",
            "yyyy/m/d",
            "m/d/yy",
            'yyyy"年"m"月"d"日"',
            '[$-804]yyyy"年"m"月"d"日";@',
            "d-mmm-yy",
            "yyyymmdd",
        ),
        *(
            "yyyy-mm-dd hh:mm:ss",
            "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy",
            'e"年"m"月"d"日"',
            'm"月"d"日"',
            "dd\\.mm\\.yyyy",
        ),
    ):
        yield Native(day, form), True
        yield Native(dt.datetime.combine(day, dt.time(8, 30)), form), True
        yield Native(midnight - dt.timedelta(seconds=43), form), False  # a program that counts in Shanghai's old time
        yield Native(midnight - dt.timedelta(milliseconds=40), form), False
    for form in ("mmm-yy", 'yyyy"年"m"月"', "yyyy"):
        yield Native(day, form), False
    for form in ("General", "0", "@", "0.00", "#,##0"):
        yield Native(serial, form), True
        yield Native(serial + 0.25, form), True
        yield Native(serial - 0.0001, form), False
    yield Native(int(f"{day:%Y%m%d}")), True
    yield Native(int(f"{day:%Y%m%d}"), '0000"-"00"-"00'), False
    for text in (
        f"{day}",
        f"{day:%Y/%m/%d}",
        f"{day:%Y.%m.%d}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y%m%d}",
    ):
        yield text, True
        yield f" {text}　", True
        yield f"\t{text}", True
        yield text.translate(WIDE), True
        yield f"{text}\u200b", True
        for guarded in (f"'{text}", f'="{text}"'):
            yield guarded, False
    greenwich = midnight - dt.timedelta(hours=8)
    for text in (
        f"{day}T00:00:00Z",
        f"{greenwich:%Y-%m-%dT%H:%M:%S}.000Z",
        f"{day} 00:00:00+08:00",
        f"{day} 12:00:00+0800",
    ):
        yield text, True
    yield f"{midnight - dt.timedelta(seconds=1):%Y-%m-%dT%H:%M:%S}.500Z", False  # 07:59 of that day in China
    yield f"{day} 23:59:59", True
    for text in (
        f"{day:%d/%m/%Y}",
        f"{day:%m/%d/%Y}",
        f"{day:%y.%m.%d}",
        f"{day:%d-%b-%Y}",
        f"{day:%Y%m%d}1",
        f"{day:%Y}",
    ):
        yield text, False
    yield str(serial), True


def _amounts(amount: float) -> Iterator[tuple[object, bool]]:
    for form in (
        *(
            "General",
            "0.00",
            "#,##0.00",
            "0",
            '"¥"#,##0.00',
            "[$¥-804]#,##0.00",
            '0.00"万元"',
            "0.00E+00",
            "[Red]0.0",
            "@",
        ),
        *(
            "#,##0.00_);(#,##0.00)",
            "[>=1000]#,##0;0.0",
            "# ?/?",
            "[DBNum2]0",
            '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
        ),
        *("0_%", "0*%", '0;-0;"—"', "0.0,", '0!.0,"万"', "0.0\\ ", '0.0" "', "[Blue][<1]0.000;[Red]0"),
    ):
        yield Native(amount, form), True
    for times, form in (
        (1e4, '0.00"元"'),
        (1e4, "0.00\\元"),
        (1e4, '[>1]0"元";0'),
        (1e-4, '0.0000"亿元"'),
        (10, '0"千元"'),
    ):
        yield Native(amount * times, form), False
    yield Native(amount * 1e4, '"US$"0'), False
    yield Native(amount / 100, "0.00%"), False
    for text in (f"{amount:.2f}", f"{amount:,.2f}", f"{amount:.8e}", f"{amount:.2f}万元", f"+{amount:.2f}"):
        yield text, True
        yield f" {text}　", True
        yield f"\t{text}", True
        yield text.translate(WIDE), "e" not in text
        for guarded in (f"'{text}", f'="{text}"'):
            yield guarded, False
    for text in (
        f"{amount * 1e4:.0f}元",
        f"{amount / 1e4:.6f}亿元",
        f"约{amount:.2f}",
        f"{amount:.2f}?",
        f"{amount * 1e4:.0f} yuan",
    ):
        yield text, False
    yield f"{amount:,.2f}".replace(",", " "), amount < 1000
    yield f"{amount:,.2f}".replace(",", "\u00a0"), amount < 1000
    yield f"{amount:,.2f}".replace(",", "'"), amount < 1000


def _shares(share: float) -> Iterator[tuple[object, bool]]:
    for form in (
        *(
            "0.0%",
            "0%",
            "[Red]0.00%",
            "0.0%;-0.0%",
            "[<0.5]0.0%;0.00%",
            "0.0%_)",
            '0.0\\"%',
            '"占"0.0%',
            "0.00%;@",
            "#,##0.0%",
        ),
        *('0.0%;-0%;"—"', "[$-804]0.00%", "0.0%_);(0.0%)", "0.0 %", "%0.0", "[>=0]0.0%;[<0]-0.0%;0"),
    ):
        yield Native(share / 100, form), True
    for form in ('0.0"%"', "0.0\\%", '[>1000]0%;0.00"%"', '0.0"%";-0%', '0.00"％"'):
        yield Native(share, form), True
    for form in ("General", "0.0", "0_%", "0*%", "[>1000]0%;0.0", "@", "0.0_%", "#,##0.00"):
        yield Native(share, form), share >= 1
    for form in ("General", "0.00", "0_%"):
        yield Native(share / 100, form), False
    for text in (f"{share:.2f}%", f"{share:.2f}％", f"{share:.2f} %", f"{share:.4e}%"):
        yield text, True
        yield f" {text}　", True
        yield f"\t{text}", True
        for guarded in (f"'{text}", f'="{text}"'):
            yield guarded, False
    yield f"{share:.2f}".translate(WIDE), share >= 1
    yield f"{share:.2f}", share >= 1
    for text in (f"{share / 100:.4f}", f"{share * 10:.2f}‰", f"百分之{share}", f"{share:.2f}个百分点"):
        yield text, False
    yield Native(share * 10, '0.0"‰"'), False


def _years(year: int) -> Iterator[tuple[object, bool]]:
    for form in ("General", "0", '0"年"', '0"年度"', "@", "0.0", "0000"):
        yield Native(year, form), True
    yield Native(dt.date(year, 1, 1), "yyyy"), True
    yield Native(dt.date(year, 1, 1), 'yyyy"年"'), True
    yield Native(dt.date(year, 12, 31), "yyyy-mm-dd"), True
    yield Native(year, "#,##0"), True
    for text in (f"{year}", f"{year}年", f"{year}.0", f"{year}年度", f"{year}-12-31"):
        yield text, True
        yield f" {text}　", True
        yield text.translate(WIDE), True
        for guarded in (f"'{text}", f'="{text}"'):
            yield guarded, False
    for text in (f"{year % 100:02}", f"{year % 100:02}年", f"{year}-12", f"FY{year}"):
        yield text, False


def _classes(number: int) -> Iterator[tuple[object, bool]]:
    for form in ("General", "0", "00", "@", "0.00", '"第"0"类"', '0"类"'):
        yield Native(number, form), True
    yield Native(float(number)), True
    for text in (f"{number}", f"{number:02}", f"第{number}类", f"{number}类", f"{number}.0"):
        yield text, True
        yield text.translate(WIDE), True
        yield f" {text}　", True
        yield f"'{text}", False
        yield f'="{text}"', False
    yield f"{number},35", False
    yield Native(number / 100, "0%"), False


def _projects(number: str) -> Iterator[tuple[object, bool]]:
    yield number, True
    yield number.translate(WIDE), True
    yield f" {number}　", True
    yield f"\t{number}", True
    yield number.lower(), True
    for guarded in (f"'{number}", f'="{number}"'):
        yield guarded, False
    if number.isdigit():
        plain = int(number)
        long, padded = plain > 1 << 53, number.startswith("0")
        yield Native(plain, "0" * len(number)), not long
        if not padded:
            for form in ("General", "0", "@", "0.00", "#,##0"):
                yield Native(plain, form), not long
            yield Native(float(plain)), not long
            yield f"{plain:.3e}", False
            yield f"{plain}.0", True
    else:
        digits = number.removeprefix("LN-")
        yield Native(int(digits), f'"LN-"{"0" * len(digits)}'), True
        yield Native(int(digits), f"\\L\\N\\-{'0' * len(digits)}"), True


def _patents(number: str) -> Iterator[tuple[object, bool]]:
    serial, digit = number[:12], number[12]
    for text in (
        number,
        f"{serial}.{digit}",
        f"ZL{serial}.{digit}",
        f"CN{serial}.{digit}",
        f"CN{serial}{digit}A",
        serial,
    ):
        yield text, True
        yield f" {text}　", True
        yield text.lower(), True
        yield text.translate(WIDE), True
        for guarded in (f"'{text}", f'="{text}"'):
            yield guarded, False
    for text in (f"ZL {serial[:4]} {serial[4]} {serial[5:]}.{digit}", f"CN {serial}.{digit}"):
        yield text, True
    yield Native(int(serial)), True
    yield Native(int(serial), "0"), True
    wrong = "0" if digit != "0" else "1"
    for text in (f"{serial}.{wrong}", f"{serial}{wrong}", f"CN1{serial[5:]}A", f"{float(serial):.5E}"):
        yield text, False
    if digit.isdigit():
        yield Native(int(number)), True
        yield Native(int(number), "0"), True
        yield Native(float(f"{serial}.{digit}")), False


def _flags(flag: bool) -> Iterator[tuple[object, bool]]:
    yield Native(flag), True
    yield Native(int(flag)), True
    yield Native(int(flag), "0"), True
    for text in "是有√yY1对✓" if flag else "否无×nN0✗":
        yield text, True
        yield f" {text}　", True
    for text in ("TRUE", "true", "Yes", "经预审") if flag else ("FALSE", "false", "No", "未经预审"):
        yield text, True
