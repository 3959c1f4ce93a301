"""What the comparison of cities and provinces says."""
