"""Zip files that carry no hour: the same content gives the same bytes, whenever it is made."""

import io
import zipfile
from collections.abc import Iterable

MADE = (2000, 1, 1, 0, 0, 0)


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return named files as a zip, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in files:
            book.writestr(zipfile.ZipInfo(name, MADE), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def undated(made: bytes) -> bytes:
    """Return a zip that somebody else's program wrote without the hours of its parts."""
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        return zipped((name, book.read(name)) for name in book.namelist())
