"""What the page of changes says before its lists."""

import datetime as dt
import re

import pytest

from explorer.analysis.view import View
from explorer.core import catalogue, language
from explorer.views.changes import html


@pytest.mark.parametrize("lang", language.LANGUAGES)
@pytest.mark.parametrize(("plan", "area"), [("cn-14fyp", "100000"), ("ln-2025", "210000")])
def test_a_day_before_a_plan_names_the_plan(small, plan, area, lang):
    then, now = (View(small, plan, area, dt.date(year, 6, 30), "all", lang) for year in (2020, 2024))
    said = re.sub(r"<[^>]+>", "", html.head(then, now, "all"))
    found = catalogue.plans()[plan]
    named = now.words("changes.before_plan", plan=found.short[lang], issued=now.words.day(found.issued_on))
    assert named in said
    assert found.short[lang] in named
