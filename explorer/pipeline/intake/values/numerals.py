"""Days in Chinese numerals, as documents write them: 二〇二五年三月九日 is 2025年3月9日."""

import re

import polars as pl

FIGURES = dict(zip("〇○零一二三四五六七八九", "00" + "0123456789", strict=True))
YEAR = f"[{''.join(FIGURES)}]{{4}}年"
DAY = re.compile(rf"^\s*({YEAR[:-1]})年(?:([一二三四五六七八九十]{{1,2}})月)?(?:([一二三四五六七八九十]{{1,3}})日)?")
TEN = "十"


def in_digits(texts: pl.Series) -> pl.Series:
    """Return texts with the days in Chinese numerals at their beginning in digits; every other one as it is."""
    if not texts.str.contains(YEAR).any():
        return texts
    return pl.Series(texts.name, [text and DAY.sub(_day, text) for text in texts], pl.String)


def _day(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    said = "".join(FIGURES[sign] for sign in year) + "年"
    return said + (f"{_number(month)}月" if month else "") + (f"{_number(day)}日" if day else "")


def _number(written: str) -> str:
    """Return 1 to 99; what is no number in these signs stays, and is no day."""
    tens, ten, ones = written.partition(TEN)
    if len(tens) > 1 or len(ones) > 1 or ones == TEN:
        return written
    return str((int(FIGURES[tens]) if tens else 1) * 10 + int(FIGURES.get(ones, "0"))) if ten else FIGURES[written]
