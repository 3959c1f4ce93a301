"""Liaoning IP Target Explorer: where each promised figure stands against its goal, and where the number comes from."""
