"""All titles of all views, as page, picture, slides and preview: answers, and with the status where there is one."""

import io
import re
from itertools import cycle

import pptx

from explorer.core import language
from explorer.exports.office import pptx as deck
from explorer.links.ask import LinkAsk
from explorer.views import exhibits, heads
from tests.pages.test_pages import heading, html, opened
from tests.support.cases import each
from tests.support.open_xml import AT, VIEWS

MORE = {
    "target of a running plan": ("target", {"plan": "cn-15fyp"}),
    "target as it was": ("target", {"indicator": "ip_pledge_projects", "as_of": "2024-06-30"}),
    "overview of a city": ("overview", {"area": "210100"}),
}
ASKED = re.compile("[?？]")
EVERY = list(zip({**VIEWS, **MORE}.values(), cycle(language.LANGUAGES), strict=False))


@each("view, lang", [*EVERY, *((view, "en" if lang == "zh" else "zh") for view, lang in EVERY)])
def test_no_title_asks_and_a_targets_says_its_status(small, view, lang):
    page, query = view[0], view[1] | {"lang": lang}
    shown = exhibits.of(page, query)
    slides = pptx.Presentation(io.BytesIO(deck.slides([shown], AT))).slides
    previewed = heads.of(page, LinkAsk(query), shown.view)
    app = opened(page, **query)
    titles = [heading(app), shown.title, previewed[0], *(slide.shapes.title.text_frame.text for slide in slides)]
    assert not [title for title in titles if not title or ASKED.search(title)]
    if page == "target":
        told = [re.sub("<[^>]*>", "", re.findall(r'class="headline.*?</p>', html(app), re.DOTALL)[0]), *titles[1:]]
        word = shown.row.status.beside or shown.row.status.told
        assert all(word in re.sub(r"\s+", " ", title) for title in told), (word, told)


def test_a_line_of_sources_names_them_by_short_titles(small):
    for lang in language.LANGUAGES:
        for page, query in VIEWS.values():
            shown = exhibits.of(page, query | {"lang": lang})
            body = shown.sources.partition(shown.view.words("exhibit.sources", sources=""))[2]
            named = re.split("[;；]", body)
            assert all(len(one.strip()) <= exhibits.SHORT + len("this project’s ") for one in named), named
