"""What the editor offers to complete, in the browser that runs it."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest
from playwright.sync_api import Page

from graph.schema import EDGE, NODE
from graph.vocabulary import vocabulary
from tests.browser import ROOT

EDITOR = ROOT / "views" / "components" / "cypher_editor"
KNOWN = {**vocabulary(), "parameters": [{"name": "theme", "kind": "theme", "about": "A theme"}]}
THEME = [p.name for p in NODE["Theme"].properties]
MADE_BY = [type_ for type_, edge in EDGE.items() if "Review" in edge.sources]

# The text with | where the cursor stands; what is offered among other things, or exactly with "=".
CASES = [
    ("MATCH (n:|", "=", sorted(NODE)),
    ("MATCH (n:Th|", "=", sorted(NODE)),  # the editor itself narrows by what is typed
    ("MATCH (n)-[:|", "=", sorted(EDGE)),
    ("MATCH (n)-[e:MADE|", "=", sorted(EDGE)),
    ("MATCH ()-[:MADE|RA|", "=", sorted(EDGE)),
    ("MATCH (n:Theme) RETURN n.|", "=", sorted(THEME)),
    ("MATCH (n:Theme) RETURN n.ti|", "=", sorted(THEME)),
    ("MATCH (n) WHERE n:Theme RETURN n.|", "=", sorted(THEME)),
    ("MATCH (n)-[e:RAISED]->() RETURN e.|", "=", ["passage", "score"]),
    ("RETURN n.| // and only then MATCH (n:Theme)", "has", ["definition", "doi"]),
    ("MATCH (n:Theme {|", "=", sorted(THEME)),
    ("MATCH (n:Theme {id: 'x', |", "=", sorted(THEME)),
    ("MATCH ()-[e:RAISED {s|", "=", ["passage", "score"]),
    ("MATCH (n {id: $|", "=", ["theme"]),
    ("MATCH (n {id: $which}) RETURN $th|", "=", ["th", "theme", "which"]),
    ("MATCH (review:Review) RETURN r|", "has", ["review", "RETURN", "round"]),
    ("MATCH (n) WITH n.id AS chosen RETURN c|", "has", ["chosen", "count", "coalesce", "CASE"]),
    ("MATCH (n) RETURN 'n.|", "none", []),
    ("MATCH (n) RETURN \"it's (n:|", "none", []),
    ("MATCH (n) // n.|", "none", []),
    ("MATCH (n) /* n.|", "none", []),
    ("RETURN 'it\\'s' AS x, n.|", "has", ["definition"]),
    ("RETURN |", "none", []),
    ("RETURN {a: |", "none", []),
]
# What the schema says can stand there comes first.
FIRST = [
    ("MATCH (v:Review)-[:|", set(MADE_BY)),
    ("MATCH (v:Review) MATCH (v)-[:|", set(MADE_BY)),
    ("MATCH (v:Review)-[:MADE]->(:|", {"Recommendation"}),
    ("MATCH (r)-[a:ABOUT]-(x:|", {"Recommendation", "Finding", "Theme"}),
    ("MATCH (t:Theme)<-[:|", {type_ for type_, edge in EDGE.items() if "Theme" in edge.targets}),
]
_ASK = """async ([address, known, texts]) => {
  const { completionsAt } = await import(address);
  return texts.map((text) => {
    const place = text.lastIndexOf("|") >= 0 ? text.lastIndexOf("|") : text.length;
    return completionsAt(text.slice(0, place) + text.slice(place + 1), place, known);
  });
}"""


@pytest.mark.browser
def test_what_is_offered_to_complete(page: Page) -> None:
    code = base64.b64encode((EDITOR / "editor.min.js").read_bytes()).decode()
    texts = [text for text, *_ in [*CASES, *FIRST]]
    address = f"data:text/javascript;base64,{code}"
    found = page.evaluate(_ASK, [address, KNOWN, texts])
    for (text, how, expected), offered in zip(CASES, found, strict=False):
        labels = sorted(one["label"] for one in offered["options"]) if offered else []
        assert set(expected) <= set(labels), text
        assert how == "has" or labels == expected, text
    for (text, expected), offered in zip(FIRST, found[len(CASES) :], strict=True):
        first = {one["label"] for one in offered["options"] if one.get("boost")}
        assert first == expected, text


def test_nothing_of_the_schema_stands_in_the_editor() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in Path(EDITOR).glob("build/*.js"))
    properties = {p.name for node in NODE.values() for p in node.properties}
    names = {name for name in properties if "_" in name} | set(EDGE)
    code = "\n".join(line.split("//")[0] for line in source.splitlines())
    assert not [name for name in names if name in code]
