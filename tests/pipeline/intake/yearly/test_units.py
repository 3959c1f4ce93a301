"""A unit as written beside the one an indicator is kept in: the same, scaled, another word for it, or another thing."""

from explorer.pipeline.intake.yearly import units
from tests.support.cases import each


@each(
    "written, kept, zeros, kind",
    [
        ("件", "件", 0, "same"),
        ("万件", "件", 4, "scaled"),
        ("亿元", "亿元", 0, "same"),
        ("万元", "亿元", -4, "scaled"),
        ("件/万人", "件/万人", 0, "same"),
        ("件／万人", "件/万人", 0, "same"),
        ("个", "家", 0, "loose"),
        ("件次", "次", 0, "loose"),
        ("万次", "次", 4, "scaled"),
        ("月", "个月", 0, "loose"),
        ("百分比", "%", 0, "loose"),
        ("", "家", 0, "unsaid"),
    ],
)
def test_units_that_count_the_same(written, kept, zeros, kind):
    assert units.compare(written, kept) == units.Unit(zeros, kind)


@each("written, kept", [("%", "家"), ("件", "%"), ("元", "件"), ("件/万人", "件"), ("万人", "件/万人")])
def test_units_that_count_something_else(written, kept):
    assert units.compare(written, kept) is None
