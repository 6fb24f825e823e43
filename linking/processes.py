"""Processes of our own: a module of this program, run by the same Python, spoken to by pipes."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import IO

from graph.settings import ROOT


def start(
    module: str, *arguments: str, complaints: IO[bytes], environment: dict[str, str]
) -> subprocess.Popen[bytes]:
    """Start ``module`` with pipes to its input and from its output. What it says on its error
    output goes to ``complaints``. ``environment`` is added to this process's own."""
    path = filter(None, (str(ROOT), os.environ.get("PYTHONPATH")))
    return subprocess.Popen(  # noqa: S603 - our own module, no shell
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        cwd=ROOT,
        env={**os.environ, **environment, "PYTHONPATH": os.pathsep.join(path)},
    )


def last_complaint(complaints: IO[bytes]) -> str:
    """The last line that was said there; empty when none was."""
    complaints.seek(0)
    return " ".join(complaints.read().decode("utf-8", "replace").strip().splitlines()[-1:])
