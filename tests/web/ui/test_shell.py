"""How a chart gets its rows."""

import polars as pl

from explorer.web.ui import shell


def test_rows_go_to_a_chart_as_arrow_bytes():
    rows = pl.DataFrame({"x": [1.5, None], "word": ["模拟", ""]})
    spec = shell._with(rows, {"mark": "point"})
    assert pl.read_ipc_stream(spec["datasets"][spec["data"]["name"]]).equals(rows)
