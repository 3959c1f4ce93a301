"""A link as a file: pictures, and the formats of offices."""
