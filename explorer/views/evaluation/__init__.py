"""The final evaluation of a plan whose years are over: what came of each promise, and what is to be delivered."""
