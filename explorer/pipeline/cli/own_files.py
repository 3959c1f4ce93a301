"""``check``: of the project's own files a sentence a fault; any other is the office's, and the intake checks it."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from explorer.analysis import left_out
from explorer.analysis.registers import queries
from explorer.core import catalogue, inputs, paths, sentences
from explorer.core.command_line import AT_FAULT, DONE, Parser
from explorer.core.errors import Trouble
from explorer.core.inputs.columns import COLUMNS
from explorer.core.language import Words
from explorer.pipeline import simulation
from explorer.pipeline.intake import command
from explorer.releases import statements

Check = Callable[[Path], object]
TOML: Mapping[str, Check] = {"profile.toml": catalogue.check_profile, "simulation.toml": simulation.assumptions}
HEADERS: Mapping[str, Check] = {  # by the folder of a query file
    "queries": catalogue.read_indicator,
    "gaps": catalogue.read_gap,
    "renewals": catalogue.read_renewals,
    "registers": queries.read_question,
    "examples": lambda path: catalogue.query_file(path, catalogue.TITLE),
}
PLACED = (paths.PLANS.name, paths.LANGUAGES.name)
INPUTS = ("inputs", "promises")  # folders


def declare(parser: Parser) -> None:
    """Add the arguments of ``check``."""
    command.declare("check", parser)
    parser.set_defaults(run=_check)


def told(words: Words) -> None:
    """Say on standard error which files have a fault and are not used, whatever is done besides."""
    for name, fault in left_out.files(left_out.edition()).items():
        print(words("notice.file_left_out", name=name, why=words.trouble(fault)), file=sys.stderr)


def _check(options: argparse.Namespace) -> int:
    words, path = options.words, options.file
    if _of(path):
        checked(path)
        print(_clean(path, words), file=sys.stderr)
        return DONE
    return _folder(path, words) if path.is_dir() else command.checked(options)


def checked(path: Path) -> None:
    """Check one file of the project. Raises Trouble for its first fault."""
    if check := _of(path):
        check(path)


def _folder(folder: Path, words: Words) -> int:
    """Check every file of the project below a folder and say the fault of each that has one."""
    found = [path for path in sorted(folder.rglob("*")) if _of(path) and (path.suffix != ".toml" or _ours(path))]
    if not found:
        raise Trouble("checked_nothing", file=folder)
    wrong = 0
    for path in found:
        try:
            checked(path)
        except Trouble as fault:
            wrong += 1
            print(f"{path}: {words.trouble(fault)}")
    print(words("intake.own_files", count=len(found), wrong=wrong), file=sys.stderr)
    return AT_FAULT if wrong else DONE


def _of(path: Path) -> Check | None:
    """Return what checks a file of the project; None: it is none."""
    if path.suffix == ".toml":
        if path.parent.name == paths.LANGUAGES.name:
            return sentences.read
        return TOML.get(path.name, catalogue.read_plan)
    if path.suffix == ".sql" and path.parent.name in HEADERS:
        return _query
    if path.suffix == ".csv" and path.stem in COLUMNS and path.parent.name in INPUTS:
        return inputs.check
    return None


def _ours(path: Path) -> bool:
    """Whether a TOML file that nobody named is one of these by its place: other programs keep such files too."""
    return path.name in TOML or path.parent.name in PLACED


def _query(path: Path) -> None:
    HEADERS[path.parent.name](path)
    if edition := left_out.edition():
        statements.check(path, edition)


def _clean(path: Path, words: Words) -> str:
    if path.suffix == ".toml" and path.parent.name == paths.LANGUAGES.name:
        every = sentences.whole(sentences.FALLBACK)
        lacking = len(every.keys() - sentences.read(path).keys())
        return words("intake.language_clean", file=path.name, count=lacking, all=len(every))
    if path.suffix == ".toml" and path.name not in TOML:
        plan = catalogue.read_plan(path)
        return words("intake.plan_clean", plan=words.of(plan.title), goals=len(plan.goals))
    return words("intake.own_clean", file=path.name)
