"""What a write changes: rows are compared with what is there, and only the difference is sent.

Both engines share this. Labels, types and property names are taken from ``graph/schema.py`` and
nowhere else; values travel as parameters. A batch is one statement, which an engine runs whole
or not at all, so a process killed between two batches leaves a graph that a re-run completes.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Protocol

from graph import schema
from graph.errors import CommonThreadError
from graph.store import Counts, Row

BATCH = 10_000
_SHOWN = 3  # ids named in an error message

Key = tuple[str, ...]
"""What tells one thing from another: (id,) of a node, (source, target) of an edge."""


class Engine(Protocol):
    """What an engine must offer: a read, and a write that runs whole or not at all."""

    def rows(self, query: str, /, **parameters: Any) -> list[Row]: ...

    def write(self, statement: str, rows: list[Row]) -> None:
        """Run one writing statement over ``$rows``."""


class GraphWriter:
    """The writing side of a store, over either engine. See ``graph.store.Writer``."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def upsert_nodes(self, label: str, rows: Iterable[Mapping[str, Any]]) -> Counts:
        """Create or update nodes by ``id``."""
        node = _node(label)
        kinds = {p.name: p.kind for p in node.properties}
        names = ", ".join(f"n.{name} AS {name}" for name in kinds)
        fetch = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN {names}"
        write = f"UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) SET n += r.changes"
        counts = Counts()
        for batch in _batches(rows):
            wanted = [((_id(row, "id", label),), row) for row in batch]
            ids = sorted({key[0] for key, _ in wanted})
            found: dict[Key, Row] = {(row["id"],): row for row in self._engine.rows(fetch, ids=ids)}
            diff = _Difference(label, kinds, found)
            for key, row in wanted:
                diff.add(key, row)
            untitled = [key[0] for key in diff.new if diff.state[key].get("title") is None]
            if untitled:
                raise CommonThreadError(
                    f"Every {label} needs a title; {_some(untitled)} "
                    "would be created without one. Give it a title, or create it first."
                )
            self._send(write, [{"id": k[0], "changes": c} for k, c in diff.changes()])
            counts += diff.counts
        return counts

    def upsert_edges(
        self, type_: str, source_label: str, target_label: str, rows: Iterable[Mapping[str, Any]]
    ) -> Counts:
        """Create or update edges by their two ends."""
        edge = _edge(type_, source_label, target_label)
        kinds = {p.name: p.kind for p in edge.properties}
        names = "".join(f", e.{name} AS {name}" for name in kinds)
        # All edges of the sources: both engines find them faster than edges by both ends.
        fetch = (
            f"UNWIND $ids AS id MATCH (a:{source_label} {{id: id}})-[e:{type_}]->"
            f"(b:{target_label}) RETURN a.id AS source, b.id AS target{names}"
        )
        write = (
            f"UNWIND $rows AS r MATCH (a:{source_label} {{id: r.source}}) "
            f"MATCH (b:{target_label} {{id: r.target}}) "
            f"MERGE (a)-[e:{type_}]->(b) SET e += r.changes"
        )
        counts = Counts()
        for batch in _batches(rows):
            wanted = [
                ((_id(row, "source", type_), _id(row, "target", type_)), row) for row in batch
            ]
            sources = sorted({key[0] for key, _ in wanted})
            found: dict[Key, Row] = {
                (row["source"], row["target"]): row for row in self._engine.rows(fetch, ids=sources)
            }
            diff = _Difference(type_, kinds, found)
            for key, row in wanted:
                diff.add(key, {k: v for k, v in row.items() if k not in ("source", "target")})
            self._refuse_missing_ends(type_, source_label, {key[0] for key in diff.new})
            self._refuse_missing_ends(type_, target_label, {key[1] for key in diff.new})
            self._send(
                write, [{"source": k[0], "target": k[1], "changes": c} for k, c in diff.changes()]
            )
            counts += diff.counts
        return counts

    def delete_edges(
        self, type_: str, source_label: str, target_label: str, pairs: Iterable[tuple[str, str]]
    ) -> Counts:
        """Delete the edges between the given (source, target) ids; those not there are passed."""
        _edge(type_, source_label, target_label)
        match = (
            f"UNWIND $rows AS r MATCH (a:{source_label} {{id: r.source}})"
            f"-[e:{type_}]->(b:{target_label} {{id: r.target}}) "
        )
        unique = sorted({(str(source), str(target)) for source, target in pairs})
        rows = [{"source": source, "target": target} for source, target in unique]
        return self._delete(rows, match + "RETURN count(e) AS n", match + "DELETE e")

    def delete_nodes(self, label: str, ids: Iterable[str]) -> Counts:
        """Delete nodes by id, with their edges; those not there are passed."""
        _node(label)
        match = f"UNWIND $rows AS r MATCH (n:{label} {{id: r.id}}) "
        rows: list[Row] = [{"id": id_} for id_ in sorted({str(id_) for id_ in ids})]
        return self._delete(rows, match + "RETURN count(n) AS n", match + "DETACH DELETE n")

    def _delete(self, rows: list[Row], count: str, delete: str) -> Counts:
        deleted = 0
        for batch in _batches(rows):
            there = int(self._engine.rows(count, rows=batch)[0]["n"])
            if there:
                self._engine.write(delete, batch)
            deleted += there
        return Counts(deleted=deleted)

    def _send(self, statement: str, rows: list[Row]) -> None:
        if rows:
            self._engine.write(statement, rows)

    def _refuse_missing_ends(self, type_: str, label: str, ids: set[str]) -> None:
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


class _Difference:
    """Rows taken one by one against what is there, as if each were written on its own."""

    def __init__(self, owner: str, kinds: Mapping[str, schema.Kind], found: Mapping[Key, Row]):
        self._owner = owner
        self._kinds = kinds
        self._found = found
        self._changed: dict[Key, set[str]] = {}
        self.state: dict[Key, Row] = {}
        self.new: set[Key] = set()
        self.counts = Counts()

    def add(self, key: Key, row: Mapping[str, Any]) -> None:
        state = self.state.get(key)
        created = False
        if state is None:
            there = self._found.get(key)
            created = there is None
            state = self.state[key] = dict(there or {})
            if created:
                self.new.add(key)
        changed = []
        for name, value in row.items():
            value = self._checked(name, value)
            if state.get(name) != value or type(state.get(name)) is not type(value):
                state[name] = value
                changed.append(name)
        if changed or created:
            self._changed.setdefault(key, set()).update(changed)
        self.counts += Counts(created=1) if created else _CHANGED if changed else _UNCHANGED

    def changes(self) -> Iterator[tuple[Key, Row]]:
        """What to set on each thing that differs; None removes a property."""
        for key, names in self._changed.items():
            state = self.state[key]
            yield key, {name: state[name] for name in sorted(names)}

    def _checked(self, name: str, value: Any) -> Any:
        kind = self._kinds.get(name)
        if kind is None:
            raise CommonThreadError(
                f"{self._owner} has no property '{name}' in graph/schema.py. "
                f"It has: {', '.join(self._kinds) or 'none'}."
            )
        if value is None:
            return None
        try:
            return _OF_KIND[kind](value)
        except (TypeError, ValueError) as error:
            raise CommonThreadError(
                f"{self._owner}.{name} must be {_KIND_WORDS[kind]}, and {error}."
            ) from error


_CHANGED = Counts(updated=1)
_UNCHANGED = Counts(unchanged=1)


def _as_text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"this is {type(value).__name__}")
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("this text holds half of a surrogate pair") from error
    return str(value)


def _as_integer(value: Any) -> int:
    if isinstance(value, bool) or not hasattr(value, "__index__"):
        raise TypeError(f"this is {type(value).__name__}")
    number = int(value.__index__())
    if not -(2**63) <= number < 2**63:
        raise ValueError("this one does not fit in 64 bits")
    return number


def _as_number(value: Any) -> float:
    if isinstance(value, bool | str):
        raise TypeError(f"this is {type(value).__name__}")
    number = float(value)
    if not math.isfinite(number):
        raise ValueError(f"this is {number}")
    return number


def _as_boolean(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(f"this is {type(value).__name__}")
    return value


_OF_KIND: dict[schema.Kind, Callable[[Any], Any]] = {
    "text": _as_text,
    "integer": _as_integer,
    "number": _as_number,
    "boolean": _as_boolean,
}
_KIND_WORDS: dict[schema.Kind, str] = {
    "text": "text",
    "integer": "a whole number",
    "number": "a finite number",
    "boolean": "true or false",
}


def _node(label: str) -> schema.Node:
    if label not in schema.NODE:
        raise CommonThreadError(
            f"graph/schema.py knows no node '{label}'. It knows: {', '.join(schema.NODE)}."
        )
    return schema.NODE[label]


def _edge(type_: str, source_label: str, target_label: str) -> schema.Edge:
    if type_ not in schema.EDGE:
        raise CommonThreadError(
            f"graph/schema.py knows no edge '{type_}'. It knows: {', '.join(schema.EDGE)}."
        )
    edge = schema.EDGE[type_]
    if source_label not in edge.sources or target_label not in edge.targets:
        raise CommonThreadError(
            f"{type_} goes from {' or '.join(edge.sources)} to {' or '.join(edge.targets)}, "
            f"not from {source_label} to {target_label}."
        )
    return edge


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
