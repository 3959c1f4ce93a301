"""When a value is so far from another that it is asked about."""

from explorer.pipeline.intake import jumps
from tests.support.cases import each


@each(
    "before, now, asked",
    [
        (105, 1050, "jump"),
        (105, 35, "jump"),
        (105, 0, "jump"),
        (105, 314, None),
        (105, 36, None),
        (850_000, 85, "ten_thousands"),
        (85, 850_000, "ten_thousands"),
        (850_000, 6.1, "jump"),
        (6, 19, None),
        (6, 20, "jump"),
        (10.6, 0.11, "jump"),
        (10.36, 1.036, "jump"),
        (2.3, 1.1, None),
        (0, 500, None),
        (100, -50, "jump"),
    ],
)
def test_three_times_as_much_or_a_third_is_asked_about_unless_both_are_small_counts(before, now, asked):
    assert jumps.jump(before, now) == asked
