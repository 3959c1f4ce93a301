"""What changed between two views, and what is newer than one."""
