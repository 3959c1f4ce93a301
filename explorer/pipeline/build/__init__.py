"""From inputs, simulation and imports to the tables of one release."""
