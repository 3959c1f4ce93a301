"""What a link shows as files of an office: a sheet, slides, a briefing, a table of observations.

Every file is made from an Exhibit, so that it shows what the page shows, and says of itself what it is, of when, from
which sources and release, and under which address it can be seen again.
"""

from collections.abc import Callable, Mapping

from explorer.core import spreadsheet
from explorer.core.errors import Trouble
from explorer.exports.office.briefing import briefing
from explorer.exports.office.csv import observations
from explorer.exports.office.pptx import slides
from explorer.exports.office.xlsx import sheet
from explorer.views.exhibit import Exhibit

OPEN_XML = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Mapping[str, str] = {
    **spreadsheet.MEDIA_TYPES,
    "pptx": f"{OPEN_XML}.presentationml.presentation",
    "docx": f"{OPEN_XML}.wordprocessingml.document",
}
MAKERS: Mapping[str, Callable[[Exhibit, str], bytes]] = {
    "csv": lambda exhibit, _: observations(exhibit),
    "xlsx": sheet,
    "pptx": lambda exhibit, at: slides([exhibit], at),
    "docx": briefing,
}


def made(kind: str, exhibit: Exhibit, at: str) -> bytes:
    """Return what a link shows as a file of ``kind``; ``at`` is where the site answers (see urls.origin).

    Raises Trouble for a kind that nobody knows, and where a view has no briefing.
    """
    check(kind)
    return MAKERS[kind](exhibit, at)


def check(kind: str) -> None:
    """Raise Trouble for a kind of file that nobody knows."""
    if kind not in MAKERS:
        raise Trouble("unknown_file", asked=kind[:20], allowed=", ".join(MAKERS))


__all__ = ["MAKERS", "MEDIA_TYPES", "briefing", "check", "made", "observations", "sheet", "slides"]
