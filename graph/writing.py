"""What a write changes: rows are compared with what is there, and only the difference is sent.

Both engines share this. Labels, types and property names are taken from ``graph/schema.py`` and
nowhere else; values travel as parameters. A batch is one statement, which an engine runs whole
or not at all, so a process killed between two batches leaves a graph that a re-run completes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import islice
from typing import Any, Generic, TypeVar

from graph import schema
from graph.checking import checked, known_edge, known_node
from graph.errors import CommonThreadError
from graph.store import Counts, Row, Transaction

BATCH = 10_000
_SHOWN = 3  # ids named in an error message

Key = tuple[str]
Pair = tuple[str, str]
_K = TypeVar("_K", bound=tuple[str, ...])
"""What tells one thing from another: (id,) of a node, (source, target) of an edge."""


class GraphWriter:
    """The writing side of a store, over either engine. See ``graph.store.Writer``."""

    def __init__(self, engine: Transaction) -> None:
        self._engine = engine
        # What this writer made itself needs no looking up again, which halves a first load.
        self._made: dict[str, set[str]] = defaultdict(set)
        self._joined: dict[tuple[str, str, str], set[str]] = defaultdict(set)

    def made(self, label: str) -> Set[str]:
        """Ids of the nodes that this writer has created."""
        return self._made[label]

    def upsert_nodes(self, label: str, rows: Iterable[Mapping[str, Any]]) -> Counts:
        """Create or update nodes by ``id``."""
        node = known_node(label)
        kinds = {p.name: p.kind for p in node.properties}
        names = ", ".join(f"n.{name} AS {name}" for name in kinds)
        fetch = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN {names}"
        counts = Counts()
        for batch in _batches(rows):
            wanted = [((_id(row, "id", label),), row) for row in batch]
            ids = sorted({key[0] for key, _ in wanted})
            found: dict[Key, Row] = {(row["id"],): row for row in self._engine.rows(fetch, ids=ids)}
            diff = _Difference[Key](label, kinds, found)
            for key, row in wanted:
                diff.add(key, row)
            if untitled := [key[0] for key, state in diff.state.items() if not _titled(state)]:
                raise CommonThreadError(
                    f"Every {label} needs a title; {_some(untitled)} would be left without one. "
                    "Give it a title, or create it before adding to it."
                )
            self._write_nodes(label, diff)
            self._made[label] |= {key[0] for key in diff.new}
            counts += diff.counts()
        return counts

    def upsert_edges(
        self,
        type_: str,
        source_label: str,
        target_label: str,
        rows: Iterable[Mapping[str, Any]],
        there: Mapping[Pair, Row] | None = None,
    ) -> Counts:
        """Create or update edges by their two ends."""
        edge = known_edge(type_, source_label, target_label)
        kinds = {p.name: p.kind for p in edge.properties}
        names = "".join(f", e.{name} AS {name}" for name in kinds)
        # All edges of the sources: both engines find them faster than edges by both ends.
        fetch = (
            f"UNWIND $ids AS id MATCH (a:{source_label} {{id: id}}) WITH a MATCH (a)-[e:{type_}]->"
            f"(b:{target_label}) RETURN a.id AS source, b.id AS target{names}"
        )
        joined = self._joined[type_, source_label, target_label]
        counts = Counts()
        for batch in _batches(rows):
            wanted = [
                ((_id(row, "source", type_), _id(row, "target", type_)), row) for row in batch
            ]
            sources = {key[0] for key, _ in wanted}
            if there is None:
                asked = sorted(sources - (self._made[source_label] - joined))
                found = self._edges(fetch, asked)
            else:
                found = there
            joined |= sources
            diff = _Difference[Pair](type_, kinds, found)
            for key, row in wanted:
                diff.add(key, {k: v for k, v in row.items() if k not in ("source", "target")})
            self._refuse_missing_ends(type_, source_label, {key[0] for key in diff.new})
            self._refuse_missing_ends(type_, target_label, {key[1] for key in diff.new})
            self._write_edges(type_, source_label, target_label, diff)
            counts += diff.counts()
        return counts

    def _edges(self, fetch: str, sources: list[str]) -> Mapping[Pair, Row]:
        rows = self._engine.rows(fetch, ids=sources) if sources else []
        return {(row["source"], row["target"]): row for row in rows}

    def delete_edges(
        self, type_: str, source_label: str, target_label: str, pairs: Iterable[tuple[str, str]]
    ) -> Counts:
        """Delete the edges between the given (source, target) ids; those not there are passed."""
        known_edge(type_, source_label, target_label)
        match = (
            f"UNWIND $rows AS r MATCH (a:{source_label} {{id: r.source}})"
            f"-[e:{type_}]->(b:{target_label} {{id: r.target}}) "
        )
        unique = sorted({(str(source), str(target)) for source, target in pairs})
        rows = [{"source": source, "target": target} for source, target in unique]
        return self._delete(rows, match + "RETURN count(e) AS n", match + "DELETE e")

    def delete_nodes(self, label: str, ids: Iterable[str]) -> Counts:
        """Delete nodes by id, with their edges; those not there are passed."""
        known_node(label)
        match = f"UNWIND $rows AS r MATCH (n:{label} {{id: r.id}}) "
        rows: list[Row] = [{"id": id_} for id_ in sorted({str(id_) for id_ in ids})]
        self._made[label] -= {row["id"] for row in rows}
        return self._delete(rows, match + "RETURN count(n) AS n", match + "DETACH DELETE n")

    def _delete(self, rows: list[Row], count: str, delete: str) -> Counts:
        deleted = 0
        for batch in _batches(rows):
            there = int(self._engine.rows(count, rows=batch)[0]["n"])
            if there:
                self._engine.write(delete, batch)
            deleted += there
        return Counts(deleted=deleted)

    def _write_nodes(self, label: str, diff: _Difference[Any]) -> None:
        # kglite takes three times as long to set a property as to make a node that has it.
        names, rows = diff.changes(diff.new)
        if rows:
            inline = _listed("{}: r[{}]", names, 1)
            self._engine.write(f"UNWIND $rows AS r CREATE (n:{label} {{{inline}}})", rows)
        names, rows = diff.changes(diff.changed)
        if rows:
            match = f"UNWIND $rows AS r MATCH (n:{label} {{id: r[0]}}) SET "
            self._engine.write(match + _listed("n.{} = r[{}]", names, 1), rows)

    def _write_edges(self, type_: str, source: str, target: str, diff: _Difference[Any]) -> None:
        names, rows = diff.changes([*diff.new, *diff.changed])
        if rows:
            merge = (
                f"UNWIND $rows AS r MATCH (a:{source} {{id: r[0]}}) "
                f"MATCH (b:{target} {{id: r[1]}}) MERGE (a)-[e:{type_}]->(b)"
            )
            sets = _listed("e.{} = r[{}]", names, 2)
            self._engine.write(f"{merge} SET {sets}" if sets else merge, rows)

    def _refuse_missing_ends(self, type_: str, label: str, ids: set[str]) -> None:
        ids = ids - self._made[label]
        if not ids:
            return
        query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id"
        found = {row["id"] for row in self._engine.rows(query, ids=sorted(ids))}
        missing = sorted(ids - found)
        if missing:
            raise CommonThreadError(
                f"{type_} needs {label} {_some(missing)}, which the graph does not hold. "
                f"Load the {schema.NODE[label].plural} first."
            )


class _Difference(Generic[_K]):
    """Rows taken one by one against what is there, as if each were written on its own."""

    def __init__(self, owner: str, kinds: Mapping[str, schema.Kind], found: Mapping[_K, Row]):
        self._owner = owner
        self._kinds = kinds
        self._found = found
        self._names: set[str] = set()
        self._updated = 0
        self._unchanged = 0
        self.state: dict[_K, Row] = {}
        self.new: dict[_K, None] = {}  # in the order they came, and so are they written
        self.changed: dict[_K, None] = {}

    def add(self, key: _K, row: Mapping[str, Any]) -> None:
        state = self.state.get(key)
        created = state is None and key not in self._found
        if state is None:
            state = self.state[key] = dict(self._found.get(key, ()))
        changed = False
        for name, value in row.items():
            value = checked(self._owner, self._kinds, name, value)
            there = state.get(name)
            if there != value or type(there) is not type(value):
                state[name] = value
                self._names.add(name)
                changed = True
        if created:
            self.new[key] = None
        elif changed:
            self._updated += 1
            if key not in self.new:
                self.changed[key] = None
        else:
            self._unchanged += 1

    def counts(self) -> Counts:
        return Counts(len(self.new), self._updated, self._unchanged)

    def changes(self, keys: Iterable[_K]) -> tuple[list[str], list[list[Any]]]:
        """Names of the properties that differ anywhere, and a row for each of these things: its
        key, then what those properties shall be; None removes one. Lists take half the bytes
        of maps on their way to an engine."""
        names = sorted(self._names)
        states = self.state
        return names, [[*key, *(states[key].get(name) for name in names)] for key in keys]


def _listed(template: str, names: Sequence[str], start: int) -> str:
    """One assignment for each property name, from its place in a row."""
    return ", ".join(template.format(name, start + i) for i, name in enumerate(names))


def _titled(state: Row) -> bool:
    return state.get("title") is not None


def _id(row: Mapping[str, Any], name: str, owner: str) -> str:
    value = row.get(name)
    if not isinstance(value, str) or not value:
        raise CommonThreadError(f"Every {owner} row needs '{name}', a text that is not empty.")
    return value


def _some(ids: Iterable[str]) -> str:
    """The first ids, quoted, and how many more there are."""
    ids = sorted(ids)
    more = f" and {len(ids) - _SHOWN} more" if len(ids) > _SHOWN else ""
    return ", ".join(f"'{id_}'" for id_ in ids[:_SHOWN]) + more


def _batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch
