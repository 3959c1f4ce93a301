"""Addresses beside the pages: files, pictures, link previews, the presentation, and what every request passes."""
