"""Figures: what a view is, how goals are judged, compared and projected. Nothing here speaks or draws."""
