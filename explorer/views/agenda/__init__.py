"""What the agenda of a meeting says."""
