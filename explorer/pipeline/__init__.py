"""Data on their way in: intake, the cities' forms, simulation, building and publishing a release."""
