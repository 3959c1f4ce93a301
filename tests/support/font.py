"""Make the font that pictures are set in: ``python -m tests.support.font NotoSansCJK-VF.otf.ttc``.

Beside it the table of its widths is written, by which the explorer breaks lines; ``--widths`` writes that alone. What
the font is: explorer/exports/images/fonts/README.md.
"""

import argparse
import io
from collections.abc import Iterator
from pathlib import Path

from fontTools.cffLib.CFF2ToCFF import convertCFF2ToCFF
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont
from fontTools.varLib import instancer

from explorer.core.paths import ROOT
from explorer.exports.images.typeface import FAMILY, FOLDER, PER_EM, WIDTHS

FILE = FOLDER / "ExplorerSansSC-Regular.otf"
ORIGIN, WEIGHT = "Noto Sans CJK SC", 400
# Signs of Latin text, which the Chinese face sets as wide as a character and the Korean one does not: · ‘ ’
NARROW, NARROW_ORIGIN = (0xB7, 0x2018, 0x2019), "Noto Sans CJK KR"
# Whatever a picture can say stands in one of these.
SAID = (
    "explorer/core/languages/*.toml",
    "explorer/core/marks.py",
    "queries/**/*.sql",
    "data/inputs/*.csv",
    "data/inputs/*.toml",
    "data/plans/*.toml",
)
RANGES = ((0x20, 0x7E), (0xA0, 0xFF), (0x2010, 0x2044), (0x3000, 0x301F), (0xFF00, 0xFFEF))
ROWS, CELLS = (*range(0xA1, 0xAA), *range(0xB0, 0xF8)), range(0xA1, 0xFF)
# The origin has no ✕. Ours is drawn in the place of ╳, which nothing uses: half its stroke, how far its arms reach.
CROSS, CROSS_PLACE, CROSS_WIDTH, HALF, ARM, MIDDLE = 0x2715, 0x2573, 1000, 32, 300, 380
# Every name a font is found by is ours; its copyright and license stay.
NAMES = {1: FAMILY, 2: "Regular", 3: f"1.0;{FAMILY}", 4: FAMILY, 6: "ExplorerSansSC-Regular"}
# What only sets vertical lines or chooses among weights.
UNUSED = ("BASE", "GPOS", "GSUB", "STAT", "VORG", "vhea", "vmtx")
KEPT_NAMES = (0, 5, 13, 14, *NAMES)


def characters() -> set[int]:
    """Return what the font must hold: everything the project's files say, GB 2312, Latin, punctuation, full width."""
    said = {ord(sign) for pattern in SAID for path in ROOT.glob(pattern) for sign in path.read_text("utf-8")}
    ranges = {code for first, last in RANGES for code in range(first, last + 1)}
    return said | ranges | set(_gb2312())


def make(origin: Path) -> TTFont:
    """Return the origin's Chinese face at regular weight, with our characters alone and our name."""
    faces = {face["name"].getDebugName(1): face for face in TTCollection(origin).fonts}
    font = faces[ORIGIN]
    font.recalcTimestamp = False  # the same characters give the same file
    _set_narrow(font, faces[NARROW_ORIGIN])
    _leave_ours(font, hinting=True)
    font = _plain(_written(instancer.instantiateVariableFont(_written(font), {"wght": WEIGHT})))
    _leave_ours(font, hinting=False)
    _draw_cross(font)
    _rename(font)
    for table in {*UNUSED} & {*font.keys()}:
        del font[table]
    return font


def _set_narrow(font: TTFont, other: TTFont) -> None:
    """Let NARROW mean another face's outlines; the faces share them, under names of their own."""
    narrow = {sign: font.getGlyphName(other.getGlyphID(other.getBestCmap()[sign])) for sign in NARROW}
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap.update(narrow)


def _leave_ours(font: TTFont, *, hinting: bool) -> None:
    """Leave our characters alone in the font; its hints can only be left out once it no longer varies."""
    # No substitutions and no kerning: a text is as wide as its characters, for whoever measures and whoever draws.
    chosen = Subsetter(Options(layout_features=[], name_IDs=KEPT_NAMES, hinting=hinting, notdef_outline=True))
    chosen.populate(unicodes=characters() | {CROSS_PLACE})
    chosen.subset(font)


def _plain(font: TTFont) -> TTFont:
    """Return the font with its outlines in the older form that every program reads (CFF instead of CFF2)."""
    outlines = font["CFF2"].cff.topDictIndex[0]
    outlines.FDSelect, outlines.CharStrings  # noqa: B018 (read now: once converted, the old form cannot be)
    convertCFF2ToCFF(font)
    return _written(font)


def _written(font: TTFont) -> TTFont:
    """Return the font as it reads once it is written: the next step relies on tables that are whole."""
    made = io.BytesIO()
    font.save(made)
    made.seek(0)
    return TTFont(made, recalcBBoxes=False, recalcTimestamp=False)


def _gb2312() -> Iterator[int]:
    for row in ROWS:
        for cell in CELLS:
            sign = bytes((row, cell)).decode("gb2312", errors="ignore")
            yield from map(ord, sign)


def _draw_cross(font: TTFont) -> None:
    """Draw ✕ as one outline: a notch and the end of an arm, turned three times by a right angle."""
    name = font.getBestCmap()[CROSS_PLACE]
    points = [(2 * HALF, 0), (ARM + HALF, ARM - HALF), (ARM - HALF, ARM + HALF)]
    while len(points) < 12:
        points += [(-y, x) for x, y in points[-3:]]
    pen = T2CharStringPen(CROSS_WIDTH, None)
    pen.moveTo((CROSS_WIDTH // 2 + points[0][0], MIDDLE + points[0][1]))
    for x, y in points[1:]:
        pen.lineTo((CROSS_WIDTH // 2 + x, MIDDLE + y))
    pen.closePath()
    outlines = font["CFF "].cff.topDictIndex[0].CharStrings
    old = outlines[name]
    outlines[name] = pen.getCharString(private=old.private, globalSubrs=old.globalSubrs)
    font["hmtx"][name] = (CROSS_WIDTH, CROSS_WIDTH // 2 - ARM - HALF)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[CROSS] = table.cmap.pop(CROSS_PLACE)


def widths(font: TTFont) -> str:
    """Return the table of widths: characters in a row that are as wide, but those of a whole one."""
    per_em, wide = font["head"].unitsPerEm, font["hmtx"].metrics
    rows: list[tuple[int, int, int]] = []
    for code, name in sorted(font.getBestCmap().items()):
        width, rest = divmod(wide[name][0] * PER_EM, per_em)
        if rest:
            raise ValueError("no whole number of thousandths: " + name)
        if rows and rows[-1][1:] == (code - 1, width):
            rows[-1] = (rows[-1][0], code, width)
        elif width != PER_EM:
            rows.append((code, code, width))
    return "".join(f"{first:04X},{last:04X},{width}\n" for first, last, width in rows)


def _rename(font: TTFont) -> None:
    names, inner = font["name"], font["CFF "].cff
    names.names = [name for name in names.names if name.nameID in KEPT_NAMES and name.nameID not in NAMES]
    for number, name in NAMES.items():
        names.setName(name, number, 3, 1, 0x409)
    inner.fontNames = [NAMES[6]]
    inner.topDictIndex[0].FullName, inner.topDictIndex[0].FamilyName = FAMILY, FAMILY


def main() -> None:
    """Make the font from the file named on the command line, and the table of its widths."""
    parser = argparse.ArgumentParser(description=__doc__)
    given = parser.add_mutually_exclusive_group(required=True)
    given.add_argument("origin", type=Path, nargs="?", help="NotoSansCJK-VF.otf.ttc")
    given.add_argument("--widths", action="store_true", help="the table alone, of the font that stands")
    told = parser.parse_args()
    font = TTFont(FILE) if told.widths else make(told.origin)
    if not told.widths:
        font.save(FILE)
    WIDTHS.write_text(widths(font), "utf-8")
    print(f"{FILE.name}: {len(font.getBestCmap())} characters, {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
