"""The data address: documents as JSON."""
