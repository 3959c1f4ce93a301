"""Several processes behind nginx on this machine, as on a server: ``make serve WORKERS=2``, ``python -m deploy.serve``.

SIGHUP begins them again one after another, each once the one before is ready, so that the site answers all the time.
A process that ended by itself is begun again. Ctrl+C or SIGTERM stops everything.
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from deploy import assets, nginx
from deploy.ready import ready

HERE = "127.0.0.1"
ROOT = Path(__file__).resolve().parents[1]
STARTS, STOPS, PAUSE = 180.0, 30.0, 0.5  # seconds: to become ready, to end, between two looks
MAIN = """
daemon off;
worker_processes auto;
pid {folder}/nginx.pid;
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{
    include {types};
    default_type application/octet-stream;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/explorer.conf;
}}
"""
TYPES = Path("/etc/nginx/mime.types")


@dataclass
class Processes:
    """The explorer's processes by port, and what they are begun with."""

    ports: tuple[int, ...]
    settings: Mapping[str, str]
    running: dict[int, subprocess.Popen[bytes]] = field(default_factory=dict)

    def begin(self, port: int) -> None:
        """Begin one, and wait until it is ready. Raises RuntimeError where it does not become so."""
        told = os.environ | self.settings | {"HOST": HERE, "PORT": str(port)}
        process = child([sys.executable, "-m", "explorer", "serve"], env=told)
        self.running[port], until = process, time.monotonic() + STARTS
        while not ready(port):
            if process.poll() is not None or time.monotonic() >= until:
                raise RuntimeError("not ready: the process on port " + str(port))
            time.sleep(PAUSE)

    def end(self, port: int) -> None:
        """Let one finish what it is at, and stop it."""
        if process := self.running.pop(port, None):
            ended(process)

    def roll(self) -> None:
        """Begin each again, one after another; one that does not become ready leaves the others as they are."""
        for port in self.ports:
            self.end(port)
            self.begin(port)

    def look(self) -> None:
        """Begin again whichever ended by itself."""
        for port in [port for port in self.ports if self.running[port].poll() is not None]:
            self.begin(port)


def child(command: Sequence[str], env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    """Begin a process that ends with this one, be this one killed (on Linux, where setpriv is).

    Only for the main thread: to the system, whoever began a process is the thread that did.
    """
    setpriv = shutil.which("setpriv")
    bound = [setpriv, "--pdeathsig", "TERM", "--"] if setpriv and sys.platform == "linux" else []
    # A session of its own: Ctrl+C is this program's to pass on.
    return subprocess.Popen([*bound, *command], cwd=ROOT, env=env, start_new_session=True)  # noqa: S603


def ended(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to stop, and stop it where it does not."""
    process.terminate()
    try:
        process.wait(STOPS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def configured(site: nginx.Site, folder: Path) -> Path:
    """Write all that nginx needs into a folder of its own; return its main file."""
    assets.collect(site.assets)
    nginx.written(site, folder)
    main = folder / "nginx.conf"
    main.write_text(MAIN.format(folder=folder, types=TYPES), "utf-8")
    return main


@contextmanager
def proxy(main: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Nginx with a main file, while it is needed."""
    command = [shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") or "nginx", "-c", str(main)]
    process = child([*command, "-p", str(main.parent)])
    try:
        yield process
    finally:
        process.send_signal(signal.SIGQUIT if process.poll() is None else 0)
        ended(process)


def serve(site: nginx.Site, ports: tuple[int, ...], address: str, folder: Path) -> None:
    """Serve until stopped; SIGHUP begins the processes again one after another."""
    settings = {"PUBLIC_URL": os.environ.get("PUBLIC_URL", address), "TRUSTED_PROXIES": HERE}
    processes, asked = Processes(ports, settings), []
    signal.signal(signal.SIGHUP, lambda *_: asked.append(True))
    for stop in (signal.SIGTERM, signal.SIGINT):  # the second too where a shell that started this ignores it
        signal.signal(stop, lambda *_: sys.exit(0))
    with ExitStack() as stack:
        for port in ports:
            stack.callback(processes.end, port)
            processes.begin(port)
        front = stack.enter_context(proxy(configured(site, folder)))
        print(f"{address}/ · {len(ports)} processes · kill -HUP {os.getpid()}", flush=True)
        while front.poll() is None:
            time.sleep(PAUSE)
            try:
                if asked:
                    asked.clear()
                    processes.roll()
                    print("begun again", flush=True)
                processes.look()
            except RuntimeError as fault:
                print(fault, file=sys.stderr, flush=True)
        raise RuntimeError("nginx ended")


def main() -> int:
    """Serve on loopback as asked for."""
    parser = argparse.ArgumentParser(prog="python -m deploy.serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8501, help="nginx listens here, the processes on those behind it")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", default="", help="the path below which the site stands: /ip")
    parser.add_argument("--certificate", type=Path)
    parser.add_argument("--key", type=Path)
    told = parser.parse_args()
    ports = tuple(told.port + number for number in range(1, told.workers + 1))
    with tempfile.TemporaryDirectory(prefix="explorer-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # nginx's workers are another account where this is root
        site = nginx.Site(
            "_",
            [f"{HERE}:{port}" for port in ports],
            folder / "assets",
            told.folder.rstrip("/"),
            f"{HERE}:{told.port}",
            told.certificate,
            told.key,
        )
        scheme = "https" if told.certificate else "http"
        try:
            serve(site, ports, f"{scheme}://{HERE}:{told.port}{site.folder}", folder)
        except RuntimeError as fault:
            print(fault, file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
