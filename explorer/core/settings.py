"""The settings: one entry for each variable of the environment that the explorer reads, and how it is read.

The table in docs/operations.md and deploy/explorer.env are written from it: ``python -m explorer.core.settings``.
"""

import os
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT, EXAMPLE = ROOT / "docs" / "operations.md", ROOT / "deploy" / "explorer.env"
BEGIN, END = "<!-- settings -->\n", "<!-- /settings -->\n"


class Setting(NamedTuple):
    """One variable: what it says and what holds without it, as the document says them; ``example``: one that works.

    ``of_each``: whether each process behind a proxy has its own.
    """

    name: str
    says: str
    without: str
    example: str
    of_each: bool = False


EVERY = (
    Setting("HOST", "the address where the server listens", "`127.0.0.1`", "127.0.0.1", of_each=True),
    Setting("PORT", "the port where it listens; the first of them under `make serve`", "`8501`", "8501", of_each=True),
    Setting(
        "PUBLIC_URL",
        "where the public reaches the site, path included: the addresses in pictures, files, codes and previews",
        "those the reader's browser used",
        "https://ip.example.cn",
    ),
    Setting(
        "TRUSTED_PROXIES",
        "the addresses or networks of your proxies, with commas between: their word alone counts for who asks and over"
        " which scheme (`X-Forwarded-For`, `X-Forwarded-Proto`); it takes the place of uvicorn's `FORWARDED_ALLOW_IPS`",
        "nobody's",
        "127.0.0.1",
    ),
    Setting(
        "ALLOWED_HOSTS",
        "the hosts that the site answers to, without ports, with commas between; another is refused (400)",
        "any",
        "ip.example.cn,127.0.0.1",
    ),
    Setting(
        "FRAME_ANCESTORS",
        "which sites may show the pages in a frame ([sharing.md](sharing.md))",
        "this site alone",
        "'self' https://oa.example.cn",
    ),
    Setting(
        "OPEN_DATA",
        "`office`: the office's own figures are handed out in bulk too ([use-the-data.md](use-the-data.md))",
        "published figures alone",
        "office",
    ),
    Setting(
        "OPEN_ORIGINS",
        "which sites' pages may read answers that can hold figures of the office's, with spaces or commas between",
        "none",
        "https://oa.example.cn",
    ),
    Setting("EXPLORER_DATA", "the folder of releases, imports and the log", "`data`", "/var/lib/explorer"),
    Setting(
        "EXPLORER_PROVINCE",
        "the folder of `profile.toml`, `plans/` and `inputs/`: another province by its files alone",
        "`data`",
        "/etc/explorer/province",
    ),
    Setting(
        "EXPLORER_SECRETS",
        "the file that configures the login",
        "`.streamlit/secrets.toml`, if it is there",
        "/etc/explorer/secrets.toml",
    ),
    Setting(
        "EXPLORER_SQL",
        "`on`: the SQL page is for everybody; `off`: for nobody ([sql.md](sql.md))",
        "off; with a login, for analysts",
        "off",
    ),
    Setting("LOG_FORMAT", "`json`: each event of the log is one line of JSON", "text", "json"),
    Setting(
        "METRICS_TOKEN",
        "whoever brings it as `Authorization: Bearer …` may read `/metrics`",
        "this machine alone may",
        "a-long-random-text",
    ),
    Setting(
        "SECURITY_CONTACT",
        "whom `/.well-known/security.txt` names",
        "there is no such file",
        "mailto:ip@example.cn",
    ),
    Setting(
        "LC_ALL",
        "(or `LANG`) the command line speaks Chinese where it begins with `zh`; `--lang` goes before it",
        "English",
        "zh_CN.UTF-8",
    ),
)
NAMES = frozenset(one.name for one in EVERY) | {"LANG"}


def of(name: str) -> str:
    """Return what a variable says, without blanks around it; empty where it says nothing.

    Raises KeyError for one that is not listed here.
    """
    if name not in NAMES:
        raise KeyError(name)
    return os.environ.get(name, "").strip()


def table() -> str:
    """Return the table of the document, in Markdown."""
    rows = (f"| `{one.name}` | {one.says} | {one.without} | `{one.example}` |\n" for one in EVERY)
    return "".join(["| variable | what it says | without it | for instance |\n| --- | --- | --- | --- |\n", *rows])


def renewed(text: str) -> str:
    """Return the document with the table as it is now. Raises ValueError where it has no place for one."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError("the document has no place for the table")
    return before + begin + table() + end + after


def example() -> str:
    """Return a file of variables for systemd and containers, each of them a comment until somebody wants it."""
    begins = "# Settings of the explorer: docs/operations.md says what each means. Take away the # of what you set.\n"
    return begins + "".join(f"#{one.name}={one.example}\n" for one in EVERY if not one.of_each)


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(DOCUMENT.read_text("utf-8")), "utf-8")
    EXAMPLE.write_text(example(), "utf-8")
