"""A back-up into a graph of either engine: all of it, or the graph stays as it was."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

from graph.backup import HOME_FILES, HOME_FOLDERS, VECTORS, Saved, check, digests, of_graph, opened
from graph.errors import CommonThreadError, InputRefusedError
from graph.everything import Everything
from graph.schema import EDGES, NODES
from graph.settings import home
from graph.store import Row, Store, Transaction
from graph.writing import GraphWriter

_IN_HOME = re.compile(
    rf"home/(({'|'.join(HOME_FOLDERS)})/[^/\\]+|{'|'.join(map(re.escape, (*HOME_FILES, VECTORS)))})"
)


def restore(store: Store, path: Path, *, replace: bool = False) -> Saved:
    """Put back what a back-up holds: the graph in one transaction, in which it is read again and
    compared with the back-up, then the files of the home. With ``replace`` what the graph holds
    goes; files of the home that the back-up does not have stay.
    Raises InputRefusedError for a file that is no whole back-up, CommonThreadError for a graph
    that is not empty, unless by ``replace``, and for one that came out otherwise."""
    saved = check(path)
    archive, _ = opened(path)
    names = [name for name in archive.namelist() if name.startswith("home/")]
    if strange := [name for name in names if not _IN_HOME.fullmatch(name) or "/.." in name]:
        raise InputRefusedError(f"The back-up holds {strange[0]}, which has no place in a home.")
    with archive, store.transaction() as graph:
        held = sum(_count(graph, node.label) for node in NODES)
        if held and not replace:
            raise CommonThreadError(
                f"{store.place} holds {held:,} nodes already. Say --replace to put the back-up in "
                "their place; back them up first."
            )
        _empty(graph)
        _fill(graph, archive)
        if digests(Everything(graph)) != of_graph(saved.sha256):
            raise CommonThreadError(
                "What was restored is not what was backed up, so nothing was changed. Restore "
                f"with the version that made it: {saved.made_by}."
            )
    with ZipFile(path) as archive:
        for name in names:
            _put_back(archive, name)
    return saved


def _count(graph: Transaction, label: str) -> int:
    return int(graph.rows(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"])


def _empty(graph: Transaction) -> None:
    for node in NODES:
        if _count(graph, node.label):
            graph.write(f"MATCH (n:{node.label}) DETACH DELETE n", [])


def _fill(graph: Transaction, archive: ZipFile) -> None:
    writer = GraphWriter(graph)
    there = set(archive.namelist())
    for node in NODES:
        if (name := f"graph/nodes/{node.label}.jsonl") in there:
            writer.upsert_nodes(node.label, _rows(archive, name))
    for edge in EDGES:
        for source in edge.sources:
            for target in edge.targets:
                if (name := f"graph/edges/{edge.type}-{source}-{target}.jsonl") in there:
                    writer.upsert_edges(edge.type, source, target, _rows(archive, name))


def _rows(archive: ZipFile, name: str) -> Iterator[Row]:
    with archive.open(name) as lines:
        for line in lines:
            yield json.loads(line)


def _put_back(archive: ZipFile, name: str) -> None:
    path = home() / name.removeprefix("home/")
    fresh = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with archive.open(name) as content, fresh.open("wb") as out:
            shutil.copyfileobj(content, out)
        os.replace(fresh, path)  # noqa: PTH105 - what replaces a file on Windows too
    except OSError as error:
        raise CommonThreadError(
            f"The graph is restored, but {path} could not be written ({error.strerror}). Check "
            "the room and the rights there, then run the same again with --replace."
        ) from error
