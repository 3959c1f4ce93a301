"""The cities' annual returns: the form a city fills in, and the forms of a folder read into observations.

A city is asked for every goal of the plan that has values of cities, for every year from the plan's baseline on. What
it leaves empty is not returned and is counted as such; nothing is filled up, nothing is rounded.
"""

from explorer.pipeline.city_forms.collect import (
    Collected,
    Returned,
    collect,
    faults,
    in_folder,
    observations,
    received,
    returned,
    said,
)
from explorer.pipeline.city_forms.form import Asked, asked, cities, file_name, form, forms, packed
from explorer.pipeline.city_forms.read import Filled, is_form, read

__all__ = [
    "Asked",
    "Collected",
    "Filled",
    "Returned",
    "asked",
    "cities",
    "collect",
    "faults",
    "file_name",
    "form",
    "forms",
    "in_folder",
    "is_form",
    "observations",
    "packed",
    "read",
    "received",
    "returned",
    "said",
]
