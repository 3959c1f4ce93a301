"""What is said of a draft and of each of its targets, as plain sentences for the page, its pictures and the papers."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import get_args

from explorer.analysis.outlook import forecast_methods, levels, past_promises
from explorer.analysis.outlook.ambition import Word
from explorer.analysis.outlook.projection import Manner
from explorer.analysis.outlook.proposals import Proposal
from explorer.analysis.outlook.target_warnings import Warned
from explorer.analysis.view import View
from explorer.core.language import SIMULATED_SIGN, Words
from explorer.links.drafts import Draft
from explorer.views import phrases, proposed
from explorer.views.draft import rows as draft_rows
from explorer.views.draft.rows import Row

AMBITIONS: tuple[Word, ...] = get_args(Word)
MOST_BASES = 2  # of the proposals that are the very value chosen
# Readings that are lines of a picture and named in a paper; the others only stand in the table.
BESIDE = (
    "national_goal",
    "national_goal_pace",
    "national_pace",
    "converge",
    "plan_pace",
    "plan_value",
    "register",
    "peers_median",
    "peers_best_quarter",
)


def title(view: View, draft: Draft) -> str:
    """Return what the draft is called."""
    area = phrases.area_name(view, draft.area)
    return draft.title or view.words("draft.titled", area=area, first=draft.first, last=draft.last)


def tally(view: View, draft: Draft) -> str:
    """Return what the draft is called, and how many of its values are chosen and open."""
    count = len(draft_rows.chosen(view, draft))
    left = len(draft_rows.rows(view, draft)) - count
    return view.words("draft.title_tally", title=title(view, draft), count=count, left=left)


def sentence(view: View, draft: Draft) -> str:
    """Return how much the draft asks: how many of its targets have each word, and how many are examples."""
    words, found = view.words, draft_rows.chosen(view, draft)
    if not found:
        return words("draft.nothing")
    counts = Counter(one.asks.word if one.asks and one.asks.word else "" for one in found)
    said = [f"{words(f'proposed_ambition.{word}')} {counts[word]}" for word in AMBITIONS if counts[word]]
    said += [words("draft.no_word", count=counts[""])] if counts[""] else []
    examples = sum(one.simulated for one in found)
    return words("draft.tally", counts=words("common.list").join(said)) + (
        words("draft.examples", count=examples) if examples else ""
    )


def latest(row: Row, words: Words) -> str:
    """Return the latest value with its sign and period; a dash where nothing is known."""
    start = row.table.seen.start
    if start is None:
        return "–"
    said = value(row, start[1], words) + sign(simulated=row.simulated)
    return words("draft.known", value=said, period=words.time(start[0]))


def value(row: Row, number: float, words: Words) -> str:
    """Return a value of a target's indicator."""
    return words.value(number, row.goal.indicator)


def names(words: Words) -> dict[str, str]:
    """Return what each level and reading is called where there is room for a few letters."""
    return words.said("proposal", levels.LEVELS) | words.said("draft_line", BESIDE)


def told(one: Proposal) -> bool:
    """Whether a proposal is a level, or a reading that has a short name."""
    return bool(one.level) or one.basis in BESIDE


def department(view: View, row: Row) -> str:
    """Return who answers for a target: who is chosen, else whom the present plan names."""
    words, known = view.words, view.plan.departments
    if row.target and row.target.department:
        slug = row.target.department
        return words.of(known[slug]) if slug in known else slug
    return words("common.list").join(words.of(known[slug]) for slug in row.goal.departments)


def led_by(view: View, row: Row) -> str:
    """Return the first of those who answer for a target, and how many there are besides."""
    first, *others = department(view, row).split(view.words("common.list"))
    return view.words("draft.led_by", first=first, count=len(others)) if others else first


def binding(row: Row, words: Words) -> str:
    """Return whether a target binds or is expected."""
    return words("draft.binding" if row.target and row.target.binding else "draft.expected")


def pace(row: Row, words: Words) -> str:
    """Return what the chosen value asks a year: growth where it grows, steps where it does not; nothing if unknown."""
    asks, indicator = row.asks, row.goal.indicator
    if asks is None or asks.step is None:
        return ""
    if asks.growth is not None and row.table.seen.manner.logs:
        return words.rate(asks.growth)
    return words.pace(asks.step, indicator, growing=False)


def present(view: View, row: Row) -> str:
    """Return where a target stands: the latest value with its period and evidence, and the last three years' pace."""
    words, seen, indicator = view.words, row.table.seen, row.goal.indicator
    if seen.start is None:
        return words("doubt.nothing_known")
    newest = seen.stands.newest
    said = words(
        "draft.present",
        period=words.at(newest.on) if newest else words.time(seen.start[0]),
        value=words.value(seen.start[1], indicator),
        evidence=phrases.evidence_mark(newest.evidence if newest else "simulated", words),
    )
    if len(seen.whole) < 2:
        return said + words("draft.one_value")
    step, _ = forecast_methods.pace_of(seen.whole, Manner(logs=False))
    had = words.pace(step, indicator, growing=False)
    if seen.manner.logs:
        rate, _ = forecast_methods.pace_of(seen.whole, Manner(logs=True))
        had = words("draft.both", one=had, other=words.rate(Manner(logs=True).back(rate) - 1))
    return said + words("draft.had", pace=had)


def proposals(row: Row, words: Words) -> str:
    """Return what could be promised, each with its short name; or why there are no levels."""
    called = names(words)
    said = [
        f"{called[one.level or one.basis]} {value(row, one.value, words)}" for one in row.table.proposals if told(one)
    ]
    why = words("draft.why", why=words(f"doubt.{row.table.why}")) if row.table.why else ""
    listed = words("common.clauses").join(said) + words("reason.stop") if said else ""
    return sentences([listed, why], words)


def basis(row: Row, words: Words) -> str:
    """Return where the chosen value comes from: the proposals that it is, else where it lies between the levels."""
    if row.value is None:
        return ""
    same = [one for one in row.table.proposals if one.value == row.value]
    if same:
        return sentences([proposed.basis(one, words) for one in same[:MOST_BASES]], words)
    found = row.table.levels
    known = sorted((level, number) for level, number in found.items())
    if not known:
        return words("draft.own_alone")
    up = row.goal.indicator.direction
    below = [level for level in levels.LEVELS if level in found and up * (row.value - found[level]) > 0]
    above = [level for level in levels.LEVELS if level in found and up * (row.value - found[level]) < 0]
    if below and above:
        return words("draft.own_between", low=words(f"proposal.{below[-1]}"), high=words(f"proposal.{above[0]}"))
    level = words(f"proposal.{below[-1] if below else above[0]}")
    return words("draft.own_above" if below else "draft.own_below", level=level)


def choice(row: Row, words: Words) -> str:
    """Return the chosen value with what it asks, the value beside it, and whether it may be changed at half time."""
    if row.target is None:
        return ""
    target, asks = row.target, row.asks
    said = words("draft.chosen_value", year=row.table.seen.goal.year, value=value(row, target.value, words))
    if asked := pace(row, words):
        said += words("draft.asks", pace=asked)
    if asks and asks.word:
        word = words(f"proposed_ambition.{asks.word}")
        if asks.rho == 0:
            said += words("draft.met_said", word=word)
        elif asks.rho is not None:
            said += words("draft.rho_said", rho=words.number(asks.rho, 2), word=word)
        else:
            said += words("draft.word_said", word=word)
    said += words("reason.stop")
    parts = [said]
    if target.stretch is not None:
        parts.append(words("draft.stretch", value=value(row, target.stretch, words)))
    if target.review:
        parts.append(words("draft.review"))
    return sentences(parts, words)


def fared(shown: Sequence[Row], words: Words) -> str:
    """Return how earlier promises fared that asked as much as the targets; nothing where nobody can say how much."""
    used = {one.asks.word for one in shown if one.asks and one.asks.word}
    counts = ((words(f"proposed_ambition.{word}"), past_promises.fared(word)) for word in AMBITIONS if word in used)
    said = [words("draft.fared_word", word=word, beaten=beaten, count=count) for word, (beaten, count) in counts]
    return words("draft.fared", counts=words("common.list").join(said)) if said else ""


def sentences(parts: Sequence[str], words: Words) -> str:
    """Return sentences one after the other, as the language sets them."""
    return ("" if words.code == "zh" else " ").join(part for part in parts if part)


def risks(row: Row, words: Words, without: Sequence[Warned] = ()) -> list[str]:
    """Return what is odd about the choice, a sentence each; ``without``: what is said of all targets elsewhere."""
    return [proposed.caution(one, row.goal.indicator, words) for one in row.cautions if one.name not in without]


def invented(view: View, row: Row) -> bool:
    """Whether no value of a target has any other source than the simulation."""
    return set(view.observed(row.goal)["source"].unique()) <= {"simulation"}


def source(view: View, row: Row) -> str:
    """Return the sources of the values that a target is worked out from."""
    cells = view.observed(row.goal).sort("period", descending=True)["source"].unique(maintain_order=True)
    used = dict.fromkeys(part for cell in cells for part in cell.split(";"))
    titles = phrases.sources(view.edition, view.language)
    named = dict.fromkeys(phrases.source_title(one, titles, view.words) for one in used)
    return view.words("common.clauses").join(_shown(list(named), view.words))


def _shown(found: Sequence[str], words: Words, most: int = 3) -> Iterator[str]:
    yield from found[:most]
    if len(found) > most:
        yield words("draft.more_sources", count=len(found) - most)


def word(row: Row, words: Words) -> str:
    """Return how much a choice asks, as a share of the recent pace and in its word; a dash where nobody can say."""
    asks = row.asks
    if asks is None or asks.word is None:
        return "–"
    said = words(f"proposed_ambition.{asks.word}")
    return said if asks.rho is None else words("draft.word_rho", word=said, rho=words.number(asks.rho, 2))


def sign(*, simulated: bool) -> str:
    """Return the sign of a number that rests on simulated values, after a blank."""
    return f" {SIMULATED_SIGN}" if simulated else ""
