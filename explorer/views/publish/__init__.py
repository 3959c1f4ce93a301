"""What the publish page says."""
