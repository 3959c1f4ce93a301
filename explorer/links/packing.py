"""Texts for links: compressed, written with letters, digits and ``-_`` alone, and unpacked within bounds."""

import base64
import binascii
import json
import zlib
from typing import Any

from explorer.core.errors import Trouble


def packed(data: bytes) -> str:
    """Return the bytes as a link can carry them; the same ones give the same text."""
    return base64.urlsafe_b64encode(zlib.compress(data, 9)).rstrip(b"=").decode()


def unpacked(text: str, most: int) -> bytes:
    """Return what was packed. Raises ValueError or zlib.error for a text cut, altered, or of more than ``most``."""
    if "+" in text or "/" in text or "=" in text:
        raise binascii.Error
    data = base64.b64decode(text + "=" * (-len(text) % 4), b"-_", validate=True)
    opened = zlib.decompressobj()
    found = opened.decompress(data, most)  # stops there: what unpacks to gigabytes is never unpacked
    if not opened.eof or opened.unused_data:
        raise ValueError("not the whole of it, or more")
    return found


def document(text: str, kind: str, version: str, longest: int, most: int) -> Any:
    """Return the JSON that a link carries behind its version and a point, of ``most`` bytes.

    Raises Trouble, by its ``kind``, for another version, more than ``longest`` characters, and what is damaged.
    """
    too_long, other, damaged = (f"{kind}_{why}" for why in ("too_long", "version", "damaged"))
    if len(text) > longest:
        raise Trouble(too_long, most=longest)
    written, _, packed = text.partition(".")
    if written.isdecimal() and written != version:
        raise Trouble(other, asked=written[:20])
    try:
        found = json.loads(unpacked(packed, most))
        json.dumps(found, ensure_ascii=False).encode()  # half a character cannot be written into a link again
    except (ValueError, RecursionError, zlib.error) as fault:
        raise Trouble(damaged) from fault
    return found
