"""The reader's words: the sentences of a language (see sentences), numbers and dates as the reader writes them."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from explorer.core import sentences as kept
from explorer.core import settings, texts
from explorer.core.errors import Trouble
from explorer.core.goals import Goal, Indicator, Text
from explorer.core.marks import EVIDENCE

LANGUAGES = kept.codes()
NAMED = kept.NAMED
FEW = 100
COUNTED = ("件", "次", "项")  # units of which a Chinese reader counts in ten thousands
TEN_THOUSAND = 10_000
HUNDRED_MILLION, BILLION, SHORT = "100 million yuan", "billion yuan", " bn"  # no English reader counts in the first
MOST_DIGITS = 9
SAME = 1e-9  # what a computer adds to a share is no difference
SHORT_UNIT = 6  # letters of a unit that has room beside a chart's point
SIMULATED_SIGN = EVIDENCE["simulated"].sign
MINUS = "−"


@dataclass(frozen=True)
class Words:
    """Everything the project says in one language. ``words("target.title", …)`` fills the blanks of a sentence.

    ``borrowed``: how many of the sentences are English, because an added language does not have them.
    """

    code: str
    sentences: Mapping[str, str]
    borrowed: int = 0

    @property
    def named(self) -> str:
        """The language in which this one's readers see what data name: areas, sources, indicators; its own or English.

        ``row[f"name_{words.named}"]``.
        """
        return self.code if self.code in NAMED else kept.FALLBACK

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence of ``key``, its blanks filled with what can be seen of the values.

        Raises KeyError for a key nobody wrote: a test finds it first.
        """
        seen = {name: texts.plain(value) if isinstance(value, str) else value for name, value in values.items()}
        return self.sentences[key].format_map(seen)

    def of(self, text: Text) -> str:
        """Return a bilingual text in this language."""
        return text[self.named]

    def said(self, family: str, slugs: Iterable[str]) -> dict[str, str]:
        """Return the words of several slugs of one family: what a selector offers."""
        return {slug: self(f"{family}.{slug}") for slug in slugs}

    def trouble(self, trouble: Trouble) -> str:
        """Return one plain sentence: what is wrong and what to do next; ``{where}``: the place, if known."""
        where = self("trouble.where", **trouble.values) if {"line", "column"} <= trouble.values.keys() else ""
        values = {name: self.trouble(one) if isinstance(one, Trouble) else one for name, one in trouble.values.items()}
        return self(f"trouble.{trouble.key}", **({"where": where} | values))

    def number(self, value: float, digits: int = 0) -> str:
        """Return 850,000 or 11.8: grouped, with at most ``digits`` decimals and no needless zeros."""
        text = f"{value:,.{digits}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text == "-0" else text.replace("-", MINUS)

    def amount(self, value: float, unit: Text, digits: int, *, whole: bool = False) -> str:
        """Return a value with its unit as a reader writes it: 46.3 万件 in Chinese, 463,000 marks in English.

        ``whole``: in single ones, however many there are.
        """
        name = self.of(unit)
        if self.code == "zh" and name in COUNTED and abs(value) >= TEN_THOUSAND and not whole:
            return f"{self.number(value / TEN_THOUSAND, max(digits, 2))} 万{name}"
        if name == HUNDRED_MILLION:
            return f"{self.number(value / 10, digits + 1)} {BILLION}"
        said = self.number(value, digits)
        return f"{said}{'' if name == '%' else ' '}{_one(name) if said == '1' else name}"

    def unit(self, unit: Text) -> str:
        """Return the unit in which values are told: billions in English of what is kept in 100 million yuan."""
        return BILLION if self.of(unit) == HUNDRED_MILLION else self.of(unit)

    def distance(self, value: float, indicator: Indicator, *, finer: bool = False) -> str:
        """Return the size of a difference between two values; of percentages, in percentage points.

        ``finer``: one digit more, for a yearly pace that would round to nothing.
        """
        digits = digits_seen(value, indicator.digits + (1 if finer and abs(value) < FEW else 0))
        if indicator.unit.zh == "%":
            return self.points(value, digits)
        return self.amount(value, indicator.unit, digits)

    def gap(self, value: float, indicator: Indicator) -> str:
        """Return a distance as a part of a sentence: an English one does not name the unit a second time."""
        if self.code == "zh" or indicator.unit.zh == "%" or self.of(indicator.unit) == HUNDRED_MILLION:
            return self.distance(value, indicator)
        return self.number(value, digits_seen(value, indicator.digits))

    def points(self, value: float, digits: int) -> str:
        """Return so many percentage points."""
        said = self.number(value, digits)
        return self("common.one_percentage_point" if said == "1" else "common.percentage_points", value=said)

    def value(
        self,
        value: float,
        indicator: Indicator,
        *,
        apart_from: float | None = None,
        beside: float | None = None,
    ) -> str:
        """Return a value of an indicator with its unit, in as many digits as tell it from ``apart_from``.

        ``beside``: the value that stands next to it, in whose scale it is told: 10,000 beside 9,940, never 1 万.
        """
        digits = indicator.digits
        if apart_from is not None and value != apart_from:
            while digits < MOST_DIGITS and self._alike(value, apart_from, indicator.unit, digits):
                digits += 1
        return self.amount(value, indicator.unit, digits, whole=beside is not None and abs(beside) < TEN_THOUSAND)

    def _alike(self, one: float, other: float, unit: Text, digits: int) -> bool:
        return self.amount(one, unit, digits) == self.amount(other, unit, digits)

    def figure(self, value: float, indicator: Indicator) -> str:
        """Return a value as short as a chart's label: with 万件 in Chinese and bn in English, else without unit."""
        said = self.value(value, indicator)
        if said.endswith(BILLION):
            return said.removesuffix(f" {BILLION}") + SHORT
        return said if " 万" in said else self.number(value, indicator.digits)

    def plain(self, value: float, indicator: Indicator) -> str:
        """Return a value as it stands under a heading that names its unit (see unit)."""
        if self.unit(indicator.unit) == BILLION:
            return self.number(value / 10, indicator.digits + 1)
        return self.number(value, indicator.digits)

    def label(self, value: float, indicator: Indicator) -> str:
        """Return a value as it stands beside its point: with its unit where that is short, else the axis names it."""
        short = len(self.of(indicator.unit)) <= SHORT_UNIT
        return self.value(value, indicator) if short else self.figure(value, indicator)

    def compared(self, value: float, indicator: Indicator, per: str) -> str:
        """Return a value as the cities are compared by it: as it is, as a share, or per 10,000 people."""
        if per == "share":
            return f"{self.number(value, 1)}%"
        return self.number(value, 2) if per == "per_capita" else self.figure(value, indicator)

    def time(self, time: float) -> str:
        """Return a place on the axis of year-ends as a period: 2025, or the month within the year it lies at."""
        if time == int(time):
            return f"{time:.0f}"
        month = dt.date(int(time) + 1, round((time - int(time)) * 12), 1)
        return self("chart.month", year=month.year, month=month.month, name=f"{month:%b}")

    def between(self, low: float, high: float, indicator: Indicator) -> str:
        """Return a range of values with their unit."""
        return self(
            "common.between", low=self.figure(low, indicator).removesuffix(SHORT), high=self.value(high, indicator)
        )

    def pace(self, pace: float, indicator: Indicator, *, growing: bool) -> str:
        """Return a yearly pace: +5.2% where it is a growth, +3,200 marks or +0.5 percentage points where it is not."""
        sign = "+" if pace >= 0 else MINUS
        return self.rate(pace) if growing else sign + self.distance(abs(pace), indicator, finer=True)

    def promise(self, goal: Goal) -> str:
        """Return what was promised: 85 万件, 10% a year, 60 a year."""
        said = self(f"promise.{goal.kind}", amount=self.amount(goal.value, goal.unit, 2))
        return self("promise.at_most", promise=said) if goal.bound == "at_most" else said

    def signed(self, value: float, digits: int) -> str:
        """Return a difference with its sign: +3,037."""
        return f"{'+' if value >= 0 else MINUS}{self.number(abs(value), digits)}"

    def rate(self, value: float) -> str:
        """Return a yearly growth with its sign and one decimal: +5.2%."""
        text = f"{round(value * 100, 1) + 0.0:+.1f}%"  # adding nothing turns -0.0 into 0.0
        return text.replace("-", MINUS)

    def growth(self, value: float, *, apart_from: float | None = None) -> str:
        """Return a yearly growth as a part of a sentence: +5.2%, 增长 5.2%."""
        if value == 0:
            return self("common.unchanged")
        said = self.percent(abs(value), apart_from=None if apart_from is None else abs(apart_from))
        return self("common.grown" if value > 0 else "common.fallen", amount=said)

    def percent(self, value: float, *, apart_from: float | None = None) -> str:
        """Return a share of 1 as a percentage, in as many digits as tell it from nothing and from ``apart_from``."""
        digits = digits_seen(value * 100, 1)
        if apart_from is not None and abs(value - apart_from) > SAME:
            while digits < MOST_DIGITS and round(value * 100, digits) == round(apart_from * 100, digits):
                digits += 1
        return f"{self.number(value * 100, digits)}%"

    def step(self, value: float, indicator: Indicator) -> str:
        """Return a yearly step as a part of a sentence: +3 outlets, 增加 3 家."""
        if value == 0:
            return self("common.unchanged")
        digits = max(indicator.digits, 1)
        while value and abs(value) < 10 ** (1 - digits) and digits < MOST_DIGITS:
            digits += 1  # of a small step two digits that count: 0.013 against 0.018
        points = indicator.unit.zh == "%"
        amount = self.points(abs(value), digits) if points else self.amount(abs(value), indicator.unit, digits)
        return self("common.up" if value > 0 else "common.down", amount=amount)

    def years(self, since: int, until: dt.date) -> str:
        """Return a span of years, the last of which may be incomplete."""
        if (until.month, until.day) != (12, 31):
            return self("common.years_to", since=since, until=self.at(until))
        return (
            self("common.year", year=since)
            if since >= until.year
            else self("common.years", since=since, until=until.year)
        )

    def suffix(self, evidence: str | None) -> str:
        """Return what follows a number that rests on simulated values; nothing for any other."""
        return f" {SIMULATED_SIGN} {self('evidence.simulated')}" if evidence == "simulated" else ""

    def share(self, value: float) -> str:
        """Return a share as a whole percentage; going back behind the start is no share but a word."""
        return f"{value * 100:.0f}%" if value >= 0 else self("common.behind_baseline")

    def day(self, day: dt.date | None) -> str:
        """Return a date, or that the day is unknown."""
        if day is None:
            return self("common.day_unknown")
        return self("common.day", year=day.year, month=day.month, day=day.day, name=f"{day:%B}")

    def at(self, day: dt.date) -> str:
        """Return the period a day closes: a year, a month, or the day itself."""
        if (day.month, day.day) == (12, 31):
            return self("common.year", year=day.year)
        if (day + dt.timedelta(days=1)).day == 1:
            return self("common.month_end", year=day.year, month=day.month, name=f"{day:%B}")
        return self.day(day)

    def when(self, day: dt.date) -> str:
        """Return when a value held, as a part of a sentence: in 2025, at the end of June 2025."""
        if (day.month, day.day) == (12, 31):
            return self("common.in_year", year=day.year)
        if (day + dt.timedelta(days=1)).day == 1:
            return self("common.at_month_end", year=day.year, month=day.month, name=f"{day:%B}")
        return self("common.on_day", day=self.day(day))

    def period(self, day: dt.date, span: str) -> str:
        """Return a period by its last day and span; an incomplete year's flow says which months it covers."""
        if span != "year_to_date":
            return self.at(day)
        return self("common.year_to_date", year=day.year, month=day.month, name=f"{day:%B}")


@cache
def words(code: str) -> Words:
    """Return the words of one language, the product by the name that the profile gives it."""
    return Words(code, *kept.of(code))


def names() -> dict[str, str]:
    """Return what each language calls itself, by its code."""
    return {code: words(code)(f"language.{code}") for code in LANGUAGES}


def preferred(locale: str | None) -> str:
    """Return the language for a browser's locale: Chinese unless it asks for another one first, else English."""
    return _spoken(locale) if locale else "zh"


def here() -> Words:
    """Return the words for whoever runs a command: of the language of the terminal's locale, else English."""
    return words(_spoken(settings.of("LC_ALL") or settings.of("LANG")))


def _spoken(locale: str) -> str:
    asked = re.match("[a-z]*", locale.strip().lower())
    return asked[0] if asked and asked[0] in LANGUAGES else kept.FALLBACK


def digits_seen(value: float, digits: int) -> int:
    """Return how many digits it takes for a difference not to be rounded away: 0.02 points are not nothing."""
    while value and digits < MOST_DIGITS and round(abs(value), digits) == 0:
        digits += 1
    return digits


def _one(unit: str) -> str:
    """Return the English name of one of a unit: brand, agency, patent per 10,000 people, transfer or licence."""
    counted, *per = re.split(r"(?= per | a )", unit, maxsplit=1)
    words = [word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s") for word in counted.split(" ")]
    return " ".join("or" if word == "and" else word for word in words) + "".join(per)
