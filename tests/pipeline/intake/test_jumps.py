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
        (2, 6, None),
        (1, 8, None),
        (1, 9, "jump"),
        (6, 19, "jump"),
        (12, 1, "jump"),
        (4, 0, None),
        (10.6, 0.11, "jump"),
        (10.36, 1.036, "jump"),
        (2.3, 1.1, None),
        (0, 500, None),
        (100, -50, "jump"),
    ],
)
def test_three_times_as_much_or_a_third_is_asked_about_unless_it_is_a_few_of_a_small_count(before, now, asked):
    assert jumps.jump(before, now) == asked
