"""What a page says, as values, text and elements: one folder a page, what several share beside them."""
