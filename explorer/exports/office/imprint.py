"""What every file says of itself: what is shown, how it stands, of when, from which sources, where it is to be seen."""

from dataclasses import dataclass

from explorer.analysis.registers import definitions
from explorer.links import urls
from explorer.views.exhibit import Exhibit

# The names of the fonts in a file: of Latin letters, of Chinese characters. Where neither is installed, the office
# takes the one that its theme or the system names for Chinese.
FONTS = {"zh": ("Microsoft YaHei", "Microsoft YaHei"), "en": ("Arial", "Microsoft YaHei")}


@dataclass(frozen=True)
class Imprint:
    """Plain texts, in the reader's language.

    ``sign`` is the icon and word of a target's status and ``colour`` its colour; both are empty where no single target
    is shown. ``beside``: what the office says beside the figure of a single target, empty where it says nothing.
    ``simulated`` is empty where nothing is. ``link`` carries every parameter.
    """

    title: str
    subtitle: str
    sign: str
    colour: str
    sentence: str
    beside: str
    simulated: str
    sources: str
    as_of: str
    release: str
    link: str
    made_from: str


def imprint(exhibit: Exhibit, at: str) -> Imprint:
    """Return what a file made from an exhibit says of itself."""
    view = exhibit.view
    words = view.words
    sign = exhibit.row.status if exhibit.row else None
    return Imprint(
        title=exhibit.title,
        subtitle=exhibit.subtitle,
        sign=sign.short if sign else "",
        colour=sign.colour() if sign else "",
        sentence=exhibit.sentence,
        beside="  ".join(words("office.fact", name=name) + text for name, text in _beside(exhibit)),
        simulated=words("office.simulated_notice") if exhibit.simulated else "",
        sources=exhibit.sources,
        as_of=words.day(view.as_of),
        release=view.edition.id,
        link=urls.page(at, exhibit.page, exhibit.parameters),
        made_from=words("office.made_from_line", product=words("common.product"), page=words(f"menu.{exhibit.page}")),
    )


def _beside(exhibit: Exhibit) -> list[tuple[str, str]]:
    """Return what is said, what is to be done first: a slide has one line for it."""
    said = exhibit.row.said if exhibit.row else None
    order = ("note", "next_step", "deadline", "person", "document")
    return [(said.names[name], said.parts[name]) for name in order if name in said.parts] if said else []


def cover(exhibit: Exhibit, at: str) -> dict[str, str]:
    """Return the lines of a cover: what is said, and the words."""
    words, found = exhibit.view.words, imprint(exhibit, at)
    lines = {
        "cover.title": found.title,
        "office.subtitle": found.subtitle,
        "office.sentence": words("office.verdict", sign=found.sign, reason=found.sentence)
        if found.sign
        else found.sentence,
        "office.beside": found.beside,
        "office.simulated": found.simulated or words("office.nothing_simulated"),
        "office.sources": found.sources,
        "cover.as_of": found.as_of,
        "cover.release": found.release,
        "office.made_from": found.made_from,
        "office.link": found.link,
    }
    return {words(key): text for key, text in lines.items() if text}


def over_time(exhibit: Exhibit) -> bool:
    """Whether the bars of an exhibit are periods, which run from left to right."""
    return exhibit.page in definitions.REGISTERS
