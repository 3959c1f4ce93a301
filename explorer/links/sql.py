"""A query as a link carries it: a version, a point, and the compressed text."""

import zlib

from explorer.links import packing
from explorer.sandbox import limits

VERSION = "1"
LONGEST = 6_000  # characters of a link: what proxies and chats still pass on


def written(text: str) -> str:
    """Return the query as it stands in a link; nothing where it would be longer than LONGEST."""
    found = f"{VERSION}.{packing.packed(text.encode())}" if text.strip() else ""
    return found if len(found) <= LONGEST else ""


def read(asked: str | None) -> str:
    """Return the query that a link carries; nothing where the link is damaged."""
    version, _, packed = (asked or "").partition(".")
    if version != VERSION or len(packed) > LONGEST:
        return ""
    try:
        return packing.unpacked(packed, limits.TEXT).decode()
    except (ValueError, zlib.error):
        return ""
