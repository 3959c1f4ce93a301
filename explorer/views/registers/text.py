"""What a register shows and is narrowed to, in plain sentences."""

from explorer.analysis.registers import counts, definitions
from explorer.analysis.registers.definitions import Choice, Register
from explorer.analysis.view import View
from explorer.core.profile import profile
from explorer.views import phrases


def answer(view: View, register: Register) -> str:
    """Return how much the register holds, as the heading of its page; its name where it holds none."""
    words = view.words
    title = words(f"register_title.{register.slug}")
    found = {one.slug: one for one in counts.figures(view, register)} if definitions.covers(view) else {}
    first = found.get(register.stock)
    if first is None or first.value is None:
        return title
    said = words.amount(first.value, first.unit, first.digits) + words.suffix(first.evidence)
    day = words.day(first.on or counts.counted_on(view, register))
    return words("register.answer", figure=words.of(first.title), value=said, day=day)


def not_covered(view: View) -> str:
    """Return that the registers hold nothing of the area looked at, and of which area they do."""
    return view.words("register.not_covered", home=phrases.area_name(view, profile().home))


def counted(view: View, register: Register, choice: Choice) -> str:
    """Return what a register holds on the day, and the year before."""
    words, unit = view.words, definitions.unit(register)
    series = counts.series(view, register, choice)
    newest = series.row(-1, named=True)
    mark = words.suffix(newest["evidence"])
    return words(
        "gist.counted",
        day=words.day(counts.counted_on(view, register)),
        value=words.amount(newest["stock"], unit, 0) + mark,
        filters=narrowed(view, register, choice),
    )


def narrowed(view: View, register: Register, choice: Choice) -> str:
    """Return what a register is narrowed to, in words; nothing where it is not."""
    words = view.words
    chosen = [
        definitions.offers(view, register)[name][value] for name, value in choice.filters if value != definitions.ALL
    ]
    chosen += [choice.find] if choice.find else []
    return words("gist.narrowed", filters=words("common.list").join(chosen)) if chosen else ""
