"""The sample and the coroners' reports, read and linked once for all tests that look at them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from linking.vectors import FILE_NAME

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT.parent / "shared" / "data" / "pfd_reports.csv"
NO_LOCKS = shutil.ignore_patterns("*.lock*")
PATIENCE_S = 1800  # some 4,000 texts to encode, on a machine that may be busy


def ingest(home: Path, *arguments: str) -> None:
    """Run ``python -m ingest`` on the embedded graph kept in ``home``."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("NEO4J_")}
    done = subprocess.run(
        [sys.executable, "-m", "ingest", *arguments],
        cwd=ROOT,
        env={**kept, "COMMON_THREAD_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    if done.returncode:
        pytest.fail(f"{done.stdout}\n{done.stderr}", pytrace=False)


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that ``make`` fills once, for all the processes among which tests are shared out:
    the first that asks makes it, and the others wait."""
    own = factory.getbasetemp()
    root = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made = root / name
    with FileLock(root / f"{name}.lock"):
        if not made.exists():
            begun = factory.mktemp(name)
            make(begun)
            begun.rename(made)
    return made


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, vectors_folder: Path) -> Path:
    """A home with the sample, linked. To be read only."""

    def make(home: Path) -> None:
        if (vectors_folder / FILE_NAME).exists():
            shutil.copyfile(vectors_folder / FILE_NAME, home / FILE_NAME)
        ingest(home, "sample")

    home = made_once(tmp_path_factory, "sample", make)
    shutil.copyfile(home / FILE_NAME, vectors_folder / FILE_NAME)
    return home


@pytest.fixture(scope="session")
def reports_home(
    sample_home: Path, tmp_path_factory: pytest.TempPathFactory, vectors_folder: Path
) -> Path:
    """A home with the sample and the coroners' reports, linked. To be read only."""
    if not REPORTS.exists():
        from tests.conftest import missing  # which imports these fixtures

        missing("The coroners' reports are not here: ../shared/data/pfd_reports.csv")

    def make(home: Path) -> None:
        shutil.copytree(sample_home, home, dirs_exist_ok=True, ignore=NO_LOCKS)
        ingest(home, "pfd", str(REPORTS))

    home = made_once(tmp_path_factory, "reports", make)
    shutil.copyfile(home / FILE_NAME, vectors_folder / FILE_NAME)
    return home
