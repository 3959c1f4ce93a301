"""Readers of values: what a cell says → a day, number, area or code, or a fault."""
