"""Put what never changes under its address into a folder, packed, so that nginx hands it over by itself.

``python -m deploy.assets FOLDER``. What an earlier version put there stays: a page that was opened before an update
still finds its own files. What is not there nginx asks of the explorer, so that an old folder breaks nothing.
"""

import argparse
import gzip
import sys
from importlib.util import find_spec
from pathlib import Path

from htpy import body, fragment, h1, head, html, meta, p, title

from explorer.core import language
from explorer.core.errors import Trouble
from explorer.web.frame import assets

PACKABLE = frozenset([".css", ".js", ".json", ".svg"])
PACKED = 9  # of gzip's nine: done once
AWAY = "unavailable.html"


def collect(folder: Path) -> int:
    """Write Streamlit's own files, the frame's, and the page for a site that does not answer; return their number."""
    files = {**_streamlit(), **assets.everything(), AWAY: _away()}
    for address, content in files.items():
        place = folder / address
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        if place.suffix in PACKABLE:
            place.with_name(f"{place.name}.gz").write_bytes(gzip.compress(content, PACKED, mtime=0))
    return len(files)


def streamlit_page() -> str:
    """Return Streamlit's own first HTML, which ours is made of."""
    return (_installed() / "index.html").read_text("utf-8")


def _streamlit() -> dict[str, bytes]:
    """Return Streamlit's files by address; each name carries a digest of what is in it."""
    found = _installed()
    return {str(path.relative_to(found)): path.read_bytes() for path in (found / "static").rglob("*") if path.is_file()}


def _installed() -> Path:
    place = find_spec("streamlit")
    if place is None or place.origin is None:
        raise RuntimeError("Streamlit is not installed")
    return Path(place.origin).parent / "static"


def _away() -> bytes:
    """Return the page for whoever comes while no process answers, in every language: nobody is there to choose one."""
    said = [language.words(code).trouble(Trouble("server_away")) for code in language.LANGUAGES]
    page = html(lang=language.LANGUAGES[0])[
        head[meta(charset="utf-8"), meta(http_equiv="refresh", content="5"), title[said[0]]],
        body[h1[said[0]], (p[other] for other in said[1:])],
    ]
    return str(fragment[page]).encode()


def main() -> int:
    """Write the files, and say how many."""
    parser = argparse.ArgumentParser(prog="python -m deploy.assets")
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    print(f"{collect(options.folder)} files in {options.folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
