"""Charts as finished Vega-Lite specs: built with Altair once per indicator, language and theme; data come apart.

A spec never changes with the data, so it is kept; the rows it draws are a small polars frame.
"""

from explorer.charts.target import target_rows, target_spec

__all__ = ["target_rows", "target_spec"]
