"""The same picture is the same PDF, byte for byte, however often and wherever it is drawn."""

import io

import pypdf
import pytest
import vl_convert

from explorer.exports.images import steady
from tests.support.cases import each

# Two fonts and two see-through parts: each kind is written in an order of chance.
FAINT = "".join(
    f'<g opacity="0.{n}"><rect x="{n}0" width="8" height="8"/><circle cx="{n}" cy="9" r="3"/></g>' for n in range(1, 9)
)
PICTURE = f"""<svg xmlns="http://www.w3.org/2000/svg" width="200" height="60" font-family="Noto Sans CJK SC">
{FAINT}<text y="30">plain</text><text y="50" font-weight="bold">bold</text></svg>"""
TIMES = 8  # two orders of chance are the same once in many thousand


def test_the_same_picture_is_the_same_pdf_though_what_makes_it_shuffles():
    made = [bytes(vl_convert.svg_to_pdf(PICTURE)) for _ in range(TIMES)]
    assert len(set(made)) > 1, "the module is needed no more"
    (found,) = {steady.ordered(one) for one in made}
    assert steady.ordered(found) == found


def test_it_is_still_the_picture_and_strictly_read():
    made = bytes(vl_convert.svg_to_pdf(PICTURE))
    before, after = (pypdf.PdfReader(io.BytesIO(one), strict=True) for one in (made, steady.ordered(made)))
    assert len(after.pages) == 1
    assert after.pages[0].extract_text().split() == before.pages[0].extract_text().split() == ["plain", "bold"]
    for kind in ("/XObject", "/ExtGState", "/Font"):
        ours, theirs = (one.pages[0]["/Resources"][kind] for one in (after, before))
        assert ours.keys() == theirs.keys()
        told = {name: dict(theirs[name].items()).get("/BaseFont") for name in theirs}
        assert {name: dict(ours[name].items()).get("/BaseFont") for name in ours} == told
    streams = [
        sorted(found.get_object().get_data() for found in one.pages[0]["/Resources"]["/XObject"].values())
        for one in (after, before)
    ]
    assert streams[0] == streams[1]


@each("pdf", [b"", b"%PDF-1.7\n", b"%PDF-1.7\nstartxref\n9\n%%EOF", b"%PDF-1.7\nstartxref\nx\n%%EOF"])
def test_what_is_built_otherwise_is_refused(pdf):
    with pytest.raises(ValueError, match="PDF"):
        steady.ordered(pdf)
