"""The same 21 series as an untouched Streamlit, Dash and Datasette draw them, each by its own first tutorial."""
