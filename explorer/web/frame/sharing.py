"""What the share control offers, all of it made from the link: pictures, files, a place in the agenda, print, frame."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress

import htpy
from htpy import Element, Node, Renderable, button, code, details, div, h2, iframe, img, p, pre, small, summary

from explorer.core.errors import Trouble
from explorer.core.language import Words
from explorer.core.status import BEHIND
from explorer.links import agenda, parameters, qr, urls
from explorer.links.pages import PAGES
from explorer.releases import store
from explorer.views import exhibits, html
from explorer.views.exhibit import Exhibit

PICTURES, FILES = ("png", "svg", "pdf"), ("pptx", "xlsx", "csv")
BRIEFING = "docx"


def panel(page: str, used: Mapping[str, str], carried: str, at: str, words: Words) -> Element:
    """Return what is offered of a page as it stands.

    ``used``: everything its link carries; ``carried``: the agenda its address has; ``at``: where the site answers.
    """
    seen = exhibits.of(page, used) if PAGES[page].exhibit else None
    where = urls.page(at, page, short(used))
    parts: list[Node] = [_copied(words("share.link"), where, words)]
    if seen:
        parts.append(_copied(words("share.preview"), urls.preview(at, page, short(used)), words, send=True))
        parts.append(_copied(words("share.caption"), caption(seen, where, words), words))
        if seen.pictures or PAGES[page].listed:
            drawn = ((kind.upper(), urls.picture(at, page, used, kind)) for kind in PICTURES)
            parts.append(_row(words("share.pictures"), drawn))
        kinds = (*FILES, BRIEFING) if PAGES[page].briefing else FILES
        files = ((words(f"share.{kind}"), urls.file(at, page, used, kind)) for kind in kinds)
        parts.append(_row(words("share.files"), files))
    parts.append(_row(words("share.more"), [(words("share.print"), urls.page(at, page, {**used, "print": "true"}))]))
    if seen:
        late = [] if seen.row else behind(seen)
        parts.append(_collected(page, used, late, carried, at, words))
    parts.append(_embedded(page, used, at, words))
    closing = button(".close", type="button", aria_label=words("frame.close"))["×"]
    return div(".panel")[
        div(".top")[h2[words("share.title")], closing], div(".sides")[div[parts], picture(where, words)]
    ]


def short(used: Mapping[str, str]) -> dict[str, str]:
    """Return what a link must spell: not the day and the evidence that the release it names begins with anyway."""
    try:
        named = store.kept_edition(used["release"]) if "release" in used else None
    except Trouble:
        named = None
    begins = {"as_of": named.until.isoformat(), "evidence": named.decisions.evidence} if named else {}
    return {name: value for name, value in used.items() if begins.get(name) != value}


def _embedded(page: str, used: Mapping[str, str], at: str, words: Words) -> Element:
    address = urls.page(at, page, {**used, "embed": "true"})
    # Shown as a text, not set into this page: what htpy writes counts as finished, what is joined does not.
    framed = iframe(src=address, width="100%", height="720", style="border:0", title=words(f"menu.{page}"))
    return details[
        summary[words("share.embed")], _copied("", "".join(str(framed)), words), p[small[words("share.embed_note")]]
    ]


def _collected(page: str, used: Mapping[str, str], late: Sequence[str], carried: str, at: str, words: Words) -> Element:
    """Return the links that add to the agenda and stay on the page, or why nothing can be added.

    ``late``: the targets of a view of several that are missed or behind; they are offered together, where they fit.
    """

    def leads(text: str) -> str:
        return urls.page(at, page, {**used, agenda.NAME: text})

    try:
        text = agenda.adding(carried, page, dict(used))
    except Trouble as trouble:
        return p(".share-row")[words.trouble(trouble)]
    links = [(words("share.add"), leads(text))]
    with suppress(Trouble):  # the agenda would hold more than it may
        whole = {name: used[name] for name in parameters.CARRIED if name in used}
        for indicator in late:
            text = agenda.adding(text, "target", {**whole, "indicator": indicator})
        if late:
            links.append((words("share.add_behind", count=len(late)), leads(text)))
    return _row(words("menu.agenda"), links, target="_self")


def behind(seen: Exhibit) -> list[str]:
    """Return the indicators of the targets that were missed or are behind, each once, in the view's order."""
    rows = (row for section in seen.sections for row in section.rows)
    return list(dict.fromkeys(row.goal.indicator.slug for row in rows if row.status.slug in BEHIND))


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


def _copied(label: str, text: str, words: Words, *, send: bool = False) -> Element:
    """Return a text with the button that copies it; ``send``: and one for what the device shares by, where it can."""
    done, marked = words("frame.copied"), words("frame.marked")
    copy = button(".copy", type="button", data_done=done, data_marked=marked)[words("frame.copy")]
    sends = button(".send", type="button", hidden=True)[words("share.send")] if send else None
    return div(".copied")[small[label], pre(tabindex="0")[code[text]], copy, sends]


def _row(label: str, links: Iterable[tuple[str, str]], target: str = "_blank") -> Element:
    return p(".share-row")[small[label], [html.anchor(where, name, target=target) for name, where in links]]


def failed(sentence: str, words: Words) -> Element:
    """Return why nothing can be offered."""
    closing = button(".close", type="button", aria_label=words("frame.close"))["×"]
    return htpy.div(".panel")[div(".top")[h2[words("share.title")], closing], p[sentence]]
