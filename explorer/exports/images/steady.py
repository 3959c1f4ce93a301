"""A PDF in one order: what makes it takes fonts and what a page needs out of a table that is shuffled each time.

Who keeps the address of a picture keeps its bytes: the same picture is the same file tomorrow, and in every process.
"""

import re

OBJECT = re.compile(rb"(\d+) 0 obj\n")
PLACE = re.compile(rb"(\d{10}) \d{5} n")
LISTED = re.compile(rb"(?<=<<\n)(?: +/\w+ \d+ 0 R\n)+")  # names and what they stand for, below /XObject and its like
MEANT = re.compile(rb"(?<![\w.])(\d+)(?= 0 R\b)")
STREAM, TABLE, TRAILER, START = b"\nstream\n", b"xref\n", b"trailer\n", b"startxref\n"


def ordered(pdf: bytes) -> bytes:
    """Return a PDF with its objects numbered as they are reached from its end, the names in each by the alphabet.

    It is as the one drawing program here writes it: one table of places at its end, no object within a stream. Raises
    ValueError for any other.
    """
    told, _, start = pdf.rpartition(START)
    if not start.split() or not start.split()[0].isdigit() or not told.startswith(TABLE, int(start.split()[0])):
        raise ValueError("no table of places in the PDF")
    table = int(start.split()[0])
    places = sorted(map(int, PLACE.findall(told, table)))
    objects = {}
    for place, end in zip(places, [*places[1:], table], strict=True):
        found = OBJECT.match(pdf, place)
        if found is None:
            raise ValueError("an object of the PDF is not at its place")
        objects[int(found[1])] = _sorted(pdf[found.end() : end])
    trailer = told[told.index(TRAILER, table) :]
    reached = _reached(objects, trailer)
    return _written(pdf[: places[0]], [_renumbered(objects[one], reached) for one in reached], trailer, reached)


def _sorted(part: bytes) -> bytes:
    """Return an object with the names in it sorted; the stream that it holds stays."""
    said, stream, content = part.partition(STREAM)
    return LISTED.sub(lambda names: b"".join(sorted(names[0].splitlines(keepends=True))), said) + stream + content


def _reached(objects: dict[int, bytes], trailer: bytes) -> dict[int, int]:
    """Return the new number of each object, in the order in which they are reached from the trailer."""
    found: dict[int, int] = {}
    waiting = _meant(trailer)[::-1]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found[one] = len(found) + 1
            waiting += [other for other in _meant(objects[one].partition(STREAM)[0])[::-1] if other in objects]
    return found


def _meant(said: bytes) -> list[int]:
    return [int(one) for one in MEANT.findall(said)]


def _renumbered(part: bytes, reached: dict[int, int]) -> bytes:
    said, stream, content = part.partition(STREAM)
    return MEANT.sub(lambda one: b"%d" % reached.get(int(one[1]), int(one[1])), said) + stream + content


def _written(head: bytes, parts: list[bytes], trailer: bytes, reached: dict[int, int]) -> bytes:
    made, places = bytearray(head), []
    for number, part in enumerate(parts, 1):
        places.append(b"%010d 00000 n\r\n" % len(made))
        made += b"%d 0 obj\n" % number + part
    end = _renumbered(trailer, reached).replace(START, b"")
    end = re.sub(rb"/Size \d+", b"/Size %d" % (len(parts) + 1), end)
    table = b"%s0 %d\n0000000000 65535 f\r\n" % (TABLE, len(parts) + 1)
    return bytes(made) + table + b"".join(places) + end + b"%s%d\n%%%%EOF" % (START, len(made))
