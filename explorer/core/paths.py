"""Where the project keeps its files. One name per folder, so that a test can point the whole library elsewhere."""

import hashlib
from pathlib import Path

from explorer.core import settings

ROOT = settings.ROOT
QUERIES = ROOT / "queries"
# What is told of the province: EXPLORER_PROVINCE names another one's folder with the same things in it.
PROVINCE = Path(settings.of("EXPLORER_PROVINCE") or ROOT / "data")
PROFILE = PROVINCE / "profile.toml"
PLANS = PROVINCE / "plans"
INPUTS = PROVINCE / "inputs"
LANGUAGES = PROVINCE / "languages"  # besides the project's own two
PROMISES = ROOT / "data" / "promises"  # of the nation and of provinces, whoever's explorer this is


def meaning() -> str:
    """Return a digest of every plan and query: what the tables of a release are read by."""
    asked = (
        file for file in QUERIES.rglob("*.sql") if file.parent.name != "examples"
    )  # which mean nothing by themselves
    files = sorted([*PLANS.glob("*.toml"), *asked])
    return hashlib.sha256(b"".join(_content(file) for file in files)).hexdigest()[:16]


def _content(file: Path) -> bytes:
    """Return the bytes of a file; of one that cannot be read, which is left out wherever it is asked for, none."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def secrets() -> Path | None:
    """Return the file that configures the login where EXPLORER_SECRETS names one; else .streamlit/secrets.toml does."""
    named = settings.of("EXPLORER_SECRETS")
    return Path(named) if named else None


def data() -> Path:
    """Return the folder of CURRENT and releases/; EXPLORER_DATA moves it away from the office's own."""
    return Path(settings.of("EXPLORER_DATA") or ROOT / "data")
