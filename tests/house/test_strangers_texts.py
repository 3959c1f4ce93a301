"""What a stranger wrote is shown as letters: Streamlit's Markdown gets our own sentences or ``quoted`` texts alone."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace

from explorer.core import catalogue, language
from explorer.core.goals import Text
from explorer.links.ask import LinkAsk
from explorer.views import choices
from explorer.views.target import text as target_text
from tests.house.imports import EVERYTHING, name_of, tree

# What of Streamlit reads Markdown in its first argument.
READING = """
    badge button caption checkbox download_button error expander file_uploader form_submit_button header info
    link_button markdown metric multiselect number_input page_link pills popover progress radio segmented_control
    select_slider selectbox slider spinner status subheader success text_area text_input title toast toggle
    warning write
"""
MARKDOWN = frozenset(READING.split())
# Those of web/ui/shell that hand theirs on to it; its ``text`` and ``notes`` quote.
OURS = frozenset(["markdown", "folded", "workbook"])
OWN = {
    ("explorer.web.ui.shell", "composed"): "handed on: asked of whoever gives it",
    ("explorer.web.ui.shell", "label"): "handed on: asked of whoever gives it",
    ("explorer.web.ui.widgets", "prompt.label"): "a sentence of ours",
    ("explorer.web.ui.sql_page", "label"): "of two kinds of file, sentences of ours",
}
# Where Markdown is composed of our sentences; what they take of data is quoted there, as the next test sees.
COMPOSED = frozenset(["provenance", "evidence", "method", "judging"])
COUNTED = frozenset(["number", "len"])


def asked(path) -> Iterator[ast.expr]:
    """Yield what a module hands to Markdown."""
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        owner = getattr(getattr(node.func, "value", None), "id", "")
        if (owner == "st" and name in MARKDOWN and node.args) or (owner == "shell" and name in OURS and node.args):
            yield node.args[0]
        elif isinstance(node.func, ast.Name) and name == "put" and len(node.args) > 1:
            of = node.args[0].attr if isinstance(node.args[0], ast.Attribute) else ""
            of = of or ("markdown" if isinstance(node.args[0], ast.IfExp) else "")
            if of in MARKDOWN:
                yield node.args[1]


def ours(said: ast.expr) -> bool:
    """Whether a text is ours to its last letter, or quoted."""
    if isinstance(said, ast.JoinedStr):
        return all(ours(one.value) for one in said.values if isinstance(one, ast.FormattedValue))
    if isinstance(said, ast.IfExp):
        return ours(said.body) and ours(said.orelse)
    if not isinstance(said, ast.Call):
        return isinstance(said, ast.Constant)
    name = said.func.attr if isinstance(said.func, ast.Attribute) else getattr(said.func, "id", "")
    if name == "join":
        (parts,) = said.args
        return all(map(ours, parts.elts if isinstance(parts, ast.List) else [getattr(parts, "elt", parts)]))
    if name == "words":
        return all(counts(one.value) for one in said.keywords)
    without_values = name == "trouble" and all(isinstance(one, ast.Call) and not one.keywords for one in said.args)
    return without_values or name == "quoted" or name in COMPOSED


def counts(value: ast.expr) -> bool:
    """Whether a value is ours: a number that is counted or written by ``number``, a bound, another sentence."""
    if isinstance(value, ast.Call):
        return getattr(value.func, "attr", getattr(value.func, "id", "")) in COUNTED or ours(value)
    return isinstance(value, ast.Constant) or (isinstance(value, ast.Attribute) and value.attr.isupper())


def offenders() -> Iterator[tuple[str, str]]:
    for path in EVERYTHING:
        for said in asked(path):
            one = (name_of(path), ast.unparse(said))
            if not ours(said) and one not in OWN:
                yield one


def test_markdown_gets_our_own_sentences_or_quoted_texts_alone():
    assert sum(1 for path in EVERYTHING for _ in asked(path)) > 50
    assert sorted(offenders()) == []


def test_no_exception_is_left_over():
    known = {(name_of(path), ast.unparse(said)) for path in EVERYTHING for said in asked(path)}
    assert sorted(OWN.keys() - known) == []


def test_what_is_composed_quotes_what_it_takes_of_data(small, monkeypatch):
    hostile = Text("![甲](http://evil.example/甲)", "[a](http://evil.example/a) www.evil.example")
    known = {name: replace(one, title=hostile, definition=hostile, why=hostile, unit=hostile)
             for name, one in catalogue.indicators().items()}  # fmt: skip
    plans = {name: replace(plan, short=hostile) for name, plan in catalogue.plans().items()}  # read by the true units
    monkeypatch.setattr(catalogue, "indicators", lambda: known)
    monkeypatch.setattr(catalogue, "plans", lambda: plans)
    for code in language.LANGUAGES:
        view = choices.choose_view(LinkAsk({"plan": "cn-14fyp", "lang": code}), language.words(code))
        goal = replace(view.plan.goals[0], indicator=known[view.plan.goals[0].indicator.slug])
        said = target_text.provenance(view, goal)
        assert "evil" in said
        assert "evil" not in re.sub(r"http\\:\\/\\/evil\\\.|www\\\.evil\\\.", "", said)


def test_a_text_that_is_handed_on_unquoted_is_found():
    """The rule itself can fail."""
    wrong = ("st.error(words.trouble(trouble))", "st.info(name)", "st.caption(words('a.b', name=upload.file))")
    right = ("st.error(quoted(words.trouble(trouble)))", "st.info(words('a.b', count=len(rows)))", "st.write('x')")
    for source, good in [*((one, False) for one in wrong), *((one, True) for one in right)]:
        assert ours(ast.parse(source).body[0].value.args[0]) is good, source
