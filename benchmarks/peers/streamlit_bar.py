"""The floor: a Streamlit page with a slider and one bar."""

import plotly.graph_objects as go
import streamlit as st

year = st.slider("Year", 2006, 2026, 2006)
figure = go.Figure(go.Bar(x=[str(year)], y=[1]))
figure.add_annotation(text=f"in {year}", x=0, y=1, showarrow=False)
st.plotly_chart(figure, key="bar")
