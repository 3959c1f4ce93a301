"""What somebody may have meant by a name that is not known: spelt nearly so, or so called in other databases."""

import difflib
from collections.abc import Iterable

from explorer.sandbox import allowlist

LIKE, MOST = 0.75, 3
# Names of other databases, and what the same is called here.
ELSEWHERE = {
    **dict.fromkeys(("getdate", "sysdate", "curdate", "curtime", "systimestamp"), "current_date"),
    **dict.fromkeys(("nvl", "isnull", "zeroifnull"), "coalesce"),
    **dict.fromkeys(("date_format", "to_char", "datetime_format"), "strftime"),
    **dict.fromkeys(("to_date", "str_to_date"), "strptime"),
    **dict.fromkeys(("charindex", "locate"), "strpos"),
    **dict.fromkeys(("wm_concat", "concat_agg"), "string_agg"),
    **dict.fromkeys(("to_number", "convert", "safe_cast"), "try_cast"),
    **dict.fromkeys(("timestampdiff", "months_between", "datedif"), "date_diff"),
    **dict.fromkeys(("dateadd", "add_months", "adddate"), "date_add"),
    **dict.fromkeys(("stdev", "stdevp"), "stddev"),
    "rand": "random",
    "iif": "if",
    "substring_index": "split_part",
    "regexp_like": "regexp_matches",
    "regexp_substr": "regexp_extract",
    "percentile": "quantile_cont",
    "truncate": "trunc",
    "decode": "case",
    "countifs": "count_if",
    "average": "avg",
    "array_size": "len",
    "size": "len",
}


def function(name: str) -> str:
    """Return the functions that a name comes close to; nothing where none does."""
    asked = name.rpartition(".")[2].lower()
    return ELSEWHERE.get(asked) or among(asked, allowlist.FUNCTIONS)


def among(name: str, known: Iterable[str]) -> str:
    """Return the nearest of some names, the likeliest first; nothing where none is near."""
    return ", ".join(difflib.get_close_matches(name.lower(), sorted(known), MOST, LIKE))
