"""Charts as finished Vega-Lite specs: built with Altair once per indicator, language and theme; data come apart.

A spec never changes with the data, so it is kept; the rows it draws are a small polars frame.
"""

from explorer.charts.comparison import pair_rows, pair_spec, province_rows, province_spec, rank_rows, rank_spec
from explorer.charts.outlook import LOW, backtest_rows, history, outlook_rows, outlook_spec
from explorer.charts.quick import quick_rows, quick_spec, suitable
from explorer.charts.registers import ahead_rows, ahead_spec, flow_rows, flow_spec, stock_rows, stock_spec
from explorer.charts.target import first_year, target_rows, target_spec
from explorer.charts.tiles import tile_rows, tile_spec

__all__ = [
    "LOW",
    "ahead_rows",
    "ahead_spec",
    "backtest_rows",
    "first_year",
    "flow_rows",
    "flow_spec",
    "history",
    "outlook_rows",
    "outlook_spec",
    "pair_rows",
    "pair_spec",
    "province_rows",
    "province_spec",
    "quick_rows",
    "quick_spec",
    "rank_rows",
    "rank_spec",
    "stock_rows",
    "stock_spec",
    "suitable",
    "target_rows",
    "target_spec",
    "tile_rows",
    "tile_spec",
]
