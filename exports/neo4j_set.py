"""The whole graph as an import set for Neo4j: CSV with typed headers, and the command.

The format is that of ``neo4j-admin database import full`` (Neo4j 5, operations manual, "Import").
Every value is as the graph has it: nothing in these files is meant for a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO
from zipfile import ZipFile

from exports.archive import csv_line, text_in, zipped
from exports.provenance import Provenance
from exports.whole import Whole, properties
from graph.schema import NODES
from graph.shape import Kind, Property
from graph.store import Row

_KINDS: dict[Kind, str] = {
    "text": "string",
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
}


def write_neo4j(whole: Whole, about: Provenance, out: BinaryIO) -> None:
    """A zip of one CSV file for each label and each kind of relationship, with README.md, which
    has the command, and constraints.cypher, to be run when it is done."""
    with zipped(out) as archive:
        archive.writestr("README.md", _readme(whole, about))
        archive.writestr("constraints.cypher", _constraints())
        for node in whole.labels:
            label = node.label
            head = [f"id:ID({label})", *map(_typed, properties(label)[1:])]
            rows = (row for some in whole.nodes(label) for row in some)
            names = [one.name for one in properties(label)]
            _table(archive, f"nodes/{label}.csv", head, names, rows)
        for ends in whole.types:
            start, end = f":START_ID({ends.source})", f":END_ID({ends.target})"
            head = [start, end, *map(_typed, ends.edge.properties)]
            rows = (row for some in whole.edges(ends) for row in some)
            names = ["source", "target", *(one.name for one in ends.edge.properties)]
            _table(archive, f"relationships/{ends.name}.csv", head, names, rows)


def _table(
    archive: ZipFile, name: str, head: Sequence[str], names: Sequence[str], rows: Iterable[Row]
) -> None:
    with text_in(archive, name) as out:
        out.write(",".join(head) + "\n")
        for row in rows:
            out.write(csv_line(row[column] for column in names))


def _typed(one: Property) -> str:
    return f"{one.name}:{_KINDS[one.kind]}"


def import_arguments(whole: Whole) -> list[str]:
    """What ``neo4j-admin database import full`` needs to be told, from the folder of the files."""
    return [
        "--multiline-fields=true",
        *(f"--nodes={node.label}=nodes/{node.label}.csv" for node in whole.labels),
        *(f"--relationships={e.edge.type}=relationships/{e.name}.csv" for e in whole.types),
    ]


def _constraints() -> str:
    """Ids are unique within a label; these are also the indexes that every lookup uses."""
    return "".join(
        f"CREATE CONSTRAINT {node.label.lower()}_id IF NOT EXISTS "
        f"FOR (n:{node.label}) REQUIRE n.id IS UNIQUE;\n"
        for node in NODES
    )


def _readme(whole: Whole, about: Provenance) -> str:
    nodes, edges = whole.size
    command = " \\\n  ".join(
        [
            "neo4j-admin database import full neo4j",
            "--overwrite-destination",
            *import_arguments(whole),
        ]
    )
    facts = "\n".join(f"- **{name}:** {words}" for name, words in about.lines())
    return f"""# A graph of Common Thread, for Neo4j

{facts}
- **Inside:** {nodes:,} nodes and {edges:,} relationships

## Into Neo4j 5

Unpack this archive where Neo4j is and go into its folder. Stop Neo4j (the community edition), or
the database (`STOP DATABASE neo4j`). **What the database `neo4j` holds is replaced:**

```
{command}
```

(On Windows: on one line, without the backslashes.) Start Neo4j again and run
`constraints.cypher`, for instance with `cypher-shell -f constraints.cypher`. With `NEO4J_URI`,
`NEO4J_USER` and `NEO4J_PASSWORD` set, Common Thread itself works on that database.

## Before it is passed on

- Each recommendation is under the licence of its review (`Review.licence`). Coroners' reports and
  published reviews are not ours to license.
- The `url` of a coroner's report carries the name of the person who died. `judged_by` names people
  who gave verdicts.
- Corrections of documents stay behind, since they hold names that were taken out of texts.
- Links that a person rejected are here with `verdict` "reject": leave them out of counts.
- These files are for programs. A spreadsheet may take a text in them for a formula.
"""
