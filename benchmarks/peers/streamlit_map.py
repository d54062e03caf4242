"""The map in plain Streamlit, beside a folder `static` with figures.json and the outlines."""

import json
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st


@st.cache_data
def figures() -> dict[str, dict]:
    """The figures by year."""
    text = (Path(__file__).parent / "static" / "figures.json").read_text()
    return json.loads(text.replace("PREFIX/", "/app/static/"))


years = sorted(figures())
place = st.slider("Year", 0, len(years) - 1, 0)
st.plotly_chart(go.Figure(figures()[years[place]]), key="map", config={"topojsonURL": "/app/static/"}, theme=None)
