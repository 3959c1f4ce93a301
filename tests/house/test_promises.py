"""What the documents promise about safety stands in one list, each promise beside a test that holds it."""

import re
from collections.abc import Iterator

from tests.house.documents import said
from tests.house.test_decisions import TEST, defined_in

LIST = "docs/safety.md"
READ = ("README.md", "SECURITY.md", "docs/operations.md", "docs/publishing.md", "docs/sql.md")
# What promises, or seems to.
PROMISING = re.compile(
    r"\b(never|refus\w+|nobody|cannot|alone|whatever|out of reach|nothing is|read-only|immutable|checksum\w*"
    r"|half of|one client|no line|signing out|overwrit\w+)\b",
    re.IGNORECASE,
)
# Sentences with such a word that promise nothing about safety, by how each goes on.
ELSE = (
    "the facts in `data/inputs` belong to nobody",
    "Out of scope: weaknesses of the libraries alone",
    "another province by its files alone",
    "`off`: for nobody",
    "A process holds about 400 MB",
    "Nobody has to sign in to look",
    "Keep the file readable by the server's user alone",
    "another measure's, a city's or a part's is never taken",
    "somebody holds half of the room",
    "above half of `LimitNOFILE`",
    "`explorer_events_total` of",
    "lines of the log cannot be read",
)


def flat(text: str) -> str:
    return " ".join(text.split())


def promises() -> Iterator[tuple[str, str, str]]:
    """Yield each line of the list: the document, the promise, the tests."""
    for part in said(LIST).split("\n## ")[1:]:
        document, _, rest = part.partition("\n")
        for line in rest.strip().splitlines()[2:]:
            promise, _, tests = line.strip("| ").partition(" | ")
            yield document, promise, tests


def sentences(document: str) -> Iterator[str]:
    """Yield the sentences of a document, without its blocks of commands; each cell of a table is one."""
    text = re.sub(r"^```.*?^```", "", said(document), flags=re.DOTALL | re.MULTILINE)
    for part in re.split(r"\n\s*\n|\n(?=[|-])", text):
        for cell in flat(part).split(" | "):
            yield from re.split(r"(?<=[.;:])\s+(?=[A-Z`])", cell)


def test_every_promise_is_one_of_its_document_word_for_word_and_names_what_holds_it():
    listed = list(promises())
    assert len(listed) >= 80
    assert {document for document, _, _ in listed} == set(READ)
    assert not [(document, promise) for document, promise, _ in listed if promise not in flat(said(document))]
    assert not [promise for _, promise, tests in listed if not TEST.findall(tests)]
    gone = [
        (file, test) for _, _, tests in listed for file, test in TEST.findall(tests) if test not in defined_in(file)
    ]
    assert not gone


def test_no_promise_of_these_documents_is_without_its_line():
    listed = list(promises())
    without = [
        f"{document}: {sentence}"
        for document in READ
        for sentence in sentences(document)
        if PROMISING.search(sentence)
        and not any(promise in sentence or sentence in promise for where, promise, _ in listed if where == document)
        and not any(other in sentence for other in ELSE)
    ]
    assert not without, "\n".join([f"no line in {LIST}:", *without])


def test_whoever_adds_a_promise_is_told():
    promising = [sentence for document in READ for sentence in sentences(document) if PROMISING.search(sentence)]
    assert len(promising) >= 40
    assert not [other for other in ELSE if not any(other in sentence for sentence in promising)], "no longer there"
    assert PROMISING.search("It never shows what was typed.")


def test_cleaning_removes_environments_alone():
    recipe = re.search(r"^clean:\n((?:\t.*\n)+)", said("Makefile"), re.MULTILINE)[1]
    assert all(re.fullmatch(r"\trm -rf( \.venv[a-z-]*)+", line) for line in recipe.splitlines())
