"""The draft of the next plan: what its page says, and its plan file."""
