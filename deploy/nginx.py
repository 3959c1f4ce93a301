"""The configuration of nginx for one site: ``python -m deploy.nginx --help``.

Two files are written: ``explorer.conf`` for nginx's ``conf.d``, with the processes and a server block, and
``explorer.locations``, which that block includes. Where a host has other sites too, its own server block includes it.
"""

import argparse
import base64
import hashlib
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from deploy import assets

HERE = Path(__file__).parent
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
FOLDER = re.compile(r"(/[A-Za-z0-9_-]+)*")
NAME = re.compile(r"[A-Za-z0-9.-]+|_")
PLACE = re.compile(r"[A-Za-z0-9._-]+:\d{1,5}")
YEAR = 31536000


@dataclass(frozen=True)
class Site:
    """One site: the host's name, the path below which the public reaches it (none, or ``/ip``), its processes.

    ``assets``: the folder of ``python -m deploy.assets``. ``certificate`` and ``key``: of TLS; without them the site is
    served in the clear, for a machine of one's own. ``listen``: address and port, or the port.
    """

    name: str
    processes: Sequence[str]
    assets: Path
    folder: str = ""
    listen: str = "443"
    certificate: Path | None = None
    key: Path | None = None
    redirect: str = ""

    def __post_init__(self) -> None:
        """Raise ValueError for what would mean something else in nginx's language."""
        places = [self.assets, self.certificate, self.key]
        wrong = [
            *([self.name] if not NAME.fullmatch(self.name) else []),
            *([self.folder] if not FOLDER.fullmatch(self.folder) else []),
            *(one for one in self.processes if not PLACE.fullmatch(one)),
            *(str(one) for one in places if one and re.search(r"[\s;{}$\"']", str(one))),
        ]
        if wrong or not self.processes or (self.certificate is None) != (self.key is None):
            named = ", ".join(wrong) or "processes, certificate, key"
            raise ValueError("not usable in nginx's configuration: " + named)


def policy() -> str:
    """Return what a page may load: from this site alone, and of scripts in a page only Streamlit's own."""
    scripts = [hashlib.sha256(one.encode()).digest() for one in SCRIPT.findall(assets.streamlit_page())]
    own = " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in scripts)
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' 'unsafe-eval' 'wasm-unsafe-eval' {own}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self' ws: wss: data: blob:",
        "worker-src": "'self' blob:",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
    }
    return "; ".join(f"{name} {value}".rstrip() for name, value in rules.items())


def rendered(site: Site, locations: Path) -> dict[str, str]:
    """Return the two files by name; ``locations``: where the second will stand."""
    tls = site.certificate is not None
    values = {
        **_processes(site.processes),
        "FOLDER": site.folder,
        "ASSETS": str(site.assets),
        "POLICY": policy(),
        # Nothing but the number of a process stands in it: it may go along where a page is framed by another site.
        "COOKIE": "; Secure; SameSite=None; Partitioned" if tls else "; SameSite=Lax",
        "TRANSPORT": f'add_header Strict-Transport-Security "max-age={YEAR}" always;' if tls else "",
    }
    inner = Template((HERE / "locations.conf").read_text("utf-8"))
    # A header said within a location takes the place of those said around it.
    headers = "\n".join(re.findall(r"^add_header .*$|^\$\{TRANSPORT\}$", inner.template, re.MULTILINE))
    values["HEADERS"] = Template(headers).safe_substitute(values).rstrip()
    outer = Template((HERE / "http.conf").read_text("utf-8")).safe_substitute(values)
    again = inner.safe_substitute(values)
    # nginx inherits nothing where a location adds one header of its own, so each location that does repeats them.
    return {"explorer.conf": f"{outer}\n{_server(site, locations)}", "explorer.locations": again}


def _processes(processes: Sequence[str]) -> dict[str, str]:
    """Return what names each process: alone with the others behind it, by its cookie, and by its address."""
    places = dict(enumerate(processes, 1))
    each = []
    for number, place in places.items():
        others = [f"    server {one} max_fails=0 backup;" for one in processes if one != place]
        first = [f"    zone explorer_{number} 64k;", f"    server {place} max_fails=0;"]
        each.append("\n".join([f"upstream explorer_{number} {{", *first, *others, "    keepalive 32;", "}"]))
    return {
        "EVERY": "\n".join(f"    server {place} max_fails=0;" for place in processes),
        "UPSTREAMS": "\n".join(each),
        "CHOSEN": "\n".join(f"    {number} explorer_{number};" for number in places),
        "SERVED": "\n".join(f'    "~{re.escape(place)}$" {number};' for number, place in places.items()),
    }


def _server(site: Site, locations: Path) -> str:
    lines = [f"    server_name {site.name};"]
    lines += [f"    {switched} off;" for switched in ("server_tokens", "absolute_redirect", "access_log")]
    led = ""
    if site.certificate:
        lines = [f"    listen {site.listen} ssl http2;", *lines]
        lines += [f"    ssl_certificate {site.certificate};", f"    ssl_certificate_key {site.key};"]
        lines += ["    ssl_protocols TLSv1.2 TLSv1.3;", "    ssl_session_cache shared:explorer:10m;"]
        lines += ["    ssl_session_timeout 1d;", "    ssl_session_tickets off;"]
    else:
        lines = [f"    listen {site.listen};", *lines]
    if site.redirect:
        to = [
            f"    listen {site.redirect};",
            f"    server_name {site.name};",
            "    return 308 https://$host$request_uri;",
        ]
        led = "\n".join(["server {", *to, "}", ""])
    other = ["    location / { return 404; }"] if site.folder else []
    return "\n".join([f"{led}server {{", *lines, f"    include {locations};", *other, "}", ""])


def written(site: Site, folder: Path, locations: Path | None = None) -> Path:
    """Write the two files into a folder; return the first. ``locations``: where else the second will stand."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in rendered(site, locations or folder / "explorer.locations").items():
        (folder / name).write_text(text, "utf-8")
    return folder / "explorer.conf"


def main() -> int:
    """Write the files, and say what the explorer's own settings have to be beside them."""
    parser = argparse.ArgumentParser(prog="python -m deploy.nginx", description=__doc__)
    parser.add_argument("--name", required=True, help="the host's name: ip.example.cn")
    parser.add_argument("--folder", default="", help="the path below which the public reaches the site: /ip")
    parser.add_argument("--process", action="append", required=True, help="where a process listens: 127.0.0.1:8501")
    parser.add_argument("--assets", type=Path, required=True, help="the folder of python -m deploy.assets")
    parser.add_argument("--certificate", type=Path, required=True)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--into", type=Path, default=Path("/etc/nginx/conf.d"))
    parser.add_argument("--locations", type=Path, help="where the second file will stand, if not beside the first")
    told = parser.parse_args()
    try:
        site = Site(
            told.name, told.process, told.assets, told.folder.rstrip("/"), "443", told.certificate, told.key, "80"
        )
    except ValueError as fault:
        parser.error(str(fault))
    print(
        f"{written(site, told.into, told.locations)}\nPUBLIC_URL=https://{site.name}{site.folder}\nALLOWED_HOSTS={site.name}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
