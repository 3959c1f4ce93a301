"""The parts of an XLSX file, unpacked here first, so that nothing is handed on that is not what it says it is."""

import io
import re
import struct
import zipfile
import zlib

from explorer.core.errors import Trouble

UNPACKED = 256 << 20  # bytes, all parts together
RATIO, SMALL = 300, 8 << 20  # a large part is packed less tightly than this
PIECE = 1 << 20
MACROS = re.compile(r"vbaProject|macrosheets/|/vbaData", re.IGNORECASE)
KEPT = re.compile(r"xl/(?:workbook\.xml|_rels/workbook\.xml\.rels|styles\.xml|worksheets/[^/]+\.xml)$")
LOCAL_HEADER = 30


def parts(content: bytes, file: str) -> dict[str, bytes]:
    """Return the workbook's own parts by name; every other part is unpacked once, counted and let go.

    Raises Trouble for what is no workbook, has macros or a password, is damaged, or unpacks to more than UNPACKED.
    """
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, OSError, struct.error, NotImplementedError) as fault:
        raise Trouble("intake_damaged", file=file) from fault
    names = {member.filename for member in members}
    if any(MACROS.search(name) for name in names):
        raise Trouble("intake_macros", file=file)
    if any(member.flag_bits & 1 for member in members):
        raise Trouble("intake_encrypted", file=file)
    if sum(member.file_size for member in members) > UNPACKED:
        raise Trouble("intake_zip_bomb", file=file)
    if "xl/workbook.xml" not in names or len(names) != len(members):
        raise Trouble("intake_not_a_table", file=file)
    found, left = {}, UNPACKED
    for member in members:
        kept, size = _unpacked(content, member, left, file)
        left -= size
        if KEPT.match(member.filename):
            found[member.filename] = kept
    return found


def _unpacked(content: bytes, member: zipfile.ZipInfo, left: int, file: str) -> tuple[bytes, int]:
    """Return a part's bytes, empty unless it is kept, and its true size: what a directory says may be a lie."""
    start = member.header_offset + LOCAL_HEADER + sum(_lengths(content, member.header_offset, file))
    packed = content[start : start + member.compress_size]
    if member.compress_type == zipfile.ZIP_STORED:
        if zlib.crc32(packed) != member.CRC:
            raise Trouble("intake_damaged", file=file)
        return packed, len(packed)
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise Trouble("intake_damaged", file=file)
    kept, size, check, inflater = [], 0, 0, zlib.decompressobj(-15)
    try:
        while packed and not inflater.eof:
            piece = inflater.decompress(packed, PIECE)
            packed, size, check = inflater.unconsumed_tail, size + len(piece), zlib.crc32(piece, check)
            if size > left or (size > SMALL and size > RATIO * member.compress_size):
                raise Trouble("intake_zip_bomb", file=file)
            if KEPT.match(member.filename):
                kept.append(piece)
    except zlib.error as fault:
        raise Trouble("intake_damaged", file=file) from fault
    if size != member.file_size or check != member.CRC:
        raise Trouble("intake_damaged", file=file)
    return b"".join(kept), size


def _lengths(content: bytes, offset: int, file: str) -> tuple[int, int]:
    """Return how long the name and the extra field before a part's bytes are."""
    header = content[offset : offset + LOCAL_HEADER]
    if len(header) < LOCAL_HEADER or not header.startswith(b"PK\x03\x04"):
        raise Trouble("intake_damaged", file=file)
    name, extra = struct.unpack("<HH", header[26:30])
    return name, extra
