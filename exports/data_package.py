"""The whole graph as a data package: CSV tables with their schemas, as frictionless reads them.

Data Package v2 (https://datapackage.org/standard/data-package/), Table Schema v2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, BinaryIO
from zipfile import ZipFile

from exports.archive import csv_line, text_in, zipped
from exports.dictionary import dictionary, meaning, quality
from exports.provenance import Provenance
from exports.whole import OF_REVIEW, Ends, Whole, properties
from graph.codes import CODES
from graph.shape import Kind, Node, Property, text
from graph.store import Row

_PROFILES = "https://datapackage.org/profiles/2.0/"
_KINDS: dict[Kind, str] = {
    "text": "string",
    "integer": "integer",
    "number": "number",
    "boolean": "boolean",
}
_ENDS = (text("source", "id of the node it leads from"), text("target", "id it leads to"))
_LICENCES: Mapping[str, Mapping[str, str]] = {
    "CC BY 4.0": {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"},
    "Open Government Licence v3.0": {
        "name": "OGL-UK-3.0",
        "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    },
}
_DESCRIPTION = """{about}
Each recommendation is under the licence of its review, which stands in its row; licences listed \
here are those of the reviews. Links that a person rejected are here with the verdict "reject". \
Names that were taken out of documents stay out, and so do corrections that hold them. The tables \
are for programs: a spreadsheet may take a text in them for a formula."""


def write_data_package(whole: Whole, about: Provenance, out: BinaryIO) -> None:
    """A zip of datapackage.json, one CSV table for each label and each kind of relationship, and
    the data dictionary as Markdown. A recommendation carries its review's licence and address."""
    resources = []
    with zipped(out) as archive:
        for node in whole.labels:
            path = f"data/{node.label}.csv"
            extra = OF_REVIEW if node.label == "Recommendation" else ()
            pieces = whole.recommendations() if extra else whole.nodes(node.label)
            _table(archive, path, (*properties(node.label), *extra), pieces)
            resources.append(_of_label(node, extra, path, archive.getinfo(path).file_size))
        for ends in whole.types:
            path = f"data/{ends.name}.csv"
            _table(archive, path, (*_ENDS, *ends.edge.properties), whole.edges(ends))
            resources.append(_of_type(ends, path, archive.getinfo(path).file_size))
        archive.writestr("DICTIONARY.md", dictionary(whole, about))
        package = json.dumps(_package(whole, about, resources), ensure_ascii=False, indent=2)
        archive.writestr("datapackage.json", package)


def _table(
    archive: ZipFile, path: str, of: Sequence[Property], pieces: Iterable[list[Row]]
) -> None:
    names = [one.name for one in of]
    with text_in(archive, path) as out:
        out.write(",".join(names) + "\n")
        for rows in pieces:
            out.writelines(csv_line(row[name] for name in names) for row in rows)


def _package(
    whole: Whole, about: Provenance, resources: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    licences, sources = _licences(whole), _sources(whole)
    return {
        "$schema": f"{_PROFILES}datapackage.json",
        "name": "common-thread",
        "title": "Reviews, recommendations, agencies, themes and evidence, as one graph",
        "description": _DESCRIPTION.format(about=about.text()),
        "created": f"{about.made_on}T00:00:00Z",
        "contributors": [{"title": f"Common Thread {about.version}", "roles": ["creator"]}],
        **({"licenses": licences} if licences else {}),  # an empty list is not allowed
        **({"sources": sources} if sources else {}),
        "about": about.as_json(),
        "resources": resources,
    }


def _of_label(node: Node, extra: Sequence[Property], path: str, size: int) -> dict[str, Any]:
    of = (*properties(node.label), *extra)
    schema = {"fields": [_field(node.label, one) for one in of], "primaryKey": ["id"]}
    return _resource(node.label, node.about, path, size, schema)


def _of_type(ends: Ends, path: str, size: int) -> dict[str, Any]:
    edge = ends.edge
    said = quality(edge.type)
    schema = {
        "fields": [_field(edge.type, one) for one in (*_ENDS, *edge.properties)],
        "primaryKey": ["source", "target"],
        "foreignKeys": [
            {"fields": [end], "reference": {"resource": label.lower(), "fields": ["id"]}}
            for end, label in (("source", ends.source), ("target", ends.target))
        ],
    }
    about = f"{edge.about}. Quality: {said}" if said else edge.about
    return _resource(ends.name, about, path, size, schema)


def _resource(
    name: str, about: str, path: str, size: int, schema: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "name": name.lower(),
        "title": name,
        "type": "table",
        "path": path,
        "description": about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "schema": {"$schema": f"{_PROFILES}tableschema.json", **schema},
    }


def _field(owner: str, one: Property) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": one.name,
        "type": _KINDS[one.kind],
        "description": meaning(owner, one),
    }
    if said := quality(owner, one.name):
        field["quality"] = said
    if one.name in ("id", "source", "target"):
        field["constraints"] = {"required": True}
    elif owner == "Recommendation" and one.name in CODES:
        field["constraints"] = {"enum": list(CODES[one.name])}
    return field


def _licences(whole: Whole) -> list[dict[str, str]]:
    """The licences that reviews state, each once; a known one with its address."""
    stated = {
        row["licence"] for rows in whole.nodes("Review") for row in rows if row.get("licence")
    }
    found = []
    for said in sorted(stated):
        known = _LICENCES.get(said.removesuffix(" (invented)"))
        name = re.sub(r"[^A-Za-z0-9._-]+", "-", said).strip("-") or "as-stated"
        found.append({**(known or {"name": name}), "title": said})
    return found


def _sources(whole: Whole) -> list[dict[str, str]]:
    """The files that were read, by what they held."""
    return [
        {"title": f"{row['title']} ({row['kind']})"}
        for rows in whole.nodes("Ingest")
        for row in rows
        if row["kind"] != "linking"
    ]
