"""Where this site answers: the full addresses of pages, pictures and files, for whatever leaves the browser."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from explorer.core import settings
from explorer.links import pages

HOST = re.compile(r"([A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:]+\])(:\d{1,5})?")
HERE = "http://127.0.0.1:8501"


def origin(scheme: str, host: str | None) -> str:
    """Return where the site answers: PUBLIC_URL where an operator set it, else what the reader's browser asked for.

    A host that is no host's name is not repeated: HERE stands in its place.
    """
    if told := settings.of("PUBLIC_URL"):
        return told.rstrip("/")
    sound = scheme in ("http", "https") and host is not None and HOST.fullmatch(host)
    return f"{scheme}://{host}" if sound else HERE


def page(at: str, name: str, parameters: Mapping[str, str]) -> str:
    """Return the full address of a page; the overview stands at the root."""
    return f"{at}/{'' if name == pages.HOME else name}?{urlencode(parameters)}"


def picture(at: str, name: str, parameters: Mapping[str, str], kind: str = "png") -> str:
    """Return the full address of a page's picture: png, svg or pdf."""
    return f"{at}/chart/{name}.{kind}?{urlencode(parameters)}"


def file(at: str, name: str, parameters: Mapping[str, str], kind: str) -> str:
    """Return the full address of what a page shows as a file: csv, xlsx, pptx or docx."""
    return f"{at}/file/{name}.{kind}?{urlencode(parameters)}"


def preview(at: str, name: str, parameters: Mapping[str, str]) -> str:
    """Return the full address whose picture a chat shows before it leads to the page."""
    return f"{at}/s/{name}?{urlencode(parameters)}"
