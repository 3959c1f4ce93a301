"""Streamlit: the shell of every page, widgets, and the address bar."""
