"""Targets that belong together: what one of them cannot be while another is what it is."""

from collections.abc import Mapping

# A part of something is never more than the whole of it.
WHOLE_OF: Mapping[str, str] = {"high_value_invention_patents_per_capita": "invention_patents_per_capita"}
PART_OF: Mapping[str, str] = {whole: part for part, whole in WHOLE_OF.items()}


def bounds(indicator: str, targets: Mapping[str, float]) -> tuple[float | None, float | None]:
    """Return what an indicator's target can never be under and over, given the other ``targets`` of the same year."""
    return targets.get(PART_OF.get(indicator, "")), targets.get(WHOLE_OF.get(indicator, ""))
