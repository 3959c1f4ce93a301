"""The frame of every page, outside Streamlit's root: the first HTML, the header, the scope, search, sharing."""
