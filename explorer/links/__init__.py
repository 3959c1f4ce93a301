"""A link as a value: its parameters, how it is spelt, written, packed and read without a page."""
