"""Random queries over the real schema."""

from __future__ import annotations

from random import Random

from tests.differential import syntax as s
from tests.differential.expressions import Expressions
from tests.differential.graphs import INTEGERS, TEXTS
from tests.differential.patterns import Patterns, Scope

_VALUE_KINDS = ("text", "integer", "number", "boolean")


def random_query(random: Random, *, repeats: bool = False) -> s.Query | s.Union:
    """One query that reads. ``repeats`` lets a relationship type stand twice inside one EXISTS
    or COUNT, which kglite 0.21.2 does not answer rightly."""
    if random.random() < 0.06:
        return _Generator(random, repeats).union()
    return _Generator(random, repeats).query()


class _Generator:
    def __init__(self, random: Random, repeats: bool) -> None:
        self._random = random
        self._patterns = Patterns(random)
        self._expressions = Expressions(random, self._patterns, repeats=repeats)
        # Under some plans Neo4j 5.26.16 loses rows for COUNT { } in the WHERE of OPTIONAL MATCH.
        self._without_counts = Expressions(random, self._patterns, repeats=repeats, counts=False)

    def query(self) -> s.Query:
        """Clauses that read, then RETURN."""
        scope: Scope = {}
        clauses: list[s.Clause] = [self._match(scope, paths=self._random.choice([1, 1, 1, 2]))]
        for _ in range(self._random.choice([0, 0, 0, 1, 1, 2, 3])):
            clauses.append(self._step(scope))
        clauses.append(self._return(scope))
        return s.Query(tuple(clauses))

    def union(self) -> s.Union:
        """The same pattern and columns, under two conditions."""
        scope: Scope = {}
        match = self._match(scope)
        items = tuple((self._held(scope), f"c{number}") for number in range(2))
        columns = s.Projection(items, last=True)
        queries = [
            s.Query((s.Match(match.paths, self._expressions.condition(scope)), columns))
            for _ in range(2)
        ]
        return s.Union(tuple(queries), self._chance(0.5))

    def _chance(self, of_one: float) -> bool:
        return self._random.random() < of_one

    def _nodes(self, scope: Scope) -> list[str]:
        return [name for name, kind in scope.items() if kind.startswith("node ")]

    def _match(self, scope: Scope, *, paths: int = 1, optional: bool = False) -> s.Match:
        before = set(scope)
        made = []
        for _ in range(paths):
            nodes = self._nodes(scope)
            anchor = self._random.choice(nodes) if nodes and self._chance(0.9) else ""
            hops = self._random.choice([1, 2] if optional or anchor else [0, 1, 1, 2, 2, 3, 4])
            made.append(self._patterns.path(scope, hops=hops, anchor=anchor))
        if not self._nodes(scope) or set(scope) == before:
            first = made[0]
            made[0] = s.Path((self._named(scope, first.nodes[0]), *first.nodes[1:]), first.edges)
        conditions = self._without_counts if optional else self._expressions
        where = conditions.condition(scope) if self._chance(0.5) else None
        return s.Match(tuple(made), where, optional)

    def _named(self, scope: Scope, node: s.NodePattern) -> s.NodePattern:
        if node.variable or not node.label:
            return node
        name = self._patterns.name("n")
        scope[name] = f"node {node.label}"
        return s.NodePattern(name, node.label, node.properties)

    def _step(self, scope: Scope) -> s.Clause:
        """One more clause; the scope becomes what it leaves."""
        choice = self._random.random()
        if choice < 0.3:
            return self._match(scope, optional=True)
        if choice < 0.45 and self._nodes(scope):
            return self._match(scope)
        if choice < 0.55:
            return self._unwind(scope)
        if choice < 0.65 and self._nodes(scope):
            return self._call(scope)
        return self._with(scope)

    def _unwind(self, scope: Scope) -> s.Clause:
        lists = [name for name, kind in scope.items() if kind in ("texts", "integers")]
        item = self._patterns.name("u")
        if lists and self._chance(0.7):
            name = self._random.choice(lists)
            kind = scope[name][:-1]
            items: s.Expression = s.Variable(name)
        else:
            kind = self._random.choice(["text", "integer"])
            values = TEXTS if kind == "text" else INTEGERS
            items = s.Literal(tuple(self._random.sample(values, self._random.randint(0, 3))))
        scope[item] = kind
        return s.Unwind(items, item)

    def _call(self, scope: Scope) -> s.Clause:
        anchor = self._random.choice(self._nodes(scope))
        inner = {anchor: scope[anchor]}
        match = s.Match(
            (self._patterns.path(inner, hops=self._random.choice([1, 2]), anchor=anchor),)
        )
        alias = self._patterns.name("v")
        others = [name for name in self._nodes(inner) if name != anchor]
        if others and self._chance(0.8):
            value = s.Property(self._random.choice(others), "title")
            aggregate = s.Aggregate("count", value, self._chance(0.5))
        else:
            aggregate = s.Aggregate("count", None)
        scope[alias] = "integer"
        body = s.Query((match, s.Projection(((aggregate, alias),), last=True)))
        return s.CallQuery((anchor,), body)

    def _held(self, scope: Scope) -> s.Expression:
        """A property or value that rows hold, of any kind."""
        held = [e for kind in _VALUE_KINDS for e in self._expressions.held(kind, scope)]
        ids = [e for e in held if isinstance(e, s.Property) and e.name in ("id", "title")]
        return self._random.choice(ids if ids and self._chance(0.4) else held or [s.Literal(1)])

    def _with(self, scope: Scope) -> s.Clause:
        before = dict(scope)
        if self._chance(0.55):
            items, after = self._aggregated(before)
        else:
            names = self._random.sample(list(before), self._random.randint(1, len(before)))
            items = [(s.Variable(name), name) for name in names]
            after = {name: before[name] for name in names}
            if self._chance(0.4):
                kind = self._random.choice(_VALUE_KINDS)
                alias = self._patterns.name("v")
                items.append((self._expressions.of(kind, before), alias))
                after[alias] = kind
        scope.clear()
        scope.update(after)
        order = self._order(after) if self._chance(0.35) else ()
        limit = self._random.randint(1, 8) if order and self._chance(0.7) else None
        where = self._expressions.condition(after) if self._chance(0.35) else None
        distinct = self._chance(0.2) and not any(kind.endswith("s") for kind in after.values())
        return s.Projection(tuple(items), distinct, order, None, limit, where)

    def _aggregated(self, scope: Scope) -> tuple[list[tuple[s.Expression, str]], Scope]:
        items: list[tuple[s.Expression, str]] = []
        after: Scope = {}
        names = [name for name, kind in scope.items() if not kind.startswith("edge")]
        for name in self._random.sample(
            names, min(len(names), self._random.choice([0, 0, 1, 1, 2]))
        ):
            if scope[name].startswith("node") and self._chance(0.4):
                kinds = [k for k in _VALUE_KINDS if self._expressions.held(k, {name: scope[name]})]
                kind = self._random.choice(kinds)
                alias = self._patterns.name("v")
                held = self._expressions.held(kind, {name: scope[name]})
                items.append((self._random.choice(held), alias))
                after[alias] = kind
            else:
                items.append((s.Variable(name), name))
                after[name] = scope[name]
        for _ in range(self._random.choice([1, 1, 1, 2, 3])):
            aggregate, kind = self._aggregate(scope)
            if kind in ("integer", "number") and self._chance(0.1):
                constant = s.Literal(2 if kind == "integer" else 0.5)
                aggregate = s.Operation(self._random.choice(["+", "*"]), (aggregate, constant))
            alias = self._patterns.name("v")
            items.append((aggregate, alias))
            after[alias] = kind
        return items, after

    def _aggregate(self, scope: Scope) -> tuple[s.Expression, str]:
        nodes = [name for name, kind in scope.items() if kind.startswith("node")]
        choice = self._random.randrange(8)
        if choice == 0:
            return s.Aggregate("count", None), "integer"
        if choice == 1 and nodes:
            node = s.Variable(self._random.choice(nodes))
            return s.Aggregate("count", node, self._chance(0.7)), "integer"
        if choice == 2:
            of = self._expressions.of(self._random.choice(_VALUE_KINDS), scope, 1)
            return s.Aggregate("count", of, self._chance(0.6)), "integer"
        if choice == 3:
            kind = self._random.choice(["integer", "number"])
            return s.Aggregate("avg", self._expressions.of(kind, scope, 1)), "mean"
        if choice == 4:
            kind = self._random.choice(["text", "integer"])
            of = self._expressions.of(kind, scope, 1)
            return s.Aggregate("collect", of, self._chance(0.4)), f"{kind}s"
        if choice == 5:
            kind = self._random.choice(["integer", "number"])
            return s.Aggregate("sum", self._expressions.of(kind, scope, 1)), kind
        if choice == 6:
            branch = (self._expressions.condition(scope, 1), s.Literal(1))
            return s.Aggregate("sum", s.Case((branch,), s.Literal(0))), "integer"
        kind = self._random.choice(["text", "integer", "number"])
        function = self._random.choice(["min", "max"])
        return s.Aggregate(function, self._expressions.of(kind, scope, 1)), kind

    def _order(self, scope: Scope) -> tuple[tuple[s.Expression, bool], ...]:
        """An order with no ties but between rows that are the same; none where there is no such."""
        by: list[s.Expression] = []
        for name, kind in scope.items():
            if kind.startswith("node"):
                by.append(s.Property(name, "id"))
            elif kind in _VALUE_KINDS:
                by.append(s.Variable(name))
            else:
                return ()
        self._random.shuffle(by)
        return tuple((expression, self._chance(0.4)) for expression in by)

    def _return(self, scope: Scope) -> s.Clause:
        if self._chance(0.4):
            items, after = self._aggregated(scope)
            columns = [
                (s.Property(name, "id"), name) if after[name].startswith("node") else (value, name)
                for value, name in items
            ]
            kinds = {n: "text" if k.startswith("node") else k for n, k in after.items()}
        else:
            columns, kinds = self._columns(scope)
        order = self._order(kinds) if self._chance(0.6) else ()
        limit = self._random.randint(1, 12) if order and self._chance(0.4) else None
        distinct = self._chance(0.25)
        skip = self._random.randint(1, 3) if order and self._chance(0.15) else None
        return s.Projection(tuple(columns), distinct, order, skip, limit, last=True)

    def _columns(self, scope: Scope) -> tuple[list[tuple[s.Expression, str]], Scope]:
        columns: list[tuple[s.Expression, str]] = []
        kinds: Scope = {}
        for number in range(self._random.randint(1, 4)):
            kind = self._random.choice(_VALUE_KINDS)
            alias = f"c{number}"
            made = self._expressions.of(kind, scope)
            if self._chance(0.5):
                made = self._held(scope)
                kind = (
                    next(
                        k
                        for k in (*_VALUE_KINDS, "")
                        if made in self._expressions.held(k, scope) or not k
                    )
                    or "integer"
                )
            columns.append((made, alias))
            kinds[alias] = kind
        others = [name for name, kind in scope.items() if kind in ("texts", "integers", "mean")]
        for name in others[:2]:
            columns.append((s.Variable(name), name))
            kinds[name] = scope[name]
        return columns, kinds
