"""The sample and the coroners' reports, read and linked once for all tests that look at them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from linking.vectors import FILE_NAME

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT.parent / "shared" / "data" / "pfd_reports.csv"
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


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, vectors_folder: Path) -> Path:
    """A home with the sample, linked. To be read only."""
    home = tmp_path_factory.mktemp("sample")
    if (vectors_folder / FILE_NAME).exists():
        shutil.copyfile(vectors_folder / FILE_NAME, home / FILE_NAME)
    ingest(home, "sample")
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
    home = tmp_path_factory.mktemp("reports")
    shutil.copytree(sample_home, home, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.lock*"))
    ingest(home, "pfd", str(REPORTS))
    shutil.copyfile(home / FILE_NAME, vectors_folder / FILE_NAME)
    return home
