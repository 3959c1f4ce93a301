"""The office's yearly table of its plan's figures: a row a goal, a column a year, as an office keeps it."""
