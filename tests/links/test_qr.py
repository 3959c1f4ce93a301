"""Links as QR codes."""

import io

from PIL import Image

from explorer.links import qr


def test_a_code_has_the_three_corners_every_reader_looks_for():
    side, dark = qr.path("https://ip.example.cn/target?lang=zh")
    cells = set(dark.removesuffix("h1v1h-1z").split("h1v1h-1z"))
    ring = {(x, y) for x in range(7) for y in range(7) if {x, y} & {0, 6}}
    for left, top in ((0, 0), (side - 7, 0), (0, side - 7)):
        assert all(f"M{left + x} {top + y}" in cells for x, y in ring)
        assert f"M{left + 1} {top + 1}" not in cells
    assert not all(f"M{side - 7 + x} {side - 7 + y}" in cells for x, y in ring)


def test_a_longer_link_takes_more_modules():
    short, long = (qr.path("https://ip.example.cn/?" + "x" * count)[0] for count in (20, 400))
    assert 21 <= short < long <= qr.MOST_MODULES


def test_a_link_too_long_for_a_code_that_can_be_read_has_none():
    assert qr.path("https://ip.example.cn/?" + "x" * 1500) is None
    assert qr.path("https://ip.example.cn/?" + "x" * 5000) is None


def test_a_code_for_a_file_is_a_picture_with_its_quiet_zone():
    link = "https://ip.example.cn/target?lang=zh"
    side, _ = qr.path(link)
    with Image.open(io.BytesIO(qr.png(link))) as png:
        assert png.size == ((side + 2 * qr.QUIET) * qr.DOTS,) * 2
        pixels = png.convert("L")
        quiet, middle = qr.QUIET * qr.DOTS, qr.DOTS // 2
        assert {pixels.getpixel((x, quiet - 1)) for x in range(png.width)} == {255}
        assert pixels.getpixel((quiet + middle, quiet + middle)) == 0


def test_a_link_that_a_screen_shows_may_be_too_long_for_paper():
    link = "https://ip.example.cn/?" + "x" * 600
    assert qr.path(link)
    assert qr.png(link) is None
