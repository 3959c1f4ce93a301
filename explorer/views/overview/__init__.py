"""What the overview says: every target of a plan at a glance."""
