"""The data dictionary holds every indicator once, folded, with its definition and the goals it carries."""

import re

from explorer.core import catalogue, language
from explorer.views import html
from explorer.views.method import dictionary
from tests.support.cases import each
from tests.views.target.test_text import look


@each("code", language.LANGUAGES)
def test_every_indicator_is_there_once_with_definition_and_goals(small, code):
    said = html.finished(dictionary.section(look(small, lang=code)))
    entries = dict(re.findall(r'<details id="dictionary-(\w+)">(.*?)</details>', said))
    assert set(entries) == set(catalogue.indicators())
    for slug, indicator in catalogue.indicators().items():
        assert html.finished(indicator.definition[code]) in entries[slug]
        carried = [goal for plan in catalogue.plans().values() for goal in plan.goals if goal.indicator.slug == slug]
        assert (language.words(code)("method.no_goals") in entries[slug]) == (not carried), slug


def test_nothing_of_it_is_markdown(small):
    assert not re.search(r"`|\*\*", html.finished(dictionary.section(look(small))))
