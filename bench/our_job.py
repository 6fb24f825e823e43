"""Our side: read, load and link the coroners' reports and the evidence, as ``make`` users do.

Prints seconds by stage as JSON. "encode" is all that the encoder needs: importing torch, loading
the model, encoding. The engine is the one that the environment names.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from time import perf_counter


def main(reports: Path) -> None:
    """Run the job on ``reports`` and print what it took."""
    start = perf_counter()
    from graph.store import open_store
    from ingest.jobs import carry_out, steps
    from linking.run import link

    for command, path in (("evidence", None), ("pfd", reports)):
        ledger = carry_out(
            command,
            steps(command, path),
            dry_run=False,
            link=False,
            progress=lambda stage, done, total: None,
        )
        if ledger.stopped:
            sys.exit(ledger.stopped)
    loaded = perf_counter() - start
    with open_store(write=True) as store:
        report = link(store)
    whole = perf_counter() - start
    encode = report.seconds.get("encode", 0.0)
    stages = {f"link: {stage}": seconds for stage, seconds in report.seconds.items()}
    print(json.dumps({"load": loaded, **stages, "encode": encode, "whole": whole}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
