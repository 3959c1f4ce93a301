"""Labels beside a line: all of them, none over another, close to their points."""

import itertools

from explorer.charts import label_placement
from tests.support.cases import each

# Values that rise to the right edge but one, a goal above the last but one, the newest value at the edge.
RISING = [(place / 13, 0.1 + 0.6 * place / 13) for place in range(14)]
LINES = [(place / 104, 0.1 + 0.6 * place / 104) for place in range(105)]


def boxes(points, names, margin=108):
    found = label_placement.beside(points, names, LINES, margin)
    for size in label_placement.SIZES:
        picture = label_placement.Picture(
            (size[0] - margin, size[1]), points, names, LINES, margin, label_placement.LABEL
        )
        yield picture, [picture.box(place, offset) for place, offset in enumerate(found)]


@each("goal", [0.2, 0.5, 0.66, 0.68, 0.72, 0.95])
def test_no_label_lies_over_another_wherever_the_goal_is(goal):
    points = [RISING[12], (12 / 13, goal), RISING[13], *RISING[:12]]
    for _, drawn in boxes(points, ["77.4 万件 · 2025年", "目标 85 万件 · 2025年", "81.09 万件 · 2026年9月"]):
        assert not any(label_placement._over(a, b) for a, b in itertools.combinations(drawn, 2))


def test_a_label_keeps_off_lines_and_points_where_it_can():
    points = [RISING[6], *RISING[:6], *RISING[7:]]
    for picture, (box,) in boxes(points, ["46.3 万件"]):
        assert not any(label_placement._over(box, dot) for dot in picture.dots(0))
        assert not any(label_placement._over(box, label_placement._around(at, picture.size, 0)) for at in LINES)


def test_a_label_that_has_no_room_inside_is_drawn_all_the_same():
    assert len(label_placement.beside([(0.99, 0.5)], ["一" * 60], [], 0)) == 1
