"""Readers of file formats: bytes → sheets of cells, within bounds."""
