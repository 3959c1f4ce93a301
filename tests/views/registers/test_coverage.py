"""Who the service network reaches, and who is said to be without."""

import polars as pl

from explorer.analysis.registers import counts, definitions
from explorer.core import language
from explorer.views.registers import coverage
from tests.analysis.registers.test_counts import choice, look

ZH = language.words("zh")


def test_coverage_names_who_is_without(small):
    network = definitions.REGISTERS["service_network"]
    body = coverage.coverage(look(small), choice(network))
    rows = counts.special(look(small), "service_network_coverage", choice(network))
    bare = rows.filter(pl.col("stations") == 0)
    assert ZH("coverage.counties", left=bare.height, all=rows.height) in body
    assert body.count('class="chip served"') == rows.height - bare.height
    assert "沈阳市" in body


def test_a_part_of_the_network_tells_nobody_that_he_is_without(small):
    network = definitions.REGISTERS["service_network"]
    body = coverage.coverage(look(small, evidence="published"), choice(network))
    assert ZH("coverage.incomplete") in body
    assert "chip" not in body


def test_names_from_the_data_do_nothing(small, monkeypatch):
    monkeypatch.setattr(definitions, "label", lambda *_: "<script>alert(1)</script>")
    network = definitions.REGISTERS["service_network"]
    body = coverage.coverage.__wrapped__(look(small), choice(network))
    assert "<script" not in body
