"""The one road to the release in use: prepare, publish, roll back, verify, prune, and its audit log."""
