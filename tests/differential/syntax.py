"""Queries as trees, each with its text in Cypher. What a tree means stands in ``meaning``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


class Expression:
    """What has a value in a row."""

    def __str__(self) -> str:
        raise NotImplementedError


@dataclass(frozen=True)
class Literal(Expression):
    value: Any

    def __str__(self) -> str:
        return quoted(self.value)


def quoted(value: Any) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(quoted, value)) + "]"
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return {None: "null", True: "true", False: "false"}[value] if _named(value) else repr(value)


def _named(value: Any) -> bool:
    return value is None or isinstance(value, bool)


@dataclass(frozen=True)
class Parameter(Expression):
    """A value given beside the query."""

    name: str
    value: Any

    def __str__(self) -> str:
        return f"${self.name}"


@dataclass(frozen=True)
class Variable(Expression):
    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Property(Expression):
    of: str
    name: str

    def __str__(self) -> str:
        return f"{self.of}.{self.name}"


@dataclass(frozen=True)
class Operation(Expression):
    """``operator`` between two operands, or before or after one."""

    operator: str
    operands: tuple[Expression, ...]

    def __str__(self) -> str:
        if len(self.operands) == 1:
            (one,) = self.operands
            after = self.operator.startswith("IS ")
            return f"({one} {self.operator})" if after else f"({self.operator} {one})"
        return "(" + f" {self.operator} ".join(map(str, self.operands)) + ")"


@dataclass(frozen=True)
class Call(Expression):
    """A function of values."""

    function: str
    arguments: tuple[Expression, ...]

    def __str__(self) -> str:
        return f"{self.function}({', '.join(map(str, self.arguments))})"


@dataclass(frozen=True)
class Case(Expression):
    branches: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression | None

    def __str__(self) -> str:
        parts = [f"WHEN {when} THEN {then}" for when, then in self.branches]
        parts += [] if self.otherwise is None else [f"ELSE {self.otherwise}"]
        return "CASE " + " ".join(parts) + " END"


@dataclass(frozen=True)
class Aggregate(Expression):
    """Over the rows of a group; no ``of`` stands for ``*``."""

    function: str
    of: Expression | None
    distinct: bool = False

    def __str__(self) -> str:
        inside = "*" if self.of is None else str(self.of)
        return f"{self.function}({'DISTINCT ' if self.distinct else ''}{inside})"


@dataclass(frozen=True)
class Quantified(Expression):
    """any, all, none or single of a list's items meets a condition."""

    kind: str
    variable: str
    items: Expression
    condition: Expression

    def __str__(self) -> str:
        return f"{self.kind}({self.variable} IN {self.items} WHERE {self.condition})"


@dataclass(frozen=True)
class Comprehension(Expression):
    variable: str
    items: Expression
    condition: Expression | None
    result: Expression | None

    def __str__(self) -> str:
        where = "" if self.condition is None else f" WHERE {self.condition}"
        result = "" if self.result is None else f" | {self.result}"
        return f"[{self.variable} IN {self.items}{where}{result}]"


@dataclass(frozen=True)
class NodePattern:
    variable: str = ""
    label: str = ""
    properties: tuple[tuple[str, Expression], ...] = ()

    def __str__(self) -> str:
        label = f":{self.label}" if self.label else ""
        return "(" + " ".join(filter(None, [self.variable + label, _map(self.properties)])) + ")"


@dataclass(frozen=True)
class EdgePattern:
    """``direction`` is out, in or both; ``hops`` the least and most of a path of any length."""

    variable: str = ""
    types: tuple[str, ...] = ()
    direction: str = "out"
    properties: tuple[tuple[str, Expression], ...] = ()
    hops: tuple[int, int] | None = None

    def __str__(self) -> str:
        types = ":" + "|".join(self.types) if self.types else ""
        hops = f"*{self.hops[0]}..{self.hops[1]}" if self.hops else ""
        inside = " ".join(filter(None, [self.variable + types + hops, _map(self.properties)]))
        left, right = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}[self.direction]
        return f"{left}[{inside}]{right}"


def _map(properties: tuple[tuple[str, Expression], ...]) -> str:
    if not properties:
        return ""
    return "{" + ", ".join(f"{name}: {value}" for name, value in properties) + "}"


@dataclass(frozen=True)
class Path:
    """Nodes with edges between them: one edge fewer than nodes."""

    nodes: tuple[NodePattern, ...]
    edges: tuple[EdgePattern, ...] = ()

    def __str__(self) -> str:
        rest = "".join(
            f"{edge}{node}" for edge, node in zip(self.edges, self.nodes[1:], strict=True)
        )
        return f"{self.nodes[0]}{rest}"


@dataclass(frozen=True)
class PatternPredicate(Expression):
    """A path that starts at a bound node and names nothing else, as a condition."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class Subquery(Expression):
    """``EXISTS { MATCH … }``, ``COUNT { … }`` or, as LIST, the size of a pattern's list; kglite
    knows no MATCH inside COUNT."""

    kind: str
    paths: tuple[Path, ...]
    where: Expression | None = None

    def __str__(self) -> str:
        if self.kind == "LIST":
            return f"size([{_paths(self.paths)}{_where(self.where)} | 1])"
        match = "MATCH " * (self.kind == "EXISTS")
        return f"{self.kind} {{ {match}{_paths(self.paths)}{_where(self.where)} }}"


def _paths(paths: tuple[Path, ...]) -> str:
    return ", ".join(map(str, paths))


def _where(condition: Expression | None) -> str:
    return "" if condition is None else f" WHERE {condition}"


class Clause:
    """One step of a query, from rows to rows."""


@dataclass(frozen=True)
class Match(Clause):
    paths: tuple[Path, ...]
    where: Expression | None = None
    optional: bool = False

    def __str__(self) -> str:
        return f"{'OPTIONAL ' * self.optional}MATCH {_paths(self.paths)}{_where(self.where)}"


@dataclass(frozen=True)
class Unwind(Clause):
    items: Expression
    variable: str

    def __str__(self) -> str:
        return f"UNWIND {self.items} AS {self.variable}"


@dataclass(frozen=True)
class Projection(Clause):
    """WITH or RETURN: items by name; ``order`` holds expressions, and whether descending."""

    items: tuple[tuple[Expression, str], ...]
    distinct: bool = False
    order: tuple[tuple[Expression, bool], ...] = ()
    skip: int | None = None
    limit: int | None = None
    where: Expression | None = None
    last: bool = False

    def __str__(self) -> str:
        items = ", ".join(
            name if str(value) == name else f"{value} AS {name}" for value, name in self.items
        )
        text = f"{'RETURN' if self.last else 'WITH'} {'DISTINCT ' * self.distinct}{items}"
        if self.order:
            text += " ORDER BY " + ", ".join(f"{by}{' DESC' * down}" for by, down in self.order)
        if self.skip is not None:
            text += f" SKIP {self.skip}"
        if self.limit is not None:
            text += f" LIMIT {self.limit}"
        return text + _where(self.where)


@dataclass(frozen=True)
class CallQuery(Clause):
    """``CALL { WITH a … RETURN … }``: a query for each row."""

    imports: tuple[str, ...]
    body: Query

    def __str__(self) -> str:
        first = f"WITH {', '.join(self.imports)} " if self.imports else ""
        return f"CALL {{ {first}{self.body} }}"


@dataclass(frozen=True)
class Query:
    clauses: tuple[Clause, ...]

    def __str__(self) -> str:
        return "\n".join(map(str, self.clauses))


@dataclass(frozen=True)
class Union:
    queries: tuple[Query, ...]
    all: bool

    def __str__(self) -> str:
        return f"\nUNION{' ALL' * self.all}\n".join(map(str, self.queries))
