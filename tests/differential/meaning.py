"""What a query means, in plain Python: openCypher's rules, written to be read, not for speed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any

from tests.differential import syntax as s
from tests.differential.functions import FUNCTIONS, LOGIC, OPERATORS, QUANTIFIERS, TOTALS
from tests.differential.graphs import Graph
from tests.differential.matching import Matcher, Row, TooLargeError

MAX_ROWS = 3_000


def answer(query: s.Query | s.Union, graph: Graph) -> list[Row]:
    """The rows, in order where the query gives one. Raises TooLargeError, and KeyError for a
    name that is not bound."""
    evaluation = _Evaluation(graph)
    if isinstance(query, s.Query):
        return evaluation.query(query, [{}])
    rows = [row for part in query.queries for row in evaluation.query(part, [{}])]
    return rows if query.all else _distinct(rows)


class _Evaluation:
    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._matcher = Matcher(graph, self.value)

    def query(self, query: s.Query, rows: list[Row]) -> list[Row]:
        for clause in query.clauses:
            rows = self._clause(clause, rows)
            if len(rows) > MAX_ROWS:
                raise TooLargeError
        return rows

    def _clause(self, clause: s.Clause, rows: list[Row]) -> list[Row]:
        if isinstance(clause, s.Match):
            return [found for row in rows for found in self._match(clause, row)]
        if isinstance(clause, s.Unwind):
            return [
                {**row, clause.variable: item}
                for row in rows
                for item in self.value(clause.items, row) or []
            ]
        if isinstance(clause, s.CallQuery):
            return [
                {**row, **found}
                for row in rows
                for found in self.query(clause.body, [{name: row[name] for name in clause.imports}])
            ]
        assert isinstance(clause, s.Projection)
        return self._project(clause, rows)

    def _match(self, clause: s.Match, row: Row) -> list[Row]:
        found = [
            bound
            for bound in self._matcher.matches(clause.paths, row)
            if clause.where is None or self.value(clause.where, bound) is True
        ]
        if found or not clause.optional:
            return found
        return [{**dict.fromkeys(variables(clause.paths)), **row}]

    def _project(self, clause: s.Projection, rows: list[Row]) -> list[Row]:
        if any(_aggregates(value) for value, _ in clause.items):
            pairs = self._grouped(clause, rows)
        else:
            pairs = [
                ({name: self.value(value, row) for value, name in clause.items}, row)
                for row in rows
            ]
        if clause.distinct:
            pairs = [(row, {}) for row in _distinct([row for row, _ in pairs])]
        for by, down in reversed(clause.order):
            pairs.sort(
                key=lambda pair: _sort_key(self.value(by, {**pair[1], **pair[0]})),
                reverse=down,
            )
        pairs = pairs[clause.skip or 0 :]
        if clause.limit is not None:
            pairs = pairs[: clause.limit]
        projected = [row for row, _ in pairs]
        if clause.where is None:
            return projected
        return [row for row in projected if self.value(clause.where, row) is True]

    def _grouped(self, clause: s.Projection, rows: list[Row]) -> list[tuple[Row, Row]]:
        keys = [(value, name) for value, name in clause.items if not _aggregates(value)]
        groups: dict[Any, tuple[Row, list[Row]]] = {}
        for row in rows:
            values = {name: self.value(value, row) for value, name in keys}
            groups.setdefault(_identity(list(values.values())), (values, []))[1].append(row)
        if not keys and not groups:
            groups[()] = ({}, [])
        return [
            (
                {
                    name: values[name] if name in values else self._total(value, members)
                    for value, name in clause.items
                },
                {},
            )
            for values, members in groups.values()
        ]

    def _total(self, expression: s.Expression, rows: list[Row]) -> Any:
        """The value over a group of an expression that holds aggregates and constants."""
        if isinstance(expression, s.Operation):
            parts = tuple(s.Literal(self._total(part, rows)) for part in expression.operands)
            return self.value(s.Operation(expression.operator, parts), {})
        if not isinstance(expression, s.Aggregate):
            return self.value(expression, {})
        if expression.of is None:
            return len(rows)
        of = expression.of
        values = [value for row in rows if (value := self.value(of, row)) is not None]
        if expression.distinct:
            values = list({_identity(value): value for value in values}.values())
        return TOTALS[expression.function](values)

    def value(self, expression: s.Expression, row: Row) -> Any:
        """The expression's value in a row; None stands for null."""
        return _VALUES[type(expression)](self, expression, row)

    def _property(self, expression: s.Property, row: Row) -> Any:
        of = row[expression.of]
        return None if of is None else of.properties.get(expression.name)

    def _operation(self, expression: s.Operation, row: Row) -> Any:
        operands = [self.value(operand, row) for operand in expression.operands]
        if expression.operator in LOGIC:
            return reduce(LOGIC[expression.operator], operands)
        return OPERATORS[expression.operator](*operands)

    def _call(self, expression: s.Call, row: Row) -> Any:
        arguments = [self.value(argument, row) for argument in expression.arguments]
        if expression.function == "coalesce":
            return next((value for value in arguments if value is not None), None)
        if any(value is None for value in arguments):
            return None
        return FUNCTIONS[expression.function](*arguments)

    def _case(self, expression: s.Case, row: Row) -> Any:
        for when, then in expression.branches:
            if self.value(when, row) is True:
                return self.value(then, row)
        return None if expression.otherwise is None else self.value(expression.otherwise, row)

    def _quantified(self, expression: s.Quantified, row: Row) -> Any:
        items = self.value(expression.items, row)
        if items is None:
            return None
        found = [
            self.value(expression.condition, {**row, expression.variable: item}) for item in items
        ]
        return QUANTIFIERS[expression.kind](found)

    def _comprehension(self, expression: s.Comprehension, row: Row) -> Any:
        items = self.value(expression.items, row)
        if items is None:
            return None
        rows = [{**row, expression.variable: item} for item in items]
        if expression.condition is not None:
            rows = [inner for inner in rows if self.value(expression.condition, inner) is True]
        result = expression.result or s.Variable(expression.variable)
        return [self.value(result, inner) for inner in rows]

    def _subquery(self, expression: s.Subquery, row: Row) -> Any:
        found = sum(
            expression.where is None or self.value(expression.where, bound) is True
            for bound in self._matcher.matches(expression.paths, row)
        )
        return found > 0 if expression.kind == "EXISTS" else found

    def _pattern(self, expression: s.PatternPredicate, row: Row) -> Any:
        return any(True for _ in self._matcher.matches((expression.path,), row))


_VALUES: dict[type, Callable[[_Evaluation, Any, Row], Any]] = {
    s.Literal: lambda _, e, row: e.value,
    s.Parameter: lambda _, e, row: e.value,
    s.Variable: lambda _, e, row: row[e.name],
    s.Property: _Evaluation._property,
    s.Operation: _Evaluation._operation,
    s.Call: _Evaluation._call,
    s.Case: _Evaluation._case,
    s.Quantified: _Evaluation._quantified,
    s.Comprehension: _Evaluation._comprehension,
    s.Subquery: _Evaluation._subquery,
    s.PatternPredicate: _Evaluation._pattern,
}


def variables(paths: Iterable[s.Path]) -> list[str]:
    """The names a pattern binds."""
    parts = [part for path in paths for part in (*path.nodes, *path.edges)]
    return [part.variable for part in parts if part.variable]


def _aggregates(expression: s.Expression) -> bool:
    if isinstance(expression, s.Operation):
        return any(_aggregates(operand) for operand in expression.operands)
    return isinstance(expression, s.Aggregate)


def _identity(value: Any) -> Any:
    """Equal for what DISTINCT and grouping take as one; null is one with null."""
    if isinstance(value, list | tuple):
        return tuple(_identity(item) for item in value)
    if isinstance(value, dict):
        return tuple((name, _identity(item)) for name, item in sorted(value.items()))
    return (type(value).__name__, value)


def _distinct(rows: list[Row]) -> list[Row]:
    return list({_identity(row): row for row in rows}.values())


def _sort_key(value: Any) -> Any:
    """Null is the greatest; values of one column are of one kind."""
    return (value is None, 0 if value is None else value)
