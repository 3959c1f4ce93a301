"""The pictures of a draft: every proposal is a named line, every choice stands on one scale."""

from itertools import pairwise

import polars as pl
import pytest

from explorer.charts import draft as charts
from explorer.core import language
from explorer.views import exhibits
from explorer.views.draft import pictures, rows, text
from tests.support import drafted

PATENTS, MARKS = "high_value_invention_patents_per_capita", "trademarks_in_force"


@pytest.fixture
def view(small):
    return exhibits.of("draft", {"draft": drafted.TEXT, "lang": "en"}).view


def labels(drawn: pl.DataFrame) -> list[str]:
    return drawn.filter(pl.col("role").str.ends_with("_label"))["label"].to_list()


def test_every_proposal_with_a_short_name_is_a_line_from_the_latest_value_to_its_own(view):
    row = rows.row(view, drafted.DRAFT, PATENTS)
    drawn = pictures.fan(view, row).rows
    for one in row.table.proposals:
        if text.told(one):
            line = drawn.filter(pl.col("line") == (one.level or one.basis)).sort("x")
            assert line.select("x", "y").row(0) == row.table.seen.start
            assert line.select("x", "y").row(-1) == (2030.0, one.value)


def test_every_line_has_its_name_at_its_end_and_no_two_names_lie_over_one_another(view):
    row = rows.row(view, drafted.DRAFT, PATENTS)
    drawn = pictures.fan(view, row).rows
    said = " ".join(labels(drawn))
    names = text.names(view.words)
    assert all(names[one.level or one.basis] in said for one in row.table.proposals if text.told(one))
    places = sorted(drawn.filter(pl.col("role").str.ends_with("_label"))["y"])
    high = drawn.filter(pl.col("role") == "frame")["y"].max() - drawn.filter(pl.col("role") == "frame")["y"].min()
    gaps = [upper - lower for lower, upper in pairwise(places)]
    assert min(gaps) >= high * charts.LINE_OF_TEXT * (1 - 1e-9)


def test_the_choice_is_a_diamond_and_a_stretch_value_stands_beside_it(view):
    drawn = pictures.fan(view, rows.row(view, drafted.DRAFT, PATENTS)).rows
    at = {role: drawn.filter(pl.col("role") == role).select("x", "y").rows() for role in ("goal", "stretch")}
    assert at == {"goal": [(2030.0, 17.0)], "stretch": [(2030.0, 18.5)]}


def test_what_ends_in_one_value_is_named_once(view):
    row = rows.row(view, drafted.DRAFT, MARKS)
    value = row.table.levels["ambitious"]
    words = language.words("en")
    names, seen = text.names(words), row.table.seen
    known = charts.unchosen(view.observed(row.goal), view.events(row.goal), seen, row.table.proposals, names, words)
    drawn = charts.fan_rows(known, seen, names, charts.Choice(value), words)
    same = [text.names(words)[level] for level, other in row.table.levels.items() if other == value]
    (named,) = (label for label in labels(drawn) if label.startswith("chosen"))
    assert all(name in named for name in same)
    assert sum("ambitious" in label for label in labels(drawn)) == 1


def test_on_the_scale_what_asks_too_much_for_it_ends_at_its_edge_with_its_number(view):
    far = charts.Asked("1 far", (), 9.0, "9 · a stretch", simulated=False)
    drawn = charts.scale_rows([far], view.words)
    assert drawn.filter(pl.col("role") == "chosen")["x"].to_list() == [charts.FURTHEST]
    assert drawn.filter(pl.col("role") == "bar")["label"].to_list() == ["9 · a stretch"]


def test_a_target_that_must_turn_has_its_word_and_no_mark(view):
    turned = charts.Asked("1 turn", (), None, "needs a turn", simulated=False)
    assert charts.scale_rows([turned], view.words).filter(pl.col("role") == "chosen").is_empty()


def test_the_zones_of_the_scale_are_those_of_the_words(view):
    zones = charts.scale_rows([], view.words).filter(pl.col("role") == "zone")
    said = [view.words(f"proposed_ambition.{word}") for word in ("easy", "safe", "keen", "hard")]
    assert zones.select("x", "label").rows() == list(zip((0.0, 0.5, 0.8, 1.0), said, strict=True))
