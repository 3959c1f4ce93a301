"""SELECTs made by chance from one seed: most are sound, some are not, none may do harm."""

import random

COLUMNS = {
    "patents": ["application_no", "kind", "title", "city", "holder", "filed_on", "granted_on", "pre_examined"],
    "trademarks": ["registration_no", "name", "city", "nice_class", "holder", "registered_on", "ended_on"],
    "patent_events": ["event_no", "kind", "city", "happened_on", "amount"],
    "areas": ["area", "name_zh", "level", "parent"],
    "observations": ["measure", "area", "period", "value", "unit"],
    "periods": ["period"],
}
NUMBERS = ["length({})", "hash({}) % 97", "strlen({}::text)", "count(*) over (partition by {})", "try_cast({} as int)"]
TEXTS = ["upper({}::text)", "left({}::text, 3)", "{}::varchar", "coalesce({}::text, '无')", "md5({}::text)"]
MEASURES = ["count(*)", "count(distinct {})", "min({})", "max({})", "any_value({})", "list({})", "mode({})"]
TESTS = ["{} is null", "{} is not null", "{}::text like '%1%'", "{} in (select {})", "length({}::text) > 2", "{} = {}"]
ODD = ["'", '"', "(", ")", ";", "--", "/*", "$$", "\\", "\t", "🙂", "，", "::", "[", "]", "{", "}", "?", "@", "#1"]


def statements(seed, count):
    """Yield ``count`` statements; the same seed gives the same ones."""
    chance = random.Random(seed)
    for number in range(count):
        text = _query(chance, 0)
        yield _spoilt(chance, text) if number % 7 == 0 else text


def _expression(chance, columns):
    column = chance.choice(columns)
    return chance.choice([column, *NUMBERS, *TEXTS]).replace("{}", column)


def _source(chance, depth):
    table = chance.choice(list(COLUMNS))
    columns = COLUMNS[table]
    roll = chance.random()
    if depth < 2 and roll < 0.2:
        return f"({_query(chance, depth + 1)}) q", ["1", "'a'"]
    if roll < 0.35:
        other = chance.choice(["semi join", "anti join", "left join", "cross join", "positional join"])
        on = " on true" if other in ("semi join", "anti join", "left join") else ""
        return f"{table} a {other} periods b{on}", [f"a.{column}" for column in columns]
    return table, columns


def _query(chance, depth):
    source, columns = _source(chance, depth)
    shape = chance.random()
    where = f" where {_test(chance, columns)}" if chance.random() < 0.4 else ""
    limit = f" limit {chance.choice([0, 1, 7, 20000])}" if chance.random() < 0.5 else " limit 50"
    if shape < 0.15:
        return f"from {source}{where}{limit}"
    if shape < 0.5:
        keys = chance.sample(columns, min(len(columns), chance.randint(1, 2)))
        measured = chance.choice(MEASURES).replace("{}", chance.choice(columns))
        order = chance.choice(["", " order by all", " order by 1 desc nulls last"])
        return f"select {', '.join(keys)}, {measured} as n from {source}{where} group by all{order}{limit}"
    if shape < 0.6 and depth == 0:
        return f"with w as ({_query(chance, 1)}), v as (from w) select count(*) as 数量 from v"
    if shape < 0.7 and depth == 0:
        return f"({_query(chance, 1)}) union all by name ({_query(chance, 1)})"
    if shape < 0.75 and depth == 0:
        return chance.choice(["summarize ", "describe "]) + chance.choice(list(COLUMNS))
    some = ", ".join(f"{_expression(chance, columns)} as c{n}" for n in range(chance.randint(1, 4)))
    return f"select {chance.choice(['', 'distinct '])}{some} from {source}{where}{limit}"


def _test(chance, columns):
    test = chance.choice(TESTS).replace("{}", chance.choice(columns))
    return chance.choice([test, f"not ({test})", f"({test}) or {chance.choice(columns)} is null"])


def _spoilt(chance, text):
    place = chance.randrange(len(text))
    return text[:place] + chance.choice(ODD) + text[place + chance.choice([0, 0, 1, 5]) :]
