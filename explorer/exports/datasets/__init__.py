"""All figures of an indicator, or all goals of a plan, as a file that programs of statistics read."""
