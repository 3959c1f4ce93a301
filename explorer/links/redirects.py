"""Old addresses: what they called a page, a parameter or a value, and what it is called today.

A link that was shared once goes on working. Whoever renames or retires a page or a parameter leaves its old name in the
registry of pages or parameters (``formerly``), of a value a line here; none of them is ever taken away.
"""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from explorer.links import pages
from explorer.links.parameters import KNOWN

# A page that was renamed or retired → the page that shows the same today; /chart and /file name the overview.
PAGES: Mapping[str, str] = {pages.HOME: ""} | {old: page.path for page in pages.PAGES.values() for old in page.formerly}
# A parameter that was renamed → its name today.
PARAMETERS: Mapping[str, str] = {old: one.name for one in KNOWN.values() for old in one.formerly}
# A value that was renamed, by its parameter's name of today → its name today.
VALUES: Mapping[tuple[str, str], str] = {
    ("lang", "cn"): "zh",
}
# Parameters whose value is several, with commas between.
LISTS = tuple(one.name for one in KNOWN.values() if one.kind == "several")


def page(name: str) -> str:
    """Return what a page is called today."""
    return PAGES.get(name, name)


def query(written: str) -> str:
    """Return a query string with every old name and value in today's words; what is not old stays as it is.

    Where both a parameter's old and today's name are given, today's counts.
    """
    pairs = parse_qsl(written, keep_blank_values=True)
    today = {name for name, _ in pairs}
    if not _old(pairs):
        return written
    moved = [
        (PARAMETERS.get(name, name), value)
        for name, value in pairs
        if PARAMETERS.get(name, name) == name or PARAMETERS[name] not in today
    ]
    return urlencode([(name, _value(name, value)) for name, value in moved])


def parameters(asked: Mapping[str, str]) -> dict[str, str]:
    """Return a link's parameters in today's words."""
    return dict(parse_qsl(query(urlencode(asked)), keep_blank_values=True))


def _old(pairs: list[tuple[str, str]]) -> bool:
    return any(name in PARAMETERS or _value(name, value) != value for name, value in pairs)


def _value(name: str, value: str) -> str:
    parts = value.split(",") if name in LISTS else [value]
    return ",".join(VALUES.get((name, part), part) for part in parts)
