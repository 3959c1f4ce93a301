"""Data at rest: what a release holds, which is in use, and the store, the only door to its figures."""
