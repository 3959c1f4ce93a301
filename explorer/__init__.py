"""Liaoning IP Target Explorer: where each promised figure stands against its goal, and where the number comes from."""

from pathlib import Path

# Old names of commands go on for one release: python -m explorer.release, explorer.intake, explorer.returns.
__path__.append(str(Path(__file__).parent / "pipeline" / "former"))
