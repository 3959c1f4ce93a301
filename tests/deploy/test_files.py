"""What stands in deploy/: each file is taken by the program it is for, and all say the same."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from deploy import assets, nginx, serve
from explorer.core import paths, settings
from tests.support.cases import each

DEPLOY = paths.ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
PROCESSES = ("127.0.0.1:8501", "127.0.0.1:8502", "10.0.0.3:8501")


@pytest.fixture(scope="module")
def tls(tmp_path_factory):
    place = tmp_path_factory.mktemp("tls")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x -keyout key.pem -out certificate.pem"
    subprocess.run(command.split(), cwd=place, check=True, capture_output=True)
    return place


@pytest.mark.deploy
@each("folder, count, secure", [("", 2, True), ("/ip", 2, True), ("/a/b-c", 3, True), ("", 1, False), ("/ip", 1, True)])
def test_nginx_takes_what_is_written_for_it(tmp_path, tls, folder, count, secure):
    certificate = (tls / "certificate.pem", tls / "key.pem") if secure else (None, None)
    site = nginx.Site("ip.example.cn", PROCESSES[:count], tmp_path / "assets", folder, "127.0.0.1:18443", *certificate)
    main = serve.configured(site, tmp_path)
    told = subprocess.run(["nginx", "-t", "-c", main, "-p", tmp_path], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    assert "warn" not in told.stderr, told.stderr


@each("wrong", [
    {"name": "ip.example.cn; return 200"}, {"folder": "ip"}, {"folder": "/ip/"}, {"folder": "/i p"}, {"processes": []},
    {"processes": ["127.0.0.1"]}, {"assets": Path("/srv/a;b")}, {"certificate": Path("/etc/c.pem")},
])  # fmt: skip
def test_what_would_mean_something_else_in_nginx_is_refused(wrong):
    with pytest.raises(ValueError, match="not usable"):
        nginx.Site(**{"name": "ip.example.cn", "processes": PROCESSES, "assets": Path("/srv/assets")} | wrong)


def test_every_header_of_the_site_is_said_again_where_a_location_adds_one(tmp_path):
    site = nginx.Site("ip.example.cn", PROCESSES, tmp_path)
    text = nginx.rendered(site, tmp_path)["explorer.locations"]
    assert not re.findall(r"\$\{[A-Z]+\}", text), "every place is filled"
    outer = set(re.findall(r"^add_header (\S+)", text, re.MULTILINE))
    assert outer >= {"Content-Security-Policy", "Referrer-Policy"}
    blocks = re.findall(r"^location [^{]*\{\n(.*?)^\}", text, re.MULTILINE | re.DOTALL)
    adding = [set(re.findall(r"^\s*add_header (\S+)", block, re.MULTILINE)) for block in blocks]
    assert len([one for one in adding if one]) >= 3
    line = [one for one in adding if one == {"Set-Cookie"}]
    assert [one for one in adding if one and not outer <= one] == line, "only the line of a page, which is no document"


def test_a_folder_of_pinned_files_holds_each_packed_and_an_older_version_stays(tmp_path):
    (tmp_path / "frame").mkdir()
    (tmp_path / "frame" / "frame.0123456789abcdef.js").write_text("older")
    count = assets.collect(tmp_path)
    files = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".gz"]
    assert len(files) == count + 1
    packable = [path for path in files if path.suffix in assets.PACKABLE and "0123456789" not in path.name]
    assert len(packable) > 100
    assert not [path for path in packable if not path.with_name(f"{path.name}.gz").exists()]


@pytest.mark.deploy
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="this machine has no systemd to ask")
def test_systemd_takes_the_units_and_finds_little_exposed(tmp_path):
    for unit in UNITS:
        text = unit.read_text("utf-8").replace("/opt/explorer/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text, "utf-8")
    units = sorted(tmp_path.iterdir())
    told = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")
    for unit in (one for one in units if one.suffix == ".service"):
        asked = ["systemd-analyze", "security", "--offline=true", "--threshold=20", unit]
        found = subprocess.run(asked, capture_output=True, text=True, check=False)
        assert found.returncode == 0, found.stdout[-300:]


def test_units_and_images_set_only_what_there_is_and_wait_for_what_they_begin():
    text = {unit.name: unit.read_text("utf-8") for unit in UNITS}
    text |= {name: (DEPLOY / name).read_text("utf-8") for name in ("Dockerfile", "compose.yaml")}
    ours = re.compile(r"\b(EXPLORER_[A-Z]+|TRUSTED_PROXIES|PUBLIC_URL|ALLOWED_HOSTS|METRICS_TOKEN)\b")
    named = {name for one in text.values() for name in ours.findall(one)}
    assert {"EXPLORER_DATA", "TRUSTED_PROXIES"} <= named <= settings.NAMES
    assert "-m deploy.ready %i" in text["explorer@.service"]
    ports = re.findall(r"explorer@(\d+)", text["explorer.target"])
    assert ports == re.findall(r"\d{4}", (DEPLOY / "restart").read_text("utf-8"))[: len(ports)]
    addresses = set(re.findall(r"172\.30\.85\.1[1-9]", text["compose.yaml"]))
    assert addresses == set(re.findall(r"--process (172\.30\.85\.\d+):8501", text["Dockerfile"]))
