"""Two engines that speak Spark Connect, on loopback: Sail, and a Spark cluster of a master and two workers."""

import os
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pyspark
import pytest
from pyspark.sql import SparkSession

ROOT = Path(__file__).parents[2]
EXPLORER = ROOT / ".venv" / "bin" / "python"
HERE, HOME = Path(sys.executable).parent, Path(pyspark.__file__).parent
PATIENCE = 120  # seconds
LOOPBACK = "127.0.0.1"
CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"
# Tables of a few rows: one part each, and no time spent on making code for them.
SMALL = {
    "spark.sql.shuffle.partitions": "1",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.adaptive.enabled": "false",
    "spark.ui.enabled": "false",
}


@pytest.fixture(scope="session")
def tables(tmp_path_factory):
    """The folder of the small release's tables, NAME.parquet."""
    folder = tmp_path_factory.mktemp("tables")
    subprocess.run([EXPLORER, "-m", "tests.spark.tables", folder], cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="session", params=["sail", "spark"])
def engine(request, tables, tmp_path_factory):
    """A session of one of the engines, with the tables as views and days in UTC."""
    with ExitStack() as running:
        url = {"sail": sail, "spark": spark}[request.param](running, tmp_path_factory.mktemp(request.param))
        session = SparkSession.builder.remote(url).create()
        running.callback(session.stop)
        session.conf.set("spark.sql.session.timeZone", "UTC")
        for path in tables.glob("*.parquet"):
            session.read.parquet(str(path)).createOrReplaceTempView(path.stem)
        yield session


def sail(running, folder):
    """Start Sail and return its address."""
    port = free_port()
    running.enter_context(
        process([HERE / "sail", "spark", "server", "--ip", LOOPBACK, "--port", str(port)], folder, port)
    )
    return f"sc://{LOOPBACK}:{port}"


def spark(running, folder):
    """Start a master, two workers and a Connect server, and return its address."""
    master, port, java = free_port(), free_port(), HOME / "bin" / "spark-class"
    at = ["--host", LOOPBACK, "--webui-port", "0"]
    leader = [java, "org.apache.spark.deploy.master.Master", *at, "--port", str(master)]
    running.enter_context(process(leader, folder, master))
    for number in range(2):
        own = ["--port", str(free_port()), "--cores", "1", "--memory", "1g", "--work-dir", folder / f"work-{number}"]
        worker = [java, "org.apache.spark.deploy.worker.Worker", f"spark://{LOOPBACK}:{master}", *at, *own]
        running.enter_context(process(worker, folder, int(own[1])))
    said = {"spark.connect.grpc.binding.address": LOOPBACK, "spark.connect.grpc.binding.port": str(port), **SMALL}
    options = [word for name, value in said.items() for word in ("--conf", f"{name}={value}")]
    server = [HOME / "bin" / "spark-submit", "--class", CONNECT, "--master", f"spark://{LOOPBACK}:{master}"]
    running.enter_context(process([*server, *options, "spark-internal"], folder, port))
    return f"sc://{LOOPBACK}:{port}"


def free_port():
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return probe.getsockname()[1]


@contextmanager
def process(command, folder, port):
    """Run a program until it is no longer wanted; it has come up once it listens."""
    log = folder / f"{port}.log"
    told = os.environ | {"SPARK_HOME": str(HOME), "SPARK_LOCAL_IP": LOOPBACK, "SPARK_LOG_DIR": str(folder)}
    told["PATH"] = f"{HERE}:{told['PATH']}"
    with log.open("wb") as said:
        started = subprocess.Popen(command, env=told, cwd=folder, stdout=said, stderr=said)
    try:
        until = time.monotonic() + PATIENCE
        while not listens(port):
            assert started.poll() is None, log.read_text("utf-8")[-2000:]
            assert time.monotonic() < until, log.read_text("utf-8")[-2000:]
            time.sleep(0.2)
        yield
    finally:
        started.terminate()
        started.wait(PATIENCE)


def listens(port):
    """Whether somebody listens on a port of this machine."""
    with socket.socket() as probe:
        return probe.connect_ex((LOOPBACK, port)) == 0
