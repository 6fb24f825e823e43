"""Our side: a graph of many recommendations and findings, made by variation, and linked.

The sample's recommendations and the evidence base's findings are taken in turn and their wording
varied. Prints the seconds of linking by stage as JSON, and those of the processor: here, and in the
processes that linking begins (codes, and the encoder where anything is encoded). With "profile" it
prints where the time went instead.
"""

from __future__ import annotations

import cProfile
import json
import pstats
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle, islice
from os import times
from typing import Any

from bench.variation import Wording
from graph.store import Row, Store, open_store
from ingest.jobs import carry_out, steps
from linking.run import link

SEED = 20261123
PER_REVIEW = 10
AREAS = 100


def main(recommendations: int, findings: int, *, profile: bool) -> None:
    """Make the graph, link it, print."""
    carry_out(
        "sample",
        steps("sample", None),
        dry_run=False,
        link=False,
        progress=lambda stage, done, total: None,
    )
    with open_store(write=True) as store:
        fill(store, recommendations, findings)
        if not profile:
            before = times()
            seconds = link(store).seconds
            after = times()
            here = after.user + after.system - before.user - before.system
            began = after.children_user + after.children_system
            print(json.dumps({**seconds, "here": here, "began": began}))
            return
        profiler = cProfile.Profile()
        profiler.runcall(link, store)
        pstats.Stats(profiler, stream=sys.stdout).sort_stats("tottime").print_stats(25)


def fill(store: Store, recommendations: int, findings: int) -> None:
    """Add variations until the graph holds as many of each."""
    asks = store.rows(
        "MATCH (r:Recommendation) OPTIONAL MATCH (r)-[e:ADDRESSED_TO]->(a:Agency) "
        "RETURN r.id AS id, r.title AS title, r.text AS text, r.kind AS kind, a.id AS agency, "
        "e.raw AS raw ORDER BY id, agency"
    )
    found = store.rows(
        "MATCH (f:Finding) RETURN f.id AS id, f.title AS title, f.text AS text, "
        "f.population AS population, f.setting AS setting, f.keywords AS keywords ORDER BY id"
    )
    one_each = list({row["id"]: row for row in asks}.values())
    new = varied(one_each, recommendations - len(one_each))
    reviews = [_review(number) for number in range(-(-len(new) // PER_REVIEW))]
    with store.writer() as writer:
        writer.upsert_nodes("Finding", varied(found, findings - len(found)))
        writer.upsert_nodes("Review", reviews)
        writer.upsert_nodes("Recommendation", [_without(row, "agency", "raw") for row in new])
        writer.upsert_edges("MADE", "Review", "Recommendation", _made(new))
        writer.upsert_edges("ADDRESSED_TO", "Recommendation", "Agency", _addressed(new))


def varied(rows: Sequence[Row], number: int) -> list[Row]:
    """So many rows more, with ids and wording of their own."""
    wording = Wording((row["text"] for row in rows), SEED)
    return [
        {**row, "id": f"varied-{row['id']}-{place}", "text": wording.vary(row["text"])}
        for place, row in enumerate(islice(cycle(rows), max(0, number)))
    ]


def _review(number: int) -> Row:
    day = date(2005, 1, 1) + timedelta(days=3 * number)
    return {
        "id": f"varied-{number}",
        "title": f"Review {number}",
        "kind": ("DHR", "SAR", "SCR")[number % 3],
        "area": f"Area {number % AREAS}",
        "date": day.isoformat(),
    }


def _made(asks: Sequence[Row]) -> list[Row]:
    return [
        {"source": f"varied-{place // PER_REVIEW}", "target": ask["id"]}
        for place, ask in enumerate(asks)
    ]


def _addressed(asks: Sequence[Row]) -> list[Row]:
    return [
        {"source": ask["id"], "target": ask["agency"], "raw": ask["raw"], "inherited": False}
        for ask in asks
        if ask["agency"]
    ]


def _without(row: Row, *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), profile=sys.argv[3:] == ["profile"])
