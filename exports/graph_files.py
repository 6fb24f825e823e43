"""A graph as a file: GraphML, GEXF and JSON, written one node at a time.

networkx can write the same formats, but holds the graph and the whole XML in memory; that takes
gigabytes for 100,000 recommendations. All three open in networkx; GraphML and GEXF in Gephi.

A node's id in the file is ``Label:id``, as in addresses of pages, since ids are unique within a
label only; its ``type`` is the label, an edge's ``type`` the relationship's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import chain
from typing import Any, TextIO
from xml.sax.saxutils import escape, quoteattr

import networkx as nx

from exports.provenance import Provenance
from graph.schema import NODE
from graph.shape import Kind, Property
from graph.store import Row

# What XML 1.0 can hold (section 2.2); a document's text may have more.
_NOT_XML = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
# The names that both GraphML and GEXF have for them.
_KINDS: dict[Kind, str] = {
    "text": "string",
    "integer": "long",
    "number": "double",
    "boolean": "boolean",
}
_TYPE = Property("type", "text", "label of a node, type of a relationship")


@dataclass(frozen=True)
class GraphRows:
    """A graph as rows. A node has ``key``, ``type`` and the properties named in ``of_nodes``; an
    edge ``source`` and ``target`` (keys), ``type`` and those of ``of_edges``."""

    of_nodes: Sequence[Property]
    of_edges: Sequence[Property]
    nodes: Iterable[Row]
    edges: Iterable[Row]
    directed: bool = True


def from_networkx(graph: nx.Graph) -> GraphRows:
    """The rows of a networkx graph: each node's name is its key, and attributes are properties
    (but ``id``, which the key holds). What is not of one kind throughout is text."""
    nodes = [{**data, "key": str(key)} for key, data in graph.nodes(data=True)]
    edges = [
        {**data, "source": str(source), "target": str(target)}
        for source, target, data in graph.edges(data=True)
    ]
    return GraphRows(
        _properties(nodes, {"key", "type", "id"}),
        _properties(edges, {"source", "target", "type"}),
        nodes,
        edges,
        graph.is_directed(),
    )


def write_graphml(rows: GraphRows, about: Provenance, out: TextIO) -> None:
    """GraphML 1.0; where it comes from stands in the graph's ``desc`` and its data ``about``."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    out.write('<key id="about" for="graph" attr.name="about" attr.type="string"/>\n')
    for letter, target, properties in (("n", "node", rows.of_nodes), ("e", "edge", rows.of_edges)):
        for place, one in enumerate([_TYPE, *properties]):
            key = f'id="{letter}{place}" for="{target}" attr.name={_attribute(one.name)}'
            out.write(f'<key {key} attr.type="{_KINDS[one.kind]}"/>\n')
    out.write(f'<graph edgedefault="{_direction(rows)}">\n')
    out.write(f'<desc>{_xml(about.text())}</desc><data key="about">{_xml(about.text())}</data>\n')
    for node in rows.nodes:
        data = _graphml_data("n", rows.of_nodes, node)
        out.write(f"<node id={_attribute(node['key'])}>{data}</node>\n")
    for edge in rows.edges:
        ends = f"source={_attribute(edge['source'])} target={_attribute(edge['target'])}"
        out.write(f"<edge {ends}>{_graphml_data('e', rows.of_edges, edge)}</edge>\n")
    out.write("</graph>\n</graphml>\n")


def write_gexf(rows: GraphRows, about: Provenance, out: TextIO) -> None:
    """GEXF 1.2, as Gephi opens it: nodes in the colours of the schema; where it comes from stands
    in the description."""
    out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    out.write('<gexf xmlns="http://www.gexf.net/1.2draft" ')
    out.write('xmlns:viz="http://www.gexf.net/1.2draft/viz" version="1.2">\n')
    out.write(f'<meta lastmodifieddate="{about.made_on}">')
    out.write(f"<creator>Common Thread {_xml(about.version)}</creator>")
    out.write(f"<description>{_xml(about.text())}</description></meta>\n")
    out.write(f'<graph defaultedgetype="{_direction(rows)}" mode="static">\n')
    for target, properties in (("node", rows.of_nodes), ("edge", rows.of_edges)):
        out.write(f'<attributes class="{target}" mode="static">\n')
        for place, one in enumerate([_TYPE, *properties]):
            title = f"title={_attribute(one.name)}"
            out.write(f'<attribute id="{place}" {title} type="{_KINDS[one.kind]}"/>\n')
        out.write("</attributes>\n")
    out.write("<nodes>\n")
    for node in rows.nodes:
        shown = _attribute(node.get("title") or node["key"])
        out.write(f"<node id={_attribute(node['key'])} label={shown}>")
        out.write(f"{_gexf_data(rows.of_nodes, node)}{_colour(node)}</node>\n")
    out.write("</nodes>\n<edges>\n")
    for place, edge in enumerate(rows.edges):
        ends = f"source={_attribute(edge['source'])} target={_attribute(edge['target'])}"
        label = _attribute(edge.get("type") or "")
        out.write(f'<edge id="{place}" {ends} label={label}>')
        out.write(f"{_gexf_data(rows.of_edges, edge)}</edge>\n")
    out.write("</edges>\n</graph>\n</gexf>\n")


def write_json(rows: GraphRows, about: Provenance, out: TextIO) -> None:
    """JSON in networkx's node-link form (``networkx.node_link_graph``); where it comes from
    stands under ``graph``. Properties that are not known are left out."""
    out.write(f'{{"directed": {json.dumps(rows.directed)}, "multigraph": true,\n')
    out.write(f'"graph": {{"about": {_json(about.as_json())}}},\n"nodes": [')
    names = ["type", *(one.name for one in rows.of_nodes)]
    for place, node in enumerate(rows.nodes):
        out.write(",\n" if place else "\n")
        out.write(_json({"id": node["key"], **_known(node, names)}))
    out.write('\n],\n"edges": [')
    names = ["type", *(one.name for one in rows.of_edges)]
    for place, edge in enumerate(rows.edges):
        out.write(",\n" if place else "\n")
        ends = {"source": edge["source"], "target": edge["target"], "key": place}
        out.write(_json({**ends, **_known(edge, names)}))
    out.write("\n]}\n")


FORMATS: Mapping[str, Callable[[GraphRows, Provenance, TextIO], None]] = {
    "graphml": write_graphml,
    "gexf": write_gexf,
    "json": write_json,
}


def as_file(graph: nx.Graph, format_: str, about: Provenance) -> bytes:
    """A networkx graph as the bytes of a file: of a view, or another graph that fits in memory.
    ``format_`` is a key of FORMATS."""
    out = StringIO()
    FORMATS[format_](from_networkx(graph), about, out)
    return out.getvalue().encode("utf-8", errors="replace")


def xml_text(text: str) -> str:
    """The text without what XML cannot hold: each such character becomes U+FFFD."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)


def _properties(rows: Sequence[Row], without: set[str]) -> list[Property]:
    names = dict.fromkeys(chain.from_iterable(rows))
    return [Property(n, _kind(row.get(n) for row in rows), "") for n in names if n not in without]


def _kind(values: Iterable[Any]) -> Kind:
    kinds = {type(value) for value in values if value is not None}
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "integer"
    return "number" if kinds and kinds <= {int, float} else "text"


def _known(row: Row, names: Iterable[str]) -> Row:
    return {name: row[name] for name in names if row.get(name) is not None}


def _data(properties: Sequence[Property], row: Row) -> Iterable[tuple[int, str]]:
    """The place of each property that is known, and its value as both formats write it."""
    for place, one in enumerate([_TYPE, *properties]):
        value = row.get(one.name)
        if value is not None:
            yield place, str(value).lower() if isinstance(value, bool) else str(value)


def _graphml_data(letter: str, properties: Sequence[Property], row: Row) -> str:
    return "".join(
        f'<data key="{letter}{place}">{_xml(value)}</data>'
        for place, value in _data(properties, row)
    )


def _gexf_data(properties: Sequence[Property], row: Row) -> str:
    values = "".join(
        f'<attvalue for="{place}" value={_attribute(value)}/>'
        for place, value in _data(properties, row)
    )
    return f"<attvalues>{values}</attvalues>"


def _colour(node: Row) -> str:
    kind = NODE.get(str(node.get("type")))
    if kind is None:
        return ""
    red, green, blue = bytes.fromhex(kind.colour.lstrip("#"))
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/>'


def _direction(rows: GraphRows) -> str:
    return "directed" if rows.directed else "undirected"


def _xml(text: str) -> str:
    return escape(xml_text(text), {"\r": "&#13;"})  # a bare one is read back as a line feed


def _attribute(text: str) -> str:
    return quoteattr(xml_text(text))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
