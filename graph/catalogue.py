"""The query catalogue: every question is one file in ``queries/``, loaded here and nowhere else.

A file opens with a header of comments and goes on with Cypher that runs on both engines::

    // title: What reviews keep telling one kind of agency
    // audience: learning lead, trainer
    // description: Themes put to an agency or a type of agency, by number of reviews.
    // param: agency | agency | pol-force | An agency, or a type of agency
    MATCH ...

A parameter's type is one of PARAMETER_TYPES; those that name a node take its id, and ``any`` is a
number, true or false, a list or a text, as it looks. The pages, the
command line, the docs and the tests all read questions from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from graph.errors import CommonThreadError, QueryFailedError
from graph.settings import QUERIES
from graph.store import Row, Store
from graph.values import guessed

PARAMETER_TYPES: dict[str, Callable[[Any], Any]] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": bool,
    "agency": str,
    "theme": str,
    "review": str,
    "recommendation": str,
    "finding": str,
    "review_kind": str,
    "area": str,
    "year": int,
    "any": lambda value: guessed(value) if isinstance(value, str) else value,
}
AUDIENCES = {
    "learning lead": "Learning leads",
    "researcher": "Researchers",
    "trainer": "Trainers",
    "explorer": "The explorer's own",
}
"""Whom questions are for, in the order in which they are listed, with the heading of each."""

_HEADER = re.compile(r"^// (title|audience|description|param): (.*)$")


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question: its type is a key of PARAMETER_TYPES."""

    name: str
    type: str
    default: Any
    help: str

    def parse(self, value: Any) -> Any:
        """Turn what a user gave into the parameter's type. Raises QueryFailedError."""
        wanted = PARAMETER_TYPES[self.type]
        if wanted is bool and isinstance(value, str):
            if value.strip().lower() in ("true", "yes", "1"):
                return True
            if value.strip().lower() in ("false", "no", "0", ""):
                return False
            raise QueryFailedError(f"'{self.name}' must be yes or no; it was '{value}'.")
        try:
            return wanted(value)
        except (TypeError, ValueError) as error:
            raise QueryFailedError(
                f"'{self.name}' must be of type {self.type}; it was '{value}'."
            ) from error


@dataclass(frozen=True)
class Query:
    """One question of the catalogue."""

    name: str
    title: str
    audience: tuple[str, ...]
    description: str
    parameters: tuple[Parameter, ...]
    text: str

    def arguments(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Every parameter with its given value, typed, or its default.
        Raises QueryFailedError for a parameter the question does not have."""
        known = {parameter.name for parameter in self.parameters}
        if unknown := sorted(set(given) - known):
            takes = ", ".join(sorted(known)) or "none"
            raise QueryFailedError(
                f"The question '{self.name}' has no parameter '{unknown[0]}'. It takes: {takes}."
            )
        return {
            parameter.name: parameter.parse(given.get(parameter.name, parameter.default))
            for parameter in self.parameters
        }

    def run(self, store: Store, **parameters: Any) -> list[Row]:
        """Ask the question; rows come in the order the file gives."""
        return store.rows(self.text, **self.arguments(parameters))


@cache
def catalogue(folder: Path = QUERIES) -> dict[str, Query]:
    """All questions by name, in alphabetical order. Raises CommonThreadError for a bad header."""
    return {path.stem: read(path) for path in sorted(folder.glob("*.cypher"))}


def by_audience(words: str = "") -> dict[str, list[Query]]:
    """The catalogue under the audience that each question names first, in the order of AUDIENCES
    and then by title. With ``words``, the questions that hold each of them in their name, title,
    description or audiences, in whatever case."""
    wanted = words.casefold().split()
    found: dict[str, list[Query]] = {audience: [] for audience in AUDIENCES}
    for query in sorted(catalogue().values(), key=lambda one: one.title.casefold()):
        said = (query.name, query.title, query.description, *query.audience)
        text = " ".join(said).replace("_", " ").casefold()
        if all(word.replace("_", " ") in text for word in wanted):
            found[query.audience[0]].append(query)
    return {audience: queries for audience, queries in found.items() if queries}


def question(name: str) -> Query:
    """One question by name. Raises QueryFailedError, naming where the list is."""
    try:
        return catalogue()[name]
    except KeyError:
        raise QueryFailedError(
            f"There is no question '{name}'. See: python -m graph queries"
        ) from None


def read(path: Path) -> Query:
    """The question in one file. Raises CommonThreadError for a bad header."""
    header, parameters, text = parse(path.read_text(encoding="utf-8"), path.name)
    for key in ("title", "audience", "description"):
        if not header.get(key):
            raise CommonThreadError(f"{path.name} lacks the header line '// {key}: …'; add it.")
    audience = tuple(part.strip() for part in header["audience"].split(","))
    if strangers := sorted(set(audience) - set(AUDIENCES)):
        raise CommonThreadError(f"{path.name} names an unknown audience: {strangers[0]}.")
    return Query(
        name=path.stem,
        title=header["title"],
        audience=audience,
        description=header["description"],
        parameters=parameters,
        text=text,
    )


def parse(
    source: str, name: str = "The query"
) -> tuple[dict[str, str], tuple[Parameter, ...], str]:
    """What opens a text as a header does, and the Cypher after it: title and the like, parameters,
    query. ``name`` is what an error calls it. Raises CommonThreadError for a bad parameter."""
    lines = source.splitlines()
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    body_from = 0
    for line in lines:
        if not (match := _HEADER.match(line)):
            break
        body_from += 1
        if match[1] == "param":
            parameters.append(_parameter(match[2], name))
        else:
            header[match[1]] = match[2].strip()
    return header, tuple(parameters), "\n".join(lines[body_from:]).strip() + "\n"


def header_of(parameter: Parameter) -> str:
    """A parameter as its line of a header, which ``parse`` reads back."""
    default = str(parameter.default).lower() if parameter.type == "boolean" else parameter.default
    return f"// param: {parameter.name} | {parameter.type} | {default} | {parameter.help}"


def source(query: Query) -> str:
    """A question as the file that ``read`` reads."""
    lines = [
        f"// title: {query.title}",
        f"// audience: {', '.join(query.audience)}",
        f"// description: {query.description}",
        *map(header_of, query.parameters),
    ]
    return "\n".join([*lines, query.text.strip()]) + "\n"


def _parameter(line: str, name: str) -> Parameter:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != 4 or parts[1] not in PARAMETER_TYPES:
        raise CommonThreadError(
            f"{name}: a parameter is '// param: name | type | default | help', with a type "
            f"of {', '.join(PARAMETER_TYPES)}; found '{line}'."
        )
    called, type_, default, help_ = parts
    return Parameter(called, type_, Parameter(called, type_, None, "").parse(default), help_)
