"""Random expressions over what is in scope, of the kind that is asked for."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from graph import schema
from tests.differential import syntax as s
from tests.differential.graphs import INTEGERS, TEXTS, VALUES
from tests.differential.patterns import Patterns, Scope

_KINDS: tuple[schema.Kind, ...] = ("text", "integer", "number", "boolean")


class Expressions:
    """Makes expressions. ``repeats`` allows a type twice inside EXISTS and COUNT; without
    ``counts`` there is EXISTS only."""

    def __init__(
        self, random: Random, patterns: Patterns, *, repeats: bool = False, counts: bool = True
    ) -> None:
        self._random = random
        self._patterns = patterns
        self._repeats = repeats
        self._counts = counts
        self._makers = {
            "text": self._text,
            "integer": self._integer,
            "number": self._number,
            "boolean": self._boolean,
        }

    def of(self, kind: str, scope: Scope, depth: int = 2) -> s.Expression:
        """An expression of a kind: text, integer, number or boolean; it may be null."""
        held = self.held(kind, scope)
        if depth == 0 or self._random.random() < 0.55:
            if held and self._random.random() < 0.85:
                return self._random.choice(held)
            return self._constant(kind)
        if self._random.random() < 0.12:
            otherwise = self.of(kind, scope, depth - 1) if self._random.random() < 0.7 else None
            branch = (self.condition(scope, depth - 1), self.of(kind, scope, depth - 1))
            return s.Case((branch,), otherwise)
        if self._random.random() < 0.12:
            pair = (self.of(kind, scope, depth - 1), self._constant(kind))
            return s.Call("coalesce", pair)
        return self._makers[kind](scope, depth - 1)

    def held(self, kind: str, scope: Scope) -> list[s.Expression]:
        """What rows already hold of a kind: properties and values."""
        found: list[s.Expression] = [s.Variable(n) for n, what in scope.items() if what == kind]
        for name, what in scope.items():
            thing, _, label = what.partition(" ")
            if thing == "node":
                properties = (
                    schema.NODE[label].properties if label else schema.NODES[0].properties[:2]
                )
            elif thing == "edge" and label:
                properties = schema.EDGE[label].properties
            else:
                continue
            found += [s.Property(name, p.name) for p in properties if p.kind == kind]
        return found

    def condition(self, scope: Scope, depth: int = 2) -> s.Expression:
        """A boolean expression that says something about the row."""
        if depth > 0 and self._random.random() < 0.3:
            operator = self._random.choice(["AND", "AND", "OR", "XOR"])
            pair = (self.condition(scope, depth - 1), self.condition(scope, depth - 1))
            return s.Operation(operator, pair)
        if self._random.random() < 0.12:
            return s.Operation("NOT", (self.condition(scope, depth - 1 if depth else 0),))
        nodes = [name for name, kind in scope.items() if kind.startswith("node ")]
        if nodes and depth > 0 and self._random.random() < 0.3:
            return self.subquery(scope, nodes, depth - 1)
        return self._boolean(scope, max(0, depth - 1))

    def subquery(self, scope: Scope, nodes: list[str], depth: int) -> s.Expression:
        """EXISTS, NOT EXISTS, a pattern as a condition, or a comparison of COUNT or of the size
        of a pattern's list; from a node that is bound."""
        kind = self._random.choices(["EXISTS", "COUNT", "LIST"], [65, 27, 8])[0]
        kind = kind if self._counts else "EXISTS"
        path, where = self._block(scope, self._random.choice(nodes), kind, depth)
        if kind == "EXISTS":
            found: s.Expression = s.Subquery(kind, path, where)
            if len(path) == 1 and path[0].edges and self._random.random() < 0.2:
                found = s.PatternPredicate(_nameless(path[0]))
            return s.Operation("NOT", (found,)) if self._random.random() < 0.4 else found
        operator = self._random.choice(["<", "=", ">=", "<>"])
        least = s.Literal(self._random.randint(0, 2))
        # The number first: kglite cannot read ``(COUNT { … } > 1)``.
        kind = kind if path[0].edges else "COUNT"
        return s.Operation(operator, (least, s.Subquery(kind, path, where)))

    def counted(self, scope: Scope, anchor: str) -> s.Expression:
        """COUNT of a pattern from a bound node."""
        return s.Subquery("COUNT", *self._block(scope, anchor, "COUNT", 0))

    def _block(
        self, scope: Scope, anchor: str, kind: str, depth: int
    ) -> tuple[tuple[s.Path, ...], s.Expression | None]:
        """Paths from a bound node, and a condition."""
        inner = dict(scope)
        avoid: set[str] | None = None if self._repeats else set()
        hops = self._random.choice([1, 1, 2])
        paths = [self._patterns.path(inner, hops=hops, anchor=anchor, avoid=avoid)]
        if kind != "LIST" and self._random.random() < 0.1:
            again = self._random.choice([n for n, k in inner.items() if k.startswith("node ")])
            paths.append(self._patterns.path(inner, hops=1, anchor=again, avoid=avoid))
        where = self.condition(inner, depth) if self._random.random() < 0.35 else None
        made = tuple(path for path in paths if path.edges)
        return made or (s.Path((s.NodePattern(anchor),)),), where

    def _constant(self, kind: str) -> s.Expression:
        value = self._random.choice(VALUES[kind])  # type: ignore[index]
        if self._random.random() < 0.15:
            return s.Parameter(self._patterns.name("p"), value)
        return s.Literal(value)

    def _text(self, scope: Scope, depth: int) -> s.Expression:
        of = self.of("text", scope, depth)
        edges = [name for name, kind in scope.items() if kind.startswith("edge")]
        nodes = [name for name, kind in scope.items() if kind.startswith("node")]
        choice = self._random.randrange(9)
        if choice == 0 and edges:
            return s.Call("type", (s.Variable(self._random.choice(edges)),))
        if choice == 1 and nodes:
            labels = s.Call("labels", (s.Variable(self._random.choice(nodes)),))
            return s.Call("head", (labels,))
        if choice == 2:
            return s.Operation("+", (of, self.of("text", scope, 0)))
        if choice == 3:
            return s.Call("substring", (of, s.Literal(self._random.randint(0, 3)), s.Literal(2)))
        if choice == 4:
            return s.Call(self._random.choice(["left", "right"]), (of, s.Literal(3)))
        if choice == 5:
            return s.Call("replace", (of, s.Literal("a"), s.Literal("--")))
        if choice == 6:
            return s.Call("toString", (self.of("integer", scope, 0),))
        return s.Call(self._random.choice(["toLower", "toUpper", "trim", "reverse"]), (of,))

    def _integer(self, scope: Scope, depth: int) -> s.Expression:
        nodes = [name for name, kind in scope.items() if kind.startswith("node ")]
        choice = self._random.randrange(6)
        if choice == 0:
            return s.Call("size", (self.of("text", scope, depth),))
        if choice == 1:
            return s.Call(self._random.choice(["abs", "sign"]), (self.of("integer", scope, depth),))
        if choice == 2 and nodes and depth and self._counts:
            return self.counted(scope, self._random.choice(nodes))
        lists = [name for name, kind in scope.items() if kind in ("texts", "integers")]
        if choice == 4 and lists:
            name = self._random.choice(lists)
            item = self._patterns.name("x")
            condition = self._boolean({item: scope[name][:-1]}, 0)
            return s.Call("size", (s.Comprehension(item, s.Variable(name), condition, None),))
        if choice == 3:
            divisor = s.Literal(self._random.choice([2, 3, 7]))
            operator = self._random.choice(["/", "%"])
            return s.Operation(operator, (self.of("integer", scope, depth), divisor))
        if choice == 5:  # by a small number: Cypher's integers end at 64 bits
            return s.Operation("*", (self.of("integer", scope, depth), s.Literal(3)))
        pair = (self.of("integer", scope, depth), self.of("integer", scope, 0))
        return s.Operation(self._random.choice(["+", "-"]), pair)

    def _number(self, scope: Scope, depth: int) -> s.Expression:
        if self._random.random() < 0.3:
            return s.Call("toFloat", (self.of("integer", scope, depth),))
        operator = self._random.choice(["+", "-", "*"])
        pair = (self.of("number", scope, depth), self.of("number", scope, 0))
        return s.Operation(operator, pair)

    def _boolean(self, scope: Scope, depth: int) -> s.Expression:
        kind = self._random.choice(_KINDS)
        choice = self._random.randrange(8)
        held = self.held(kind, scope)
        if choice == 0 and held:
            operator = self._random.choice(["IS NULL", "IS NOT NULL"])
            return s.Operation(operator, (self._random.choice(held),))
        if choice == 1:
            values = self._random.sample(VALUES[kind], 2)
            if self._random.random() < 0.15:
                values.append(None)
            return s.Operation("IN", (self.of(kind, scope, depth), s.Literal(tuple(values))))
        if choice == 2:
            operator = self._random.choice(["STARTS WITH", "ENDS WITH", "CONTAINS"])
            part = s.Literal(self._random.choice(["a", "", "Be", "ta", "A"]))
            return s.Operation(operator, (self.of("text", scope, depth), part))
        lists = [name for name, what in scope.items() if what in ("texts", "integers")]
        if choice == 3 and lists:
            return self._quantified(scope, self._random.choice(lists))
        operators = ["=", "<>"] if kind == "boolean" else ["=", "<>", "<", "<=", ">", ">="]
        pair = (self.of(kind, scope, depth), self.of(kind, scope, 0))
        return s.Operation(self._random.choice(operators), pair)

    def _quantified(self, scope: Scope, name: str) -> s.Expression:
        kind = scope[name][:-1]
        item = self._patterns.name("x")
        values = TEXTS if kind == "text" else INTEGERS
        operator = self._random.choice(["=", "<>", ">"])
        pair = (s.Variable(item), s.Literal(self._random.choice(values)))
        quantifier = self._random.choice(["any", "all", "none", "single"])
        return s.Quantified(quantifier, item, s.Variable(name), s.Operation(operator, pair))


def _nameless(path: s.Path) -> s.Path:
    """The path with no names but its first node's: a pattern as a condition may bind none."""
    nodes = tuple(replace(node, variable="") for node in path.nodes[1:])
    return s.Path((path.nodes[0], *nodes), tuple(replace(e, variable="") for e in path.edges))
