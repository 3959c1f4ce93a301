"""What lists as offices keep them say beside their columns: sheet and title, √, merged cells, totals, years."""
