"""21 Plotly figures of one Dash callback; the area is chosen in a list."""

import json
import os
from pathlib import Path

import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

SERIES = json.loads(Path(os.environ["SERIES"]).read_text("utf-8"))
AREAS = sorted({area for one in SERIES.values() for area in one["areas"]})
app = Dash(__name__)
app.layout = html.Div(
    [dcc.Dropdown(AREAS, "210000", id="area"), *(dcc.Graph(id=f"graph-{place}") for place in range(len(SERIES)))]
)


@app.callback([Output(f"graph-{place}", "figure") for place in range(len(SERIES))], Input("area", "value"))
def draw(area: str) -> list[go.Figure]:
    """Return the figures of an area."""
    found = []
    for name, one in SERIES.items():
        known = one["areas"].get(area, [])
        line = go.Scatter(x=[year for year, _ in known], y=[value for _, value in known], mode="lines+markers")
        figure = go.Figure(line, {"title": {"text": name}})
        figure.add_hline(y=one["goal"], line_dash="dash")
        found.append(figure)
    return found


if __name__ == "__main__":
    app.run(host="127.0.0.1", port=os.environ["PORT"], debug=False)
