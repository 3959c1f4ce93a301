"""What each city is asked of a draft, and what came back: the forms, and the draft with the answers.

Apart from the page, which a server loads at its start: what reads files is loaded with the first of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from explorer.analysis.outlook import city_targets
from explorer.analysis.outlook.city_targets import Division
from explorer.analysis.outlook.split import Way
from explorer.analysis.view import View
from explorer.core.language import Words
from explorer.links.drafts import Draft, Target
from explorer.pipeline.city_forms import answers, packed
from explorer.pipeline.city_forms.answers import Line
from explorer.views import phrases
from explorer.views.draft import division, text
from explorer.views.draft import rows as draft_rows
from explorer.views.draft.rows import Row


def forms(view: View, draft: Draft, way: Way) -> bytes:
    """Return a form for each city as one ZIP: every target that adds up, with the city's part."""
    words = view.words
    shown = draft_rows.chosen(view, draft)
    found = division.divided(view, shown, way)
    mine = [row for row in shown if row.slug in found]
    title = text.title(view, draft)
    names = {area: phrases.area_name(view, area) for area in city_targets.cities_of(view)}
    return packed(
        {
            f"{area}_{name}.xlsx": answers.form(area, name, title, list(_asked(area, mine, found, words)), words)
            for area, name in names.items()
            if mine
        }
    )


def _asked(area: str, mine: Sequence[Row], found: Mapping[str, Division], words: Words) -> Iterator[Line]:
    for row in mine:
        one = next(part for part in found[row.slug].parts if part.area == area)
        indicator = row.goal.indicator
        title, unit = words.of(indicator.title), words.of(indicator.unit)
        yield Line(row.goal.no, row.slug, title, unit, one.value, one.part, simulated=division.made_up(one))


def answered(draft: Draft, files: Sequence[tuple[str, bytes]]) -> Draft:
    """Return the draft with what the cities answered; what a city had said before and does not answer now stays.

    ``files``: the forms that came back, each by name and content. Raises Trouble for the first that is none.
    """
    found = [answers.read(content, name) for name, content in files]
    return replace(draft, targets=tuple(replace(one, cities=_joined(one, found)) for one in draft.targets))


def _joined(target: Target, found: Sequence[answers.Answer]) -> tuple[tuple[str, float], ...]:
    told = dict(target.cities) | {
        one.city: one.values[target.indicator] for one in found if target.indicator in one.values
    }
    return tuple(sorted(told.items()))
