"""A draft of the next plan of the small release's province, as its link carries it."""

import datetime as dt

from explorer.links import drafts
from explorer.links.drafts import Draft, Target

TARGETS = (
    Target("high_value_invention_patents_per_capita", 17.0, stretch=18.5, review=True, reading="2030", note="=1+1"),
    Target("trademarks_in_force", 900_000.0, binding=True),
    Target("guidance_station_coverage", 100.0, department="ip_protection"),
)
DRAFT = Draft("Liaoning 2030", "210000", 2026, 2030, TARGETS)
TEXT = drafts.written(DRAFT)

ISSUED = dt.date(2026, 1, 1)
