"""What the database commonly complains of, by the words that it uses: each becomes a sentence of our own.

The words are the database's, so another version of it may change them: tests/sandbox/test_complaints.py has every one
said by the real one. What is not here is told in the database's words.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

LONGEST, FORMS = 80, 3  # letters of a value that is repeated, ways to write a function
MOST = defaultdict(lambda: LONGEST, close=240)
# One pattern a line; the named parts are the blanks of the sentence.
TABLE = (
    ("sandbox_ambiguous", r'Ambiguous reference to column name "(?P<name>.+?)" \(use: (?P<close>.+)\)'),
    ("sandbox_not_grouped", r'column "?(?P<name>.+?)"? must appear in the GROUP BY clause'),
    ("sandbox_no_from", r'Referenced column "(?P<name>.+?)" was not found because the FROM clause is missing'),
    ("sandbox_no_alias", r'Referenced table "(?P<name>.+?)" not found!\s+Candidate tables: (?P<close>.+)'),
    ("sandbox_table_column", r'(Values list|Table) "(?P<table>.+?)" does not have a column named "(?P<name>.+?)"'),
    ("sandbox_operator", r"No function matches the given name and argument types '(?P<name>\W+)\((?P<given>.*?)\)'"),
    ("sandbox_operator", r'for the function call "(?P<name>\W+)\((?P<given>.*?)\)"'),
    ("sandbox_arguments", r"No function matches the given name and argument types '(?P<name>\w+)\((?P<given>.*?)\)'"),
    ("sandbox_arguments", r'for the function call "(?P<name>\w+)\((?P<given>.*?)\)"'),
    ("sandbox_kinds", r"Cannot compare values of type (?P<left>.+?) and type (?P<right>.+?) - "),
    ("sandbox_kinds", r"Cannot mix values of type (?P<left>.+?) and (?P<right>.+?) in "),
    ("sandbox_kinds", r"Cannot (combine|concatenate) types (of )?(?P<left>.+?) and (?P<right>.+?) - "),
    ("sandbox_not_a_day", r'(invalid )?(date|timestamp|time) field (format|value out of range): "(?P<value>.*?)"'),
    ("sandbox_convert", r"Could not convert string '(?P<value>.*?)' to (?P<kind>\S+)"),
    ("sandbox_uncastable", r"Unimplemented type for cast \((?P<left>.+?) -> (?P<right>.+?)\)"),
    ("sandbox_range", r"with value (?P<value>\S+) can't be cast because .* destination type (?P<kind>\S+)"),
    ("sandbox_range", r"Could not cast value (?P<value>\S+) to (?P<kind>\S+)"),
    ("sandbox_range", r"Failed to cast decimal value (?P<value>\S+) to type (?P<kind>\S+)"),
    ("sandbox_range", r'Casting value "(?P<value>.+?)" to type (?P<kind>\S+) failed'),
    ("sandbox_overflow", r"Overflow (in|on) |Value out of range"),
    ("sandbox_not_a_day", r"Date out of range: (?P<value>\S+)"),
    ("sandbox_nested", r"aggregate function calls cannot be nested"),
    ("sandbox_window_inside", r"aggregate function calls cannot contain window function calls"),
    ("sandbox_aggregate_place", r"(?P<clause>[A-Z ]+) clause cannot contain aggregates"),
    ("sandbox_aggregate_place", r"aggregate functions are not allowed in (?P<clause>[A-Z]+)"),
    ("sandbox_window_place", r"(?P<clause>[A-Z ]+) clause cannot contain window functions"),
    ("sandbox_no_over", r"Window functions are not supported here"),
    ("sandbox_division", r"Division by zero"),
    ("sandbox_rows", r"More than one row returned by a subquery"),
    ("sandbox_widths", r"Set operations can only apply to expressions with the same number of result columns"),
    (
        "sandbox_left_out",
        r'Column "(?P<name>.+?)" in (?P<clause>[A-Z]+) list not found in .+?Candidate.+?: (?P<close>.+)',
    ),
    ("sandbox_using", r'Column "(?P<name>.+?)" does not exist on (left|right) side of join'),
    ("sandbox_term", r"(?P<clause>ORDER|GROUP)( BY)? term out of range - should be between 1 and (?P<most>\d+)"),
    (
        "sandbox_pattern",
        r"^(?P<said>(missing [\])]|unexpected \)|no argument for |bad repetition|invalid ).*)",
    ),
    ("sandbox_part", r'extract specifier "(?P<name>.*?)" not recognized'),
    ("sandbox_day_format", r'Could not parse string "(?P<value>.*?)" according to format specifier "(?P<name>.*?)"'),
    ("sandbox_format", r"Failed to parse format specifier (?P<name>.*?):"),
    ("sandbox_twice", r'Duplicate CTE name "(?P<name>.+?)"|window "(?P<again>.+?)" is already defined'),
    ("sandbox_lists", r"VALUES lists must all be the same length, expected (?P<most>\d+) .* with (?P<count>\d+)"),
    ("sandbox_not_a_question", r"A CTE body must be a SELECT"),
    ("sandbox_open", r"^unterminated "),
    ("sandbox_no_match", r'No matching columns found that match regex "(?P<name>.*?)"'),
    ("sandbox_star", r"STAR expression is only allowed as the root element"),
    ("sandbox_unnest", r"UNNEST\(\) can only be applied to lists"),
    ("sandbox_field", r"Cannot extract field '(?P<field>.+?)' from expression \"(?P<name>.+?)\" because"),
)
KEYS = frozenset(key for key, _ in TABLE)
PATTERNS = tuple((key, re.compile(pattern, re.DOTALL)) for key, pattern in TABLE)
FORM = re.compile(r'^\s*(?P<form>"?\w+"?\(.*\)) -> ', re.MULTILINE)
MARKS = re.compile(r'["\']')
KINDS = {
    "INT8": "TINYINT",
    "INT16": "SMALLINT",
    "INT32": "INTEGER",
    "INT64": "BIGINT",
    "INT128": "HUGEINT",
    "BOOL": "BOOLEAN",
    "STRING_LITERAL": "VARCHAR",
    "INTEGER_LITERAL": "INTEGER",
}
KIND = re.compile(r"\b(" + "|".join(KINDS) + r")\b")
OPERATORS = {"~~": "LIKE", "!~~": "NOT LIKE", "~~*": "ILIKE", "!~~*": "NOT ILIKE"}


def told(message: str) -> tuple[str, dict[str, str]] | None:
    """Return the key of the sentence that a complaint becomes, with its blanks; None for one that is not known."""
    for key, pattern in PATTERNS:
        if found := pattern.search(message):
            values = {name: value for name, value in found.groupdict().items() if value is not None}
            return key, {name: short(value, MOST[name]) for name, value in _in_order(key, values, message).items()}
    return None


def short(text: str, most: int = LONGEST) -> str:
    """Return a text as one line of at most so many letters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"


def _in_order(key: str, values: dict[str, str], message: str) -> dict[str, str]:
    """Return the blanks as a reader knows them: names without marks, types as they are written."""
    found = {name: KIND.sub(lambda kind: KINDS[kind[0]], value) for name, value in values.items() if name not in TEXTS}
    found |= {name: values[name] for name in TEXTS & values.keys()}
    if "close" in found:
        found["close"] = MARKS.sub("", found["close"].replace(" or ", ", "))
    if "again" in found:
        found = {"name": found["again"]}
    if key == "sandbox_operator":
        found["name"] = OPERATORS.get(found["name"], found["name"])
    if key == "sandbox_arguments":
        found["close"] = "; ".join(_forms(message)) or found["name"]
        found["given"] = f"{found['name']}({found['given']})"
    return found


TEXTS = frozenset({"value", "name", "table", "field", "said"})  # what is a reader's own, and repeated as it is


def _forms(message: str) -> Iterator[str]:
    """Yield some of the ways in which a function can be called, the shortest of each number of arguments first."""
    forms = [MARKS.sub("", found["form"]).replace(", /", "").replace("(arg ", "(") for found in FORM.finditer(message)]
    counts: dict[int, str] = {}
    for form in forms:
        counts.setdefault(form.count(","), form)
    chosen = dict.fromkeys((*counts.values(), *forms))
    yield from list(chosen)[:FORMS]
