"""What the what-if page says."""
