"""One behaviour suite over both engines."""

from __future__ import annotations
from graph.store import Store, Counts


def test_same_rows_again_change_nothing(store: Store) -> None:
    rows = [
        {"id": "r1", "title": "One", "year": 2020, "invented": True},
        {"id": "r2", "title": "Two"},
    ]
    with store.writer() as w:
        assert w.upsert_nodes("Review", rows) == Counts(created=2)
        assert w.upsert_nodes("Review", rows) == Counts(unchanged=2)
