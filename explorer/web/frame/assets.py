"""The frame's own files: one script, the styles, the icon, each at an address that names its content, kept for ever."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from explorer.core import marks
from explorer.core.errors import Trouble
from explorer.core.status import Status
from explorer.web.http import once, responses

FOLDER = Path(__file__).parent
KEPT = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}
STYLES = ("frame", "shell", "bare", "embed", "print")


class File(NamedTuple):
    """One file: its bytes and its type."""

    content: bytes
    media: str


def address(name: str) -> str:
    """Return where a file stands, from the site's root: its name carries a digest of what is in it."""
    stem, _, kind = name.rpartition(".")
    digest = once.tag(_files()[name].content).strip('"')[:16]
    return f"frame/{stem}.{digest}.{kind}"


def everything() -> dict[str, bytes]:
    """Return every file by its address of today."""
    return {address(name): file.content for name, file in _files().items()}


@lru_cache(maxsize=1)
def _files() -> dict[str, File]:
    """Return the files by name; the colours that marks.py owns stand ahead of the first style."""
    found = {f"{name}.css": (FOLDER / "styles" / f"{name}.css").read_text("utf-8") for name in STYLES}
    found["frame.css"] = f"{_colours('light')}\n{_colours('dark')}\n{found['frame.css']}"
    files = {name: File(text.encode(), "text/css") for name, text in found.items()}
    other = {"frame.js": "text/javascript", "icon.svg": "image/svg+xml"}
    return files | {name: File((FOLDER / name).read_bytes(), media) for name, media in other.items()}


def _colours(theme: str) -> str:
    """Return the variables and status colours of one theme; the script says on the root which one it is."""
    palette, dark = marks.palette(theme), theme == "dark"
    root = ":root[data-theme=dark]" if dark else ":root"
    asked = marks.STATUS[Status.ACCELERATE]
    used = {
        "series": palette.series,
        "grey": palette.grey,
        "goal": palette.goal,
        "paper": palette.paper,
        "ink": palette.ink,
        "line": palette.faint,
        "asked": asked.dark if dark else asked.light,
    }
    own = f"{root} {{ {' '.join(f'--{name}: {colour};' for name, colour in used.items())} }}"
    signs = ((status, sign.dark if dark else sign.light) for status, sign in marks.STATUS_KINDS.items())
    return own + " ".join(f"{root} .status.{status} {{ color: {colour}; }}" for status, colour in signs)


async def file(request: Request) -> Response:
    """GET /frame/{name}.{digest}.{css|js|svg}: the file, for ever; 404 for another digest than today's."""
    stem, _, kind = request.path_params["file"].rpartition(".")
    name = f"{stem.partition('.')[0]}.{kind}"
    if name not in _files() or f"frame/{request.path_params['file']}" != address(name):
        return responses.refused(request, Trouble("unknown_address", asked=request.url.path[:80], allowed="/"))
    found = _files()[name]
    return Response(found.content, media_type=found.media, headers=KEPT)


async def favicon(_: Request) -> Response:
    """GET /favicon.ico: the icon, for whoever asks where hosts used to keep it."""
    found = _files()["icon.svg"]
    return Response(found.content, media_type=found.media, headers={"Cache-Control": "public, max-age=86400"})


ROUTES = (Route("/frame/{file:path}", file), Route("/favicon.ico", favicon))
