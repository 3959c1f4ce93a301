"""What the page of one target says."""
