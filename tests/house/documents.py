"""The documents of the project, and what they say."""

from pathlib import Path

from explorer.core import paths

ROOT = paths.ROOT
FOLDERS = ("docs", "queries", "data", "explorer", "bench", "deploy", "tests")
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.md"))])


def named(path: Path) -> str:
    """Return what a file is called in the project."""
    return path.relative_to(ROOT).as_posix()


def said(*names: str) -> str:
    """Return the text of documents, one after the other."""
    return "\n".join((ROOT / name).read_text("utf-8") for name in names)
