"""Where a series goes: projection, scenarios, assumptions, backtest, and goals split over the cities."""
