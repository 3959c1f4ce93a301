"""Judging a goal: where it stands, the official readings, its status with the working."""
