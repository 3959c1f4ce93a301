"""What the method page says."""
