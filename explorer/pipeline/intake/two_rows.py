"""A heading over two rows: groups in the upper one, what each of them holds in the lower one."""

from collections.abc import Callable
from itertools import zip_longest


def over(upper: tuple[str, ...], lower: tuple[str, ...], known: Callable[[str], object]) -> tuple[str, ...]:
    """Return both rows as one: a cell over both stands in the upper one, and a group has its columns below it.

    A column that its group makes ``known`` is called by both: 类别 below 权利人 is the holder's, not the mark's, and
    注册 below 日期 the day. A group goes on to the right up to the next cell of its row, or one that has nothing below.
    """
    cells, group = list[str](), ""
    for above, below in zip_longest(upper, lower, fillvalue=""):
        group = (above.strip() or group) if below.strip() else ""
        both = (group + below.strip(), below.strip() + group) if group else ()
        cells.append(next(filter(known, both), below) if below.strip() else above)
    return tuple(cells)
