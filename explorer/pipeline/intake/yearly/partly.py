"""Titles and remarks that say that a year's figures are of a part of it: they are no figures of the year."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace

from explorer.pipeline.intake.yearly.table import Line, Question

SPAN = r"1月?\s*[-—–~～至到]\s*(?:1?\d)月(?<!12月)|前?[一二三1-3]个?季度|上半年|前[一二三四五六七八九十]+个月"
PART = re.compile(
    rf"(?:(?P<year>20\d\d)年?[^,，。；;\d]{{0,3}})?(?:{SPAN})"
    r"|截[至止]\s*(?:(?P<until>20\d\d)[年.\-/]\s*)?(?:0?[1-9]|1[01])(?:月|[.\-/](?=\d))"
)


def named(texts: Iterable[str], newest: int) -> dict[int, str]:
    """Return the years of which texts speak in part, each with what says so; without a year it is the ``newest``."""
    found = dict[int, str]()
    for text in texts:
        for one in PART.finditer(unicodedata.normalize("NFKC", text)):
            found.setdefault(int(one["year"] or one["until"] or newest), text.strip()[:40])
    return found


def stop(lines: list[Line], titles: Iterable[str]) -> None:
    """Make it a fault of the first line where titles speak of a part of a year, and ask where a line's remark does."""
    years = {one.year for line in lines for one in line.figures}
    newest = max(years, default=0)
    for place, line in enumerate(lines):
        own = {one.year for one in line.figures if one.value is not None}
        told = named([line.said.get("note", "")], newest)
        asked = [Question("part_by_remark", {"year": year, "text": text}) for year, text in told.items() if year in own]
        lines[place] = replace(line, questions=(*line.questions, *asked)) if asked else line
    for year, text in named(titles, newest).items():
        if year in years:
            wrong = Question("part_by_title", {"year": year, "text": text}, fault=True)
            lines[0] = replace(lines[0], questions=(*lines[0].questions, wrong))
