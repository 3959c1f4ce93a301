"""Liaoning IP Target Explorer: where each promised figure stands against its goal, and where the number comes from."""

from pathlib import Path

# python -m explorer.release, explorer.intake and explorer.returns go on for one version, with the codes they had;
# explorer.sandbox is in its own room. See docs/decisions/command-line.md.
__path__.append(str(Path(__file__).parent / "pipeline" / "former"))
