"""A draft of the next plan of the small release's province, as its link carries it."""

from explorer.links import drafts
from explorer.links.drafts import Draft, Target

TARGETS = (
    Target("high_value_invention_patents_per_capita", 17.0, stretch=18.5, review=True, note="=1+1"),
    Target("trademarks_in_force", 900_000.0, binding=True),
    Target("guidance_station_coverage", 100.0, department="ip_protection"),
)
DRAFT = Draft("", "210000", 2026, 2030, TARGETS)
TEXT = drafts.written(DRAFT)
