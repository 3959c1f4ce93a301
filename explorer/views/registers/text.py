"""What a register shows and is narrowed to, in plain sentences."""

from explorer.analysis.registers import counts, definitions
from explorer.analysis.registers.definitions import Choice, Register
from explorer.analysis.view import View
from explorer.core.profile import profile
from explorer.views import phrases


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
