"""Links as QR codes."""

from explorer import qr


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
