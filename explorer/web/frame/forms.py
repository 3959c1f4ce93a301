"""Prompts as HTML: whoever chooses is led to a new address, which answers as any link does. No run draws a widget."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, singledispatch
from typing import Any

import htpy
from htpy import BaseElement, Element, button, fieldset, form, label, legend, nav, option, select, span

from explorer.core.language import Words
from explorer.links import parameters
from explorer.links.prompts import Day, FreeText, Number, One, PageNumber, Prompt, Several
from explorer.views import html

PLACE = "\ue000"  # around a choice's name in a sentence: of private use, so no text has it, and not taken as hidden


@dataclass(frozen=True)
class Asked:
    """A prompt and its answer."""

    prompt: Prompt[Any]
    answer: Any

    @property
    def written(self) -> str:
        """The answer as links write it."""
        return self.prompt.write(self.answer)


def drawn(key: str, asked: Iterable[Asked], words: Words) -> Element | None:
    """Return the choices of one row side by side; nothing where none is."""
    controls = [_control(one.prompt, one.answer, words) for one in asked]
    return form(class_=f"choices for-{key}", data_ask=key, autocomplete="off")[controls] if controls else None


def sentence(key: str, asked: Iterable[Asked], words: Words, told: str) -> Element:
    """Return choices as they stand within a sentence; what it has no place for follows it.

    ``told``: the sentence with each choice as ``place`` writes it. A label is heard and not seen.
    """
    waiting = {one.prompt.name: _control(one.prompt, one.answer, words) for one in asked}
    parts = [waiting.pop(part, None) if odd % 2 else part for odd, part in enumerate(told.split(PLACE))]
    return form(class_=f"choices sentence for-{key}", data_ask=key, autocomplete="off")[parts, waiting.values()]


def place(name: str) -> str:
    """Return what a sentence holds where the choice of a parameter stands in it."""
    return f"{PLACE}{name}{PLACE}"


def forgotten(name: str) -> str:
    """Return the parameters that a new choice of this one leaves out, with blanks between."""
    return " ".join(parameters.OF_ANOTHER.get(name, parameters.OF_A_LIST))


@singledispatch
def _control(prompt: Prompt[Any], answer: Any, words: Words) -> Element:
    """Return the control of one prompt."""
    raise NotImplementedError(type(prompt))


@_control.register
def _one(prompt: One, answer: str, words: Words) -> Element:
    del words
    return _labelled(prompt, select(**_names(prompt))[_options(tuple(prompt.options.items()), answer)])


@lru_cache(maxsize=512)
def _options(options: tuple[tuple[str, str], ...], answer: str) -> str:
    """Return the options of a list, kept: a list of counties is long, and drawn on every run."""
    return html.joined((option(value=slug, selected=slug == answer)[name] for slug, name in options), "")


@_control.register
def _several(prompt: Several, answer: tuple[str, ...], words: Words) -> Element:
    del words
    chips = (
        label(".chip")[htpy.input(type="checkbox", value=slug, checked=slug in answer), span[name]]
        for slug, name in prompt.options.items()
    )
    return fieldset(class_=f"choice of-{prompt.name}", **_names(prompt))[legend[prompt.label], chips]


@_control.register
def _number(prompt: Number, answer: float | None, words: Words) -> Element:
    del words
    low, high = (f"{bound:g}" for bound in prompt.bounds)
    step = f"{10.0**-prompt.digits:.{prompt.digits}f}"
    return _labelled(
        prompt,
        htpy.input(type="number", min=low, max=high, step=step, value=prompt.write(answer), **_names(prompt)),
    )


@_control.register
def _day(prompt: Day, answer: Any, words: Words) -> Element:
    del words
    first, last = prompt.first.isoformat(), prompt.last.isoformat()
    return _labelled(prompt, htpy.input(type="date", min=first, max=last, value=prompt.write(answer), **_names(prompt)))


@_control.register
def _text(prompt: FreeText, answer: str, words: Words) -> Element:
    del words
    return _labelled(
        prompt,
        htpy.input(
            type="search",
            value=answer,
            maxlength=str(prompt.longest),
            placeholder=prompt.hint or None,
            **_names(prompt),
        ),
    )


@_control.register
def _page(prompt: PageNumber, answer: int, words: Words) -> Element:
    """Return a step back, the number, a step on."""

    def leads(to: int, key: str) -> Element:
        return button(type="button", data_set=prompt.name, value=str(to), disabled=not 1 <= to <= prompt.last)[
            words(f"frame.{key}")
        ]

    typed = htpy.input(type="number", min="1", max=str(prompt.last), step="1", value=str(answer), **_names(prompt))
    return nav(class_=f"choice of-{prompt.name}", aria_label=prompt.label)[
        leads(answer - 1, "earlier"),
        label[span[prompt.label], typed],
        span[f"/ {words.number(prompt.last)}"],
        leads(answer + 1, "later"),
    ]


def _labelled(prompt: Prompt[Any], control: BaseElement) -> Element:
    """Return a control below its label; where the label would only be repeated, it is heard and not seen."""
    hidden = "heard" if isinstance(prompt, One) and prompt.bare else None
    return label(class_=f"choice of-{prompt.name}")[span(class_=hidden)[prompt.label], control]


def _names(prompt: Prompt[Any]) -> Mapping[str, str]:
    return {"data_name": prompt.name, "data_forgets": forgotten(prompt.name)}
