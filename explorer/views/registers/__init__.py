"""What the register pages say: figures, tables, records, coverage."""
