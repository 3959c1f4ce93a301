"""Who the visitor is, and the way back after signing in."""
