"""Texts for links: compressed, written with letters, digits and ``-_`` alone, and unpacked within bounds."""

import base64
import binascii
import zlib


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
