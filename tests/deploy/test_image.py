"""The image's steps, run one by one in a root of their own, laid over this machine's: no engine is needed.

What the base images bring (Python 3.11, nginx) is this machine's.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from shlex import quote

import pytest

from explorer.core import paths

pytestmark = [
    pytest.mark.deploy,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root lays one root over another"),
]
FILE = paths.ROOT / "deploy" / "Dockerfile"
OPTION = re.compile(r"--(\w+)=(\S+)\s+")
HADOLINT = shutil.which("hadolint", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
SERVED = ("build", "front", "app")


@dataclass
class Stage:
    """One stage: what it begins with, its steps, and what the image says of how it is run."""

    base: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def last(self, kind: str) -> str:
        return next(said for name, said in reversed(self.steps) if name == kind)


def stages() -> dict[str, Stage]:
    """Return the stages of the Dockerfile by name."""
    text = re.sub(r"^#.*\n", "", FILE.read_text("utf-8"), flags=re.MULTILINE)
    found: dict[str, Stage] = {}
    for line in filter(None, re.sub(r"\\\n\s*", " ", text).splitlines()):
        kind, _, said = line.partition(" ")
        if kind == "FROM":
            base, _, name = said.partition(" AS ")
            found[name] = current = Stage(base)
        else:
            current.steps.append((kind, said))
    return found


def context(place: Path) -> None:
    """Copy what .dockerignore lets into an image."""
    rules = (paths.ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert [rule for rule in rules if rule[0] not in "#!"] == ["*", "**/__pycache__"]
    for name in (rule[1:] for rule in rules if rule.startswith("!")):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        if (paths.ROOT / name).is_dir():
            shutil.copytree(paths.ROOT / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(paths.ROOT / name, place / name)


def script(name: str, stage: Stage, laid: dict[str, str]) -> list[str]:
    """Return the commands that make a stage's root at <name>/root; ``laid``: the layers of those before."""
    own, root = f"{name}/up", f"{name}/root"
    laid[name] = f"{own}:{laid.get(stage.base, '/')}"
    options = f"lowerdir={laid.get(stage.base, '/')},upperdir={own},workdir={name}/work"
    lines = [f"mkdir -p {own} {name}/work {root}", f"mount -t overlay overlay -o {options} {root}"]
    lines += [f"mount --rbind /{one} {root}/{one}" for one in ("proc", "dev")]
    # The base image's Python, for every account.
    lines += [f"ln -sf {sys.base_prefix}/bin/python3.11 {root}/usr/local/bin/python", f"chmod a+x {root}/root"]
    before = stages().get(stage.base, Stage("")).steps
    inside, told = [said for kind, said in before if kind == "WORKDIR"], []
    place = inside[-1] if inside else "/"
    for kind, said in stage.steps:
        if kind == "WORKDIR":
            place = said
            lines.append(f"mkdir -p {root}{place}")
        elif kind in ("ENV", "ARG"):
            told.append(f"export {said}")
        elif kind == "RUN":
            lines.append(f"chroot {root} /bin/sh -ec {quote('; '.join([*told, f'cd {place}', said]))}")
        elif kind == "COPY":
            lines += copied(said, root, place)
    return lines


def copied(said: str, root: str, place: str) -> list[str]:
    options, (*what, to) = dict(OPTION.findall(said)), OPTION.sub("", said).split()
    source = f"{options['from']}/root" if "from" in options else "context"
    target = f"{root}{to}" if to.startswith("/") else f"{root}{place}/{to}"
    lines = [f"mkdir -p {target}"]
    for one in what:
        whole = one == "." or "from" in options
        lines.append(f"cp -a {source}/{one.lstrip('/')}{'/.' if whole else ''} {target}")
    return [*lines, *([f"chroot {root} chown -R {options['chown']} {to}"] if "chown" in options else [])]


SERVE = """
mount --bind kept app/root/data
mount -t tmpfs tmp app/root/tmp
mount -o remount,ro,bind app/root 2>/dev/null || mount -o remount,ro app/root
echo served
exec chroot --userspec={user}:{user} --groups={user} app/root /bin/sh -ec {command}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The three roots, mounted in a namespace of their own, and a process of the explorer serving from the last."""
    place, found, laid = tmp_path_factory.mktemp("image"), stages(), {}
    context(place / "context")
    lines = ["set -e", f"cd {place}", "mkdir layers", "mount -t tmpfs layers layers", "cd layers"]
    lines += ["ln -s ../context context"]
    for name in SERVED:
        lines += script(name, found[name], laid)
    app = found["app"]
    settings = "; ".join(f"export {said}" for kind, said in app.steps if kind == "ENV")
    command = f"{settings}; export PORT=18571; cd {app.last('WORKDIR')}; exec {' '.join(json.loads(app.last('CMD')))}"
    lines += ["cp -a app/root/data kept", *proxied()]
    lines += [SERVE.format(user=app.last("USER"), command=quote(command))]
    log = place / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(["unshare", "--mount", "sh", "-c", "\n".join(lines)], stdout=out, stderr=out)
    try:
        until = time.monotonic() + 400
        while "\nserved\n" not in f"\n{log.read_text()}":
            assert process.poll() is None, log.read_text()[-3000:]
            assert time.monotonic() < until
            time.sleep(0.5)
        yield process, log
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def proxied() -> list[str]:
    """Return the commands that look at the configuration of the image of nginx, with a certificate of the moment."""
    lines = script("proxy", Stage("front", stages()["proxy"].steps), {"front": "front/up:build/up:/"})
    tls = "proxy/root/etc/nginx/tls"
    named = f"-keyout {tls}/key.pem -out {tls}/certificate.pem"
    lines += [f"mkdir -p {tls}", f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x {named} 2>/dev/null"]
    return [*lines, "chroot proxy/root nginx -t -q && echo nginx agrees"]


def inside(process, *command: str, user: str = "0") -> subprocess.CompletedProcess[str]:
    """Run a command in the root of the running process."""
    entered = ["nsenter", f"--target={process.pid}", "--mount", f"--root=/proc/{process.pid}/root"]
    told = [*entered, "setpriv", f"--reuid={user}", "--clear-groups", *command]
    return subprocess.run(told, capture_output=True, text=True, check=False)


def test_the_steps_make_a_process_that_serves_as_nobody_special_and_writes_nowhere_but_in_its_volume(made):
    process, log = made
    app = stages()["app"]
    asked = json.loads(re.search(r"\[.*\]", app.last("HEALTHCHECK"))[0])
    healthy = inside(
        process, "sh", "-c", f"cd {app.last('WORKDIR')}; {' '.join(asked).replace('8501', '18571')} --within 90"
    )
    assert healthy.returncode == 0, log.read_text()[-3000:]
    status = Path(f"/proc/{process.pid}/status").read_text()
    assert re.search(r"^Uid:\s+10001\s+10001", status, re.MULTILINE)
    user = app.last("USER")
    for place, status in (("/opt/explorer/x", 1), ("/usr/x", 1), ("/opt/explorer/explorer/x", 1), ("/data/x", 0)):
        assert bool(inside(process, "touch", place, user=user).returncode) == bool(status), place
    assert "release" not in log.read_text().rpartition("\nserved\n")[2], "no release is built at a start"


def test_nginx_takes_the_configuration_of_its_image(made):
    assert "\nnginx agrees\n" in made[1].read_text()


def test_an_image_holds_no_secret_no_data_of_the_office_and_nothing_that_only_tests_need(tmp_path):
    context(tmp_path / "context")
    held = {str(path.relative_to(tmp_path / "context")) for path in (tmp_path / "context").rglob("*")}
    assert {"app.py", "data/profile.toml", "explorer/server.py", ".streamlit/config.toml"} <= held
    unwanted = (".git", "tests", "bench", "data/imports", "data/releases", "data/CURRENT", ".streamlit/secrets.toml")
    assert not [one for one in unwanted if one in held]


def test_hadolint_has_nothing_to_say():
    found = subprocess.run([HADOLINT, FILE], capture_output=True, text=True, check=False)
    assert (found.returncode, found.stdout) == (0, "")
