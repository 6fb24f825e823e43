"""Linking apart from encoding: 20,000 recommendations against 5,000 findings.

The graph is made anew each time; the vectors are kept beside it (``FOLDER``), so that only the
first run encodes. Target: 20,000 recommendations a minute on two cores.
"""

from __future__ import annotations

from bench.measured import run_module
from graph.settings import home
from linking.vectors import FILE_NAME

RECOMMENDATIONS, FINDINGS = 20_000, 5_000
FOLDER = home() / "bench-linking"


def linking(arguments: list[str]) -> None:
    """Run it, with as many recommendations as said, and print seconds by stage."""
    number = int(arguments[0]) if arguments else RECOMMENDATIONS
    for path in FOLDER.glob("*"):
        if path.is_file() and not path.name.startswith(FILE_NAME):
            path.unlink()
    measured = run_module(
        "bench.our_linking",
        str(number),
        str(FINDINGS),
        COMMON_THREAD_HOME=str(FOLDER),
        NEO4J_URI="",
    )
    encode = measured.report.pop("encode")
    here, began = measured.report.pop("here"), measured.report.pop("began")
    whole = sum(measured.report.values())
    print(f"{number:,} recommendations, {FINDINGS:,} findings\n")
    print("| stage | seconds | share |\n|---|---|---|")
    for stage, seconds in measured.report.items():
        print(f"| {stage} | {seconds:.1f} | {seconds / whole:.0%} |")
    print(f"| all but encoding ({encode:.1f} s) | {whole:.1f} | |")
    print(
        f"\n{60 * number / whole:,.0f} recommendations a minute by the clock. Processor: "
        f"{here:.0f} s in this process, {began:.0f} s in those it began, which code "
        f"while links are found. Peak memory {measured.peak_mb:.0f} MB."
    )
