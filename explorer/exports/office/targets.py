"""A view's targets in the cells of a file."""

from explorer.views.target_row import TargetRow


def newest(row: TargetRow) -> tuple[str, str, str]:
    """Return the value a target is judged by, its period and its evidence; empty where nothing is known."""
    return (row.newest.text, row.newest.period, row.newest.mark) if row.newest else ("", "", "")
