"""Run one part of a benchmark in a process of its own: seconds by stage and peak memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from time import perf_counter, sleep

import psutil


@dataclass(frozen=True)
class Measured:
    """What a child process reported, its seconds from start to end, its peak memory, and the
    seconds of processor that it and those it started took (those that it waited for)."""

    report: dict[str, float]
    seconds: float
    peak_mb: float
    processor_s: float


def run_module(module: str, *arguments: str, **environment: str) -> Measured:
    """Run ``python -m module``; its last line of output is JSON. Children count for memory.

    Raises RuntimeError with what the child printed when it fails.
    """
    start, used = perf_counter(), _used_by_children()
    process = subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )
    peak = _Peak(process.pid)
    output, _ = process.communicate()
    seconds = perf_counter() - start
    if process.returncode != 0:
        raise RuntimeError(f"{module} ended with {process.returncode}: {output[-2000:]}")
    report = json.loads(output.strip().splitlines()[-1])
    return Measured(report, seconds, peak.stop(), _used_by_children() - used)


def _used_by_children() -> float:
    times = os.times()
    return times.children_user + times.children_system


class _Peak:
    """The highest resident memory of a process and its children, looked at 20 times a second."""

    def __init__(self, pid: int) -> None:
        self._process = psutil.Process(pid)
        self._peak = 0
        self._running = True
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> float:
        """The peak in megabytes (10^6 bytes)."""
        self._running = False
        self._thread.join()
        return self._peak / 1e6

    def _watch(self) -> None:
        while self._running:
            try:
                family = [self._process, *self._process.children(recursive=True)]
                self._peak = max(self._peak, sum(_resident(each) for each in family))
            except psutil.NoSuchProcess:
                return
            sleep(0.05)


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
