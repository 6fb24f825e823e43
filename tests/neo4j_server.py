"""A real Neo4j 5.26 for tests and benchmarks, started from Maven's jars.

``running_neo4j()`` starts one on a free port of 127.0.0.1 and stops it on leaving.
``python -m tests.neo4j_server`` starts one and prints the environment lines that choose it.

The jars (114 MB) are fetched once, into ``COMMON_THREAD_TEST_CACHE`` or
``~/.cache/common-thread``; the server's data lives in a temporary folder.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.settings import Neo4jAddress

POM = Path(__file__).parent / "neo4j" / "pom.xml"
JAVA_AT_LEAST = 17
START_WITHIN_S = 300
FETCH_WITHIN_S = 900
_OPENED = ("java.base/java.nio", "java.base/java.lang", "java.base/sun.nio.ch")


class Neo4jMissingError(Exception):
    """Neo4j cannot be started here: no Java, no Maven, or no jars."""


@dataclass(frozen=True)
class ImportSet:
    """Files that ``neo4j-admin database import full`` is to load, and what it is told."""

    folder: Path
    arguments: Sequence[str]


@contextmanager
def running_neo4j(
    heap: str = "512m", flags: Sequence[str] = (), load: ImportSet | None = None
) -> Iterator[Neo4jAddress]:
    """A fresh Neo4j, empty or with what is to be loaded; its address. ``flags`` are Java's own.
    Raises Neo4jMissingError where it cannot be had."""
    java = _java()
    jars = _jars()
    home = Path(tempfile.mkdtemp(prefix="common-thread-neo4j-"))
    port = free_port()
    process = None
    try:
        _configure(home, port, heap)
        if load is not None:
            _import(java, jars, home, load, (f"-Xmx{heap}", *flags))
        process = _start(java, jars, home, (f"-Xms{heap}", f"-Xmx{heap}", *flags))
        yield _wait(process, home, port)
    finally:
        if process is not None:
            _stop(process)
        shutil.rmtree(home, ignore_errors=True)


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if not java or not shutil.which(java):
        raise Neo4jMissingError(f"Java {JAVA_AT_LEAST} or later is not installed.")
    said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    if version is None or int(version.group(1)) < JAVA_AT_LEAST:
        raise Neo4jMissingError(f"Java {JAVA_AT_LEAST} or later is needed; found: {said[:60]!r}")
    return java


def _jars() -> Path:
    """The folder of jars, fetched by Maven when it is not there yet."""
    cache = Path(
        os.environ.get("COMMON_THREAD_TEST_CACHE") or Path.home() / ".cache" / "common-thread"
    )
    digest = hashlib.sha256(POM.read_bytes()).hexdigest()[:12]
    folder = cache / "neo4j" / digest
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise Neo4jMissingError("Maven (mvn) is not installed, which fetches Neo4j's jars.")
    cache.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="neo4j-", dir=cache))
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={fresh}"]
    try:
        done = subprocess.run(
            [maven, "-q", "-B", "-f", str(POM), *goal],
            capture_output=True,
            text=True,
            check=False,
            timeout=FETCH_WITHIN_S,
        )
        if done.returncode != 0:
            raise Neo4jMissingError(f"Maven could not fetch Neo4j's jars: {done.stdout[-800:]}")
        folder.parent.mkdir(exist_ok=True)
        if not folder.is_dir():  # another run may have been quicker
            fresh.rename(folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def free_port() -> int:
    while True:
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port: int = listener.getsockname()[1]
        if port > 20_000:
            return port


def _configure(home: Path, port: int, heap: str) -> None:
    (home / "conf").mkdir()
    settings = {
        "server.default_listen_address": "127.0.0.1",
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.https.enabled": "false",
        "server.memory.heap.initial_size": heap,
        "server.memory.heap.max_size": heap,
        "server.memory.pagecache.size": "64m",
        "db.tx_log.preallocate": "false",
        "dbms.security.auth_max_failed_attempts": "0",  # tests try wrong passwords
        "dbms.usage_report.enabled": "false",
    }
    lines = [f"{name}={value}\n" for name, value in settings.items()]
    (home / "conf" / "neo4j.conf").write_text("".join(lines), encoding="utf-8")


def _import(java: str, jars: Path, home: Path, load: ImportSet, flags: Sequence[str]) -> None:
    """Run Neo4j's own import tool on a server that has not been started."""
    command = [*_java_command(java, jars, flags), "org.neo4j.cli.AdminTool", "database", "import"]
    done = subprocess.run(
        [*command, "full", "neo4j", *load.arguments],
        cwd=load.folder,
        env={**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
        check=False,
        timeout=START_WITHIN_S,
    )
    if done.returncode:
        raise RuntimeError(f"neo4j-admin refused the files:\n{(done.stdout + done.stderr)[-2000:]}")


def _java_command(java: str, jars: Path, flags: Sequence[str]) -> list[str]:
    opens = [f"--add-opens={package}=ALL-UNNAMED" for package in _OPENED]
    return [java, *flags, *opens, "-cp", str(jars / "*")]


def _start(java: str, jars: Path, home: Path, flags: Sequence[str]) -> subprocess.Popen[bytes]:
    command = [*_java_command(java, jars, flags), "org.neo4j.server.CommunityEntryPoint"]
    command += [f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with (home / "console.log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)


def _wait(process: subprocess.Popen[bytes], home: Path, port: int) -> Neo4jAddress:
    """Wait until it answers, and give it a password of its own."""
    address = Neo4jAddress(f"bolt://127.0.0.1:{port}", "neo4j", secrets.token_hex(12), "neo4j")
    deadline = time.monotonic() + START_WITHIN_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with neo4j.GraphDatabase.driver(
                address.uri, auth=("neo4j", "neo4j"), max_transaction_retry_time=0
            ) as driver:
                driver.execute_query(
                    "ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new",
                    new=address.password,
                    database_="system",
                )
            return address
        except (DriverError, Neo4jError, OSError):
            time.sleep(0.3)
    logs = (home / "console.log", home / "logs" / "neo4j.log")
    said = "".join(log.read_text(errors="replace")[-2000:] for log in logs if log.exists())
    raise RuntimeError(f"Neo4j did not start within {START_WITHIN_S} seconds.\n{said}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.kill()  # its data goes too, so there is nothing to close in good order
    process.wait(30)


def main() -> None:
    """Run one until Ctrl-C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # so that the server stops too
    try:
        with running_neo4j() as address:
            print(f"export NEO4J_URI={address.uri}")
            print(f"export NEO4J_USER={address.user}")
            print(f"export NEO4J_PASSWORD={address.password}")
            print(f"export NEO4J_DATABASE={address.database}")
            print("# An empty Neo4j is running; its data goes when you stop it with Ctrl-C.")
            sys.stdout.flush()
            while True:
                time.sleep(3600)
    except KeyboardInterrupt:
        pass
    except Neo4jMissingError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
