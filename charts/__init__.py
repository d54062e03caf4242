"""Figures: a frame goes in, a figure comes out. No Streamlit, no files."""
