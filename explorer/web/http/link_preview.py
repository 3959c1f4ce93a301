"""The small page a chat reads of a link: a title, a sentence, a picture, and the way to the page itself."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import htpy
from htpy import Node, a, body, h1, img, meta, p

from explorer.core import marks
from explorer.core.language import Words
from explorer.exports.images import render
from explorer.links import pages, urls
from explorer.views import html
from explorer.views.exhibit import Exhibit

INK = marks.PALETTES["light"]
STYLE = (
    f"body {{ margin: 2rem auto; max-width: 60rem; padding: 0 1rem; color: {INK.ink}; background: {INK.paper};"
    f" font-family: {marks.FONT} }} img {{ width: 100%; height: auto }} a {{ color: {INK.series} }}"
    f" :lang(en) body {{ font-family: {marks.LATIN_FONT} }}"
)


def page(exhibit: Exhibit, at: str) -> str:
    """Return the page of one link as HTML; ``at``: where the site answers (see urls.origin)."""
    words = exhibit.view.words
    target = urls.page(at, exhibit.page, exhibit.parameters)
    picture = urls.picture(at, exhibit.page, exhibit.parameters)
    wide, high = render.size(exhibit, at)
    marked = not exhibit.simulated or words("evidence.simulated") in exhibit.sentence
    said = exhibit.sentence + ("" if marked else words("preview.simulated"))
    shown = {
        "og:type": "article",
        "og:site_name": words("common.product"),
        "og:title": exhibit.title,
        "og:description": said,
        "og:url": urls.preview(at, exhibit.page, exhibit.parameters),
        "og:image": picture,
        "og:image:type": "image/png",
        "og:image:width": str(wide),
        "og:image:height": str(high),
        "og:image:alt": f"{exhibit.title} · {said}",
        "og:locale": words("preview.locale"),
    }
    named = {"twitter:card": "summary_large_image", "description": said}
    head = [
        *(meta(property=name, content=value) for name, value in shown.items()),
        *(meta(name=name, content=value) for name, value in named.items()),
        meta(http_equiv="refresh", content=f"0; url={target}"),
    ]
    told = (
        h1[exhibit.title],
        p[said],
        p[a(href=target)[words("preview.open")]],
        img(src=picture, width=wide, height=high, alt=exhibit.title),
    )
    return _html(words, exhibit.title, head, told)


def refused(sentence: str, at: str, words: Words) -> str:
    """Return the page of a link that cannot be opened as HTML: why, and the way to the overview."""
    overview = urls.page(at, pages.HOME, {"lang": words.code})
    return _told(words("preview.refused"), sentence, overview, words("preview.overview"), words)


def file_refused(sentence: str, back: str, words: Words) -> str:
    """Return the page of a file that cannot be used as HTML: why, and the way back to the draft as it was."""
    return _told(words("preview.file_refused"), sentence, back, words("preview.to_draft"), words)


def file_opened(sentence: str, where: str, words: Words) -> str:
    """Return the page of a file that has been opened in part as HTML: what was left out, and the way to the draft."""
    return _told(words("preview.file_opened"), sentence, where, words("preview.open_draft"), words)


def _told(title: str, sentence: str, where: str, way: str, words: Words) -> str:
    return _html(words, title, None, (h1[title], p[sentence], p[a(href=where)[way]]))


def policy(at: str) -> Mapping[str, str]:
    """Return the headers such a page is sent with: it shows our picture and runs nothing."""
    host = urlsplit(at)
    ours = f"{host.scheme}://{host.netloc}"
    return {
        "Content-Security-Policy": f"default-src 'none'; img-src {ours}; style-src 'unsafe-inline'; base-uri 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


def _html(words: Words, title: str, head: Node, told: Node) -> str:
    top = htpy.head[
        meta(charset="utf-8"),
        meta(name="viewport", content="width=device-width"),
        htpy.title[title],
        head,
        html.stylesheet(STYLE),
    ]
    return str(htpy.html(lang=words.code)[top, body[told]])
