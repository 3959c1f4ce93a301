"""What the plan's ledger says: tasks, lists, years and cities."""
