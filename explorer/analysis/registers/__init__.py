"""What the registers can be asked, the queries that answer, and their counts."""
