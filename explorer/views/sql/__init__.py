"""What the SQL page says: results, tables and columns in words."""
