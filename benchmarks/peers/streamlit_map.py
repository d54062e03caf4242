"""The map in plain Streamlit, beside a folder `static` with figures.json and the outlines."""

import json
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st


@st.cache_data
def figures() -> dict[str, dict[str, Any]]:
    """The figures by year."""
    text = (Path(__file__).parent / "static" / "figures.json").read_text()
    made: dict[str, dict[str, Any]] = json.loads(text.replace("PREFIX/", "/app/static/"))
    return made


years = sorted(figures())
place = st.slider("Year", 0, len(years) - 1, 0)
st.plotly_chart(go.Figure(figures()[years[place]]), key="map", config={"topojsonURL": "/app/static/"}, theme=None)
