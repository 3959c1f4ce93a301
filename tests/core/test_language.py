"""Words and numbers as each reader writes them."""

import ast
import datetime as dt
import re
import string

from explorer.core import catalogue, language, paths
from tests.support.cases import each

ZH, EN = language.words("zh"), language.words("en")

CODE = ("app.py", "pages/*.py", "explorer/**/*.py", "deploy/*.py")
EVERY_FILE = [path for pattern in CODE for path in paths.ROOT.glob(pattern)]

DATA = [
    path
    for pattern in ("data/plans/*.toml", "data/inputs/*", "queries/**/*.sql", "explorer/pipeline/intake/*.toml")
    for path in paths.ROOT.glob(pattern)
]
# Handed to a row of choices by the family's name; the values are those that can be chosen.
FAMILIES = frozenset(
    [
        "draft_review",
        "group",
        "language",
        "measure",
        "order",
        "publish_mode",
        "publish_scope",
        "publish_what",
        "register_end",
        "register_flow",
        "scale",
        "show",
        "sort",
        "span",
        "split",
        "unit",
        "way",
    ]
)
# Of more than two parts: a beginning and an end, a table and a column whose names have several words.
PUT_TOGETHER = frozenset(
    [
        "reason.beyond_down",
        "reason.short_down",
        "reason.beyond_count",
        "reason.short_count",
        "intake_field.trademarks_expires_on",
        "intake_field.geographical_indications_name_zh",
        "intake_field.service_network_name_zh",
        "intake_example.service_network_name_zh",
    ]
)


def blanks(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def test_both_languages_say_the_same_things():
    assert ZH.sentences.keys() == EN.sentences.keys()


@each("key", ZH.sentences)
def test_a_sentence_has_the_same_blanks_in_both_languages_or_fewer(key):
    assert blanks(ZH.sentences[key]) ^ blanks(EN.sentences[key]) <= {"name", "month", "period", "when"}, key
    assert ZH.sentences[key].strip()
    assert EN.sentences[key].strip()


def blank_texts(node: ast.JoinedStr) -> re.Pattern[str]:
    """What texts an f-string can become, each of its blanks a group."""
    parts = (re.escape(part.value) if isinstance(part, ast.Constant) else r"(\w+)" for part in node.values)
    return re.compile("".join(parts))


def test_every_sentence_is_said_somewhere():
    """By its whole name, by a name with blanks that are filled from code or data, or by its family's name alone."""
    nodes = [node for path in EVERY_FILE for node in ast.walk(ast.parse(path.read_text("utf-8")))]
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    made = {blank_texts(node) for node in nodes if isinstance(node, ast.JoinedStr)}
    made = {pattern for pattern in made if re.match("[a-z_]{2}", pattern.pattern)}
    known = texts | {word for text in texts for word in text.split()} | {path.stem for path in DATA}
    known |= {word for path in DATA for word in re.findall(r"\w+", path.read_text("utf-8"))}

    parts = set(re.findall(r"[a-z]+", " ".join(texts)))

    def said(key: str) -> bool:
        family, leaf = key.rsplit(".", 1)
        wanted = leaf if family == "trouble" else key
        if wanted in texts or family in FAMILIES or family.startswith("facet_") or key in PUT_TOGETHER:
            return True
        # A command's help: commands below commands, and options written with hyphens.
        if family.startswith("help_") and parts.issuperset(leaf.split("_")):
            return True
        return any(known.issuperset(found.groups()) for pattern in made if (found := pattern.fullmatch(wanted)))

    assert texts >= FAMILIES
    assert ZH.sentences.keys() >= PUT_TOGETHER
    assert not [key for key in ZH.sentences if not said(key)]


def test_no_chinese_is_written_in_the_code_itself():
    """Units decide how a number is grouped and dates how they are written; all else stands in languages/.

    What reads and makes data knows the words that stand in them.
    """
    allowed = {"件", "次", "项", "万", "年", "月", "日", "亿元"}
    written = []
    for path in (path for path in EVERY_FILE if "pipeline" not in path.parts):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        prose = {node.value for node in nodes if isinstance(node, ast.Expr)}
        texts = [node.value for node in nodes if isinstance(node, ast.Constant) and node not in prose]
        written += [(path.name, text) for text in texts if not set(re.findall("[一-鿿]+", str(text))) <= allowed]
    assert not written


def test_large_counts_are_written_in_ten_thousands_in_chinese_only():
    marks = catalogue.indicators()["trademarks_in_force"]
    assert ZH.value(463_000, marks) == "46.3 万件"
    assert EN.value(463_000, marks) == "463,000 trademarks"


def test_hundred_millions_of_yuan_become_billions_in_english():
    amount = catalogue.indicators()["ip_pledge_amount"]
    assert ZH.value(8539.9, amount) == "8,539.9 亿元"
    assert EN.value(8539.9, amount) == "853.99 billion yuan"


def test_what_is_promised_on_average_names_its_year_once():
    goal = next(goal for goal in catalogue.plans()["ln-2025"].goals if goal.kind == "mean_flow")
    assert ZH.promise(goal) == "平均 60 家/年"
    assert EN.promise(goal) == "60 enterprises a year on average"


def test_a_national_plan_is_not_called_a_scheme():
    """No sentence about whichever plan is looked at calls it 方案: the nation's are 规划 and 纲要."""
    families = ("notice", "changes", "promise", "whatif", "status")
    assert not [key for key, said in ZH.sentences.items() if key.partition(".")[0] in families and "方案" in said]


def test_every_negative_number_has_the_sign_of_a_minus_and_nothing_is_minus_nothing():
    marks, share = (catalogue.indicators()[one] for one in ("trademarks_in_force", "patent_intensive_industry_share"))
    said = [
        EN.number(-7.25, 1),
        EN.signed(-3037, 0),
        EN.rate(-0.1315),
        EN.growth(-0.072),
        EN.step(-0.5, share),
        EN.pace(-3200.0, marks, growing=False),
        EN.value(-0.4, share),
    ]
    assert not [one for one in said if "-" in one or not one.startswith("−")]
    assert (EN.number(-0.001, 2), EN.number(-0.0), EN.rate(-0.0001)) == ("0", "0", "+0.0%")


def test_what_is_listed_here_is_not_called_the_register_by_law():
    """A 登记簿 is kept by the national office: what an office brings here, and what is made up, are its 明细."""
    queries = [path for path in (paths.ROOT / "queries").rglob("*.sql") if "登记簿" in path.read_text("utf-8")]
    assert [key for key, said in ZH.sentences.items() if "登记簿" in said] + queries == []


def test_a_percentage_follows_its_number_without_a_space():
    assert ZH.value(13.38, catalogue.indicators()["patent_intensive_industry_share"]) == "13.38%"


def test_the_difference_of_two_percentages_is_in_points():
    share = catalogue.indicators()["patent_intensive_industry_share"]
    assert ZH.distance(0.38, share) == "0.38 个百分点"
    assert EN.distance(0.38, share) == "0.38 percentage points"


def test_no_digit_is_added_to_what_the_source_gave():
    assert ZH.number(16.0, 2) == "16"
    assert ZH.number(10.0) == "10"
    assert ZH.number(100.0, 0) == "100"


def test_a_period_says_what_it_covers():
    assert ZH.at(dt.date(2025, 12, 31)) == "2025年"
    assert ZH.at(dt.date(2025, 6, 30)) == "2025年6月末"
    assert EN.at(dt.date(2025, 10, 9)) == "9 October 2025"
    assert EN.period(dt.date(2026, 9, 30), "year_to_date") == "January to September 2026"


def test_an_unknown_day_is_said_to_be_unknown():
    assert ZH.day(None) == "公布日期不详"


@each("locale, code", [(None, "zh"), ("zh-CN", "zh"), ("zh-TW", "zh"), ("en-US", "en"), ("fr-FR", "en")])
def test_the_first_language_is_the_browsers(locale, code):
    assert language.preferred(locale) == code


@each(
    "value, beside, told",
    [(10_000.0, 9_940.0, "10,000 次"), (9_940.0, 10_000.0, "9,940 次"), (10_000.0, None, "1 万次")],
)
def test_a_value_is_told_in_the_scale_of_the_one_beside_it(value, beside, told):
    times = next(one for one in catalogue.indicators().values() if one.unit.zh == "次")
    assert language.words("zh").value(value, times, beside=beside) == told
