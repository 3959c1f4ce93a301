"""What the share control offers, all of it made from the link: pictures, files, a place in the agenda, print, frame."""

from collections.abc import Iterable, Mapping

import htpy
from htpy import Element, Node, Renderable, button, code, details, div, h2, iframe, img, p, pre, small, summary

from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.links import agenda, qr, urls
from explorer.links.pages import PAGES
from explorer.views import exhibits, html
from explorer.views.exhibit import Exhibit

PICTURES, FILES = ("png", "svg", "pdf"), ("pptx", "xlsx", "csv")
BRIEFING = "docx"


def panel(page: str, used: Mapping[str, str], carried: str, at: str, words: Words) -> Element:
    """Return what is offered of a page as it stands.

    ``used``: everything its link carries; ``carried``: the agenda its address has; ``at``: where the site answers.
    """
    seen = exhibits.of(page, used) if PAGES[page].exhibit else None
    where = urls.page(at, page, used)
    parts: list[Node] = [_copied(words("share.link"), where, words)]
    if seen:
        parts.append(_copied(words("share.preview"), urls.preview(at, page, used), words))
        parts.append(_copied(words("share.caption"), caption(seen, where, words), words))
        if seen.pictures or PAGES[page].listed:
            drawn = ((kind.upper(), urls.picture(at, page, used, kind)) for kind in PICTURES)
            parts.append(_row(words("share.pictures"), drawn))
        kinds = (*FILES, BRIEFING) if PAGES[page].briefing else FILES
        files = ((words(f"share.{kind}"), urls.file(at, page, used, kind)) for kind in kinds)
        parts.append(_row(words("share.files"), files))
    parts.append(_row(words("share.more"), [(words("share.print"), urls.page(at, page, {**used, "print": "true"}))]))
    if seen:
        parts.append(_collected(page, used, carried, at, words))
    parts.append(_embedded(page, used, at, words))
    closing = button(".close", type="button", aria_label=words("frame.close"))["×"]
    return div(".panel")[
        div(".top")[h2[words("share.title")], closing], div(".sides")[div[parts], picture(where, words)]
    ]


def _embedded(page: str, used: Mapping[str, str], at: str, words: Words) -> Element:
    address = urls.page(at, page, {**used, "embed": "true"})
    # Shown as a text, not set into this page: what htpy writes counts as finished, what is joined does not.
    framed = iframe(src=address, width="100%", height="720", style="border:0", title=words(f"menu.{page}"))
    return details[
        summary[words("share.embed")], _copied("", "".join(str(framed)), words), p[small[words("share.embed_note")]]
    ]


def _collected(page: str, used: Mapping[str, str], carried: str, at: str, words: Words) -> Element:
    """Return the link that adds this view to the agenda and stays on the page, or why it cannot be added."""
    try:
        text = agenda.adding(carried, page, dict(used))
    except Trouble as trouble:
        return p(".share-row")[words.trouble(trouble)]
    where = urls.page(at, page, {**used, agenda.NAME: text})
    return _row(words("menu.agenda"), [(words("share.add"), where)], target="_self")


def caption(seen: Exhibit, where: str, words: Words) -> str:
    """Return what to say beside a link: title, status with its reason, what it rests on, sources, day, the link."""
    status = f"{seen.row.status.short} · " if seen.row else ""
    simulated = [words("share.simulated")] if seen.simulated else []
    return "\n".join([seen.title, f"{status}{seen.sentence}", *simulated, seen.subtitle, seen.sources, where])


def picture(where: str, words: Words) -> Renderable:
    """Return the link as a QR code, or that it is too long for one."""
    drawn = qr.picture(where)
    if drawn is None:
        return p(".share-code")[words("share.too_long")]
    return img(".share-code", src=drawn, alt=words("share.code"))


def _copied(label: str, text: str, words: Words) -> Element:
    """Return a text with the button that copies it."""
    copy = button(".copy", type="button", data_done=words("frame.copied"))[words("frame.copy")]
    return div(".copied")[small[label], pre(tabindex="0")[code[text]], copy]


def _row(label: str, links: Iterable[tuple[str, str]], target: str = "_blank") -> Element:
    return p(".share-row")[small[label], [html.anchor(where, name, target=target) for name, where in links]]


def failed(sentence: str, words: Words) -> Element:
    """Return why nothing can be offered."""
    closing = button(".close", type="button", aria_label=words("frame.close"))["×"]
    return htpy.div(".panel")[div(".top")[h2[words("share.title")], closing], p[sentence]]
