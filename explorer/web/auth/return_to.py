"""Where somebody was when they went to sign in or out: a page of this site, kept in a cookie until they come back.

It says where to, never what may be done there: that is the role's to decide. Whoever writes the cookie or the Referer
can reach nothing but pages of this site.
"""

import re
from urllib.parse import quote, unquote, urlsplit

from explorer.links import pages

PATHS = frozenset(page.path for page in pages.PAGES.values())
COOKIE, MINUTES = "explorer_back", 15
LONGEST = 1500  # signs of a query: a browser drops cookies of more than 4,096 bytes
QUERY = re.compile(r"[A-Za-z0-9%._~!$'()*+,:@/?&=-]*")
LANGUAGE = re.compile(r"(?:^|&)(lang=[a-z]{2})(?=&|$)")


def seen(referer: str, host: str, folder: str) -> str | None:
    """Return the page a request came from, as name and query; None for any other site's or address.

    ``host``: this site's, with its port; ``folder``: the path below which the public reaches it. Of a query that is
    too long for a cookie only the language is kept.
    """
    try:
        found = urlsplit(referer)
    except ValueError:
        return None
    if not host or found.netloc != host or not found.path.startswith(f"{folder}/"):
        return None
    name, query = found.path.removeprefix(f"{folder}/"), found.query
    if len(query) > LONGEST:
        said = LANGUAGE.search(query)
        query = said[1] if said else ""
    return _own(f"{name}?{query}" if query else name)


def kept(cookie: str | None) -> str | None:
    """Return the page that a cookie names, as name and query; None where it names none of this site's."""
    return None if cookie is None else _own(unquote(cookie))


def cookie(page: str | None, folder: str) -> str:
    """Return the header that keeps a page, or forgets the one kept."""
    value, seconds = ("", 0) if page is None else (quote(page, safe=""), MINUTES * 60)
    return f"{COOKIE}={value}; Path={folder}/; Max-Age={seconds}; HttpOnly; SameSite=Lax"


def _own(page: str) -> str | None:
    name, _, query = page.partition("?")
    return page if name in PATHS and len(query) <= LONGEST and QUERY.fullmatch(query) else None
