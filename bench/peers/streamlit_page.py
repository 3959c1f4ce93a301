"""21 layered Altair charts on an untouched Streamlit page; the area stands in the address."""

import json
import os
from pathlib import Path

import altair as alt
import streamlit as st

SERIES = json.loads(Path(os.environ["SERIES"]).read_text("utf-8"))
area = st.query_params.get("area", "210000")
for name, one in SERIES.items():
    st.subheader(name)
    values = alt.Data(values=[{"year": year, "value": value} for year, value in one["areas"].get(area, [])])
    line = alt.Chart(values).mark_line(point=True).encode(x="year:O", y="value:Q", tooltip=["year:O", "value:Q"])
    goal = alt.Chart(alt.Data(values=[{"goal": one["goal"]}])).mark_rule(strokeDash=[4, 4]).encode(y="goal:Q")
    st.altair_chart(line + goal)
