"""What a file is, by its content alone: the extension is never believed."""

from explorer.core.errors import Trouble
from explorer.pipeline.intake.readers import csv as readers_csv
from explorer.pipeline.intake.readers import parquet, trial, xlsx
from explorer.pipeline.intake.readers.sheet import Sheet

MEGABYTE = 1 << 20
UPLOADED, BROUGHT = 25 * MEGABYTE, 400 * MEGABYTE  # over the web; by the command line
PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"\xca\xfe\xba\xbe", b"#!")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of old Excel, and of today's with a password
PASSWORD = "EncryptedPackage".encode("utf-16-le")
WEB = (b"<!doctype html", b"<html", b"<table", b"<?xml", b"<meta")
START = 512


def sheets(content: bytes, file: str, most: int = UPLOADED) -> tuple[Sheet, ...]:
    """Return the tables a file holds. Raises Trouble for one that is too large, empty, or not what is read here."""
    if len(content) > most:
        raise Trouble("intake_too_large", file=file, size=-(-len(content) // MEGABYTE), most=most // MEGABYTE)
    if not content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n"):
        raise Trouble("intake_empty", file=file)
    if content.startswith(PROGRAMS):
        raise Trouble("intake_program", file=file)
    if content.startswith(COMPOUND):
        raise Trouble("intake_encrypted" if PASSWORD in content else "intake_old_workbook", file=file)
    if content[:START].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(WEB):
        raise Trouble("intake_web_page", file=file)
    kind = trial.WORKBOOK if content.startswith(b"PK\x03\x04") else trial.PARQUET
    if kind == trial.WORKBOOK or content.startswith(b"PAR1"):
        if len(content) <= UPLOADED:  # a larger one comes from the command line, and can end nothing but its command
            trial.tried(content, file, kind)
        return xlsx.sheets(content, file) if kind == trial.WORKBOOK else parquet.sheets(content, file)
    return readers_csv.sheets(content, file)
