"""The glossary: every status, kind of evidence and scenario, called as the pages call it, once, with a meaning."""

import re

from explorer.analysis.outlook import scenarios
from explorer.core import language, marks
from explorer.views import phrases
from explorer.views.method import glossary


def told(code):
    return dict(glossary.groups(language.words(code)))


def test_every_word_of_a_list_is_explained_as_the_pages_say_it():
    for code in language.LANGUAGES:
        words, found = language.words(code), told(code)
        terms = {term for group in found.values() for term in group}
        wanted = [phrases.status(slug, words).word for slug in marks.STATUS]
        wanted += [words(f"evidence.{kind}") for kind in marks.EVIDENCE]
        wanted += [words(f"scenario.{name}") for name in scenarios.NAMES]
        assert set(wanted) <= terms


def test_no_term_stands_twice_and_each_meaning_is_a_sentence():
    for code in language.LANGUAGES:
        pairs = [pair for group in told(code).values() for pair in group.items()]
        assert len({term for term, _ in pairs}) == len(pairs) == sum(map(len, told(code).values()))
        assert all(meaning.rstrip()[-1] in "。." for _, meaning in pairs), pairs


def test_both_languages_explain_the_same_things():
    zh, en = (told(code) for code in ("zh", "en"))
    assert [len(group) for group in zh.values()] == [len(group) for group in en.values()]


def test_the_page_says_first_what_this_is_and_who_the_office_is():
    for code, office in (("zh", "本局"), ("en", "the office")):
        words = language.words(code)
        drawn = glossary.page(code)
        first = re.search(r"<h1>.*?</h1><p>(.*?)</p>", drawn)[1]
        assert office in first
        assert words("common.product") in first
        assert drawn.count("<dt>") == drawn.count("<dd>") == sum(map(len, told(code).values()))


def test_the_method_page_leads_to_it():
    assert "glossary?lang=en" in str(glossary.way(language.words("en"), {"lang": "en"}))
